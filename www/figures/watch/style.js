/** How the figure that watches the lab looks. */

import { css } from '../../ui/css.js';

export const watchStyle = css`
  :host {
    --em-missed: light-dark(#0a7a5c1a, #4fd0a51f);
  }

  .watch {
    position: relative;
    display: grid;
    grid-template: 'run' auto 'graph' auto 'cloud' auto 'figures' auto 'said' auto / minmax(0, 1fr);
    gap: 1rem 2rem;
  }

  /* As high with the offer of the usual run as without. */
  .of-run {
    display: flex;
    grid-area: run;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
    align-content: start;
    align-items: center;
    justify-content: space-between;
    min-height: 7rem;
  }

  .named {
    font-weight: 500;
    text-wrap: balance;
  }

  .of-run button {
    flex: none;
  }

  .axis {
    color: var(--em-ink-soft);
    font-size: 0.8125rem;
  }

  .up {
    display: flex;
    gap: 1rem;
  }

  .axis .real::before {
    content: '● ';
  }

  .axis .fake::before {
    content: '◆ ';
  }

  .across {
    text-align: end;
  }

  .graph {
    grid-area: graph;
    display: grid;
    grid-template-rows: auto 1fr;
    min-width: 0;
  }

  .graph .plot {
    position: relative;
    height: 17rem;
    min-height: 0;
  }

  /* So that it follows its frame when that becomes lower, too. */
  .graph .uplot {
    position: absolute;
    inset: 0;
  }

  .cloud {
    grid-area: cloud;
  }

  .scatter {
    aspect-ratio: 1;
  }

  .watch .figures {
    grid-area: figures;
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 0.5rem 1.5rem;
  }

  .watch dd {
    font-size: 1.25rem;
    font-variant-numeric: tabular-nums;
    line-height: 1.25;
  }

  /* As the curves are drawn. */
  .watch dt::before {
    content: '';
    display: block;
    width: 1.75rem;
    margin-bottom: 0.25rem;
    border-top: 2px solid var(--em-ink);
  }

  .watch .critic dt::before {
    border-top: 2px dashed var(--em-critic);
  }

  .watch .floor dt::before {
    border-top: 2px dotted var(--em-real);
  }

  .watch .nothing dt::before {
    border-top: 2px dotted var(--em-ink-soft);
  }

  .watch .share dt::before {
    visibility: hidden;
  }

  .watch [data-field='critic'],
  .watch [data-field='share'] {
    color: var(--em-critic);
  }

  .watch [data-field='floor'] {
    color: var(--em-real);
  }

  /* Lines enough that what is said moves nothing. */
  .watch .said {
    grid-area: said;
    min-height: 6em;
  }

  .idle {
    background: color-mix(in srgb, var(--em-paper) 88%, transparent);
    text-wrap: balance;
  }

  .idle p {
    max-width: 28rem;
  }

  @container figure (min-width: 36rem) {
    .of-run {
      flex-wrap: nowrap;
      min-height: 3rem;
    }

    .watch {
      grid-template:
        'run run' auto
        'graph graph' auto
        'cloud figures' auto
        'cloud said' 1fr / minmax(0, 1fr) minmax(0, 1fr);
    }
  }

  @container figure (min-width: 44rem) {
    .watch {
      grid-template: 'run run' auto 'graph cloud' auto 'figures said' auto / minmax(0, 3fr) minmax(
          0,
          2fr
        );
    }

    .graph .plot {
      height: auto;
    }

    .watch .figures {
      grid-template-columns: 2fr 2fr 3fr;
    }

    .watch .said {
      min-height: 4.5em;
    }
  }
`;
