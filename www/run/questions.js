/** The page's end of questions to a run: each a promise, settled by the event with its id. */

import { named } from '../load/errors.js';

/** @typedef {import('../protocol.js').Questions} Questions */
/** @typedef {import('../protocol.js').QuestionName} QuestionName */
/** @typedef {import('../protocol.js').AnswerEvent} AnswerEvent */
/** @typedef {import('../protocol.js').RefusalEvent} RefusalEvent */
/** @typedef {{ resolve: (value: any) => void, reject: (error: Error) => void }} Pending */

export class OpenQuestions {
  constructor() {
    /** @private @type {Map<number, Pending>} */
    this.pending = new Map();
    /** @private */
    this.next = 1;
  }

  /**
   * @template {QuestionName} Name
   * @param {(command: import('../protocol.js').AskCommand) => void} post
   * @param {number} runId
   * @param {Name} name
   * @param {Questions[Name]['ask']} ask
   * @returns {Promise<Questions[Name]['answer']>}
   */
  ask(post, runId, name, ask) {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      post({ type: 'ask', runId, id, name, ask });
    });
  }

  /** @param {AnswerEvent | RefusalEvent} event */
  settle(event) {
    const pending = this.pending.get(event.id);
    this.pending.delete(event.id);
    if (event.type === 'answer') pending?.resolve(event.value);
    else pending?.reject(named(event.name, event.message));
  }

  /** The run that was asked is no more, or the worker that had it. */
  drop() {
    const error = named('EndedError', 'the run that was asked has ended or moved');
    for (const { reject } of this.pending.values()) reject(error);
    this.pending.clear();
  }
}
