// uPlot is served from the site's own vendor/ folder; its types come from the npm package.
declare module '*/vendor/uplot/uPlot.esm.js' {
  import uPlot from 'uplot';
  export default uPlot;
}

// What wasm-bindgen makes of the modules; `dist/pkg/` has their types.
declare module '*/earthmover_web.js';

// Its style sheet as a module, which scripts/assemble.sh makes of the package's.
declare module '*/vendor/uplot/style.js' {
  const style: string;
  export default style;
}

// fflate packs and unpacks zip files; it is vendored as uPlot is.
declare module '*/vendor/fflate/fflate.js' {
  export * from 'fflate';
}
