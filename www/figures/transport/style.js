/** How `<em-transport>` looks. */

import { css } from '../../ui/css.js';

export const transportStyle = css`
  .side,
  .earth {
    display: grid;
    gap: 0.625rem;
    align-content: start;
    min-width: 0;
  }

  .earth {
    gap: 0.375rem;
  }

  /* As transport/frame.js has it. */
  .plane {
    aspect-ratio: 4 / 3;
  }

  .pile,
  .sums {
    height: 3rem;
    border: 0;
    border-bottom: 1px solid var(--em-control);
    border-radius: 0;
    background: none;
  }

  .matrix {
    height: 16rem;
    border-color: transparent;
    border-radius: 4px;
    background: none;
  }

  /* Under a finger the page scrolls over it still. */
  .matrix canvas {
    touch-action: pan-y;
  }

  .row-pointer {
    position: absolute;
    width: 100%;
    height: calc(100% / 12);
    border-radius: 4px;
    pointer-events: none;
  }

  .row-pointer:focus-visible {
    outline-offset: -3px;
  }

  .entropy,
  .levels {
    display: grid;
    gap: 0.125rem;
  }

  .entropy .slider {
    grid-template-columns: auto minmax(6rem, 1fr) 3.5em;
  }

  .levels p {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 30% 3.5em;
    gap: 0 0.75rem;
    align-items: center;
    font-size: 0.875rem;
    line-height: 1.35;
  }

  .levels output {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  .level {
    height: 6px;
    border-radius: 3px;
    background: var(--em-line);
    overflow: hidden;
  }

  .level i {
    display: block;
    height: 100%;
    background: var(--em-ink-soft);
  }

  .grain {
    position: absolute;
    width: 44px;
    height: 44px;
    margin: -22px 0 0 -22px;
    border-radius: 50%;
    pointer-events: none;
  }

  .note {
    margin: 0;
    font-size: 0.875rem;
  }

  /* The longest of what is said of a grain. */
  .where {
    min-height: 3em;
  }

  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.25rem;
  }

  .key span::before {
    content: '';
    display: inline-block;
    width: 0.75em;
    height: 0.75em;
    margin-inline-end: 0.4em;
    border: 2px solid transparent;
    border-radius: 50%;
  }

  .key .grain-key::before {
    background: var(--em-fake);
  }

  .key .point-key::before {
    border-color: var(--em-real);
  }

  .key .arrived-key::before {
    border-color: var(--em-real);
    background: var(--em-fake);
  }

  .steps {
    display: grid;
    gap: 0.125rem;
    margin: 0;
    padding: 0;
    list-style: none;
    counter-reset: step;
  }

  .steps li {
    display: grid;
    grid-template-columns: 1.75rem minmax(0, 1fr) auto;
    gap: 0 0.5rem;
    align-items: baseline;
    padding: 0.1875rem 0.5rem;
    border-inline-start: 3px solid transparent;
    border-radius: 4px;
    counter-increment: step;
  }

  .steps li::before {
    content: counter(step);
    color: var(--em-ink-soft);
    font-weight: 600;
    text-align: center;
  }

  .steps li[aria-current] {
    border-color: var(--em-fake);
    background: color-mix(in srgb, var(--em-fake) 10%, transparent);
  }

  .outcome {
    color: var(--em-ink-soft);
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  .average {
    position: relative;
    height: 7rem;
  }

  .bar {
    gap: 0.375rem;
  }

  .bar button {
    padding-inline: 0.5rem;
  }

  .primary {
    min-width: 4.75rem;
  }

  /* Its own height is no reason for more. */
  .average canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
  }

  .couplings {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 0.5rem;
  }

  .couplings button {
    position: relative;
    display: grid;
    padding-bottom: 0.75rem;
    text-align: start;
    overflow: hidden;
  }

  .couplings i {
    position: absolute;
    inset: auto auto 0 0;
    height: 5px;
    background: var(--em-ink-soft);
  }

  .cost {
    color: var(--em-ink-soft);
  }

  .cost b {
    color: var(--em-ink);
    font-variant-numeric: tabular-nums;
  }

  /* A stage that fills a tablet would leave its controls below the screen. */
  @container figure (max-width: 39.99rem) {
    .earth {
      width: 100%;
      max-width: 28rem;
      margin-inline: auto;
    }
  }

  @container figure (min-width: 40rem) {
    .columns {
      grid-template-areas: 'earth plan' 'steps prices' 'nearer nearer';
      gap: 0.75rem 1.75rem;
    }

    .earth {
      grid-area: earth;
    }

    .plan {
      grid-area: plan;
    }

    .side {
      grid-area: steps;
    }

    .prices {
      grid-area: prices;
    }

    .nearer {
      grid-area: nearer;
    }

    .matrix {
      height: auto;
      aspect-ratio: 4 / 3;
    }

    /* The chart has what the prices beside it leave. */
    .side:not(.prices) {
      grid-template-rows: auto auto auto minmax(7rem, 1fr);
      align-content: stretch;
    }

    .average {
      height: auto;
    }
  }

  @container figure (min-width: 48rem) {
    .bar {
      gap: 0.5rem;
    }

    .bar button {
      padding-inline: 0.875rem;
    }
  }

  @container figure (max-width: 47.99rem) {
    .steps li {
      grid-template-columns: 1.75rem minmax(0, 1fr);
    }

    .outcome {
      grid-column: 2;
      min-height: 1.5em;
      text-align: start;
    }
  }
`;
