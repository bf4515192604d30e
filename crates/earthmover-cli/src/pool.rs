//! The store of images that native runs draw from.

use earthmover::{Error, Images};
use earthmover_pack::mnist::Digits;
use earthmover_pack::shards::{dealt, train_shards};

/// The training digits, from which batches are drawn as in the page.
///
/// # Errors
/// None that is expected.
pub(crate) fn pool(digits: &Digits) -> Result<Images, Error> {
    let digits = dealt(digits);
    let pool = Images::mnist();
    for shard in train_shards(&digits) {
        let [images, labels] = shard.cut(&digits);
        pool.add(images, labels, shard.from_iteration)?;
    }
    Ok(pool)
}
