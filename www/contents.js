/** Which section of the article is being read, marked in its contents. */

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

export {};
