/** Each of the article's figures in an engine: it draws, and answers keyboard and pointer, under the article's policy. */

import assert from 'node:assert/strict';
import { ITERATION, TINY, tiny } from './room.js';
import { Key } from './tab.js';

/** @typedef {import('./room.js').Room} Room */
/** @typedef {import('./tab.js').Tab} Tab */

/** Colours on the canvases of a figure, the most of them: 1 where all are blank. @param {string} name */
const colours = (name) => `Math.max(0, ...[
  ...(find('em-${name}').shadowRoot?.querySelectorAll('canvas') ?? [])
].filter(({ width, height }) => width * height > 0).map((canvas) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
}))`;

/** A lab whose constraint is its preset's, for figures that choose it. */
const { constraint: _, ...FREE } = TINY;

class Figure {
  /** @param {Room} room @param {string} name */
  constructor(room, name) {
    this.room = room;
    this.name = name;
  }

  get tab() {
    return this.room.tab;
  }

  /** Something in it. @param {string} selector */
  in(selector) {
    return `em-${this.name} >>> ${selector}`;
  }

  /** @param {string} name @returns {string} an expression */
  number(name) {
    return `Number(find('${this.in(`[data-number=${name}]`)}')?.dataset.value ?? NaN)`;
  }

  /** Opened by itself, until it has drawn. @param {{ attributes?: string, before?: string, lang?: string }} [around] */
  async open({ attributes = '', before = '', lang = 'en' } = {}) {
    const { room, tab, name } = this;
    const figure = `<em-${name} id="${name}" ${attributes}></em-${name}>`;
    await tab.open(await room.site.articlePage(before + figure, lang));
    await tab.element(this.in('.figure'));
    await tab.until(
      `find('${this.in('[role=group][aria-label]')}')?.ariaLabel
        || find('${this.in('canvas[aria-label]')}')?.getAttribute('aria-label')`,
    );
    await tab.until(colours(name), (count) => count > 3);
  }

  /** @param {string} expression @param {() => Promise<unknown>} act */
  async moves(expression, act) {
    const before = await this.tab.run(`return ${expression};`);
    await act();
    return this.tab.until(expression, (now) => now !== before && !Number.isNaN(now));
  }
}

/** @param {Room} room */
export function figures(room) {
  const hero = new Figure(room, 'hero');
  room.test('hero: fakes ride to a cloud that keys and the pointer move', async (tab) => {
    await hero.open({ attributes: 'run="0"' });
    const distance = hero.number('distance');
    await tab.until(distance, Number.isFinite);
    const handle = hero.in('[data-handle=p]');
    await hero.moves(distance, () => tab.press(handle, Key.ARROW_LEFT));
    await hero.moves(distance, () => tab.drag(handle, -40, 10));
    const before = await tab.run(`return ${distance};`);
    await tab.click(hero.in('[data-control=run]'));
    await tab.until(distance, (now) => now < before - 0.05);
  });

  const clouds = new Figure(room, 'clouds');
  room.test('clouds: moved by keys and by the pointer, and the distance follows', async (tab) => {
    await clouds.open();
    const distance = clouds.number('wasserstein');
    await tab.until(distance, Number.isFinite);
    const handle = clouds.in('[data-handle=q]');
    await clouds.moves(distance, () => tab.press(handle, Key.ARROW_UP));
    await clouds.moves(distance, () => tab.drag(handle, 20, -30));
    await clouds.moves(clouds.number('kullbackLeibler'), () =>
      tab.press(clouds.in('input[data-control=sigma]'), Key.ARROW_RIGHT),
    );
  });

  const line = new Figure(room, 'line');
  room.test(
    'line: f is shaped by keys and by the pointer, and snaps to the potential',
    async (tab) => {
      await line.open();
      const gap = line.number('gap');
      await tab.until(gap, Number.isFinite);
      await line.moves(gap, () => tab.press(line.in('[data-handle=f2]'), Key.ARROW_UP));
      await line.moves(gap, () => tab.drag(line.in('[data-handle=f4]'), 0, -40));
      await tab.click(line.in('[data-control=snap]'));
      await tab.until(`${line.number('distance')} - ${gap}`, (less) => Math.abs(less) < 1e-6);
    },
  );

  const transport = new Figure(room, 'transport');
  room.test('transport: a grain tells where it goes, to keys and to the pointer', async (tab) => {
    await transport.open();
    const where = `find('${transport.in('.where')}').innerText`;
    const grain = transport.in('[data-control=grain]');
    await tab.press(grain, Key.ARROW_RIGHT, Key.ARROW_RIGHT, Key.ARROW_RIGHT);
    await tab.until(where, (text) => /^Grain 3 goes to/.test(text));
    await tab.press(grain, Key.ESCAPE);
    await tab.until(where, (text) => /^Point at/.test(text));
    await tab.point(grain, 2, -2);
    await tab.until(where, (text) => /^Grain \d+ goes to/.test(text));
    const cost = `find('em-transport').report.costs[find('em-transport').values.plan]`;
    await transport.moves(cost, () => tab.run(`find('em-transport').set({ plan: 'random' });`));
    await tab.click(transport.in('[data-control=all]'));
    await tab.until(
      `find('em-transport').report.average - ${cost}`,
      (less) => Math.abs(less) < 1e-12,
    );
  });

  const plane = new Figure(room, 'plane');
  room.test(
    'plane: a critic is trained by keys, and follows a cloud that is dragged',
    async (tab) => {
      await plane.open({ attributes: 'run="0"' });
      const steps = plane.number('steps');
      await tab.until(steps, (count) => count === 0);
      await tab.click(plane.in('[data-control=step]'));
      await tab.until(steps, (count) => count === 1);
      await tab.press(plane.in('[data-control=run]'), Key.SPACE);
      await tab.until(steps, (count) => count >= 20);
      const distance = plane.number('distance');
      await plane.moves(distance, () => tab.drag(plane.in('[data-handle=p]'), 40, 40));
      await plane.moves(distance, () => tab.press(plane.in('[data-handle=q]'), Key.ARROW_RIGHT));
    },
  );

  const game = new Figure(room, 'game');
  room.test('game: steps are taken by keys, P is dragged, and a line is drawn', async (tab) => {
    await game.open({ attributes: 'run="0" shape="ring"' });
    const exact = game.number('exact');
    const iteration = `find('em-game').match.look?.iteration ?? -1`;
    await tab.until(iteration, (count) => count === 0);
    await tab.press(game.in('[data-control=train]'), Key.SPACE);
    await tab.until(iteration, (count) => count === 1);
    await game.moves(exact, () => tab.drag(game.in('[data-handle=p]'), 30, 30));
    await tab.click(game.in('[data-control=shape][data-value=drawn]'));
    await game.moves(exact, () => tab.drag(game.in('canvas'), 60, 60));
    // Who chooses wants to see what comes of it: it plays.
    await tab.until(iteration, (count) => count >= 20);
  });

  const pairs = new Figure(room, 'pairs');
  room.test(
    'pairs: critics are trained side by side, and their chart is read by keys',
    async (tab) => {
      await pairs.open();
      const steps = `Number(find('em-pairs').dataset.steps)`;
      await tab.until(steps, (count) => count >= 10);
      const reader = pairs.in('[role=slider]');
      await tab.press(reader, Key.HOME, Key.ARROW_RIGHT);
      await tab.until(`find('${reader}').getAttribute('aria-valuetext')`, (text) =>
        /^Step \d+: /.test(text ?? ''),
      );
      await tab.click(pairs.in('[data-control=run]'));
      await tab.until(
        `find('${pairs.in('[data-control=run]')}').innerText`,
        (text) => text === 'Run',
      );
      await tab.until(
        `find('${pairs.in('[data-kind=adversarial] [data-field=ratio]')}').innerText`,
        (text) => /\d/.test(text),
      );
    },
  );

  const watch = new Figure(room, 'watch');
  room.test('watch: the lab’s run is watched, and its critic bounded by a press', async (tab) => {
    await watch.open({ attributes: 'lab="lab"', before: tiny('id="lab" controls="run"', FREE) });
    await tab.until(
      `Number(find('${watch.in('[data-points]')}')?.dataset.points)`,
      (count) => count >= 3,
    );
    assert.ok((await tab.run(`return ${ITERATION};`)) > 0);
    await tab.click(watch.in('[data-control=bounded]'));
    await tab.until(`find('em-watch').dataset.bounded`, (is) => is === 'true');
    await tab.press(watch.in('[data-control=bounded]'), Key.SPACE);
    await tab.until(`find('em-watch').dataset.bounded`, (is) => is === 'false');
  });

  const truth = new Figure(room, 'truth');
  room.test('truth: a constraint is chosen, and its critic is scored', async (tab) => {
    await truth.open({ attributes: 'count="16"' });
    const steps = `Number(find('em-truth').dataset.steps)`;
    await tab.until(steps, (count) => count >= 10);
    await tab.click(truth.in('[data-control=clipping]'));
    await tab.until(
      `find('${truth.in('[data-kind=clipping] [data-score=criticDistance]')}').innerText`,
      (text) => /^[01]\.\d\d$/.test(text),
    );
  });

  const guides = new Figure(room, 'guides');
  room.test('guides: all three go on, and the exact plan comes near', async (tab) => {
    await guides.open({ attributes: 'count="16"' });
    await tab.until(`Number(find('em-guides').dataset.steps)`, (count) => count >= 10);
    const distance = `find('${guides.in('[data-guide=plan] [data-field=distance]')}').innerText`;
    await tab.until(`parseFloat(${distance})`, (value) => value > 5 && value < 9);
  });

  const paradox = new Figure(room, 'paradox');
  room.test('paradox: minibatches are measured, and drawn again', async (tab) => {
    await paradox.open({ attributes: 'count="16" ask="false"' });
    const isDone = (/** @type {number} */ seed) =>
      tab.until(
        `[find('em-paradox').values.seed, find('em-paradox').dataset.progress].join()`,
        (is) => is === `${seed},1`,
      );
    const distance = (/** @type {string} */ rival) =>
      `parseFloat(find('${paradox.in(`[data-field=${rival}]`)}').innerText)`;
    await isDone(0);
    const [real, mean, centres] = await tab.run(
      `return [${distance('real')}, ${distance('mean')}, ${distance('centres')}];`,
    );
    assert.ok(real > mean && mean > centres, `${real} ${mean} ${centres}`);
    await tab.click(paradox.in('[data-control=another]'));
    await isDone(1);
    await tab.press(paradox.in('[data-control=reset]'), Key.ENTER);
    await isDone(0);
    assert.equal(await tab.run(`return ${distance('real')};`), real);
  });
}
