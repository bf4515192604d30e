/**
 * Which section of the article is being read, marked in its contents; and that these step aside where something as wide
 * as the page passes over them.
 */

const links = /** @type {HTMLAnchorElement[]} */ ([
  ...document.querySelectorAll('.contents a[href^="#"]'),
]);
const sections = links.map(({ hash }) =>
  document.getElementById(hash.slice(1))?.closest('section'),
);

/** A section is read while it is under this line, a third down the screen. */
const LINE = '-33% 0px -66%';

const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      const link = links[sections.indexOf(/** @type {HTMLElement} */ (target))];
      if (isIntersecting) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  },
  { rootMargin: LINE },
);
for (const section of sections) if (section) observer.observe(section);

const contents = /** @type {HTMLElement} */ (document.querySelector('.contents'));
const wide = document.querySelectorAll('.figure.lab, .beside');
/** What of it is on the height of the contents now. @type {Set<Element>} */
const passing = new Set();
/** @type {IntersectionObserver | undefined} */
let watcher;

/** The contents stay on their height while the page passes, so that theirs is the part of the screen to watch. */
function watchContents() {
  watcher?.disconnect();
  passing.clear();
  const { height } = contents.getBoundingClientRect();
  const above = parseFloat(getComputedStyle(contents).top) || 0;
  const below = Math.max(0, innerHeight - above - height);
  watcher = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) passing.add(target);
        else passing.delete(target);
      }
      contents.toggleAttribute('data-covered', passing.size > 0);
    },
    { rootMargin: `${-Math.round(above)}px 0px ${-Math.round(below)}px` },
  );
  for (const element of wide) watcher.observe(element);
}

new ResizeObserver(watchContents).observe(contents);
addEventListener('resize', watchContents);

export {};
