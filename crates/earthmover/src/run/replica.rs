//! A run spread over replicas: each computes the gradients of its leaves of every batch, the sums go to
//! all, and all move alike.
//!
//! Replicas have the same weights and draw the same numbers. Sums over the rows of a batch are made leaf by
//! leaf, as the configuration fixes (`kernels/leaves.rs`), whoever computes them: so a run has the same bits
//! with any number of replicas.

use burn::Tensor;

use crate::error::{Error, Invalid};
use crate::kernels::leaves::{self, Portion, Tree};
use crate::network::Trace;

/// Which of how many replicas a trainer is, and what it has computed as such.
#[derive(Debug)]
pub(crate) struct Replica {
    pub(crate) index: usize,
    pub(crate) of: usize,
    /// The pass of the generator that the last critic part was made with.
    pub(crate) shared: Option<(Tensor<2>, Trace)>,
    /// The part that was computed last, whose sum may be taken.
    pub(crate) part: Option<Part>,
}

/// What a part is made of: which network it is of, and the names and lengths of the gradients of each source.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) half: Half,
    pub(crate) sources: Vec<Vec<(String, usize)>>,
}

/// Which half of an iteration a part is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Half {
    Critic,
    Generator,
}

/// How many numbers a part begins with: the number of leaves of the batch, the part's first leaf, and the one
/// after its last.
const HEAD: usize = 3;

impl Default for Replica {
    fn default() -> Self {
        Self {
            index: 0,
            of: 1,
            shared: None,
            part: None,
        }
    }
}

/// The sum of the parts of all replicas, in their order: whoever computes it, of however many, gets the
/// same bits.
///
/// # Errors
/// [`Error::Argument`] when the parts are not of all leaves of a batch, each after those before it, or not
/// of one length.
pub fn sum_of_parts<'a>(parts: impl IntoIterator<Item = &'a [f32]>) -> Result<Vec<f32>, Error> {
    let mut tree = Tree::new();
    let mut next = 0;
    let mut length = None;
    let mut of = 0;
    for (place, part) in parts.into_iter().enumerate() {
        let (portion, numbers) = opened(place, part)?;
        if portion.first != next || (place > 0 && portion.of != of) {
            let argument = format!("parts[{place}]");
            let value = format!("of leaf {} of {}", portion.first, portion.of);
            return Err(Invalid::new(argument, value, format!("of leaf {next} of {of}")).into());
        }
        (next, of) = (portion.last, portion.of);
        let subtrees = portion.ranges();
        let own = numbers.len() / subtrees.len();
        if numbers.len() % subtrees.len() != 0 || own != *length.get_or_insert(own) {
            let argument = format!("parts[{place}].length");
            let allowed = length.unwrap_or(own) * subtrees.len() + HEAD;
            return Err(Invalid::new(argument, part.len(), allowed.to_string()).into());
        }
        for (range, sum) in subtrees.into_iter().zip(numbers.chunks_exact(own.max(1))) {
            tree.push_subtree(range, sum.to_vec(), leaves::add);
        }
    }
    if next != of || of == 0 {
        let allowed = "parts of all leaves of a batch";
        return Err(Invalid::new("parts", format!("of {next} leaves of {of}"), allowed).into());
    }
    let sum = tree.finished(&Portion::all(of), leaves::add).pop();
    Ok(sum.unwrap_or_default())
}

/// The leaves that a part is of, and its numbers.
fn opened(place: usize, part: &[f32]) -> Result<(Portion, &[f32]), Error> {
    let head = part.split_first_chunk::<HEAD>();
    let opened = head.map(|(head, numbers)| {
        let [of, first, last] = head.map(|number| number as usize);
        (Portion { first, last, of }, numbers)
    });
    let is_sound = |portion: &Portion| {
        let Portion { first, last, of } = *portion;
        first < last && last <= of && of <= crate::run::leaf_count::MOST_LEAVES
    };
    match opened {
        Some((portion, numbers)) if is_sound(&portion) => Ok((portion, numbers)),
        _ => {
            let argument = format!("parts[{place}]");
            Err(Invalid::new(argument, "something else", "what a replica has computed").into())
        }
    }
}
