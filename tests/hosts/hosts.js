/**
 * Projects of others with the package in them: each is installed by its lock file, built by its own tools, and opened in
 * a browser. PACKAGE=target/packages/earthmover is the package, laid out; HOSTS=vite-react,vue those to try;
 * SCREENSHOTS=folder keeps pictures of them.
 */

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort, served } from './served.js';
import { staticServer } from '../../scripts/serve.mjs';

/** @typedef {import('node:test').TestContext} TestContext */
/** @typedef {import('./served.js').Served} Served */

export const PACKAGE = resolve(process.env.PACKAGE ?? join('target', 'packages', 'earthmover'));
/** Where the projects are. */
export const SOURCES = fileURLToPath(new URL('.', import.meta.url));
const CACHE = join(
  process.env.EARTHMOVER_CACHE ?? join(homedir(), '.cache', 'earthmover'),
  'hosts',
);
const CHOSEN = process.env.HOSTS?.split(',');

/** An installation or a build on a machine that does something else besides, in milliseconds. */
const LONG = 900_000;
/** Until a server answers. */
const SOON = 120_000;

/** Nobody is told of it, and nobody is asked whether there is something newer. */
const QUIET = {
  ASTRO_TELEMETRY_DISABLED: '1',
  CI: 'true',
  DO_NOT_TRACK: '1',
  FORCE_COLOR: '0',
  NEXT_TELEMETRY_DISABLED: '1',
  NO_UPDATE_NOTIFIER: '1',
  OBSERVABLE_TELEMETRY_DISABLE: 'true',
};

/** What is made in a project's folder, by whoever tries it there. */
const MADE = /^(node_modules|dist|build|\.next|\.astro|\.docusaurus|\.vitepress.(dist|cache))$/;
/** What an installation has in `node_modules` that is none of its packages. */
const INSTALLED = ['.bin', '.package-lock.json', '.earthmover'];

/** A program, and all that it starts. */
class Program {
  /** @private */
  said = '';

  /**
   * @param {string} folder
   * @param {string} program
   * @param {readonly string[]} args
   */
  constructor(folder, program, args) {
    /** @private */
    this.name = [program, ...args].join(' ');
    /** @type {NodeJS.ProcessEnv} */
    const env = { ...process.env, ...QUIET };
    // What is set for tests and their tools is none of its concern.
    for (const name of ['NODE_ENV', 'NODE_OPTIONS', 'NODE_TEST_CONTEXT']) delete env[name];
    /** @private A group of its own, by which all of it is ended. */
    this.child = spawn(program, args, { cwd: folder, env, detached: true });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.on('data', (text) => (this.said += text));
    }
    /** @private @type {Promise<number | Error | null>} */
    this.ended = new Promise((resolve) => {
      this.child.on('error', resolve).on('close', resolve);
    });
    /** @private */
    this.kill = () => this.signal('SIGKILL');
    process.once('exit', this.kill);
  }

  get isAlive() {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Waits for its end. */
  async finish() {
    const late = new AbortController();
    const limit = sleep(LONG, `not within ${LONG / 1000} s`, { signal: late.signal });
    const code = await Promise.race([this.ended, limit.catch(() => null)]);
    late.abort();
    await this.end();
    if (code !== 0) throw this.failure(String(code));
  }

  async end() {
    this.signal('SIGTERM');
    await Promise.race([this.ended, sleep(5000, undefined, { ref: false })]);
    this.kill();
    process.off('exit', this.kill);
  }

  /** @param {string} why */
  failure(why) {
    return new Error(`${this.name}: ${why}\n${this.said}`);
  }

  /** @private @param {'SIGTERM' | 'SIGKILL'} signal */
  signal(signal) {
    if (this.child.pid === undefined) return;
    try {
      process.kill(-this.child.pid, signal);
    } catch {
      // All of it has gone.
    }
  }
}

/** A project's copy, in a folder that keeps what was installed there. */
export class Project {
  /** @param {string} name */
  constructor(name) {
    /** @private */
    this.source = join(SOURCES, name);
    this.folder = join(CACHE, name);
    /** @private */
    this.modules = join(this.folder, 'node_modules');
  }

  /** Installs it, with the package as it is now. */
  async prepare() {
    await mkdir(this.modules, { recursive: true });
    await empty(this.folder, ['node_modules']);
    await cp(this.source, this.folder, {
      recursive: true,
      filter: (path) => !MADE.test(relative(this.source, path)),
    });
    await this.install();
    const installed = join(this.modules, 'earthmover');
    await rm(installed, { recursive: true, force: true });
    await cp(PACKAGE, installed, { recursive: true });
  }

  /** @private */
  async install() {
    const stamp = join(this.modules, '.earthmover');
    const wanted = await this.fingerprint();
    if ((await readFile(stamp, 'utf8').catch(() => '')) !== wanted) {
      await this.run('npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund');
      await mkdir(this.modules, { recursive: true });
      await writeFile(stamp, wanted);
    }
    // Bundlers keep there what they have made of a version, and the package's stays the same.
    const names = (await readdir(this.modules)).filter((name) => !name.startsWith('.'));
    await empty(this.modules, [...names, ...INSTALLED]);
  }

  /** What an installation is made of. @private */
  async fingerprint() {
    const hash = createHash('sha256').update(process.version);
    for (const file of ['package.json', 'package-lock.json']) {
      hash.update(await readFile(join(this.folder, file)));
    }
    return hash.digest('hex');
  }

  /** Runs a program in its folder. @param {string} program @param {string[]} args */
  run(program, ...args) {
    return new Program(this.folder, program, args).finish();
  }

  /** Runs a script of its package.json. @param {string} script */
  script(script) {
    return this.run('npm', 'run', '--silent', script);
  }

  /** Serves what it has built. @param {string} folder @param {string} [base] the path to it */
  async serve(folder, base = '/') {
    const files = staticServer(join(this.folder, folder), base);
    const { url, close } = await served((request, response) => {
      files.emit('request', request, response);
    });
    return { url: new URL(base, url).href, close };
  }

  /**
   * Starts a server of its own tools.
   * @param {string} program of `node_modules/.bin`
   * @param {(port: string) => string[]} args
   * @returns {Promise<Served>}
   */
  async start(program, args) {
    const port = await freePort();
    const file = join(this.modules, '.bin', program);
    const server = new Program(this.folder, file, args(String(port)));
    const url = `http://127.0.0.1:${port}/`;
    try {
      await answers(url, server);
    } catch (error) {
      await server.end();
      throw server.failure(`${url} is not answered (${error})`);
    }
    return { url, close: () => server.end() };
  }
}

/** @param {string} folder @param {readonly string[]} kept */
async function empty(folder, kept) {
  for (const name of await readdir(folder)) {
    if (!kept.includes(name)) await rm(join(folder, name), { recursive: true });
  }
}

/** Waits until a server answers. @param {string} url @param {Program} server */
async function answers(url, server) {
  const signal = AbortSignal.timeout(SOON);
  for (;;) {
    signal.throwIfAborted();
    if (!server.isAlive) throw new Error('it has ended');
    const response = await fetch(url, { signal }).catch(() => null);
    await response?.body?.cancel();
    if (response?.ok) return;
    await sleep(200);
  }
}

/** @param {string} name */
export const isChosen = (name) => !CHOSEN || CHOSEN.includes(name);

/**
 * A test of a host, where it is chosen: installed, with the package in it.
 * @param {string} name
 * @param {(project: Project, time: ReturnType<typeof timer>) => Promise<void>} body
 */
export function host(name, body) {
  test(name, { skip: !isChosen(name), timeout: 3 * LONG }, async (context) => {
    const project = new Project(name);
    const time = timer(context);
    await time('installed', () => project.prepare());
    await body(project, time);
  });
}

/** Tells how long each part of a test takes. @param {TestContext} context */
const timer =
  (context) => async (/** @type {string} */ what, /** @type {() => Promise<void>} */ act) => {
    const begin = performance.now();
    await act();
    context.diagnostic(`${what} in ${((performance.now() - begin) / 1000).toFixed(1)} s`);
  };

before(() =>
  readFile(join(PACKAGE, 'package.json')).catch(() => {
    throw new Error(`there is no package in ${PACKAGE}: run cargo make package`);
  }),
);
