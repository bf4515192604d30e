/**
 * Stands behind `www/lab/lab.js` in a page that is soaked: a test reaches the labs, hears each number of each iteration, and
 * is told which of the labs that were taken out of the page the browser has forgotten.
 */
// @ts-nocheck: it is part of another module, whose names it uses.
{
  const soak = (globalThis.soak ??= {
    /** Those that are in the page, by their elements. */
    labs: new Set(),
    /** Numbers of iterations that were no numbers. */
    spoilt: 0,
    made: 0,
    forgotten: 0,
    registry: new FinalizationRegistry(() => (soak.forgotten += 1)),
    /** Wants memory until all but a few were forgotten of those that are gone, or in vain; tells how many were not. */
    async forgets(few, ms) {
      const left = () => soak.made - soak.forgotten - soak.labs.size;
      for (const end = Date.now() + ms; left() > few && Date.now() < end;) {
        for (let times = 0; times < 40; times++) new Array(100_000).fill({});
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return left();
    },
    /** Elements of the page, shadow roots included. */
    nodes(root = document) {
      let count = 0;
      for (const element of root.querySelectorAll('*')) {
        count += 1;
        if (element.shadowRoot) count += soak.nodes(element.shadowRoot);
      }
      return count;
    },
    /** What a lab keeps of its run: rows of curves, bytes of pictures, and what its module has. */
    kept(lab) {
      const { history, timeline, run } = lab;
      return { rows: history.length, pictures: timeline.bytes, memory: run.memory };
    },
  });
  const { startByItself, close } = Lab.prototype;
  Lab.prototype.startByItself = function () {
    if (!soak.labs.has(this)) {
      soak.labs.add(this);
      soak.made += 1;
      soak.registry.register(this, null);
      const { listener } = this.run.core;
      const { stepped } = listener;
      listener.stepped = (reports) => {
        for (const report of reports) {
          soak.spoilt += Object.values(report).filter((one) => !Number.isFinite(one)).length;
        }
        stepped.call(listener, reports);
      };
    }
    return startByItself.call(this);
  };
  Lab.prototype.close = function () {
    soak.labs.delete(this);
    return close.call(this);
  };
}
