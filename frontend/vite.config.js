// Builds the look into the package. File names carry a hash of their content, so browsers may keep them for ever.
import { defineConfig } from 'vite';
import { iconSprite } from './scripts/icon-sprite.js';
import { licences } from './scripts/licences.js';

export default defineConfig({
  base: './', // addresses are relative to the file that names them: the application may live below any path
  publicDir: false,
  plugins: [iconSprite(), licences()],
  css: { preprocessorOptions: { scss: { quietDeps: true, loadPaths: ['node_modules'] } } },
  build: {
    outDir: '../src/tuntas/web/static/dist',
    emptyOutDir: true,
    assetsDir: '.',
    assetsInlineLimit: 0, // the content security policy lets fonts and scripts come from files only
    manifest: 'manifest.json',
    modulePreload: { polyfill: false },
    sourcemap: false,
    target: ['chrome111', 'edge111', 'firefox114', 'safari16.4'],
    chunkSizeWarningLimit: 1200, // the map, loaded only where there is one
    rolldownOptions: {
      input: { app: 'src/app.js', theme: 'src/theme.js', styles: 'styles/app.scss' },
      output: {
        entryFileNames: '[name]-[hash].js',
        chunkFileNames: '[name]-[hash].js',
        assetFileNames: '[name]-[hash][extname]',
      },
    },
  },
});
