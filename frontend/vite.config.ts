import { readdirSync } from 'node:fs';

import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** All but what only the sheets of keep/ share; a film goes on when its sheet is closed. */
const SHARED = /node_modules.svelte|preload|frontend.src.(?!keep.(?!film))/;
const SERVER = 'http://127.0.0.1:8000';

/** Writes the names of the pages for the server: it answers at each with the page. */
function pages(): Plugin {
  const source = JSON.stringify(readdirSync(new URL('src/pages', import.meta.url)).sort());
  return {
    name: 'pages',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'pages.json', source });
    },
  };
}

export default defineConfig({
  plugins: [svelte(), svelteTesting(), pages()],
  // Relative, so that the page also works behind a reverse proxy that mounts it below a path.
  base: './',
  build: {
    outDir: '../server/page',
    emptyOutDir: true,
    target: 'es2022',
    // Plotly alone is over a megabyte; it is a lazy chunk of its own and never part of the first load.
    chunkSizeWarningLimit: 5000,
    // What a page shares with its sheets and with other pages is one script: a dozen small ones compress and travel
    // worse.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'shared', test: SHARED, minShareCount: 2 }] } },
    },
  },
  server: {
    proxy: {
      '/api': { target: SERVER, ws: true },
      '/healthz': SERVER,
      '/readyz': SERVER,
      '/metrics': SERVER,
    },
  },
  test: {
    restoreMocks: true,
    // The mathematics runs in plain node; what touches the document opens with `// @vitest-environment jsdom`. Tests of
    // components, named like them with a capital, have it all, and share a process: that is what makes them quick.
    projects: [
      { extends: true, test: { name: 'modules', include: ['tests/**/[a-z]*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'components',
          include: ['tests/**/[A-Z]*.test.ts'],
          environment: './tests/environment.ts',
          isolate: false,
          setupFiles: ['tests/browser.ts'],
        },
      },
    ],
  },
});
