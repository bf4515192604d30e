/**
 * The engines that the page is tried in, by WebDriver: Debian's Chromium, Firefox and WebKit. CHROMIUM, FIREFOX and
 * MINIBROWSER name others. ENGINES names those to try, of which every one must be there.
 */

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Builder, Capabilities } from 'selenium-webdriver';
import { SWIFTSHADER } from './chromium.mjs';

/** @typedef {import('selenium-webdriver').WebDriver} WebDriver */
/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/**
 * What the system of the reader prefers, and has; `group` is a file that processes are put into a control group by.
 * What is `isUnseen` needs no compositor, which takes half of all that a page takes in WebKit where there is no GPU;
 * pictures of its screen may hang.
 * @typedef {{ isDark?: boolean, needsGpu?: boolean, isUnseen?: boolean, group?: string }} Look
 */
/**
 * @typedef {object} Engine
 * @property {string} driver a program
 * @property {(look: Look) => object} capabilities
 * @property {(look: Look) => Record<string, string>} [environment]
 * @property {boolean} [needsScreen] has no headless mode
 */

/** Where Debian's package of the library puts it. */
function miniBrowser() {
  const places = readdirSync('/usr/lib').map((one) => `/usr/lib/${one}/webkit2gtk-4.1/MiniBrowser`);
  return places.find((one) => existsSync(one)) ?? 'MiniBrowser';
}

/** @type {Record<string, Engine>} */
export const ENGINES = {
  firefox: {
    driver: 'geckodriver',
    capabilities: ({ isDark }) => ({
      browserName: 'firefox',
      'moz:firefoxOptions': {
        binary: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
        args: ['-headless'],
        prefs: { 'ui.systemUsesDarkTheme': isDark ? 1 : 0 },
      },
    }),
  },
  webkit: {
    driver: 'WebKitWebDriver',
    capabilities: () => ({
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': {
        binary: process.env.MINIBROWSER ?? miniBrowser(),
        args: ['--automation'],
      },
    }),
    environment: ({ isDark, isUnseen }) => ({
      GTK_THEME: isDark ? 'Adwaita:dark' : 'Adwaita',
      ...(isUnseen ? { WEBKIT_DISABLE_COMPOSITING_MODE: '1' } : {}),
    }),
    needsScreen: true,
  },
  chromium: {
    driver: 'chromedriver',
    capabilities: ({ isDark, needsGpu }) => ({
      browserName: 'chrome',
      'goog:chromeOptions': {
        binary: process.env.CHROMIUM ?? '/usr/bin/chromium',
        args: [
          '--headless=new',
          '--no-sandbox',
          '--disable-dev-shm-usage',
          '--disable-background-networking',
          '--no-first-run',
          `--blink-settings=preferredColorScheme=${isDark ? 0 : 1}`,
          ...(needsGpu ? SWIFTSHADER : []),
        ],
      },
    }),
  },
};

/** Those that are to be tried. */
export function chosen(names = process.env.ENGINES ?? 'firefox,webkit,chromium') {
  const list = names.split(',').map((name) => name.trim());
  const unknown = list.filter((name) => !(name in ENGINES));
  if (unknown.length === 0) return list;
  throw new Error(`ENGINES: there is no ${unknown}, but ${Object.keys(ENGINES)}`);
}

/** @returns {Promise<number>} a port that nobody listens at */
const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });

/**
 * A program that says something on a channel once it is ready.
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {number} channel
 * @param {RegExp} ready
 * @returns {Promise<{ child: ChildProcess, said: RegExpExecArray }>}
 */
function start(program, args, env, channel, ready) {
  const stdio = /** @type {('ignore' | 'pipe')[]} */ (['ignore', 'pipe', 'pipe', 'pipe']);
  const child = spawn(program, args, { env, stdio });
  return new Promise((resolve, reject) => {
    let text = '';
    child.on('error', (error) => reject(new Error(`${program}: ${error.message}`)));
    child.on('exit', (code) => reject(new Error(`${program} ended (${code}): ${text}`)));
    for (const [at, stream] of child.stdio.entries()) {
      stream?.on('data', (bytes) => {
        if (at !== channel) return;
        text += bytes;
        const said = ready.exec(text);
        if (said) resolve({ child, said });
      });
    }
  });
}

/** @param {number} port that a driver is to listen at @param {AbortSignal} signal */
async function answers(port, signal) {
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${port}/status`, { signal }).catch(() => null);
    if (response?.ok) return;
    signal.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const STARTS_WITHIN_MS = 60_000;

/** What begins another program in a control group. @param {string | undefined} group */
const grouped = (group) => (group ? ['sh', '-c', 'echo $$ >"$0" && exec "$@"', group] : []);

/**
 * A home for one browser, so that what it saves and keeps is not left among the files of who runs it. Caches are shared:
 * the programs of a GPU that is a processor take long to compile.
 */
function makeHome() {
  const home = mkdtempSync(join(tmpdir(), 'earthmover-home-'));
  const [downloads, config] = [join(home, 'Downloads'), join(home, '.config')];
  for (const folder of [downloads, config]) mkdirSync(folder);
  writeFileSync(join(config, 'user-dirs.dirs'), 'XDG_DOWNLOAD_DIR="$HOME/Downloads"\n');
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    HOME: home,
    XDG_CONFIG_HOME: config,
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_CACHE_HOME: process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
  };
  // A browser that is ending may still write into it.
  const remove = () =>
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  return { downloads, env, remove };
}

/**
 * A browser under a driver, on a screen of its own where it needs one, and with a home of its own.
 * @param {string} name of the engine
 * @param {Look} [look]
 * @returns {Promise<{ browser: WebDriver, pid: number, downloads: string, close: () => Promise<void> }>} `pid` of the
 * driver; the folder of what is saved is gone when it is closed
 */
export async function launch(name, look = {}) {
  const { driver, capabilities, environment, needsScreen } = ENGINES[name];
  const home = makeHome();
  /** @type {ChildProcess[]} */
  const children = [];
  const end = () => {
    children.reverse().forEach((child) => child.kill());
    home.remove();
  };
  // WebKitGTK takes the language of the page from a locale, which must be there.
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    ...process.env,
    ...home.env,
    LANG: 'C.UTF-8',
    LC_ALL: 'C.UTF-8',
    ...environment?.(look),
  };
  try {
    if (needsScreen) {
      const args = ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'];
      const { child, said } = await start('Xvfb', args, process.env, 3, /(\d+)\n/);
      children.push(child);
      env.DISPLAY = `:${said[1]}`;
    }
    const port = await freePort();
    const [program, ...args] = [...grouped(look.group), driver, `--port=${port}`];
    const child = spawn(program, args, { env, stdio: 'ignore' });
    children.push(child);
    const gone = new Promise((_, reject) => {
      child.on('error', (error) => reject(new Error(`${driver}: ${error.message}`)));
      child.on('exit', (code) => reject(new Error(`${driver} ended (${code})`)));
    });
    gone.catch(() => {});
    await Promise.race([answers(port, AbortSignal.timeout(STARTS_WITHIN_MS)), gone]);
    const browser = await new Builder()
      .usingServer(`http://127.0.0.1:${port}`)
      .withCapabilities(new Capabilities(new Map(Object.entries(capabilities(look)))))
      .build();
    const close = async () => {
      await browser.quit().catch(() => {});
      end();
    };
    return { browser, pid: Number(child.pid), downloads: home.downloads, close };
  } catch (error) {
    end();
    throw error;
  }
}
