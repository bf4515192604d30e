import { defineConfig } from 'astro/config';

export default defineConfig({
  vite: {
    // The development server of Vite before 8 would part the scripts from their files.
    optimizeDeps: { exclude: ['earthmover'] },
  },
});
