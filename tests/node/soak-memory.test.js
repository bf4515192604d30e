/** How tests/soak counts the memory of a browser. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { megabytes } from '../soak/memory.js';

const skip = existsSync('/proc/self/smaps_rollup') ? false : 'only Linux tells it';

/** A process that holds so many megabytes, until it is told to end. @param {string} program @param {number} held */
async function other(program, held) {
  const code = `globalThis.held = Buffer.alloc(${held} * 2 ** 20, 1); console.log(1); setInterval(() => {}, 1000)`;
  const child = spawn(program, ['--eval', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

test(
  'what a process holds is counted, and another of the same program changes nothing',
  {
    skip,
  },
  async (context) => {
    // A file of its own, of which nobody else has pages.
    const folder = mkdtempSync(join(tmpdir(), 'earthmover-'));
    const program = join(folder, 'program');
    copyFileSync(process.execPath, program);
    context.after(() => rmSync(folder, { recursive: true }));
    const one = await other(program, 100);
    context.after(() => one.kill());
    const alone = megabytes(Number(one.pid));
    assert.ok(alone > 100 && alone < 200, `${alone} MB`);
    const two = await other(program, 0);
    const beside = megabytes(Number(one.pid));
    two.kill();
    await once(two, 'exit');
    assert.ok(Math.abs(beside - alone) < 10, `${alone} MB, ${beside} beside another`);
  },
);
