//! MNIST's files, and how its digits are cut into shards: what the packer and the command line share.

pub mod files;
mod idx;
pub mod mnist;
pub mod pack;
pub mod shards;
