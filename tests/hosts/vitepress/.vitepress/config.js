import { defineConfig } from 'vitepress';

export default defineConfig({
  title: 'Earthmover',
  vite: {
    // The development server of Vite before 8 would part the scripts from their files.
    optimizeDeps: { exclude: ['earthmover'] },
  },
  vue: {
    template: {
      compilerOptions: {
        isCustomElement: (tag) => tag === 'earth-mover' || tag.startsWith('em-'),
      },
    },
  },
});
