/** How the dual in the plane looks. */

import { css } from '../../ui/css.js';

export const planeStyle = css`
  .parts {
    display: grid;
    grid-template: 'maps' 'scale' 'driven' 'said' 'graph' / minmax(0, 1fr);
    gap: 0.75rem 1.5rem;
  }

  .maps {
    display: grid;
    grid-area: maps;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: 0.5rem;
  }

  .map {
    display: grid;
    gap: 0.25rem;
    align-content: end;
  }

  .title {
    font-size: 0.9375rem;
    font-weight: 600;
    line-height: 1.3;
  }

  .scale {
    display: flex;
    grid-area: scale;
    flex-wrap: wrap;
    gap: 0.25rem 0.625rem;
    align-items: center;
    justify-content: center;
    font-size: 0.875rem;
  }

  .scale i {
    width: min(14rem, 45%);
    height: 0.75rem;
    border: 1px solid var(--em-line);
    border-radius: 3px;
    background: linear-gradient(
      to right,
      color-mix(in srgb, var(--em-fake) 72%, var(--em-panel)),
      var(--em-panel),
      color-mix(in srgb, var(--em-real) 72%, var(--em-panel))
    );
  }

  .steep {
    padding-inline: 0.75rem;
    color: var(--em-penalty);
  }

  .steep::before {
    content: '➔ ';
  }

  .free {
    color: var(--em-ink-soft);
  }

  .free::before {
    content: '→ ';
    opacity: 0.5;
  }

  .held .choice button {
    line-height: 1.25;
  }

  .held small {
    display: block;
    color: var(--em-ink-soft);
    font-size: 0.8125rem;
    font-weight: 400;
  }

  .driven {
    grid-area: driven;
  }

  [data-verdict='away'] .numbers [data-number='gap'],
  [data-verdict='away'] .numbers [data-number='steepest'] {
    color: var(--em-penalty);
  }

  .samples {
    color: var(--em-ink-soft);
    font-size: 0.875rem;
  }

  @container figure (min-width: 40rem) {
    .parts {
      grid-template:
        'maps maps'
        'scale scale'
        'graph said'
        'graph driven' 1fr
        / minmax(0, 1fr) minmax(0, 1fr);
    }

    .maps {
      gap: 1.5rem;
    }

    .title {
      font-size: 1rem;
    }

    .driven {
      align-self: end;
    }

    .plane .verdict {
      min-height: 4.5em;
    }
  }
`;
