/** Where things are. The lab's own width decides, since an embed may be narrow on a wide page. */

import { css } from '../../ui/css.js';

export const layout = css`
  .lab {
    container-type: inline-size;
    padding: var(--em-padding);
    border-radius: calc(var(--em-radius) * 1.6);
    overflow: clip;
  }

  .lab > * + * {
    margin-top: 1rem;
  }

  .lab > .probe,
  .lab > .notices:empty {
    margin: 0;
  }

  .toolbar,
  .toolbar .instrument {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }

  .toolbar .instrument {
    flex-wrap: nowrap;
  }

  .toolbar .seed input {
    width: 6.5rem;
    font-variant-numeric: tabular-nums;
  }

  .toolbar .seed button {
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

  /* Beside the controls where it fits in two lines, else below them; narrow labs keep two lines free. */
  .state {
    display: flex;
    align-items: center;
    flex: 1 1 24rem;
    min-height: 2.8em;
    color: var(--em-ink-soft);
    line-height: 1.35;
  }

  @container (min-width: 36rem) {
    .state {
      min-height: 1.5em;
    }
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
    gap: 1rem;
  }

  .panel,
  .panels {
    padding: clamp(0.75rem, 2cqi, 1.5rem);
    border: 1px solid var(--em-line);
    border-radius: calc(var(--em-radius) * 1.6);
    background: var(--em-panel);
  }

  @container (min-width: 56rem) {
    .columns.two {
      grid-template-columns: minmax(0, 10fr) minmax(0, 11fr);
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

  .figures {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    align-items: end;
    gap: 0.75rem;
    margin-top: 1rem;
    padding-top: 1rem;
    border-top: 1px solid var(--em-line);
  }

  /* Its line is there before it says anything. */
  .figures dd small {
    display: block;
    min-height: 1.2em;
    color: var(--em-ink-soft);
    font-size: 0.75rem;
    letter-spacing: 0;
  }

  .figures dd {
    font-size: 1.375rem;
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.01em;
    line-height: 1.2;
  }

  @container (max-width: 26rem) {
    .figures {
      column-gap: 0.5rem;
    }

    .figures dt {
      font-size: 0.75rem;
    }

    .judge :is(th, td) {
      font-size: 0.875rem;
    }

    .figures dd {
      font-size: 1.1875rem;
    }
  }

  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(8rem, 1fr));
    gap: 0.75rem 1.5rem;
    margin-top: 1rem;
    padding-top: 1rem;
    border-top: 1px solid var(--em-line);
    font-size: 0.9375rem;
    font-variant-numeric: tabular-nums;
  }

  /* Lines enough that the reasons of most runs move nothing. */
  .facts .wide {
    grid-column: 1 / -1;
    min-height: 5.75em;
  }

  @container (min-width: 36rem) {
    .facts .wide {
      min-height: 4.25em;
    }
  }

  .judge {
    margin-top: 1rem;
    padding-top: 1rem;
    border-top: 1px solid var(--em-line);
  }

  .judge .row {
    display: flex;
    align-items: center;
    gap: 0.5rem 1rem;
  }

  /* Two lines, so that what is said moves nothing. */
  .judge .note {
    display: flex;
    align-items: center;
    min-height: 3em;
    margin: 0;
  }

  .judge table {
    width: 100%;
    margin-top: 0.5rem;
    border-collapse: collapse;
    table-layout: fixed;
    font-size: 0.9375rem;
    font-variant-numeric: tabular-nums;
  }

  .judge :is(th, tbody td) {
    padding-block: 0.25rem;
    font-weight: inherit;
    text-align: start;
  }

  .judge thead td {
    width: 42%;
  }

  .judge th[scope='row'] {
    color: var(--em-ink-soft);
  }

  .keys {
    font-size: 0.8125rem;
    text-align: end;
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
