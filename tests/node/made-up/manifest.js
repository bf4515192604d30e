/** What a data set that nobody has says of itself. */

export const SHARD = {
  file: 'train-00.gz',
  first: 0,
  count: 2,
  bytes: 9,
  sha256: '',
  fromIteration: 0,
};
/** @type {import('../../../www/load/manifest.js').Manifest} */
export const LIST = {
  format: 2,
  name: 'made-up',
  title: { en: 'Made up', zh: '虚构' },
  width: 28,
  height: 28,
  channels: 1,
  labels: ['round', 'square'],
  licence: 'CC0',
  credit: 'Nobody.',
  link: null,
  classifier: { file: 'classifier.safetensors', bytes: 1, sha256: '' },
  train: [SHARD],
  test: [],
};
