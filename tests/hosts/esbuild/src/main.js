import { setBasePath } from 'earthmover';

// esbuild follows no addresses of files: the package is given out beside the script.
setBasePath('dist/earthmover/');

const gap = document.getElementById('gap');
document.querySelector('earth-mover').addEventListener('step', ({ detail }) => {
  gap.textContent = detail.reports.at(-1).gap.toFixed(4);
});
