// uPlot is served from the site's own vendor/ folder; its types come from the npm package.
declare module '*/vendor/uplot/uPlot.esm.js' {
  import uPlot from 'uplot';
  export default uPlot;
}
