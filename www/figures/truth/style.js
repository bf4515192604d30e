/** How the figure of the truth looks. */

import { css } from '../../ui/css.js';

export const truthStyle = css`
  /* Curves of the constraint before, under those of the one that is chosen. */
  :host {
    --em-ink-before: light-dark(#1c1f2652, #e9e8e45c);
    --em-critic-before: light-dark(#0a7a5c5c, #4fd0a566);
    --em-penalty-before: light-dark(#9a4f8d5c, #d99bd066);
  }

  .truth {
    display: grid;
    grid-template: 'pair' auto 'graph' auto 'said' auto 'constraints' auto / minmax(0, 1fr);
    gap: 1rem 1.75rem;
  }

  .pair {
    display: grid;
    grid-area: pair;
    align-content: space-between;
    font-size: 0.8125rem;
    line-height: 1.4;
  }

  .pair p {
    min-height: 1.4em;
    margin: 0.375rem 0 0.125rem;
    color: var(--em-ink-soft);
    font-variant-numeric: tabular-nums;
  }

  .pair p:first-child {
    margin-top: 0;
  }

  .pair b {
    color: var(--em-ink);
    font-weight: 600;
  }

  .pair .real b {
    color: var(--em-real);
  }

  .pair .fake b {
    color: var(--em-fake);
  }

  .pair .critic b {
    color: var(--em-critic);
  }

  .pair canvas {
    display: block;
    width: 100%;
    border-radius: 4px;
    background: var(--em-grid-paper);
    image-rendering: pixelated;
  }

  .pair :is([data-digits='best'], [data-digits='critic']) {
    border: 1px solid var(--em-line);
    background: var(--em-panel);
  }

  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
  }

  .key span::before {
    content: '■ ';
  }

  .key .lighter::before {
    color: var(--em-real);
  }

  .key .darker::before {
    color: var(--em-fake);
  }

  .graph {
    display: grid;
    grid-area: graph;
    min-width: 0;
    align-content: start;
  }

  .graph .axis {
    color: var(--em-ink-soft);
    font-size: 0.8125rem;
  }

  /* As many lines as the longest name needs. */
  .graph .before {
    min-height: 3em;
  }

  .graph .plot {
    position: relative;
    height: 15rem;
    min-height: 0;
  }

  /* So that it follows its frame when that becomes lower, too. */
  .graph .uplot {
    position: absolute;
    inset: 0;
  }

  .constraints {
    grid-area: constraints;
    align-self: start;
    width: 100%;
    border-collapse: collapse;
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
    line-height: 1.25;
  }

  .constraints th {
    padding: 0;
    font-weight: inherit;
    text-align: start;
  }

  .constraints thead th {
    padding-bottom: 0.25rem;
    color: var(--em-ink-soft);
    font-size: 0.75rem;
    vertical-align: bottom;
    word-break: keep-all;
  }

  .constraints td,
  .constraints thead th + th {
    width: 4.25em;
    padding: 0 0 0 0.375rem;
    text-align: end;
  }

  .constraints tr > :last-child {
    padding-inline-end: 0.375rem;
  }

  .constraints tr > :first-child {
    padding-inline-start: 0.375rem;
  }

  .constraints td {
    font-weight: 600;
  }

  .constraints tbody tr {
    border-top: 1px solid var(--em-line);
  }

  .constraints label {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    min-height: 2.75rem;
    cursor: pointer;
  }

  .constraints label:hover span {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .constraints input {
    flex: none;
    width: 1.25rem;
    min-width: 0;
    height: 1.25rem;
    min-height: 0;
    margin: 0;
    accent-color: var(--em-critic);
  }

  [data-chosen='true'] :is(th, td) {
    background: color-mix(in srgb, var(--em-critic) 10%, transparent);
  }

  /* As the curves are drawn. */
  .constraints .swatch {
    display: block;
    width: 1.75rem;
    margin: 0 0 0.25rem auto;
    border-top: 2px solid var(--em-ink);
  }

  [data-score='criticDistance'] .swatch {
    border-top: 2px dashed var(--em-critic);
  }

  [data-score='cosine'] .swatch {
    border-top: 2px dotted var(--em-penalty);
  }

  /* Lines enough that what is said moves nothing. */
  .truth .said {
    grid-area: said;
    min-height: 6em;
    margin: 0;
  }

  .progress {
    display: grid;
    flex: 1 1 11rem;
    align-content: center;
    min-height: 44px;
    color: var(--em-ink-soft);
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }

  .bar .primary {
    min-width: 9rem;
  }

  @container figure (min-width: 30rem) {
    .graph .before {
      min-height: 1.5em;
    }

    .truth .said {
      min-height: 4.5em;
    }
  }

  @container figure (min-width: 44rem) {
    .truth {
      grid-template:
        'pair constraints' auto 'graph graph' auto 'said said' auto / minmax(0, 1fr)
        clamp(21rem, 50%, 29rem);
    }

    .truth .said {
      min-height: 3em;
    }
  }
`;
