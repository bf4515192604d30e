/** Servers of this machine. */

import { once } from 'node:events';
import { createServer } from 'node:http';

/** @typedef {{ url: string, close: () => unknown }} Served */

/** @param {import('node:http').RequestListener} answer @returns {Promise<Served>} at a free port */
export async function served(answer) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}/`, close };
}

/** For a program that has to be told one. */
export async function freePort() {
  const { url, close } = await served(() => {});
  close();
  return Number(new URL(url).port);
}
