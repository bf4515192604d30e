//! What burn's autodiff finds for the parameters of a module.

use burn::Tensor;
use burn::module::{Module, ModuleVisitor, Param};
use burn::tensor::Gradients;

use super::parameters::{ModulePath, Named};

/// What burn's autodiff found for the parameters of `module`; a parameter that took no part has none.
pub fn gradients<M: Module>(module: &M, gradients: &Gradients) -> Named {
    let mut visitor = Visitor {
        gradients,
        path: ModulePath::default(),
        found: Named::new(),
    };
    module.visit(&mut visitor);
    visitor.found
}

struct Visitor<'a> {
    gradients: &'a Gradients,
    path: ModulePath,
    found: Named,
}

impl ModuleVisitor for Visitor<'_> {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        if let Some(gradient) = param.val().grad(self.gradients) {
            let flat = gradient.flatten(0, D - 1);
            self.found.insert(self.path.name(), flat);
        }
    }

    fn enter_module(&mut self, name: &str, _container_type: &str) {
        self.path.enter(name);
    }

    fn exit_module(&mut self, _name: &str, _container_type: &str) {
        self.path.exit();
    }
}
