/**
 * Makes one thing of the browser's fail in one way, from a moment on that the test says. It stands before all scripts of a
 * page and of its workers, as text: `server.js` puts PLAN in. What it calls after that is what a browser gives that fails.
 *
 * The ways: it throws, rejects (or tells of an error), hangs, gives garbage, is late, is told twice. A test can wait no
 * three minutes: the page's own clock goes `speed` times as fast where it counts seconds, so that its limits come sooner and
 * are the same limits.
 */
// @ts-nocheck: it wraps what the types say cannot be wrapped.
((plan) => {
  const isPage = typeof window === 'object';
  const { pathname } = location;
  const scope = isPage
    ? 'page'
    : /follower/.test(pathname)
      ? 'follower'
      : /figures/.test(pathname)
        ? 'figures'
        : 'worker';
  const later = setTimeout.bind(globalThis);
  let isOn = plan.when === 'start' && plan.api !== null;
  let left = plan.often ?? Infinity;
  const isMeant = (said = '') =>
    isOn &&
    left > 0 &&
    (plan.scopes ?? ['page', 'worker', 'follower', 'figures']).includes(scope) &&
    (!plan.match || new RegExp(plan.match).test(said));
  const tell = new BroadcastChannel('faults');
  const hit = () => {
    left -= 1;
    if (isPage) faults.hits += 1;
    else tell.postMessage('hit');
  };
  const fault = () =>
    Object.assign(new Error('fault: the test says so'), { name: plan.error ?? 'FaultError' });
  const faults = {
    plan,
    hits: 0,
    on: () => {
      isOn = true;
      tell.postMessage('on');
    },
    off: () => {
      isOn = false;
      tell.postMessage('off');
    },
    module: () => {},
  };
  globalThis.faults = faults;
  tell.onmessage = ({ data }) => {
    if (data === 'on') isOn = true;
    if (data === 'off') isOn = false;
    if (data === 'hit') faults.hits += 1;
  };

  // ---- the clock
  for (const name of ['setTimeout', 'setInterval']) {
    const real = globalThis[name];
    globalThis[name] = (call, ms = 0, ...rest) =>
      real.call(globalThis, call, ms >= 1000 ? ms / plan.speed : ms, ...rest);
  }

  // ---- how things fail
  const failed = (act, garbage) => {
    hit();
    if (plan.way === 'throw') throw fault();
    if (plan.way === 'reject') return Promise.reject(fault());
    if (plan.way === 'hang') return new Promise(() => {});
    if (plan.way === 'garbage') return Promise.resolve(garbage);
    return new Promise((resolve) => later(resolve, plan.late)).then(act);
  };
  /** What promises. */
  const promise = (owner, name, garbage, said = () => '') => {
    const real = owner?.[name];
    if (!real) return;
    owner[name] = function (...args) {
      const act = () => real.apply(this, args);
      return isMeant(said(...args)) ? failed(act, garbage) : act();
    };
  };
  /** What calls back, by its last argument or by the one that is said. */
  const callback = (owner, name, at, garbage) => {
    const real = owner?.[name];
    if (!real) return;
    owner[name] = function (...args) {
      if (!isMeant()) return real.apply(this, args);
      hit();
      const call = args[at];
      if (plan.way === 'throw') throw fault();
      if (plan.way === 'hang') return 0;
      if (plan.way === 'reject') return later(() => args[at + 1]?.(fault()));
      if (plan.way === 'garbage') return later(() => call(garbage));
      args[at] = (...given) => {
        if (plan.way === 'late') later(() => call(...given), plan.late);
        else [0, 1].forEach(() => call(...given));
      };
      return real.apply(this, args);
    };
  };
  /** What gives a stream. */
  const stream = (owner, name) => {
    const real = owner?.[name];
    if (!real) return;
    owner[name] = function (...args) {
      if (!isMeant()) return real.apply(this, args);
      hit();
      if (plan.way === 'throw') throw fault();
      if (plan.way === 'hang') return new ReadableStream({});
      if (plan.way === 'reject') return new ReadableStream({ start: (to) => to.error(fault()) });
      if (plan.way === 'garbage') {
        return new ReadableStream({
          start(to) {
            to.enqueue(new Uint8Array([1, 2, 3]));
            to.close();
          },
        });
      }
      const reader = real.apply(this, args).getReader();
      return new ReadableStream({
        async pull(to) {
          const { value, done } = await reader.read();
          if (done) return to.close();
          await new Promise((resolve) => later(resolve, plan.late));
          to.enqueue(value);
        },
      });
    };
  };
  /** A request of a database. */
  const request = (owner, name) => {
    const real = owner?.[name];
    if (!real) return;
    owner[name] = function (...args) {
      if (!isMeant()) return real.apply(this, args);
      hit();
      if (plan.way === 'throw') throw fault();
      if (plan.way === 'hang') return {};
      if (plan.way === 'reject') {
        const refused = { error: fault(), result: undefined };
        later(() => refused.onerror?.({ target: refused }));
        return refused;
      }
      const asked = real.apply(this, args);
      const fake = {
        get result() {
          return plan.way === 'garbage' ? null : asked.result;
        },
        get error() {
          return asked.error;
        },
        get transaction() {
          return asked.transaction;
        },
      };
      asked.onupgradeneeded = (event) => fake.onupgradeneeded?.(event);
      asked.onerror = (event) => fake.onerror?.(event);
      asked.onsuccess = (event) => {
        const say = () => fake.onsuccess?.(event);
        if (plan.way === 'late') later(say, plan.late);
        else say();
        if (plan.way === 'twice') say();
      };
      return fake;
    };
  };
  /** Events of something, which go through here before anybody else hears of them. */
  const again = new WeakSet();
  const events = (target, type, said, garbage) => {
    target.addEventListener(
      type,
      (event) => {
        if (again.has(event) || !isMeant(said(event))) return;
        hit();
        const copy = (data) => {
          const made =
            event instanceof MessageEvent
              ? new MessageEvent(type, { data, ports: [...event.ports] })
              : new event.constructor(type, event);
          again.add(made);
          return made;
        };
        const send = (data) => (event.target ?? target).dispatchEvent(copy(data));
        if (plan.way !== 'twice') event.stopImmediatePropagation();
        if (plan.way === 'garbage') send(garbage(event.data));
        if (plan.way === 'reject') {
          const broken = new MessageEvent('messageerror');
          target.dispatchEvent(broken);
        }
        if (plan.way === 'late') later(() => send(event.data), plan.late);
        if (plan.way === 'twice') later(() => send(event.data));
      },
      true,
    );
  };
  const typeOf = (data) => String(data?.type ?? data);
  /** No message at all, one without what it should have, one of a kind that nobody knows. */
  let turns = 0;
  const nonsense = (data) =>
    [null, { type: data?.type, id: data?.id }, { type: 'nonsense' }][turns++ % 3];

  // ---- what can fail
  const APIS = {
    fetch: () => promise(globalThis, 'fetch', { ok: true, body: null }, (url) => String(url)),
    page: () => promise(globalThis, 'fetch', new Response('<!doctype html>'), (url) => String(url)),
    read: () => promise(ReadableStreamDefaultReader.prototype, 'read', {}),
    /** What is read no further is cancelled: here, a module that turns out to be none. */
    cancel() {
      promise(ReadableStreamDefaultReader.prototype, 'cancel');
      const real = WebAssembly.compileStreaming;
      WebAssembly.compileStreaming = async (source) => {
        if (!isMeant()) return real.call(WebAssembly, source);
        await (await source).body.cancel().catch(() => {});
        throw new WebAssembly.CompileError('fault: no module');
      };
    },
    body: () => promise(Response.prototype, 'arrayBuffer', new ArrayBuffer(3)),
    digest: () => promise(SubtleCrypto.prototype, 'digest', new ArrayBuffer(3)),
    pipe: () => stream(ReadableStream.prototype, 'pipeThrough'),
    blobStream: () => stream(Blob.prototype, 'stream'),
    inflate() {
      const Real = DecompressionStream;
      globalThis.DecompressionStream = class extends Real {
        constructor(...args) {
          if (isMeant()) {
            hit();
            throw fault();
          }
          super(...args);
        }
      };
    },
    bytes: () => promise(Blob.prototype, 'arrayBuffer', new ArrayBuffer(3)),
    compile: () => promise(WebAssembly, 'compileStreaming', {}),
    compileEmpty() {
      const real = WebAssembly.compileStreaming;
      WebAssembly.compileStreaming = (...args) =>
        isMeant()
          ? Promise.reject(new WebAssembly.CompileError('fault: no module'))
          : real.apply(WebAssembly, args);
      promise(WebAssembly, 'compile', {});
    },
    instantiate: () => promise(WebAssembly, 'instantiate', {}),
    module() {
      faults.module = (all) => {
        const [kind, method] = plan.member.split('.');
        if (!all[kind]) return;
        const owner = method in all[kind].prototype ? all[kind].prototype : all[kind];
        promise(owner, method, plan.value ?? null);
      };
    },
    trap() {
      faults.module = ({ Trainer }) => {
        if (!Trainer) return;
        const { train } = Trainer.prototype;
        Trainer.prototype.train = function (count) {
          if (!isMeant()) return train.call(this, count);
          hit();
          console.error('panicked at fault: the test says so');
          return Promise.reject(new WebAssembly.RuntimeError('unreachable'));
        };
      };
    },
    workerNew() {
      const Real = globalThis.Worker;
      if (!Real) return;
      globalThis.Worker = class extends Real {
        constructor(url, options) {
          if (isMeant(String(url)) && plan.way === 'throw') {
            hit();
            throw fault();
          }
          super(url, options);
          if (isMeant(String(url)) && plan.way === 'reject') {
            hit();
            later(
              () => this.dispatchEvent(new ErrorEvent('error', { message: 'fault: no script' })),
              50,
            );
          }
        }
      };
    },
    workerSays() {
      const Real = globalThis.Worker;
      if (!Real) return;
      globalThis.Worker = class extends Real {
        constructor(url, options) {
          super(url, options);
          if (new RegExp(plan.url ?? '').test(String(url))) {
            events(this, 'message', ({ data }) => typeOf(data), nonsense);
          }
        }
      };
    },
    workerHears() {
      const real = globalThis.Worker?.prototype.postMessage;
      if (!real) return;
      Worker.prototype.postMessage = function (data, ...rest) {
        if (!isMeant(typeOf(data))) return real.call(this, data, ...rest);
        hit();
        if (plan.way === 'throw') throw fault();
        if (plan.way === 'late') later(() => real.call(this, data, ...rest), plan.late);
        return undefined;
      };
    },
    /** Of a worker, to its page. */
    selfPost() {
      if (isPage) return;
      const real = globalThis.postMessage;
      globalThis.postMessage = function (data, ...rest) {
        if (!isMeant(typeOf(data))) return real.call(globalThis, data, ...rest);
        hit();
        if (plan.way === 'throw') throw fault();
        if (plan.way === 'late') later(() => real.call(globalThis, data, ...rest), plan.late);
        return undefined;
      };
    },
    port() {
      const real = MessagePort.prototype.postMessage;
      MessagePort.prototype.postMessage = function (data, ...rest) {
        if (!isMeant(typeOf(data))) return real.call(this, data, ...rest);
        hit();
        const send = (said) => real.call(this, said, ...rest);
        if (plan.way === 'throw') throw fault();
        if (plan.way === 'garbage') return send(nonsense(data));
        if (plan.way === 'late') later(() => send(data), plan.late);
        if (plan.way === 'twice') {
          real.call(this, data);
          send(data);
        }
        return undefined;
      };
    },
    channel() {
      const Real = MessageChannel;
      globalThis.MessageChannel = class extends Real {
        constructor() {
          if (isMeant()) {
            hit();
            throw fault();
          }
          super();
        }
      };
    },
    adapter() {
      if (!isPage) return;
      const gpu = { requestAdapter: () => Promise.resolve(null) };
      promise(gpu, 'requestAdapter', {});
      Object.defineProperty(Navigator.prototype, 'gpu', { value: gpu, configurable: true });
    },
    device() {
      class Adapter {
        features = new Set(['timestamp-query']);
        limits = {};
        info = { vendor: 'made up', architecture: '' };
        requestDevice() {
          return Promise.resolve({});
        }
      }
      promise(Adapter.prototype, 'requestDevice', {});
      globalThis.GPUAdapter = Adapter;
      const gpu = {
        requestAdapter: () => Promise.resolve(new Adapter()),
        wgslLanguageFeatures: new Set(),
      };
      Object.defineProperty((isPage ? Navigator : WorkerNavigator).prototype, 'gpu', {
        value: gpu,
        configurable: true,
      });
    },
    clipboard() {
      if (!isPage) return;
      const clipboard = { writeText: () => Promise.resolve() };
      promise(clipboard, 'writeText');
      Object.defineProperty(Navigator.prototype, 'clipboard', {
        value: clipboard,
        configurable: true,
      });
    },
    open: () => isPage && request(IDBFactory.prototype, 'open'),
    get: () => isPage && request(IDBObjectStore.prototype, 'get'),
    getAll: () => isPage && request(IDBObjectStore.prototype, 'getAll'),
    put: () => isPage && request(IDBObjectStore.prototype, 'put'),
    delete: () => isPage && request(IDBObjectStore.prototype, 'delete'),
    openCursor: () => isPage && request(IDBObjectStore.prototype, 'openCursor'),
    cursorDelete: () => isPage && request(IDBCursor.prototype, 'delete'),
    transaction() {
      if (!isPage) return;
      const real = IDBDatabase.prototype.transaction;
      IDBDatabase.prototype.transaction = function (...args) {
        if (!isMeant()) return real.apply(this, args);
        hit();
        if (plan.way === 'throw') throw fault();
        const begun = real.apply(this, args);
        if (plan.way === 'reject')
          later(() => {
            try {
              begun.abort();
            } catch {
              /* over */
            }
          });
        else {
          Object.defineProperty(begun, 'oncomplete', {
            set(call) {
              begun.addEventListener('complete', (event) => {
                if (plan.way === 'late') later(() => call(event), plan.late);
                if (plan.way === 'twice') [0, 1].forEach(() => call(event));
              });
            },
          });
        }
        return begun;
      };
    },
    /** The browser takes the storage away, or another page of the site wants it newer. */
    lostStorage() {
      if (!isPage) return;
      // It leaves it as it was. An event that is made up would end WebKit.
      const wantNewer = ({ name, version }) => {
        const newer = indexedDB.open(name, version + 1);
        newer.onupgradeneeded = () => newer.transaction.abort();
        newer.onerror = (event) => event.preventDefault();
      };
      const real = IDBDatabase.prototype.transaction;
      IDBDatabase.prototype.transaction = function (...args) {
        if (isMeant()) {
          hit();
          if (plan.way === 'garbage') wantNewer(this);
          else this.close();
        }
        return real.apply(this, args);
      };
    },
    bitmap: () => promise(globalThis, 'createImageBitmap', {}),
    toBlob: () => isPage && callback(HTMLCanvasElement.prototype, 'toBlob', 0, null),
    frame: () => isPage && callback(globalThis, 'requestAnimationFrame', 0, undefined),
    defined: () => isPage && promise(CustomElementRegistry.prototype, 'whenDefined'),
    near: () => observer('IntersectionObserver'),
    size: () => observer('ResizeObserver'),
    event: () =>
      isPage &&
      events(
        globalThis,
        plan.event,
        () => '',
        () => null,
      ),
    files() {
      if (!isPage) return;
      const file = new File(['no picture'], 'notes.png');
      const entry = { name: 'notes.png', isFile: true, file: (give) => later(() => give(file)) };
      callback(entry, 'file', 0, null);
      let isRead = false;
      const reader = {
        readEntries: (give) => later(() => give(isRead ? [] : [((isRead = true), entry)])),
      };
      if (plan.member === 'readEntries') callback(reader, 'readEntries', 0, []);
      if (plan.member === 'readEntries') entry.file = (give) => later(() => give(file));
      const folder = {
        name: 'folder',
        isFile: false,
        isDirectory: true,
        createReader: () => reader,
      };
      faults.drop = (place) => {
        const event = new Event('drop', { bubbles: true, cancelable: true, composed: true });
        const items = [{ webkitGetAsEntry: () => folder }];
        Object.defineProperty(event, 'dataTransfer', {
          value: { types: ['Files'], items, files: [] },
        });
        place.dispatchEvent(event);
      };
    },
  };
  const observer = (name) => {
    const Real = globalThis[name];
    if (!isPage || !Real) return;
    globalThis[name] = class extends Real {
      constructor(call, ...rest) {
        super(
          (entries, self) => {
            if (!isMeant()) return call(entries, self);
            hit();
            if (plan.way === 'garbage') call([], self);
            if (plan.way === 'late') later(() => call(entries, self), plan.late);
            if (plan.way === 'twice') [0, 1].forEach(() => call(entries, self));
          },
          ...rest,
        );
      }
    };
  };
  if (plan.api) APIS[plan.api]();
})(PLAN);
