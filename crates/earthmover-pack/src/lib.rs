//! Sets of images with labels: where they come from, how they are packed for the page, and how they are cut into
//! shards: what the packer and the command line share.

pub mod about;
pub mod classifier;
pub mod data_set;
pub mod examples;
pub mod files;
mod fit;
pub mod manifest;
pub mod pack;
pub mod shards;
pub mod sources;
