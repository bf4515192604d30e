//! A network's parameters by name, each as a flat tensor: what optimiser, average, clipping and
//! checkpoint go through.
//!
//! Names are paths such as `blocks.0.affine.weight`, the same for every device.

use std::collections::BTreeMap;

use burn::Tensor;
use burn::module::{Module, ModuleMapper, ModuleVisitor, Param};
use burn::tensor::{Gradients, Transaction};

use crate::error::Error;

/// Flat tensors by name, off the autodiff graph.
pub type Named = BTreeMap<String, Tensor<1>>;

/// Shapes by name.
pub type Shapes = BTreeMap<String, Vec<usize>>;

/// The parameters of `module`.
pub fn values<M: Module>(module: &M) -> Named {
    let mut visitor = Visitor::new(None);
    module.visit(&mut visitor);
    visitor.found
}

/// The shapes of the parameters of `module`.
pub fn shapes<M: Module>(module: &M) -> Shapes {
    let mut visitor = Visitor::new(None);
    module.visit(&mut visitor);
    visitor.shapes
}

/// The gradients of the parameters of `module`; a parameter that took no part has none.
pub fn gradients<M: Module>(module: &M, gradients: &Gradients) -> Named {
    let mut visitor = Visitor::new(Some(gradients));
    module.visit(&mut visitor);
    visitor.found
}

/// `module` with each parameter replaced by `change` of its name and flat value. The result is a
/// leaf of the autodiff graph where the parameter was one.
pub fn map<M: Module>(module: M, change: impl FnMut(&str, Tensor<1>) -> Tensor<1>) -> M {
    module.map(&mut Mapper {
        path: Path::default(),
        change,
    })
}

/// `module` with each weight of an affine map replaced by `change` of its name and of the weight as
/// a matrix \[outputs, inputs\] ([out, in · kernel²] for a convolution), on the autodiff graph where
/// the weight is. The result need not be leaves of the graph: it is for a forward pass.
pub fn map_weights<M: Module>(module: M, change: impl FnMut(&str, Tensor<2>) -> Tensor<2>) -> M {
    module.map(&mut WeightMapper {
        path: Path::default(),
        change,
    })
}

/// Reads flat tensors from their device, all at once.
///
/// # Errors
/// [`Error::Device`] when the device does not give them back.
pub async fn read(named: &[(String, Tensor<1>)]) -> Result<Vec<Vec<f32>>, Error> {
    let transaction = named
        .iter()
        .fold(Transaction::default(), |all, (_, tensor)| {
            all.register(tensor.clone())
        });
    let data = transaction.execute_async().await.map_err(device_error)?;
    data.into_iter()
        .map(|data| data.try_into_vec::<f32>().map_err(device_error))
        .collect()
}

/// An error of burn's as one of ours.
pub(crate) fn device_error(error: impl std::fmt::Debug) -> Error {
    Error::Device(format!("{error:?}"))
}

/// Where in a module a visit is.
#[derive(Default)]
struct Path(Vec<String>);

impl Path {
    fn enter(&mut self, name: &str) {
        self.0.push(name.to_owned());
    }

    fn exit(&mut self) {
        self.0.pop();
    }

    /// The path without `network`, which every module here begins with, and without the variants
    /// of enums, which say again what the architecture says.
    fn name(&self) -> String {
        let parts = self.0.iter().map(String::as_str);
        let parts =
            parts.filter(|part| *part != "network" && !part.starts_with(char::is_uppercase));
        parts.collect::<Vec<_>>().join(".")
    }
}

struct Visitor<'a> {
    path: Path,
    gradients: Option<&'a Gradients>,
    found: Named,
    shapes: Shapes,
}

impl<'a> Visitor<'a> {
    fn new(gradients: Option<&'a Gradients>) -> Self {
        Self {
            path: Path::default(),
            gradients,
            found: Named::new(),
            shapes: Shapes::new(),
        }
    }
}

impl ModuleVisitor for Visitor<'_> {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        let value = param.val();
        let found = match self.gradients {
            Some(gradients) => value.grad(gradients),
            None => Some(value.clone().without_autodiff()),
        };
        let name = self.path.name();
        self.shapes.insert(name.clone(), value.dims().to_vec());
        if let Some(tensor) = found {
            self.found.insert(name, tensor.flatten(0, D - 1));
        }
    }

    fn enter_module(&mut self, name: &str, _container_type: &str) {
        self.path.enter(name);
    }

    fn exit_module(&mut self, _name: &str, _container_type: &str) {
        self.path.exit();
    }
}

struct Mapper<F> {
    path: Path,
    change: F,
}

impl<F: FnMut(&str, Tensor<1>) -> Tensor<1>> ModuleMapper for Mapper<F> {
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

struct WeightMapper<F> {
    path: Path,
    change: F,
}

impl<F: FnMut(&str, Tensor<2>) -> Tensor<2>> ModuleMapper for WeightMapper<F> {
    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        let name = self.path.name();
        if D < 2 {
            return param;
        }
        param.map(|value| {
            let shape = value.dims();
            let rows = shape[0];
            let matrix: Tensor<2> = value.reshape([rows, shape[1..].iter().product()]);
            // burn keeps a linear map's weight as [in, out].
            let matrix = if D == 2 {
                transposed((self.change)(&name, transposed(matrix)))
            } else {
                (self.change)(&name, matrix)
            };
            matrix.reshape(shape)
        })
    }

    fn enter_module(&mut self, name: &str, _container_type: &str) {
        self.path.enter(name);
    }

    fn exit_module(&mut self, _name: &str, _container_type: &str) {
        self.path.exit();
    }
}

/// The transpose. That of a single row or column is the same numbers in the same order, and is made
/// so: on WebGPU, burn 0.22.1 fuses operations on strides that only a dimension of 1 tells apart
/// wrongly (see `one_channel.rs`; the fixture `conv-spectral` finds it).
fn transposed(matrix: Tensor<2>) -> Tensor<2> {
    match matrix.dims() {
        [1, many] => matrix.reshape([many, 1]),
        [many, 1] => matrix.reshape([1, many]),
        _ => matrix.transpose(),
    }
}
