/** How the figure of the paradox looks. */

import { css } from '../../ui/css.js';

export const paradoxStyle = css`
  .paradox {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1.25rem 2.5rem;
    margin-bottom: 0.5rem;
  }

  .sheet {
    aspect-ratio: 1;
    border-radius: 6px;
    background: var(--em-grid-paper);
    overflow: hidden;
  }

  /* Centres are made only once somebody wants to know. */
  .sheet[data-empty='true'] {
    position: relative;
  }

  .sheet[data-empty='true']::after {
    content: '?';
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    color: #fff;
    font-size: 2rem;
  }

  .sheet .digits {
    display: block;
    width: 100%;
  }

  .paradox .caption {
    font-weight: 600;
    line-height: 1.35;
  }

  .subject {
    display: grid;
    align-content: start;
    gap: 0.75rem;
  }

  .subject .sheet {
    max-width: 15rem;
  }

  .subject .digits {
    image-rendering: pixelated;
  }

  .rivals {
    --sheet: 5.5rem;
    position: relative;
  }

  .rivals ol {
    display: grid;
    gap: 1rem;
    margin: 0.75rem 0 0;
    padding: 0;
    list-style: none;
  }

  .rivals li {
    display: grid;
    grid-template-columns: var(--sheet) minmax(0, 1fr);
    align-items: center;
    gap: 1rem;
  }

  .said {
    position: relative;
    min-width: 0;
  }

  .said .guess-card {
    position: absolute;
    inset: 0;
    font-weight: 600;
  }

  /* Kept back, in its place. */
  .said:has(.guess-card:not([hidden])) .told {
    visibility: hidden;
  }

  .heading {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.625rem;
    align-items: baseline;
  }

  .chip {
    padding-inline: 0.5rem;
    border: 2px solid var(--em-critic);
    border-radius: 1rem;
    color: var(--em-critic);
    font-size: 0.8125rem;
    font-weight: 600;
    white-space: nowrap;
  }

  .why {
    min-height: 3em;
    margin: 0;
    font-size: 0.875rem;
  }

  .guess-cards:empty {
    display: none;
  }

  .rivals .title {
    display: block;
    font-size: 0.875rem;
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
    height: 1.75rem;
    margin-top: 0.25rem;
    color: var(--em-fake);
  }

  [data-rival='real'] .track {
    color: var(--em-real);
  }

  .track i,
  .levels i {
    position: absolute;
  }

  .fill {
    inset: 0.625rem auto 0 0;
    border-radius: 0 3px 3px 0;
    background: color-mix(in srgb, currentcolor 32%, transparent);
  }

  .spread {
    top: 1.125rem;
    height: 3px;
    background: currentcolor;
  }

  .spread::before,
  .spread::after {
    content: '';
    position: absolute;
    top: -4px;
    width: 2px;
    height: 11px;
    background: currentcolor;
  }

  .spread::before {
    left: -1px;
  }

  .spread::after {
    right: -1px;
  }

  .rug i {
    top: 0;
    width: 1.5px;
    height: 0.5rem;
    background: currentcolor;
    opacity: 0.6;
  }

  .level {
    inset-block: 0.25rem -0.375rem;
    width: 0;
    border-left: 2px dashed var(--em-real);
  }

  /* One line through all rows, where it crosses no words. */
  .levels {
    position: absolute;
    inset: 3rem 0 -0.25rem calc(var(--sheet) + 1rem);
    display: none;
    pointer-events: none;
  }

  .progress {
    display: grid;
    flex: 1 1 20rem;
    align-content: center;
    min-height: 44px;
    color: var(--em-ink-soft);
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }

  @container figure (max-width: 31.99rem) {
    .why {
      min-height: 7.5em;
    }
  }

  @container figure (min-width: 44rem) {
    .guess {
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: center;
    }

    .guess-bar {
      margin: 0;
    }

    .paradox {
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
    }

    .subject .sheet {
      max-width: none;
    }

    .rivals {
      --sheet: 7.75rem;
      display: grid;
      grid-template-rows: auto 1fr;
    }

    .levels {
      display: block;
    }

    .track .level {
      display: none;
    }

    .rivals ol {
      align-content: space-between;
    }

    .rivals .title {
      font-size: 1rem;
    }
  }
`;
