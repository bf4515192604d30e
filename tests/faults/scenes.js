/** What a reader or an author does while something fails: a page that is opened, a deed, and how it is seen to go on. */

/** @typedef {import('./server.js').FaultSite} FaultSite */

/** Milliseconds an iteration, and rows that several workers may share. */
const TINY = {
  batch: 8,
  latent: 8,
  nCritic: 2,
  architecture: {
    kind: 'mlp',
    generatorHidden: [16],
    criticHidden: [16],
    normalisation: 'none',
  },
  constraint: { kind: 'slopePenalty', pairs: 'realFake', share: 1 },
};

/**
 * @typedef {object} Scene
 * @property {(site: FaultSite) => string} open the address of its page
 * @property {string} [ready] an expression that holds before anything fails later
 * @property {string} [act] statements, once it may fail
 * @property {string} goal an expression that holds where it has gone on, and not before
 * @property {boolean} [hasLab] whether Run is pressed in the end
 */

/** @param {Record<string, unknown>} [settings] */
const embed =
  (settings = {}) =>
  (/** @type {FaultSite} */ site) => {
    const all = { device: 'cpu', workers: 1, config: JSON.stringify(TINY), ...settings };
    const query = Object.entries(all).map(([name, value]) => [name, String(value)]);
    return `${site.url}embed.html?${new URLSearchParams(query)}`;
  };

/** @param {string} body @param {...string} tags of their scripts */
const figure =
  (body, ...tags) =>
  (/** @type {FaultSite} */ site) =>
    site.page(
      tags.map((tag) => `<script type="module" src="./${tag}.js"></script>`).join('') + body,
    );

const LAB = `document.querySelector('earth-mover')`;
/** Twenty iterations after it may fail, with what an author asks meanwhile. */
const TRAINS = `${LAB}.iteration >= (faults.from ??= ${LAB}.iteration) + 20`;
const RUNS = `${LAB}?.iteration >= 3`;
const ASK = `
  const lab = ${LAB};
  faults.from = lab.iteration;
  faults.watch('sample', lab.sample(2));
  faults.watch('weights', lab.weights(5));
  faults.watch('configure', lab.configure({ nCritic: 3 }));`;
const press = (/** @type {string} */ name) =>
  `find('earth-mover >>> [data-control=${name}]').click();`;
const tab = (/** @type {string} */ name) => `find('earth-mover >>> #tab-panels-${name}').click();`;
/** The iteration that the browser keeps. */
const KEPT = `Number(find('earth-mover >>> [data-field=kept]').textContent.match(/^Kept here: iteration ([\\d,]+)/)?.[1].replace(',', '') ?? NaN)`;
const DISTANCE = `find('em-clouds >>> [data-number=wasserstein]')?.dataset.value`;
const settled = (/** @type {string} */ name) => `faults.promises.${name} !== 'open'`;

/** A picture of a bar, as a file of the reader's. */
const PICTURE = `
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 40;
  const context = canvas.getContext('2d');
  context.fillRect(0, 0, 40, 40);
  context.fillStyle = 'white';
  context.fillRect(15, 5, 8, 28);
  const [head, body] = canvas.toDataURL('image/png').split(',');
  const bytes = Uint8Array.from(atob(body), (sign) => sign.charCodeAt(0));
  const given = new DataTransfer();`;
const GIVE = (/** @type {string} */ name) => `
  const input = find('earth-mover >>> [data-control=${name}]');
  input.files = given.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));`;
const SHAPES = `
  for (const name of ['circle', 'cross', 'star']) {
    find('earth-mover >>> [data-control=own-ready-' + name + ']').click();
  }`;

/** @type {Record<string, Scene>} */
export const SCENES = {
  begin: {
    open: embed(),
    act: `faults.watch('run', ${LAB}.run());`,
    goal: RUNS,
    hasLab: true,
  },
  train: { open: embed(), ready: RUNS, act: ASK, goal: TRAINS, hasLab: true },
  step: {
    open: embed(),
    ready: RUNS,
    act: `faults.watch('step', ${LAB}.step(3));`,
    goal: `faults.promises.step && ${settled('step')}`,
    hasLab: true,
  },
  reset: {
    open: embed(),
    ready: RUNS,
    act: `faults.forgive(); faults.watch('reset', ${LAB}.reset()); faults.begun = true;`,
    goal: `faults.begun && ${settled('reset')} && ${RUNS}`,
    hasLab: true,
  },
  half: {
    open: embed(),
    ready: RUNS,
    act: `
      faults.watch('pause', ${LAB}.pause());
      await new Promise((resolve) => setTimeout(resolve, 500));
      faults.from = ${LAB}.iteration;
      ${press('critic-step')}
      ${press('generator-step')}`,
    goal: `${LAB}.iteration > faults.from`,
    hasLab: true,
  },
  team: { open: embed({ workers: 2 }), ready: RUNS, act: ASK, goal: TRAINS, hasLab: true },
  teamBegin: {
    open: embed({ workers: 2 }),
    act: `faults.watch('run', ${LAB}.run());`,
    goal: RUNS,
    hasLab: true,
  },
  quality: {
    open: embed(),
    ready: RUNS,
    act: `find('earth-mover >>> #tab-charts-quality').click(); ${ASK}`,
    goal: `find('earth-mover >>> .instrument.quality')?.innerText.match(/\\d\\.\\d/) && ${TRAINS}`,
    hasLab: true,
  },
  opened: {
    open: embed(),
    ready: RUNS,
    act: `
      faults.watch('pause', ${LAB}.pause());
      find('earth-mover >>> [role=gridcell]').click();`,
    goal: `/\\d/.test(find('earth-mover >>> [data-field=fake-score]').textContent)`,
    hasLab: true,
  },
  webgpu: {
    open: embed({ device: 'webgpu' }),
    act: `faults.watch('run', ${LAB}.run());`,
    goal: RUNS,
    hasLab: true,
  },
  /** The browser keeps the run, and gives it back. */
  keep: {
    open: embed({ controls: 'run,keep' }),
    ready: RUNS,
    act: `
      faults.from = ${LAB}.iteration;
      faults.watch('pause', ${LAB}.pause());`,
    goal: `${KEPT} >= faults.from`,
    hasLab: true,
  },
  hide: {
    open: embed({ controls: 'run,keep' }),
    ready: RUNS,
    act: `${ASK} document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));`,
    goal: TRAINS,
    hasLab: true,
  },
  leave: {
    open: embed({ controls: 'run,keep' }),
    ready: RUNS,
    act: `${ASK} dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));`,
    goal: TRAINS,
    hasLab: true,
  },
  resume: {
    open: embed({ controls: 'run,keep' }),
    ready: RUNS,
    act: `
      faults.watch('pause', ${LAB}.pause());
      await new Promise((resolve) => setTimeout(resolve, 800));
      faults.from = Number(find('${'earth-mover >>> [data-field=kept]'}').textContent.match(/\\d+/)[0]);
      faults.forgive();
      ${press('resume-kept')}`,
    goal: `${LAB}.state === 'running' && ${LAB}.iteration >= faults.from`,
    hasLab: true,
  },
  file: {
    open: embed({ controls: 'run,keep' }),
    ready: RUNS,
    act: `
      const given = new DataTransfer();
      given.items.add(new File(['no checkpoint'], 'notes.txt'));
      ${GIVE('load-file')}`,
    goal: `/notes.txt/.test(find('earth-mover >>> [aria-label=Notices]').textContent)`,
    hasLab: true,
  },
  /** A run that was saved, brought along. */
  load: {
    open: embed({ controls: 'run,keep' }),
    ready: RUNS,
    act: `
      faults.watch('pause', ${LAB}.pause());
      while (!faults.checkpoint) await new Promise((resolve) => setTimeout(resolve, 50));
      const given = new DataTransfer();
      given.items.add(new File([faults.checkpoint], 'run.safetensors'));
      ${GIVE('load-file')}`,
    goal: `/saved run was loaded/.test(find('earth-mover >>> .lab').textContent)`,
    hasLab: true,
  },
  picture: {
    open: embed(),
    ready: RUNS,
    act: `faults.watch('pause', ${LAB}.pause()); ${press('picture')}`,
    goal: `faults.saved.length > 0`,
    hasLab: true,
  },
  share: {
    open: embed({ controls: 'run,share' }),
    ready: RUNS,
    act: press('copy-link'),
    goal: `/copied|select/i.test(find('earth-mover >>> [role=tabpanel] p[role=status]')?.textContent ?? '')`,
    hasLab: true,
  },
  /** The reader's own images, brought along, drawn, kept, trained on. */
  bring: {
    open: embed({ controls: 'run,own', loading: 'click' }),
    act: `
      ${PICTURE}
      given.items.add(new File([bytes], 'bar.png', { type: 'image/png' }));
      ${GIVE('own-files')}`,
    ready: `find('earth-mover >>> [data-control=own-files]') !== null`,
    goal: `/found|none|could not/i.test(find('earth-mover >>> [data-field=own-found]').textContent)`,
    hasLab: true,
  },
  zip: {
    open: embed({ controls: 'run,own', loading: 'click' }),
    ready: `find('earth-mover >>> [data-control=own-files]') !== null`,
    act: `
      const given = new DataTransfer();
      given.items.add(new File([new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])], 'some.zip'));
      ${GIVE('own-files')}`,
    goal: `/found|No shape/i.test(find('earth-mover >>> [data-field=own-found]').textContent)`,
    hasLab: true,
  },
  drop: {
    open: embed({ controls: 'run,own', loading: 'click' }),
    ready: `find('earth-mover >>> [data-control=own-files]') !== null`,
    act: `faults.drop(find('earth-mover >>> [data-field=own-found]'));`,
    goal: `/found|No shape/i.test(find('earth-mover >>> [data-field=own-found]').textContent)`,
    hasLab: true,
  },
  ownTab: {
    open: embed({ loading: 'click' }),
    ready: `find('earth-mover >>> #tab-panels-own') !== null`,
    act: tab('own'),
    goal: `find('earth-mover >>> [data-control=own-files]') !== null`,
    hasLab: true,
  },
  ownTrain: {
    open: embed({ controls: 'run,own', loading: 'click' }),
    ready: `find('earth-mover >>> [data-control=own-files]') !== null`,
    act: `${SHAPES} await new Promise((resolve) => setTimeout(resolve, 990)); ${press('own-train')}`,
    goal: `${LAB}.iteration >= 3`,
    hasLab: true,
  },
  ownKeep: {
    open: embed({ controls: 'run,own', loading: 'click' }),
    ready: `find('earth-mover >>> [data-control=own-files]') !== null`,
    act: `${SHAPES} ${press('own-keep')} await new Promise((resolve) => setTimeout(resolve, 990)); ${press('own-keep')}`,
    goal: `[...faults.texts].some((text) => /^Kept in/.test(text)) && /^Nothing/.test(find('earth-mover >>> [data-field=own-kept]').textContent)`,
    hasLab: true,
  },
  /** Figures by themselves. */
  clouds: {
    open: figure('<em-clouds loading="eager"></em-clouds>', 'em-clouds'),
    goal: `${DISTANCE} !== undefined`,
  },
  cloudsMove: {
    open: figure('<em-clouds loading="eager"></em-clouds>', 'em-clouds'),
    ready: `${DISTANCE} !== undefined`,
    act: `
      faults.from = ${DISTANCE};
      find('em-clouds').set({ width: 0.05 });
      find('em-clouds').set({ width: 0.06 });`,
    goal: `faults.from && ${DISTANCE} !== faults.from`,
  },
  lay: {
    open: figure('<em-clouds loading="eager"></em-clouds>', 'em-clouds'),
    ready: `${DISTANCE} !== undefined`,
    act: `faults.from = ${DISTANCE}; find('em-clouds').set({ lay: true });`,
    goal: `faults.from && ${DISTANCE} !== faults.from`,
  },
  plane: {
    open: figure('<em-plane loading="eager" run="1"></em-plane>', 'em-plane'),
    goal: `Number(find('em-plane >>> [data-number=steps]')?.dataset.value) >= 3`,
  },
  game: {
    open: figure('<em-game loading="eager" run="1"></em-game>', 'em-game'),
    goal: `find('em-game').match?.look?.iteration >= 3`,
  },
  pairs: {
    open: figure('<em-pairs loading="eager" run="1"></em-pairs>', 'em-pairs'),
    goal: `Number(find('em-pairs').dataset.steps) >= 10`,
  },
  guides: {
    open: figure('<em-guides loading="eager"></em-guides>', 'em-guides'),
    goal: `Number(find('em-guides').dataset.steps) >= 5`,
  },
  truth: {
    open: figure('<em-truth loading="eager"></em-truth>', 'em-truth'),
    goal: `find('em-truth').dataset.state !== undefined && Number(find('em-truth').dataset.steps) >= 5`,
  },
  watch: {
    open: figure(
      '<earth-mover id="lab" device="cpu" workers="1"></earth-mover><em-watch lab="lab"></em-watch>',
      'em-watch',
    ),
    goal: `find('em-watch >>> [data-points]') !== null`,
    hasLab: true,
  },
  copyFigure: {
    open: figure('<em-clouds loading="eager"></em-clouds>', 'em-clouds'),
    ready: `find('em-clouds >>> details.embed') !== null`,
    act: `
      find('em-clouds >>> details.embed').open = true;
      await new Promise((resolve) => setTimeout(resolve, 300));
      find('em-clouds >>> [data-control=copy]').click();`,
    goal: `/copied|select/i.test(find('em-clouds >>> details output').textContent)`,
  },
  /** A figure in a cell of a notebook. */
  cell: {
    open: (site) =>
      site.page(`<div id="cell"></div><script type="module">
        import widget from './widget.mjs';
        const given = { element: 'em-clouds', attributes: { loading: 'eager' } };
        const model = { get: (name) => given[name], set() {}, save_changes() {}, send() {}, on() {}, off() {} };
        widget.render({ model, el: document.querySelector('#cell') });
      </script>`),
    goal: `${DISTANCE} !== undefined`,
  },
  /** The article, from its first screen on. */
  article: {
    open: (site) => `${site.url}index.html`,
    act: `document.querySelector('em-clouds').scrollIntoView();`,
    goal: `find('em-clouds >>> .figure') !== null`,
  },
  articleLab: {
    open: (site) =>
      `${site.url}index.html?device=cpu&workers=1&config=${encodeURIComponent(JSON.stringify(TINY))}`,
    act: `document.querySelector('earth-mover').scrollIntoView();`,
    goal: RUNS,
  },
};
