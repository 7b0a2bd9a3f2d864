import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/**
 * All but what only what comes later shares: sheets (keep/, compare/), beats (story/), what a lens adds (seen/), and what
 * pages other than the first share among themselves (room/, pages/). A film goes on when its sheet is closed.
 */
const SHARED =
  /node_modules.svelte|preload|frontend.src.(?!keep.(?!film)|compare|chart|story|seen|room|desk.gallery|pages.(?!score))/;
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

/** Below so many bytes, or by less than a tenth, compressing is not worth a file; above so many, the best is too slow. */
const [SMALL, LARGE] = [1_000, 1_000_000];
const TEXT = /\.(js|css|html|svg|json|ttf)$/;

/** Writes NAME.br and NAME.gz beside every file that shrinks: server/api/page.py sends them. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    writeBundle({ dir = '' }) {
      const names = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => TEXT.test(name));
      for (const path of names.map((name) => join(dir, name))) {
        const data = readFileSync(path);
        if (data.length < SMALL) continue;
        const quality = { [constants.BROTLI_PARAM_QUALITY]: data.length > LARGE ? 9 : 11 };
        const forms = { '.br': brotliCompressSync(data, { params: quality }), '.gz': gzipSync(data, { level: 9 }) };
        for (const [ending, form] of Object.entries(forms))
          if (form.length < 0.9 * data.length) writeFileSync(path + ending, form);
      }
    },
  };
}

export default defineConfig({
  plugins: [svelte(), svelteTesting(), pages(), compressed()],
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
