/** The timeline under the grid: back through the run, the run's growth played, and live again. */

import { allow, button, make, write } from '../../ui/dom.js';
import { megabytes } from '../../ui/format.js';
import { Painter } from '../../ui/painter.js';
import { Playback } from './playback.js';

/** @typedef {import('../timeline.js').Snapshot} Snapshot */
/** @typedef {import('../timeline.js').Timeline} Timeline */

export class Scrubber {
  /**
   * @param {HTMLElement} root
   * @param {import('../instruments.js').Bench} bench
   * @param {HTMLElement} where says which iteration the grid shows
   * @param {() => void} chosen a picture of the past, or what is drawn now
   */
  constructor(root, { lab, strings: { t } }, where, chosen) {
    /** @private */
    this.t = t;
    /** @private */
    this.timeline = lab.timeline;
    /** @private */
    this.chosen = chosen;
    /** @private */
    this.rewinds = this.timeline.rewinds;
    /** @private The slider's own pictures, while it is dragged or played. @type {Snapshot[] | null} */
    this.frozen = null;
    /** @private */
    this.iteration = 0;
    /** @private */
    this.player = button('play-growth', t('timeline.play'), () => this.togglePlay());
    /** @private */
    this.slider = make('input', {
      type: 'range',
      min: 0,
      max: 0,
      step: 1,
      'data-control': 'timeline',
      'aria-label': t('timeline.label'),
    });
    /** @private */
    this.live = button('live', t('timeline.live'), () => this.goLive(), { 'aria-pressed': 'true' });
    /** @private */
    this.where = where;
    root.append(make('div', { class: 'scrub' }, this.player, this.slider, this.live));
    this.listen();
    /** @private What it says is in sight where any of the grid is. */
    this.painter = new Painter(root.parentElement ?? root, () => this.draw());
    /** @private */
    this.playback = new Playback(root, {
      shown: (index) => this.hold(index),
      ended: (isWhole) => this.endPlay(isWhole),
    });
    this.draw();
  }

  /** @param {number} iteration of the newest picture */
  update(iteration) {
    this.iteration = iteration;
    const { timeline } = this;
    if (timeline.rewinds !== this.rewinds) {
      this.rewinds = timeline.rewinds;
      this.frozen = null;
      if (!this.held) this.goLive();
    }
    this.allow();
    this.painter.request();
  }

  dispose() {
    this.playback.dispose();
    this.painter.dispose();
  }

  get held() {
    return this.timeline.held;
  }

  /** @private */
  get snapshots() {
    return this.frozen ?? this.timeline.snapshots;
  }

  /** @private */
  listen() {
    const { slider } = this;
    slider.addEventListener('pointerdown', () => {
      this.playback.stop();
      this.frozen = [...this.timeline.snapshots];
      this.draw();
    });
    slider.addEventListener('focus', () => this.draw());
    const release = () => {
      if (!this.playback.isPlaying) this.frozen = null;
      this.painter.request();
    };
    for (const name of ['pointerup', 'pointercancel', 'change', 'blur']) {
      slider.addEventListener(name, release);
    }
    slider.addEventListener('input', () => {
      const index = slider.valueAsNumber;
      this.playback.stop();
      // The slider's end is live, also where there is more by now than it was drawn with.
      if (index >= Number(slider.max)) this.goLive();
      else this.hold(index);
    });
  }

  /** @private @param {number} index */
  hold(index) {
    this.timeline.held = this.snapshots[index] ?? null;
    this.chosen();
    this.draw();
  }

  /** @private */
  goLive() {
    this.playback.stop();
    this.timeline.held = null;
    this.chosen();
    this.draw();
  }

  /** @private */
  togglePlay() {
    if (this.playback.isPlaying) return this.playback.stop();
    const from = this.held ? this.indexOf(this.held) : 0;
    this.frozen = [...this.timeline.snapshots];
    this.playback.play(from, this.frozen.length);
    this.draw();
  }

  /** @private @param {boolean} isWhole */
  endPlay(isWhole) {
    this.frozen = null;
    if (isWhole) this.goLive();
    else this.draw();
  }

  /** It may have been thinned meanwhile. @private @param {Snapshot} held */
  indexOf(held) {
    const at = this.snapshots.indexOf(held);
    if (at >= 0) return at;
    const before = this.snapshots.filter(({ iteration }) => iteration <= held.iteration);
    return Math.max(0, before.length - 1);
  }

  /** Also out of sight, where nothing is drawn: the tab key comes by. @private */
  allow() {
    const isAlone = this.snapshots.length < 2;
    // A slider of one place cannot be moved.
    if (isAlone) this.slider.max = '0';
    allow(this.slider, !isAlone);
    allow(this.player, !isAlone);
  }

  /** @private */
  draw() {
    const { t, held, slider, timeline, snapshots, iteration } = this;
    const isPlaying = this.playback?.isPlaying ?? false;
    const last = Math.max(snapshots.length - 1, 0);
    const at = held ? this.indexOf(held) : last;
    slider.max = String(last);
    slider.valueAsNumber = at;
    this.allow();
    this.live.setAttribute('aria-pressed', String(held === null));
    const where = held
      ? t('timeline.past', held.iteration, iteration)
      : t('timeline.now', iteration);
    slider.setAttribute('aria-valuetext', where);
    write(this.where, where);
    slider.title = t(
      'timeline.size',
      timeline.length,
      megabytes(timeline.bytes),
      megabytes(timeline.budget),
    );
    write(this.player, t(isPlaying ? 'timeline.stop' : 'timeline.play'));
  }
}
