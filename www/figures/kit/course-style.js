/** What figures look like that train: a stage, what is said of it, and the course over steps. */

import { css } from '../../ui/css.js';

export const courseStyle = css`
  .graph {
    grid-area: graph;
  }

  .graph .title {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
    justify-content: space-between;
  }

  .graph .plot {
    height: 12.5rem;
  }

  .read-out {
    color: var(--em-ink-soft);
    font-size: 0.875rem;
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }

  .loading {
    flex: 1 1 8rem;
    color: var(--em-ink-soft);
    font-size: 0.875rem;
  }

  /* Its room is kept, so that nothing jumps when it comes and goes. */
  .loading[hidden] {
    display: block !important;
    visibility: hidden;
  }

  .said {
    display: grid;
    grid-area: said;
    gap: 0.75rem;
    align-content: start;
  }

  .held > span {
    color: var(--em-ink-soft);
  }

  .said .numbers {
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 0.5rem 1rem;
  }

  .numbers dd {
    min-height: 1.3em;
    font-size: 1.25rem;
    font-weight: 600;
    line-height: 1.3;
  }

  .numbers [data-number='gap'] {
    color: var(--em-critic);
  }

  .said .verdict {
    min-height: 6em;
  }
`;
