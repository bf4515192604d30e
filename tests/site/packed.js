/** The npm package of the built site, packed and installed as whoever uses it has it. */

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const DIST = process.env.DIST ?? 'dist';
const call = promisify(execFile);

/**
 * @typedef {object} Packed
 * @property {string} scratch the folder of a project that has it in its node_modules
 * @property {'earthmover' | 'earthmover-full'} name
 * @property {string} tarball the packed package, in that folder
 * @property {number} bytes of it
 * @property {Map<string, number>} files paths of the packed files, with their bytes
 * @property {(program: string, ...args: string[]) => Promise<{ stdout: string }>} run runs a program in that folder
 * @property {() => Promise<void>} remove
 */

/**
 * @param {'earthmover' | 'earthmover-full'} [name]
 * @returns {Promise<Packed>}
 */
export async function pack(name = 'earthmover') {
  const scratch = await mkdtemp(join(tmpdir(), 'earthmover-package-'));
  /** @type {Packed['run']} */
  const run = (program, ...args) =>
    call(program, args, { cwd: scratch, env: { ...process.env, FORCE_COLOR: '0' } });
  const remove = () => rm(scratch, { recursive: true });
  try {
    const laid = join(scratch, 'laid-out');
    await call('node', ['scripts/package.mjs', DIST, laid, name]);
    const { stdout } = await run('npm', 'pack', '--json', `./laid-out/${name}`);
    const [{ files, filename, size: bytes }] = JSON.parse(stdout);
    await writeFile(join(scratch, 'package.json'), '{ "private": true, "type": "module" }');
    await run('npm', 'install', '--offline', '--no-audit', '--no-fund', `./${filename}`);
    await rm(laid, { recursive: true });
    const sizes = files.map((/** @type {any} */ { path, size }) => [path, size]);
    return { scratch, name, tarball: filename, bytes, files: new Map(sizes), run, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
