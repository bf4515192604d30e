/** How the dual on the line looks. */

import { css } from '../../ui/css.js';

export const lineStyle = css`
  .line .stage {
    height: clamp(22rem, 62cqi, 29rem);
  }

  .gap-bar p,
  .slope {
    font-variant-numeric: tabular-nums;
  }

  .gap-bar output,
  .slope output {
    font-weight: 600;
  }

  .track {
    position: relative;
    height: 1.5rem;
    margin-block: 0.25rem;
    border: 1px solid var(--em-line);
    border-radius: 6px;
    background: var(--em-panel);
  }

  .track i {
    position: absolute;
    display: block;
  }

  .zero {
    inset-block: 0;
    width: 1px;
    background: var(--em-control);
  }

  .fill {
    inset-block: 3px;
    background: var(--em-critic);
  }

  .broken .fill {
    background: repeating-linear-gradient(
      -45deg,
      var(--em-penalty) 0 4px,
      color-mix(in srgb, var(--em-penalty) 35%, var(--em-panel)) 4px 9px
    );
  }

  .broken output.critic {
    color: var(--em-penalty);
  }

  /* It goes on. */
  .over::after,
  .under-least::after {
    content: '▶';
    position: absolute;
    inset: 0 0 0 auto;
    padding-inline: 0.5rem;
    border-radius: 0 5px 5px 0;
    background: var(--em-panel);
    color: var(--em-penalty);
    font-size: 0.875rem;
    line-height: 1.375rem;
  }

  .under-least::after {
    content: '◀';
    inset: 0 auto 0 0;
    border-radius: 5px 0 0 5px;
  }

  .mark {
    inset-block: -5px;
    width: 4px;
    margin-left: -1px;
    border-radius: 2px;
    background: var(--em-ink);
  }

  .mark[hidden] {
    display: none;
  }

  .under {
    position: relative;
  }

  /* Left of the axis, so that it is clear of a distance near 0. */
  .nought {
    position: absolute;
    padding-inline-end: 0.25em;
    color: var(--em-ink-soft);
    transform: translateX(-100%);
  }

  .share {
    color: var(--em-ink-soft);
  }

  /* Under its mark, and never beyond the ends of the bar. */
  .flag {
    display: flex;
    gap: 0.35em;
    white-space: nowrap;
  }

  .flag::before {
    content: '';
    flex: 0 1 calc(100% * var(--at, 0));
  }

  .judged {
    display: grid;
    gap: 0.25rem 1.5rem;
  }

  .verdict {
    display: flex;
    gap: 0.5em;
    min-height: 3em;
  }

  .verdict::before {
    content: '✓';
    flex: none;
    width: 1.5em;
    height: 1.5em;
    border-radius: 50%;
    background: var(--em-critic);
    color: var(--em-on-accent);
    font-weight: 700;
    line-height: 1.5;
    text-align: center;
  }

  [data-verdict='broken'] .verdict::before {
    content: '✕';
    border-radius: 4px;
    background: var(--em-penalty);
  }

  [data-verdict='broken'] .slope output {
    color: var(--em-penalty);
  }

  .line [aria-disabled='true'] {
    opacity: 0.5;
    cursor: default;
  }

  @container figure (min-width: 40rem) {
    .judged {
      grid-template-columns: minmax(12rem, auto) 1fr;
      align-items: baseline;
    }

    .verdict {
      min-height: 1.5em;
    }
  }
`;
