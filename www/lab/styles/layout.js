/** Where things are. The lab's own width decides, since an embed may be narrow on a wide page. */

import { css } from '../../ui/css.js';

export const layout = css`
  .lab {
    position: relative;
    container-type: inline-size;
    padding: var(--em-padding);
    border-radius: calc(var(--em-radius) * 1.6);
    /* A menu may hang below a low lab. */
    overflow-x: clip;
  }

  .lab > * + * {
    margin-top: 0.5rem;
  }

  .lab > .probe,
  .lab > .notices:empty,
  .lab > .columns:empty {
    margin: 0;
  }

  .top,
  .toolbar,
  .toolbar .instrument {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.375rem 0.5rem;
  }

  .toolbar .instrument {
    flex-wrap: nowrap;
  }

  /* What a menu in it lays over the rest lies below it. */
  .top {
    position: relative;
    z-index: 3;
  }

  .toolbar [data-control='more'] {
    display: none;
    padding-inline: 0;
  }

  /* A narrow lab has its first controls at hand however far it is scrolled, and the others folded. */
  @container (max-width: 36rem) {
    .top {
      display: contents;
    }

    .toolbar {
      position: sticky;
      top: 0;
      z-index: 4;
      margin-inline: calc(-1 * var(--em-padding));
      padding: 2px var(--em-padding);
      background: var(--em-paper);
    }

    .toolbar.many [data-control='more'] {
      display: block;
      margin-inline-start: auto;
    }

    .toolbar.many:not([data-open]) :is(.instrument:not(.run, .resume), [data-control='reset']) {
      display: none;
    }
  }

  /* Where there are few, the state has room beside them. */
  @container ((min-width: 30rem) and (max-width: 36rem)) {
    .top:has(> .toolbar:not(.many)) {
      display: flex;
      flex-wrap: nowrap;
    }

    .toolbar:not(.many) {
      position: static;
      flex: none;
      margin: 0;
      padding: 0;
    }

    .toolbar:not(.many) ~ .state {
      flex-basis: 0;
      align-items: center;
    }
  }

  .seed input {
    width: 6.5rem;
    font-variant-numeric: tabular-nums;
  }

  .seed button {
    width: 44px;
    padding: 9px;
  }

  .seed svg {
    display: block;
    width: 100%;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.75;
  }

  .seed circle {
    fill: currentcolor;
    stroke: none;
  }

  /* Room for two lines beside the controls, or beside what to watch for, and all begin at one place: another sentence
     moves nothing. */
  .state {
    position: relative;
    display: flex;
    align-items: start;
    flex: 1 1 22rem;
    order: 3;
    min-height: 2.6em;
    color: var(--em-ink-soft);
    font-size: 0.9375rem;
    line-height: 1.3;
  }

  @container (max-width: 66rem) {
    .presets ~ .state {
      flex-basis: 100%;
      min-height: 1.3em;
    }
  }

  @container (max-width: 36rem) {
    .lab .state {
      min-height: 2.6em;
      font-size: 0.875rem;
    }
  }

  .state progress {
    position: absolute;
    inset-inline: 0;
    bottom: -6px;
    height: 3px;
    margin: 0;
  }

  /* What a symbol of the text stands for. */
  [data-marks][data-lit] {
    background: color-mix(in srgb, var(--em-critic) 22%, var(--em-panel));
    box-shadow: 0 0 0 3px color-mix(in srgb, var(--em-critic) 22%, var(--em-panel));
  }

  :where(div)[data-lit] {
    border-radius: 3px;
  }

  .notices {
    padding: 0;
    list-style: none;
  }

  .notices > li {
    padding: 0.625rem 1rem;
    border: 1px solid var(--em-warn-line);
    border-inline-start-width: 5px;
    border-radius: var(--em-radius);
    background: var(--em-warn-paper);
    overflow-wrap: anywhere;
  }

  .notices > li + li {
    margin-top: 0.5rem;
  }

  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.5rem 1rem;
  }

  .panel,
  .panels {
    padding: 0.75rem;
    border: 1px solid var(--em-line);
    border-radius: calc(var(--em-radius) * 1.6);
    background: var(--em-panel);
  }

  @container (min-width: 56rem) {
    .columns.two {
      grid-template-columns: minmax(0, 10fr) minmax(0, 11fr);
    }

    /* The chart takes what the grid beside it leaves. */
    .columns.two > .panel,
    .columns.two .charts,
    .columns.two .charts > .instrument {
      display: flex;
      flex-direction: column;
    }

    .columns.two .charts,
    .columns.two .charts > .instrument {
      flex: 1 0 auto;
    }
  }

  /* Closed they are a row of names. */
  .panels:not(:has([aria-selected='true'])) {
    padding: 0;
    border: 0;
    background: none;
  }

  .panels:not(:has([aria-selected='true'])) .tablist {
    margin: 0;
    border: 0;
    background: none;
  }

  /* Over the note on keys, which stands at the end of that row where there is room. */
  .keys {
    font-size: 0.8125rem;
    text-align: end;
  }

  @container (min-width: 48rem) {
    .panels:not(:has([aria-selected='true'])) + .keys {
      height: 44px;
      margin-top: -44px;
      line-height: 44px;
      width: fit-content;
      margin-inline-start: auto;
    }
  }

  .guests {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem 2.5rem;
    margin-bottom: 1.25rem;
    padding-bottom: 1.25rem;
    border-bottom: 1px solid var(--em-line);
  }

  .guests .seed {
    display: flex;
    gap: 0.5rem;
  }

  .guests .field {
    display: grid;
    flex: 1;
    grid-template-columns: 4rem minmax(0, 1fr);
  }

  .guests .field > * {
    width: 100%;
  }

  .guests .facts {
    margin: 0;
    padding: 0;
    border: 0;
  }

  @container (min-width: 48rem) {
    .guests {
      grid-template-columns: 22rem minmax(0, 1fr);
      grid-template-rows: auto 1fr;
    }

    .guests .machine {
      grid-area: 1 / 2 / span 2;
    }
  }

  .tablist {
    display: flex;
    gap: 0.25rem;
    margin-bottom: 0.75rem;
    border-bottom: 1px solid var(--em-line);
    overflow-x: auto;
    scrollbar-width: thin;
    /* A shadow at an end beyond which there are more: covered by what scrolls with the tabs. */
    background:
      linear-gradient(to right, var(--em-panel) 40%, transparent) left / 3rem 100% no-repeat local,
      linear-gradient(to left, var(--em-panel) 40%, transparent) right / 3rem 100% no-repeat local,
      linear-gradient(to right, var(--em-shade), transparent) left / 1rem 100% no-repeat,
      linear-gradient(to left, var(--em-shade), transparent) right / 1rem 100% no-repeat;
  }

  .tablist button {
    flex: none;
    border: 0;
    border-bottom: 3px solid transparent;
    border-radius: var(--em-radius) var(--em-radius) 0 0;
    background: none;
    color: var(--em-ink-soft);
  }

  .tablist button:focus-visible {
    outline-offset: -3px;
  }

  .tablist button:hover {
    color: var(--em-ink);
    border-bottom-color: var(--em-control);
  }

  .tablist button[aria-selected='true'],
  .tablist button[aria-selected='true']:hover {
    border-bottom-color: var(--em-critic);
    color: var(--em-ink);
    font-weight: 600;
  }

  /* All five fit on a phone. */
  @container (max-width: 26rem) {
    .tablist {
      gap: 0;
    }

    .tablist button {
      flex: 1 0 auto;
      padding-inline: 0.25rem;
      font-size: 0.875rem;
    }
  }

  .copying {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 0.5rem 0.75rem;
    margin-top: 0.75rem;
  }

  .copying label {
    flex: 1 1 18rem;
    color: var(--em-ink-soft);
    font-size: 0.875rem;
  }

  /* All of it, where the browser can. */
  .copying textarea {
    field-sizing: content;
    min-height: 3.75rem;
  }

  .copying button {
    flex: none;
    min-width: 12rem;
  }
`;
