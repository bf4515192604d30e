/** How the figure of the paradox looks. */

import { css } from '../lab/css.js';

export const paradoxStyle = css`
  .paradox {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1.25rem 2.5rem;
    align-items: center;
  }

  .sheet {
    aspect-ratio: 1;
    border-radius: 6px;
    background: var(--em-grid-paper);
    overflow: hidden;
  }

  .sheet .digits {
    display: block;
    width: 100%;
    image-rendering: pixelated;
  }

  .subject {
    display: grid;
    grid-template-columns: 6.5rem minmax(0, 1fr);
    align-items: center;
    gap: 0.5rem 1rem;
  }

  .subject .caption {
    font-weight: 600;
    line-height: 1.35;
  }

  .rivals {
    display: grid;
    gap: 1rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .rivals li {
    display: grid;
    grid-template-columns: 6.5rem minmax(0, 1fr);
    align-items: center;
    gap: 1rem;
  }

  .rivals .title {
    display: block;
    line-height: 1.3;
  }

  .rivals .numbers {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.625rem;
    min-height: 1.75rem;
    color: var(--em-ink-soft);
    font-size: 0.875rem;
  }

  .rivals b {
    color: var(--em-ink);
    font-size: 1.125rem;
  }

  [data-nearer='true'] .verdict {
    color: var(--em-fake);
    font-weight: 600;
  }

  .track {
    position: relative;
    height: 1.5rem;
    border-bottom: 1px solid var(--em-line);
  }

  .track i {
    position: absolute;
  }

  .fill {
    inset-block: 0.25rem 0;
    left: 0;
    border-radius: 0 3px 3px 0;
    background: color-mix(in srgb, var(--em-fake) 34%, transparent);
  }

  [data-rival='real'] .fill {
    background: color-mix(in srgb, var(--em-real) 34%, transparent);
  }

  /* How far real digits are, through all rows, to be compared with. */
  .level {
    top: -4.75rem;
    bottom: -0.25rem;
    width: 0;
    border-left: 2px dashed var(--em-real);
  }

  [data-rival='real'] .level {
    top: -0.25rem;
    bottom: -2rem;
  }

  .spread {
    top: calc(50% + 0.125rem);
    height: 2px;
    margin-top: -1px;
    background: var(--em-fake);
  }

  [data-rival='real'] .spread {
    background: var(--em-real);
  }

  .spread::before,
  .spread::after {
    content: '';
    position: absolute;
    top: -4px;
    width: 2px;
    height: 10px;
    background: inherit;
  }

  .spread::before {
    left: -1px;
  }

  .spread::after {
    right: -1px;
  }

  .dots i {
    top: calc(50% + 0.125rem);
    width: 5px;
    height: 5px;
    margin: -2.5px 0 0 -2.5px;
    border-radius: 50%;
    background: var(--em-fake);
    opacity: 0.45;
  }

  [data-rival='real'] .dots i {
    background: var(--em-real);
  }

  .progress {
    display: grid;
    flex: 1 1 12rem;
    align-content: center;
    min-height: 44px;
    color: var(--em-ink-soft);
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }

  @container figure (min-width: 44rem) {
    .paradox {
      grid-template-columns: minmax(0, 4fr) minmax(0, 7fr);
    }

    .subject {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
