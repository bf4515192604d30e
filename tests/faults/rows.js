/**
 * What is made to fail, how, and while what is done: a line a thing, a test for each of its ways in each engine that has
 * it. Lines of `places.js` name them.
 */

/** @typedef {'throw' | 'reject' | 'hang' | 'garbage' | 'late' | 'twice'} Way */
/**
 * What the harness is told.
 * @typedef {object} Plan
 * @property {string | null} api a line of the harness; null: nothing, or a script that the server spoils
 * @property {Way} way
 * @property {'start' | 'later' | 'never'} when with the page, or once it is well under way
 * @property {number} speed of the clock, where it counts seconds
 * @property {number} late milliseconds
 * @property {string[]} [scopes] page, worker, follower, figures: where it fails
 * @property {string} [match] what of it fails: an address, or the type of a message
 * @property {string} [url] of the workers that it is about
 * @property {string} [member] of a module's class
 * @property {number} [often] how many times
 * @property {string} [error] its name
 * @property {string} [event]
 * @property {string} [script] the path of one that the server spoils
 * @property {readonly string[]} [earlier] what the page says where nothing fails
 */
/** @typedef {{ name: string, scene: string, ways: Way[], plan: Partial<Plan>, quick?: Way[], allowed?: RegExp }} Fault */

/** @type {Way[]} */
const PROMISED = ['throw', 'reject', 'hang', 'garbage', 'late'];
/** @type {Way[]} */
const STREAMED = ['throw', 'reject', 'hang', 'garbage', 'late'];
/** @type {Way[]} */
const CALLED_BACK = ['throw', 'hang', 'garbage', 'late', 'twice'];
/** @type {Way[]} */
const HEARD = ['hang', 'garbage', 'late', 'twice'];
/** @type {Way[]} */
const SENT = ['throw', 'hang', 'late'];
/** @type {Way[]} A request of a database answers once; what calls its end may do so twice. */
const STORED = ['throw', 'reject', 'hang', 'garbage', 'late', 'twice'];
/** @type {Way[]} */
const SEEN = ['hang', 'garbage', 'late', 'twice'];
/** @type {Way[]} Of a file of script: it throws, is not there, hangs, is a web page, is late. */
const SCRIPT = ['throw', 'reject', 'hang', 'garbage', 'late'];

/** @param {string} name @param {string} scene @param {Way[]} ways @param {Partial<Plan>} plan @param {Way[]} [quick] */
const line = (name, scene, ways, plan, quick = []) => ({ name, scene, ways, plan, quick });
/** Of a module's class. @param {string} member @param {string} scene @param {Partial<Plan>} [more] @param {Way[]} [quick] */
const member = (member, scene, more = {}, quick = []) =>
  line(member, scene, PROMISED, { api: 'module', member, when: 'start', ...more }, quick);
/** @param {string} name @param {string} scene @param {string} script @param {Way[]} [quick] */
const script = (name, scene, script, quick = []) =>
  line(name, scene, SCRIPT, { api: null, script }, quick);

const LATER = /** @type {const} */ ({ when: 'later' });
/** Who is to answer within ten seconds has three of a machine that has other things to do. */
const TOGETHER = /** @type {const} */ ({ when: 'later', speed: 3 });

/** @type {Fault[]} */
export const FAULTS = [
  // ---- the network, and what is made of its bytes
  line('fetch of the module', 'begin', PROMISED, { api: 'fetch', match: 'wasm' }, ['hang']),
  line('fetch of the list', 'begin', PROMISED, { api: 'fetch', match: 'manifest' }),
  line('fetch of a shard', 'begin', PROMISED, { api: 'fetch', match: 'train-00' }, ['reject']),
  line('fetch of another shard', 'begin', PROMISED, { api: 'fetch', match: 'train-01' }),
  line('fetch of the classifier', 'quality', PROMISED, { api: 'fetch', match: 'classifier' }),
  line('fetch of the figures’ module', 'clouds', PROMISED, { api: 'fetch', match: 'wasm' }),
  line('a web page instead', 'begin', ['garbage'], { api: 'page', match: 'train-00' }),
  line('read', 'begin', PROMISED, { api: 'read' }),
  line('read once', 'begin', PROMISED, { api: 'read', often: 1 }),
  line('cancel', 'begin', PROMISED, { api: 'cancel' }),
  line('body', 'begin', PROMISED, { api: 'body', scopes: ['page'] }),
  line('unzipping in the page', 'begin', STREAMED, { api: 'pipe', scopes: ['page'] }),
  line('unzipping in the worker', 'begin', STREAMED, { api: 'pipe', scopes: ['worker'] }, ['hang']),
  line('unzipping in a follower', 'teamBegin', STREAMED, { api: 'pipe', scopes: ['follower'] }),
  line('unzipping for figures', 'pairs', STREAMED, { api: 'pipe', scopes: ['figures'] }),
  line('no unzipping in the page', 'begin', ['throw'], { api: 'inflate', scopes: ['page'] }),
  line('no unzipping in the worker', 'begin', ['throw'], { api: 'inflate', scopes: ['worker'] }),
  line('a blob as a stream', 'begin', STREAMED, { api: 'blobStream', scopes: ['page', 'worker'] }),
  line('unzipped bytes in the worker', 'begin', PROMISED, { api: 'body', scopes: ['worker'] }),
  line('checksum in the page', 'begin', PROMISED, { api: 'digest', scopes: ['page'] }),
  line('checksum in the worker', 'begin', PROMISED, { api: 'digest', scopes: ['worker'] }),
  line('checksum of one’s own', 'ownTrain', PROMISED, { api: 'digest', scopes: ['page'] }),
  line('bytes of a shard in the worker', 'begin', PROMISED, { api: 'bytes', scopes: ['worker'] }),
  line('bytes of one shard in the worker', 'begin', PROMISED, {
    api: 'bytes',
    scopes: ['worker'],
    often: 1,
  }),
  line('bytes of a shard in a follower', 'teamBegin', PROMISED, {
    api: 'bytes',
    scopes: ['follower'],
  }),
  line('bytes of a shard for figures', 'pairs', PROMISED, { api: 'bytes', scopes: ['figures'] }),
  line('bytes of a file', 'file', PROMISED, { api: 'bytes', scopes: ['page'], ...LATER }),
  line('bytes of a picture', 'bring', PROMISED, { api: 'bytes', scopes: ['page'] }),
  line('compiling', 'begin', PROMISED, { api: 'compile' }, ['hang']),
  line('compiling for figures', 'clouds', PROMISED, { api: 'compile' }),
  line('compiling nothing', 'begin', PROMISED, { api: 'compileEmpty' }),
  line('beginning a module', 'begin', PROMISED, { api: 'instantiate', scopes: ['worker'] }),
  line('beginning a module in a follower', 'teamBegin', PROMISED, {
    api: 'instantiate',
    scopes: ['follower'],
  }),
  line('beginning a module for figures', 'clouds', PROMISED, {
    api: 'instantiate',
    scopes: ['figures'],
  }),

  // ---- scripts
  script('script of the worker', 'begin', 'worker/cpu\\.js$'),
  script('glue of the worker', 'begin', 'pkg/cpu/earthmover_web\\.js$'),
  script('glue of the figures', 'clouds', 'pkg/figures/earthmover_web\\.js$'),
  script('script of a follower', 'teamBegin', 'worker/follower\\.js$'),
  script('scripts of one’s own', 'ownTab', 'own/panel\\.js$'),
  script('scripts that unzip', 'zip', 'fflate'),
  script('scripts of a figure', 'article', 'em-clouds\\.js$'),
  script('scripts of a cell', 'cell', 'where/em-clouds\\.js$'),
  script('scripts of the figures', 'article', 'figures/figures\\.js$'),
  script('scripts of the lab', 'articleLab', 'some/where/earth-mover\\.js$'),

  // ---- workers, messages, ports
  line('worker', 'begin', ['throw', 'reject'], { api: 'workerNew' }, ['throw']),
  line('worker of figures', 'clouds', ['throw', 'reject'], { api: 'workerNew' }),
  line('follower', 'teamBegin', ['throw', 'reject'], { api: 'workerNew', match: 'follower' }),
  line('first words', 'begin', [...HEARD, 'reject'], {
    api: 'workerSays',
    url: 'cpu',
    match: 'hello|ready|started',
  }),
  line(
    'reports',
    'train',
    [...HEARD, 'reject'],
    { api: 'workerSays', url: 'cpu', match: 'steps', ...LATER },
    ['hang', 'garbage'],
  ),
  line('answers', 'train', [...HEARD, 'reject'], {
    api: 'workerSays',
    url: 'cpu',
    match: 'answer|refusal',
    ...LATER,
  }),
  line('checkpoints', 'keep', [...HEARD, 'reject'], {
    api: 'workerSays',
    url: 'cpu',
    match: 'answer|checkpoint',
    ...LATER,
  }),
  line('all that a worker says', 'train', [...HEARD, 'reject'], {
    api: 'workerSays',
    url: 'cpu',
    ...LATER,
  }),
  line(
    'all that figures’ worker says',
    'clouds',
    [...HEARD, 'reject'],
    { api: 'workerSays', url: 'figures' },
    ['hang'],
  ),
  line('answers of figures', 'cloudsMove', [...HEARD, 'reject'], {
    api: 'workerSays',
    url: 'figures',
    ...LATER,
  }),
  line('words to a worker', 'begin', SENT, { api: 'workerHears' }),
  line('words to a worker that trains', 'train', SENT, { api: 'workerHears', ...LATER }),
  line('words to figures’ worker', 'clouds', SENT, { api: 'workerHears' }),
  line('words to a follower', 'teamBegin', SENT, { api: 'workerHears', match: 'follow|module' }),
  line('words of a worker', 'train', SENT, {
    api: 'selfPost',
    scopes: ['worker'],
    match: 'steps|answer',
    ...LATER,
  }),
  line('reports of steps', 'step', [...HEARD, 'reject'], {
    api: 'workerSays',
    url: 'cpu',
    match: 'steps',
    ...LATER,
  }),
  line('words to a worker that steps', 'step', SENT, { api: 'workerHears', ...LATER }),
  line('first words after a reset', 'reset', [...HEARD, 'reject'], {
    api: 'workerSays',
    url: 'cpu',
    match: 'hello|ready|started|steps',
    ...LATER,
  }),
  line('words to a worker that is reset', 'reset', SENT, { api: 'workerHears', ...LATER }),
  line('words of figures’ worker', 'clouds', SENT, { api: 'selfPost', scopes: ['figures'] }),
  line('port to a follower', 'team', [...SENT, 'garbage', 'twice'], {
    api: 'port',
    scopes: ['worker'],
    match: 'open|add|load|split|ask|take',
    ...TOGETHER,
  }),
  line(
    'port of a follower',
    'team',
    [...SENT, 'garbage', 'twice'],
    { api: 'port', scopes: ['follower'], ...TOGETHER },
    ['garbage'],
  ),
  line('channel in the page', 'teamBegin', ['throw'], { api: 'channel', scopes: ['page'] }),
  line('channel in the worker', 'begin', ['throw'], { api: 'channel', scopes: ['worker'] }),
  line('bell', 'train', [...SENT, 'twice'], {
    api: 'port',
    scopes: ['worker'],
    match: 'null',
    ...LATER,
  }),

  // ---- a module, which stands for the device under it: its queue, and what is read of its buffers
  member('Trainer.create', 'begin', { scopes: ['worker'] }),
  member('Trainer.train', 'train', { scopes: ['worker'], ...LATER }, ['hang']),
  { ...member('Trainer.train', 'step', { scopes: ['worker'], ...LATER }), name: 'train of steps' },
  {
    ...member('Trainer.create', 'reset', { scopes: ['worker'], ...LATER }),
    name: 'create after a reset',
  },
  member('Trainer.sample', 'train', { scopes: ['worker'], ...LATER }),
  member('Trainer.weights', 'train', { scopes: ['worker'], ...LATER }),
  member('Trainer.measure', 'train', { scopes: ['worker'], ...LATER }),
  member('Trainer.save', 'keep', { scopes: ['worker'], ...LATER }),
  member('Trainer.load', 'load', { scopes: ['worker'], ...LATER }),
  member('Trainer.criticStep', 'half', { scopes: ['worker'], ...LATER }),
  member('Trainer.generatorStep', 'half', { scopes: ['worker'], ...LATER }),
  member('Trainer.score', 'opened', { scopes: ['worker'], ...LATER }),
  member('Trainer.quality', 'quality', { scopes: ['worker'], ...LATER }),
  member('Trainer.realQuality', 'quality', { scopes: ['worker'], ...LATER }),
  member('Classifier.load', 'quality', { scopes: ['worker'], ...LATER }),
  member('Trainer.split', 'teamBegin', { scopes: ['worker'] }),
  member('Trainer.criticPart', 'team', { scopes: ['worker'], ...TOGETHER }),
  member('Trainer.generatorPart', 'team', { scopes: ['worker'], ...TOGETHER }),
  member('Trainer.takeCritic', 'team', { scopes: ['worker'], ...TOGETHER }),
  member('Trainer.takeGenerator', 'team', { scopes: ['worker'], ...TOGETHER }),
  { ...member('Trainer.load', 'teamBegin', { scopes: ['follower'] }), name: 'load of a follower' },
  {
    ...member('Trainer.split', 'teamBegin', { scopes: ['follower'] }),
    name: 'split of a follower',
  },
  {
    ...member('Trainer.criticPart', 'team', { scopes: ['follower'], ...TOGETHER }),
    name: 'critic part of a follower',
  },
  {
    ...member('Trainer.generatorPart', 'team', { scopes: ['follower'], ...TOGETHER }),
    name: 'generator part of a follower',
  },
  {
    ...member('Trainer.takeCritic', 'team', { scopes: ['follower'], ...TOGETHER }),
    name: 'critic sum to a follower',
  },
  {
    ...member('Trainer.takeGenerator', 'team', { scopes: ['follower'], ...TOGETHER }),
    name: 'generator sum to a follower',
  },
  line('trap', 'train', ['throw'], { api: 'trap', scopes: ['worker'], often: 1, ...LATER }, [
    'throw',
  ]),
  member('PlaneFit.create', 'plane'),
  member('PlaneFit.train', 'plane'),
  member('PlaneFit.scores', 'plane'),
  member('Game.create', 'game'),
  // It promises nothing that could be garbage.
  line('Game.train', 'game', ['throw', 'reject', 'hang', 'late'], {
    api: 'module',
    member: 'Game.train',
    when: 'start',
  }),
  member('Game.look', 'game'),
  member('BatchFit.create', 'pairs'),
  member('BatchFit.train', 'pairs'),
  member('BatchFit.slopes', 'pairs'),
  member('BatchFit.besideTruth', 'truth'),
  ...['Trainer.create', 'Trainer.measure', 'Trainer.sample', 'Trainer.train'].map((name) =>
    line(`${name} of a figure`, 'guides', PROMISED, { api: 'module', member: name, when: 'start' }),
  ),
  member('Trainer.trainByPlan', 'guides'),
  member('Trainer.ride', 'guides'),
  line('adapter', 'webgpu', PROMISED, { api: 'adapter' }, ['hang']),
  line('device', 'webgpu', PROMISED, { api: 'device' }),

  // ---- what the browser keeps
  line('storage opened', 'keep', STORED, { api: 'open' }, ['hang']),
  line('storage read', 'resume', STORED, { api: 'get', ...LATER }),
  line('list of the storage', 'keep', STORED, { api: 'getAll' }),
  line('storage written', 'keep', STORED, { api: 'put', ...LATER }),
  line('storage full', 'keep', ['reject'], { api: 'put', error: 'QuotaExceededError', ...LATER }, [
    'reject',
  ]),
  line('transaction', 'keep', ['throw', 'reject', 'hang', 'late', 'twice'], {
    api: 'transaction',
    ...LATER,
  }),
  line('storage taken away', 'keep', ['hang', 'garbage'], {
    api: 'lostStorage',
    ...LATER,
    often: 1,
  }),
  line('own storage opened', 'ownKeep', STORED, { api: 'open' }),
  line('own storage written', 'ownKeep', STORED, { api: 'put' }),
  line('own storage read', 'ownKeep', STORED, { api: 'get' }),
  line('own storage forgotten', 'ownKeep', STORED, { api: 'delete' }),
  line('own transaction', 'ownKeep', ['throw', 'reject', 'hang', 'late', 'twice'], {
    api: 'transaction',
  }),

  // ---- hands, files, pictures
  line('clipboard', 'share', ['throw', 'reject', 'hang', 'late'], { api: 'clipboard' }, ['hang']),
  line('clipboard of a figure', 'copyFigure', ['throw', 'reject', 'hang', 'late'], {
    api: 'clipboard',
  }),
  line('picture decoded', 'bring', PROMISED, { api: 'bitmap' }, ['hang']),
  line('picture encoded', 'picture', CALLED_BACK, { api: 'toBlob', ...LATER }),
  line('file of a folder', 'drop', ['throw', 'reject', 'hang', 'garbage', 'late', 'twice'], {
    api: 'files',
    member: 'file',
  }),
  line('folder', 'drop', ['throw', 'reject', 'hang', 'late', 'twice'], {
    api: 'files',
    member: 'readEntries',
  }),

  // ---- frames, sizes, sight, the life of a page
  line('frame', 'train', ['throw', 'hang', 'late', 'twice'], { api: 'frame' }, ['hang']),
  line('frame of figures', 'lay', ['throw', 'hang', 'late', 'twice'], { api: 'frame' }),
  line('frame of the article', 'article', ['throw', 'hang', 'late', 'twice'], { api: 'frame' }),
  line('frames that play', 'game', ['throw', 'hang', 'late', 'twice'], { api: 'frame' }),
  line('sight', 'begin', SEEN, { api: 'near' }),
  line('sight of the article', 'article', SEEN, { api: 'near' }, ['hang']),
  line('sizes', 'train', SEEN, { api: 'size' }),
  line('sizes of figures', 'clouds', SEEN, { api: 'size' }),
  line('element that is not defined', 'watch', ['throw', 'reject', 'hang', 'late'], {
    api: 'defined',
  }),
  line('visibility', 'hide', ['hang', 'late', 'twice'], {
    api: 'event',
    event: 'visibilitychange',
    ...LATER,
  }),
  line('leaving', 'leave', ['hang', 'late', 'twice'], {
    api: 'event',
    event: 'pagehide',
    ...LATER,
  }),
  line('load', 'article', ['hang', 'late', 'twice'], { api: 'event', event: 'load' }, ['hang']),
  line('document', 'begin', ['hang', 'late', 'twice'], { api: 'event', event: 'DOMContentLoaded' }),
];
