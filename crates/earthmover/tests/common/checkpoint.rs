//! What tests compare of two runs.

use earthmover::Trainer;
use pollster::block_on;

/// The bytes of a checkpoint's tensors, without its metadata, whose entries come in any order.
pub fn weights(trainer: &Trainer) -> Vec<u8> {
    let bytes = block_on(trainer.save()).unwrap();
    let header = u64::from_le_bytes(bytes[..8].try_into().unwrap());
    bytes[8 + header as usize..].to_vec()
}
