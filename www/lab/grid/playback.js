/** Plays pictures one after another. It stops where nobody can see it. */

const FRAMES = 120;
const FRAME_MS = 66;
/** Who asked for less motion sees stills. */
const STILLS = 8;
const STILL_MS = 1000;

/**
 * Which of `count` pictures are shown, from one of them to the last.
 * @param {number} from
 * @param {number} count
 * @param {number} most
 * @returns {number[]}
 */
export function framesOf(from, count, most) {
  const steps = count - 1 - from;
  const frames = Math.min(most, steps + 1);
  if (frames < 2) return [count - 1];
  return Array.from({ length: frames }, (_, at) => from + Math.round((at * steps) / (frames - 1)));
}

export class Playback {
  /**
   * @param {Element} element
   * @param {{ shown: (index: number) => void, ended: (isWhole: boolean) => void }} listener
   */
  constructor(element, { shown, ended }) {
    /** @private */
    this.shown = shown;
    /** @private */
    this.ended = ended;
    /** @private @type {number | null} */
    this.timer = null;
    /** @private */
    this.observer = new IntersectionObserver((entries) => {
      if (!entries[entries.length - 1].isIntersecting) this.stop();
    });
    this.observer.observe(element);
    /** @private */
    this.hide = () => document.hidden && this.stop();
    document.addEventListener('visibilitychange', this.hide);
  }

  get isPlaying() {
    return this.timer !== null;
  }

  /**
   * @param {number} from
   * @param {number} count
   */
  play(from, count) {
    this.stop();
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const frames = framesOf(from, count, isStill ? STILLS : FRAMES);
    const next = () => {
      const frame = frames.shift();
      if (frame === undefined) this.end(true);
      else this.shown(frame);
    };
    this.timer = window.setInterval(next, isStill ? STILL_MS : FRAME_MS);
    next();
  }

  stop() {
    if (this.isPlaying) this.end(false);
  }

  dispose() {
    if (this.timer !== null) clearInterval(this.timer);
    this.observer.disconnect();
    document.removeEventListener('visibilitychange', this.hide);
  }

  /** @private @param {boolean} isWhole */
  end(isWhole) {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    this.ended(isWhole);
  }
}
