// What Cargo.toml says of the whole workspace, for what is published.
import { readFileSync } from 'node:fs';

/** @param {string} field of `[workspace.package]` */
export function workspace(field) {
  const [, section] = readFileSync('Cargo.toml', 'utf8').split('[workspace.package]\n');
  const value = new RegExp(`^${field} = "(.+)"$`, 'm').exec(section.split('\n[')[0])?.[1];
  if (!value) throw new Error(`Cargo.toml has no ${field} in [workspace.package]`);
  return value;
}
