//! A network's parameters by name, each as a flat tensor: what optimiser, average, clipping and
//! checkpoint go through.
//!
//! Names are paths such as `blocks.0.affine.weight`, the same for every device.

use std::collections::BTreeMap;

use burn::Tensor;
use burn::module::{Module, ModuleMapper, ModuleVisitor, Param};
use burn::tensor::Transaction;

use crate::error::Error;

/// Flat tensors by name, off the autodiff graph.
pub type Named = BTreeMap<String, Tensor<1>>;

/// Shapes by name.
pub type Shapes = BTreeMap<String, Vec<usize>>;

/// The parameters of `module`.
pub fn values<M: Module>(module: &M) -> Named {
    let mut visitor = Visitor::default();
    module.visit(&mut visitor);
    visitor.found
}

/// The shapes of the parameters of `module`.
pub fn shapes<M: Module>(module: &M) -> Shapes {
    let mut visitor = Visitor::default();
    module.visit(&mut visitor);
    visitor.shapes
}

/// `module` with each parameter replaced by `change` of its name and flat value. The result is a
/// leaf of the autodiff graph where the parameter was one.
pub fn map<M: Module>(module: M, mut change: impl FnMut(&str, Tensor<1>) -> Tensor<1>) -> M {
    // The change is passed as a trait object: a mapper for each kind of change would bring 9 kB to the wasm
    // module.
    module.map(&mut Mapper {
        path: ModulePath::default(),
        change: &mut change,
    })
}

/// `module` with each weight of an affine map, a matrix \[inputs, outputs\] (\[kernel² · in, out\] for
/// a convolution), replaced by `change` of its name and of itself.
pub fn map_weights<M: Module>(
    module: M,
    mut change: impl FnMut(&str, Tensor<2>) -> Tensor<2>,
) -> M {
    let shapes = shapes(&module);
    map(module, |name, value| match shapes[name].as_slice() {
        [inputs, outputs] => change(name, value.reshape([*inputs, *outputs])).flatten(0, 1),
        _ => value,
    })
}

/// Reads flat tensors from their device, all at once.
///
/// # Errors
/// [`Error::Device`] when the device does not give them back.
pub async fn read(named: &[(String, Tensor<1>)]) -> Result<Vec<Vec<f32>>, Error> {
    read_each(named.iter().map(|(_, tensor)| tensor.clone())).await
}

/// Reads tensors back in one wait. They are not joined on the device: what is joined is of another size for each
/// number of them, and needs as much room once more.
pub(crate) async fn read_each<const D: usize>(
    tensors: impl IntoIterator<Item = Tensor<D>>,
) -> Result<Vec<Vec<f32>>, Error> {
    let all = tensors
        .into_iter()
        .fold(Transaction::default(), Transaction::register);
    let data = all.execute_async().await.map_err(device_error)?;
    data.into_iter()
        .map(|data| data.try_into_vec().map_err(device_error))
        .collect()
}

/// An error of burn's as one of ours.
pub(crate) fn device_error(error: impl std::fmt::Debug) -> Error {
    Error::Device(format!("{error:?}"))
}

/// Where in a module a visit is.
#[derive(Default)]
pub(super) struct ModulePath(Vec<String>);

impl ModulePath {
    pub(super) fn enter(&mut self, name: &str) {
        self.0.push(name.to_owned());
    }

    pub(super) fn exit(&mut self) {
        self.0.pop();
    }

    /// The path without `network`, which every module here begins with, and without the variants
    /// of enums, which say again what the architecture says.
    pub(super) fn name(&self) -> String {
        let parts = self.0.iter().map(String::as_str);
        let parts =
            parts.filter(|part| *part != "network" && !part.starts_with(char::is_uppercase));
        parts.collect::<Vec<_>>().join(".")
    }
}

#[derive(Default)]
struct Visitor {
    path: ModulePath,
    found: Named,
    shapes: Shapes,
}

impl ModuleVisitor for Visitor {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        let value = param.val();
        let name = self.path.name();
        self.shapes.insert(name.clone(), value.dims().to_vec());
        let flat = value.without_autodiff().flatten(0, D - 1);
        self.found.insert(name, flat);
    }

    fn enter_module(&mut self, name: &str, _container_type: &str) {
        self.path.enter(name);
    }

    fn exit_module(&mut self, _name: &str, _container_type: &str) {
        self.path.exit();
    }
}

struct Mapper<'a> {
    path: ModulePath,
    change: &'a mut dyn FnMut(&str, Tensor<1>) -> Tensor<1>,
}

impl ModuleMapper for Mapper<'_> {
    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        let name = self.path.name();
        param.map(|value| {
            let shape = value.dims();
            let (on_graph, leaf) = (value.is_autodiff(), value.is_require_grad());
            let flat = value.without_autodiff().flatten(0, D - 1);
            let changed: Tensor<D> = (self.change)(&name, flat).reshape(shape);
            if on_graph {
                Tensor::from_inner(changed).set_require_grad(leaf)
            } else {
                changed
            }
        })
    }

    fn enter_module(&mut self, name: &str, _container_type: &str) {
        self.path.enter(name);
    }

    fn exit_module(&mut self, _name: &str, _container_type: &str) {
        self.path.exit();
    }
}
