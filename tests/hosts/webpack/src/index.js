import 'earthmover';

const gap = document.getElementById('gap');
document.querySelector('earth-mover').addEventListener('step', ({ detail }) => {
  gap.textContent = detail.reports.at(-1).gap.toFixed(4);
});
