export default {
  title: 'Earthmover',
  url: 'https://example.org',
  baseUrl: '/docs/',
  presets: [['classic', { docs: { routeBasePath: '/' }, blog: false, pages: false }]],
  themeConfig: { navbar: { title: 'Earthmover' } },
};
