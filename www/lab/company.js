/**
 * Labs of a page that go together: they train in step, are paused and run as one, rest where none of them is seen, and
 * are looked at in one way, with the same tab open and the same axes. A lab by itself is a company of one.
 */

import { Looks } from './looks.js';

/**
 * What a company knows of a lab.
 * @typedef {object} Member
 * @property {Pick<import('../run/run.js').Run, 'state' | 'pauses' | 'iteration' | 'phase' | 'limit' | 'pause' | 'resume' | 'reset' | 'start'>} run
 * @property {{ isAway: boolean, hold: () => void } | null} attention
 */

/** How many iterations one may be ahead of another. */
export const LEAD = 3;
/** What is not at rest is waited for, also while it loads. */
const TRAINING = ['loading', 'running', 'waiting', 'moving'];

/** @type {Map<string, Company>} */
const companies = new Map();

export class Company {
  looks = new Looks();
  /** @type {Set<Member>} */
  members = new Set();
  /** @private One follows another, and is not followed in turn. */
  isFollowing = false;

  /** Nobody sees any of them. */
  get isAway() {
    return [...this.members].every(({ attention }) => attention?.isAway ?? true);
  }

  /** One has come into sight, or gone out of it. */
  hold() {
    for (const { attention } of this.members) attention?.hold();
  }

  /** One has trained, or is another thing: those ahead wait for the slowest. */
  settle() {
    const training = [...this.members].filter(
      ({ run }) => run.pauses.size === 0 && TRAINING.includes(run.state),
    );
    const isAlone = training.length < 2;
    const slowest = Math.min(...training.map(({ run }) => run.iteration));
    for (const { run } of this.members) run.limit(isAlone ? null : slowest + LEAD);
  }

  /**
   * The reader, or a script, has paused one, or lets it go on.
   * @param {Member} first
   * @param {boolean} isPaused
   */
  follow(first, isPaused) {
    this.others(first, ({ run }) => {
      // A pause more would call off steps that are owed.
      if (run.pauses.has('reader') === isPaused) return;
      if (isPaused) return run.pause('reader');
      run.resume('reader');
      if (run.phase === 'idle') run.start();
    });
  }

  /** One begins again. @param {Member} first */
  restart(first) {
    this.others(first, ({ run }) => {
      if (run.iteration > 0) run.reset();
    });
  }

  /** @param {Member} first @param {(other: Member) => void} act */
  others(first, act) {
    if (this.isFollowing) return;
    this.isFollowing = true;
    for (const member of this.members) if (member !== first) act(member);
    this.isFollowing = false;
  }
}

/**
 * @param {string} name empty for a lab by itself
 * @param {Member} member
 */
export function joinCompany(name, member) {
  const company = companies.get(name) ?? new Company();
  if (name !== '') companies.set(name, company);
  company.members.add(member);
  return company;
}

/** @param {Company} company @param {Member} member */
export function leaveCompany(company, member) {
  company.members.delete(member);
  company.settle();
  if (company.members.size > 0) return;
  for (const [name, one] of companies) if (one === company) companies.delete(name);
}
