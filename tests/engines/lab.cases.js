/** The lab in an engine: it trains as everywhere, and its instruments answer. */

import assert from 'node:assert/strict';
import { control, field, inLab, ITERATION, LAB, SHA256, STATE, TINY } from './room.js';
import { Key } from './tab.js';

/** @typedef {import('./room.js').Room} Room */
/** @typedef {import('./tab.js').Tab} Tab */

/** The digest of images that a lab draws now. @param {Tab} tab */
const digest = (tab) =>
  tab.wait(
    `${SHA256}
    return sha256(await document.querySelector('earth-mover').sample(given[0]));`,
    64,
  );

/** Colours on a canvas: 1 for a blank one. @param {string} path */
const coloursOf = (path) => `(() => {
  const canvas = find(${JSON.stringify(path)});
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
})()`;

/** @param {Tab} tab @param {number} iteration */
const reaches = (tab, iteration) => tab.until(ITERATION, (at) => at >= iteration);

/** The chosen tab of a row. @param {string} part */
const chosenTab = (part) => `find('earth-mover >>> .tabs.${part} [aria-selected=true]').id`;

/** Waits for the numbers of an iteration: they are drawn a little after it. @param {Tab} tab @param {number} iteration */
const showsNumbersOf = (tab, iteration) =>
  tab.until(
    `find(${JSON.stringify(field('iteration'))}).innerText`,
    (text) => text === String(iteration),
  );

/** @param {Room} room */
export function training(room) {
  room.test(
    'it starts by itself, pauses and runs by its button and by the keyboard',
    async (tab) => {
      await room.openLab({ config: TINY });
      await reaches(tab, 3);
      await tab.click(control('run'));
      await tab.until(STATE, (state) => state === 'paused');
      await tab.click(control('run'));
      await tab.until(STATE, (state) => state === 'running');
      await tab.press(LAB, Key.SPACE);
      await tab.until(STATE, (state) => state === 'paused');
      await tab.press(LAB, Key.SPACE);
      await tab.until(STATE, (state) => state === 'running');
    },
  );

  room.test('a step is one iteration, by its button and by the arrow', async (tab) => {
    await room.openAt(3);
    await tab.click(control('step'));
    await tab.until(ITERATION, (at) => at === 4);
    await tab.press(LAB, Key.ARROW_RIGHT);
    await tab.until(ITERATION, (at) => at === 5);
    await tab.until(STATE, (state) => state === 'paused');
  });

  room.test('a reset begins the same run again', async (tab) => {
    await room.openAt(5);
    const before = await digest(tab);
    await tab.click(control('reset'));
    await tab.until(ITERATION, (at) => at === 0);
    await tab.wait(`await document.querySelector('earth-mover').step(5);`);
    assert.equal(await digest(tab), before);
  });

  room.test('another seed, typed, is another run', async (tab) => {
    await room.openAt(2);
    await tab.click(inLab('#tab-panels-settings'));
    await tab.type(control('seed'), '31', Key.ENTER);
    await tab.until(`find('earth-mover').getAttribute('address') !== null && location.href`, (at) =>
      /seed=31/.test(at),
    );
    await tab.until(ITERATION, (at) => at !== 2);
  });

  room.test('two workers train as one', async (tab) => {
    await room.openLab({ config: TINY, workers: 2 });
    await reaches(tab, 20);
    assert.equal(await tab.attribute(LAB, 'data-workers'), '2');
    assert.match(await tab.text(field('workers')), /2 workers/);
  });

  room.test('the numbers are those of the run, and the distances are measured', async (tab) => {
    await room.openAt(8, { controls: 'run,numbers' });
    for (const name of ['iteration', 'gap', 'criticLoss', 'slope', 'exactDistance']) {
      await tab.until(`find(${JSON.stringify(field(name))}).innerText`, (text) => /\d/.test(text));
    }
    await showsNumbersOf(tab, 8);
    const { at, exact, critic } = await tab.run(`
      const { iteration, exactDistance, criticDistance } =
        document.querySelector('earth-mover').measured.columns;
      return { at: iteration.at(-1), exact: [...exactDistance], critic: [...criticDistance] };`);
    // A number that was measured long ago says so.
    await tab.until(`find(${JSON.stringify(field('exactDistance-at'))}).innerText`, (text) =>
      new RegExp(`\\b${at}\\b`).test(text),
    );
    assert.ok(exact.length > 0);
    critic.forEach((/** @type {number} */ distance, /** @type {number} */ row) =>
      assert.ok(distance <= exact[row], `${distance} of ${exact[row]}`),
    );
  });
}

/** @param {Room} room */
export function instruments(room) {
  room.test('the grid shows digits, and a digit opens by the keyboard', async (tab) => {
    await room.openAt(3);
    await tab.until(coloursOf(inLab('.instrument.grid canvas')), (count) => count > 50);
    const cells = inLab('.instrument.grid [role=gridcell]');
    await tab.element(cells);
    await tab.press(inLab('[role=gridcell][tabindex="0"]'), Key.ARROW_RIGHT, Key.ARROW_DOWN);
    const [focused, count] = await tab.run(`
      const cells = [...find('earth-mover').shadowRoot.querySelectorAll('.instrument.grid [role=gridcell]')];
      return [cells.indexOf(find('earth-mover').shadowRoot.activeElement), cells.length];`);
    assert.deepEqual([focused, count], [9, 64]);
    await tab.browser.actions().sendKeys(Key.ENTER).perform();
    await tab.element(control('close-digit'));
    await tab.until(`find(${JSON.stringify(field('real-distance'))})?.innerText`, (text) =>
      /\d/.test(text),
    );
    await tab.browser.actions().sendKeys(Key.ESCAPE).perform();
    await tab.until(`!find(${JSON.stringify(control('close-digit'))})?.checkVisibility()`);
  });

  room.test('a digit opens by the pointer', async (tab) => {
    await room.openAt(3);
    await tab.click(inLab('[role=gridcell]'));
    await tab.element(control('close-digit'));
    await tab.click(control('close-digit'));
    await tab.until(`!find(${JSON.stringify(control('close-digit'))})?.checkVisibility()`);
  });

  room.test(
    'the chart draws its curves, is read by keys, and zoomed by the pointer',
    async (tab) => {
      await room.openAt(60);
      const chart = inLab('[data-part=chart]');
      await tab.until(
        `Number(find(${JSON.stringify(chart)}).dataset.points)`,
        (count) => count >= 60,
      );
      const canvas = inLab('[data-part=chart] canvas');
      await tab.until(coloursOf(canvas), (count) => count > 20);
      const reader = inLab('[data-part=chart] [role=slider]');
      await tab.press(reader, Key.HOME);
      const first = await tab.until(
        `find(${JSON.stringify(reader)}).getAttribute('aria-valuetext')`,
      );
      await tab.press(reader, Key.END);
      const last = await tab.until(
        `find(${JSON.stringify(reader)}).getAttribute('aria-valuetext')`,
        (text) => text !== first,
      );
      assert.match(last, /60/);
      await tab.point(inLab('[data-part=chart] .u-over'), -40, 0);
      await tab.until(
        `find(${JSON.stringify(reader)}).getAttribute('aria-valuetext')`,
        (text) => text !== last,
      );
    },
  );

  room.test('a setting changes the run under way, and the chart is marked', async (tab) => {
    await room.openAt(4);
    await tab.click(inLab('#tab-panels-settings'));
    await tab.type(inLab('[data-row="constraint.lambda"] label input'), '3', Key.TAB);
    await tab.until(
      `document.querySelector('earth-mover').currentConfig.constraint.lambda`,
      (is) => is === 3,
    );
    await tab.wait(`await document.querySelector('earth-mover').step(1);`);
    await tab.until(`find('earth-mover').shadowRoot.textContent.includes('λ')`);
  });

  room.test('tabs are one stop, and arrows, Home and End choose', async (tab) => {
    await room.openAt(2);
    await tab.click(inLab('#tab-panels-settings'));
    for (const part of ['charts', 'panels']) {
      const first = await tab.run(`return ${chosenTab(part)};`);
      const chosen = inLab(`.tabs.${part} [aria-selected=true]`);
      await tab.press(chosen, Key.ARROW_RIGHT);
      const second = await tab.until(chosenTab(part), (id) => id !== first);
      await tab.press(chosen, Key.END);
      await tab.until(chosenTab(part), (id) => id !== second);
      await tab.press(chosen, Key.HOME);
      await tab.until(chosenTab(part), (id) => id === first);
    }
    const opened = await tab.run(`
      const shadow = find('earth-mover').shadowRoot;
      return [...shadow.querySelectorAll('[role=tab]')].map((tab) => {
        if (tab.getAttribute('aria-selected') !== 'true') tab.click();
        return shadow.querySelector('[aria-labelledby="' + tab.id + '"]').getBoundingClientRect().height > 20;
      });`);
    assert.ok(opened.length > 7);
    assert.ok(opened.every(Boolean), String(opened));
  });

  room.test('a preset begins another run', async (tab) => {
    await room.openAt(2, { config: {} });
    await tab.click(control('preset'));
    await tab.click(control('preset-clipping'));
    await tab.until(
      `document.querySelector('earth-mover').currentConfig?.constraint.kind`,
      (kind) => kind === 'weightClipping',
    );
    await tab.until(
      `find(${JSON.stringify(control('preset-clipping'))}).getAttribute('aria-pressed')`,
      (is) => is === 'true',
    );
    await reaches(tab, 1);
  });

  room.test('the judge judges, and the weights are drawn', async (tab) => {
    await room.openAt(3);
    await tab.click(control('judge'));
    await tab.until(`find(${JSON.stringify(field('judged-score'))})?.innerText`, (text) =>
      /\d/.test(text),
    );
    await tab.click(inLab('#tab-charts-weights'));
    await tab.until(coloursOf(inLab('.instrument.weights canvas')), (count) => count > 5);
  });

  room.test('latent space is walked in by the pointer and by keys', async (tab) => {
    await room.openAt(3);
    await tab.click(inLab('#tab-panels-latent'));
    const place = `[...find('earth-mover').shadowRoot.querySelectorAll('.pad input')].map(({ value }) => value).join()`;
    await tab.element(inLab('.pad'));
    const before = await tab.run(`return ${place};`);
    await tab.press(inLab('.pad input'), Key.ARROW_RIGHT, Key.ARROW_RIGHT);
    const walked = await tab.until(place, (now) => now !== before);
    await tab.drag(inLab('.pad'), 24, 16);
    await tab.until(place, (now) => now !== walked);
    await tab.until(coloursOf(inLab('.instrument.latent canvas')), (count) => count > 20);
  });

  room.test('in Chinese it says the same', async (tab) => {
    await room.openAt(3, { lang: 'zh' });
    assert.equal(await tab.text(control('run')), '运行');
    assert.equal(await tab.run('return document.documentElement.lang;'), 'zh');
    await tab.until(`find(${JSON.stringify(field('state'))}).innerText`, (text) =>
      /\p{Script=Han}/u.test(text),
    );
  });

  room.test('light and dark are two looks of it', async (tab) => {
    const look = async (/** @type {string} */ theme) => {
      await room.openAt(3, { theme });
      const [paper, ink] = await tab.run(
        `
        const style = getComputedStyle(find(given[0]));
        return [style.backgroundColor, style.color].map((colour) =>
          colour.match(/[\\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0));`,
        LAB,
      );
      return { paper, ink };
    };
    const [light, dark] = [await look('light'), await look('dark')];
    assert.ok(light.paper > 600 && light.ink < 150, JSON.stringify(light));
    assert.ok(dark.paper < 150 && dark.ink > 600, JSON.stringify(dark));
  });
}

/** @param {Room} room */
export function keeping(room) {
  room.test('a run is saved as a file, and loaded by another lab', async (tab) => {
    await room.openAt(10, { seed: 5 });
    await tab.click(inLab('#tab-panels-keep'));
    await tab.click(control('save'));
    const name = 'earthmover-article-seed5-iteration10.safetensors';
    await tab.until(`find(${JSON.stringify(field('saved'))}).innerText`, (text) =>
      text.includes(name),
    );
    const file = await room.saved(name);
    const images = await digest(tab);

    await room.openAt(2, { seed: 6 });
    await tab.click(inLab('#tab-panels-keep'));
    const chooser = await tab.run('return find(given[0]);', control('load-file'));
    await chooser.sendKeys(file);
    await tab.until(ITERATION, (at) => at === 10);
    assert.equal(await digest(tab), images);
  });

  room.test('after a reload the run is offered, and resumed', async (tab) => {
    await room.openLab({ config: TINY, seed: 8 });
    await reaches(tab, 50);
    await tab.click(control('run'));
    await tab.until(STATE, (state) => state === 'paused');
    await tab.click(inLab('#tab-panels-keep'));
    const said = `find(${JSON.stringify(field('kept'))}).innerText`;
    // The last iterations come in, and are kept.
    const at = await tab.until(
      `(${said}.includes('iteration ' + ${ITERATION}.toLocaleString('en')) ? ${ITERATION} : 0)`,
    );
    await room.openLab({ config: TINY, seed: 8 });
    const resume = control('resume');
    await tab.until(`find(${JSON.stringify(resume)})?.innerText`, (text) =>
      text?.endsWith(` ${at.toLocaleString('en')}`),
    );
    await tab.click(resume);
    await tab.until(ITERATION, (iteration) => iteration >= at);
  });

  room.test('a copied link is the run again', async (tab) => {
    // Without a chart, whose legend would say the numbers.
    await room.openAt(6, { seed: 31, controls: 'run,seed,numbers,grid,share' });
    await tab.click(inLab('#tab-panels-share'));
    const link = await tab.until(`find(${JSON.stringify(field('link'))})?.value`, (text) =>
      /digits=/.test(text ?? ''),
    );
    assert.match(link, /seed=31/);
    await showsNumbersOf(tab, 6);
    const gap = await tab.text(field('gap'));
    await tab.open(link.replace('#', '#autostart=no&controls=run,seed,numbers&'));
    await tab.element(LAB);
    await tab.wait(`await document.querySelector('earth-mover').step(6);`);
    assert.equal(await tab.run('return find(given[0]).value;', control('seed')), '31');
    await showsNumbersOf(tab, 6);
    assert.equal(await tab.text(field('gap')), gap);
  });
}
