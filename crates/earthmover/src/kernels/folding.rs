//! From an image to the patches under a convolution's kernel, and from patches to the image that they add up
//! to. Each of the two is the adjoint of the other, and with either a convolution is one matrix product.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use burn::Tensor;
use burn::tensor::Int;

use super::places::Places;

/// The places of a kernel on an image, with what a device needs to know of them.
#[derive(Clone, Debug)]
pub(crate) struct Folding {
    pub(crate) places: Places,
    /// For kernels that work by tables: what is read for each row written.
    pub(super) tables: Arc<Tables>,
}

/// Tables by the number of images in a batch: to unfold by, and to fold by.
pub(super) type Tables = Mutex<BTreeMap<usize, [Table; 2]>>;

/// Which row is read for each row written. For rows that are not there, row 0 is read and multiplied by 0.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) rows: Tensor<1, Int>,
    /// 1 for each row that is there and 0 for others, [rows, 1]; none where all rows are there.
    pub(super) there: Option<Tensor<2>>,
}

impl Folding {
    pub(crate) fn new(places: Places) -> Self {
        Self {
            places,
            tables: Arc::default(),
        }
    }
}
