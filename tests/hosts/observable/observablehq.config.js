export default {
  title: 'Earthmover',
  root: 'src',
  // Framework brings scripts along, but not the files that they name: `build` copies them here.
  head: '<meta name="earthmover-base" content="/earthmover/" />',
  // Those of the theme are of another host.
  globalStylesheets: [],
};
