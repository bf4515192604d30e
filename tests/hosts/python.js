/**
 * Hosts that are programs of Python's, each in an environment of its own that is kept: what its requirements.txt names,
 * and nothing else. PYTHON=python3 is the program that makes it; the rest is said in hosts.js.
 */

import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { staticServer } from '../../scripts/serve.mjs';
import { isChosen, PACKAGE, SOURCES } from './hosts.js';
import { freePort, served } from './served.js';

/** @typedef {import('./served.js').Served} Served */

const { EARTHMOVER_CACHE: CACHE = join(homedir(), '.cache', 'earthmover') } = process.env;
const PYTHON = process.env.PYTHON ?? 'python3';
/** An installation on a machine that does something else besides, in milliseconds. */
const LONG = 900_000;
/** Until a server answers, and until it has ended. */
const SOON = 120_000;
const END = 10_000;

const execute = promisify(execFile);

/** Why no environment can be made; false where one can. */
const lack = await execute(PYTHON, ['-c', 'import ensurepip, venv']).then(
  () => /** @type {const} */ (false),
  (error) => `${PYTHON} with venv and pip is missing: ${error.message.trim()}`,
);

export class Environment {
  /** @param {string} name of the host's folder */
  constructor(name) {
    /** @private */
    this.source = join(SOURCES, name);
    /** @private */
    this.venv = join(CACHE, 'hosts', name, 'venv');
    /** What a test works in, made anew for each. */
    this.folder = join(CACHE, 'hosts', name, 'work');
  }

  /** @param {Record<string, string>} variables of its programs */
  async prepare(variables) {
    /** @private */
    this.variables = variables;
    await rm(this.folder, { recursive: true, force: true });
    await cp(this.source, this.folder, { recursive: true });
    const stamp = join(this.venv, 'installed');
    const wanted = await this.fingerprint();
    if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return;
    await rm(this.venv, { recursive: true, force: true });
    await execute(PYTHON, ['-m', 'venv', this.venv], { timeout: LONG });
    const requirements = join(this.folder, 'requirements.txt');
    await this.run('pip', 'install', '--quiet', '--requirement', requirements);
    await writeFile(stamp, wanted);
  }

  /** What an installation is made of. @private */
  async fingerprint() {
    const { stdout } = await execute(PYTHON, ['--version']);
    const requirements = await readFile(join(this.source, 'requirements.txt'));
    return createHash('sha256').update(stdout).update(requirements).digest('hex');
  }

  /** Runs a program of it to its end. @param {string} program @param {string[]} args */
  async run(program, ...args) {
    const options = { cwd: this.folder, env: this.environment(), timeout: LONG };
    await execute(join(this.venv, 'bin', program), args, options);
  }

  /**
   * Starts a program of it that serves pages.
   * @param {string} program
   * @param {(port: string) => string[]} args
   * @returns {Promise<Served>}
   */
  async start(program, args) {
    const port = String(await freePort());
    const url = `http://127.0.0.1:${port}/`;
    const options = { cwd: this.folder, env: this.environment(), detached: true };
    const child = spawn(join(this.venv, 'bin', program), args(port), options);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
    const ended = new Promise((resolve) => child.on('error', resolve).on('close', resolve));
    const kill = (/** @type {NodeJS.Signals} */ signal) => {
      try {
        // A group of its own, by which all that it has started is ended.
        if (child.pid) process.kill(-child.pid, signal);
      } catch {
        // All of it has gone.
      }
    };
    const killAll = () => kill('SIGKILL');
    process.once('exit', killAll);
    const close = async () => {
      kill('SIGTERM');
      await Promise.race([ended, sleep(END, undefined, { ref: false })]);
      killAll();
      process.off('exit', killAll);
    };
    if (await answers(url, ended)) return { url, close };
    await close();
    throw new Error(`${program} does not answer ${url}\n${said}`);
  }

  /** Nothing of the reader's own: neither settings nor what is kept. @private */
  environment() {
    const home = join(this.folder, 'home');
    return {
      ...process.env,
      DO_NOT_TRACK: '1',
      IPYTHONDIR: home,
      JUPYTER_CONFIG_DIR: home,
      JUPYTER_DATA_DIR: home,
      JUPYTER_PREFER_ENV_PATH: '1',
      JUPYTER_RUNTIME_DIR: home,
      PIP_DISABLE_PIP_VERSION_CHECK: '1',
      XDG_CACHE_HOME: home,
      XDG_CONFIG_HOME: home,
      XDG_STATE_HOME: home,
      ...this.variables,
    };
  }
}

/** Waits until a server answers. @param {string} url @param {Promise<unknown>} ended */
async function answers(url, ended) {
  let isOver = false;
  void ended.then(() => (isOver = true));
  const last = Date.now() + SOON;
  while (!isOver && Date.now() < last) {
    const signal = AbortSignal.timeout(SOON);
    const response = await fetch(url, { signal }).catch(() => null);
    await response?.body?.cancel();
    if (response?.ok) return true;
    await sleep(100);
  }
  return false;
}

/** A folder at an origin of its own, for pages of any. @param {string} folder */
export function serve(folder) {
  const files = staticServer(folder);
  return served((request, response) => void files.emit('request', request, response));
}

/**
 * A test of a host, where it is chosen: installed, with the package at an origin of its own, whose address the programs
 * of the host have as EARTHMOVER_PACKAGE.
 * @param {string} name
 * @param {(environment: Environment) => Promise<void>} body
 */
export function pythonHost(name, body) {
  const skip = !isChosen(name) || lack;
  test(name, { skip, timeout: 2 * LONG }, async (context) => {
    const environment = new Environment(name);
    const files = await serve(PACKAGE);
    try {
      const begin = performance.now();
      await environment.prepare({ EARTHMOVER_PACKAGE: files.url });
      const seconds = (performance.now() - begin) / 1000;
      context.diagnostic(`installed in ${seconds.toFixed(1)} s`);
      await body(environment);
    } finally {
      files.close();
    }
  });
}
