//! A network's blocks as the stages of kernels that take one sample through all of it, and where its
//! parameters and what is kept of a sample lie.

use super::normalisation::{NormSpec, groups};
use super::shape::{BlockSpec, Shape};
use crate::kernels::activation::Activation;
use crate::kernels::whole::{ALIGNMENT, MOST_STAGES, Map, SampleNorm, Stage, Stages};
use crate::network::Layout;

/// A parameter by name: where it begins among those of its network, and how many numbers it has.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) name: String,
    pub(crate) first: usize,
    pub(crate) count: usize,
}

/// The stages of these blocks for samples `input` [channels, height, width]; none where what a sample becomes
/// depends on others, where channels are sorted, or where there are too many blocks.
pub(crate) fn stages(specs: &[BlockSpec], input: [usize; 3]) -> Option<(Stages, Vec<Place>)> {
    if specs.is_empty() || specs.len() > MOST_STAGES {
        return None;
    }
    let inputs = input.iter().product();
    let mut builder = Builder {
        parameters: Vec::new(),
        next: 0,
        memory: inputs,
    };
    let mut from = 0;
    let mut image = input;
    let mut stages = Vec::new();
    for (place, spec) in specs.iter().enumerate() {
        let stage = builder.stage(spec, place, image, from)?;
        from = stage.to;
        image = spec.shape.outputs(image);
        stages.push(stage);
    }
    let gradient = builder.kept(inputs);
    let mut list = [stages[0]; MOST_STAGES];
    list[..stages.len()].copy_from_slice(&stages);
    let stages = Stages {
        list,
        count: stages.len(),
        inputs,
        parameters: builder.next,
        gradient,
        memory: builder.memory,
    };
    Some((stages, builder.parameters))
}

/// Deals out places.
struct Builder {
    parameters: Vec<Place>,
    /// Where the next parameter may begin.
    next: usize,
    /// How many numbers are kept of a sample so far.
    memory: usize,
}

impl Builder {
    /// A place for `count` numbers that are kept of a sample.
    fn kept(&mut self, count: usize) -> usize {
        let first = self.memory;
        self.memory += count;
        first
    }

    /// A place for a parameter.
    fn parameter(&mut self, name: String, count: usize) -> usize {
        let first = self.next;
        self.next += count.next_multiple_of(ALIGNMENT);
        self.parameters.push(Place { name, first, count });
        first
    }

    fn stage(
        &mut self,
        spec: &BlockSpec,
        place: usize,
        input: [usize; 3],
        from: usize,
    ) -> Option<Stage> {
        if spec.activation == Activation::MaxMin {
            return None;
        }
        let norm = norm(spec)?;
        let output = spec.shape.outputs(input);
        let (inputs, outputs) = (input.iter().product(), output.iter().product());
        let channels = spec.shape.channels();
        let name = |part: &str| format!("blocks.{place}.{part}");
        let weight = self.parameter(name("affine.weight"), spec.shape.weights());
        let biases = Layout::bias(&spec.shape).shape[0];
        let bias = spec
            .bias
            .then(|| [self.parameter(name("affine.bias"), biases), biases]);
        let is_scaled = matches!(norm, SampleNorm::Groups(_));
        let mut scale = |part| is_scaled.then(|| self.parameter(name(part), channels));
        let (gamma, beta) = (scale("norm.gamma"), scale("norm.beta"));
        // Without a normalisation the gradient at what is activated is that at the affine map's output.
        let [to, delta] = [self.kept(outputs), self.kept(outputs)];
        let (normal, factors, before) = match norm {
            SampleNorm::None => (to, to, delta),
            SampleNorm::Groups(groups) => {
                (self.kept(outputs), self.kept(groups), self.kept(outputs))
            }
            SampleNorm::Pixel => {
                let pixels = outputs / channels;
                (self.kept(outputs), self.kept(pixels), self.kept(outputs))
            }
        };
        Some(Stage {
            map: map(&spec.shape, input, output),
            inputs,
            outputs,
            channels,
            norm,
            activation: spec.activation,
            weight,
            bias,
            gamma,
            beta,
            from,
            to,
            normal,
            factors,
            before,
            delta,
        })
    }
}

fn map(shape: &Shape, input: [usize; 3], output: [usize; 3]) -> Map {
    let (here, there) = ([input[1], input[2]], [output[1], output[2]]);
    match shape {
        Shape::Linear { .. } => Map::Linear,
        Shape::Convolution(kernel) => {
            Map::Convolution(kernel.places(kernel.channels[0], here, there))
        }
        Shape::Transposed(kernel) => {
            let places = kernel.places(kernel.channels[1], there, here);
            Map::Transposed(places, kernel.channels[0])
        }
    }
}

/// The normalisation of a sample by itself; none where it is not by itself.
fn norm(spec: &BlockSpec) -> Option<SampleNorm> {
    match spec.norm {
        NormSpec::None => Some(SampleNorm::None),
        NormSpec::Layer => Some(SampleNorm::Groups(1)),
        NormSpec::Group => Some(SampleNorm::Groups(groups(spec.shape.channels()))),
        NormSpec::Pixel => Some(SampleNorm::Pixel),
        NormSpec::Batch { .. } => None,
    }
}

/// The blocks of a critic that ends in another activation.
pub(crate) fn ending_in(specs: &[BlockSpec], activation: Activation) -> Vec<BlockSpec> {
    let mut specs = specs.to_vec();
    if let Some(last) = specs.last_mut() {
        last.activation = activation;
    }
    specs
}
