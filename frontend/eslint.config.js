import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';

import { floorsOf, oneWay } from './floors.js';
import svelteConfig from './svelte.config.js';

floorsOf(); // a folder without a floor is an error whatever is linted

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'src/protocol/**'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...svelte.configs.recommended,
  ...svelte.configs.prettier,
  { languageOptions: { globals: { ...globals.browser } } },
  { files: ['*.js'], languageOptions: { globals: globals.node } },
  {
    files: ['**/*.ts', '**/*.svelte'],
    rules: {
      'no-undef': 'off', // TypeScript knows better, and knows types as well
      'no-unused-expressions': 'off',
      '@typescript-eslint/no-unused-expressions': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 300 }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  {
    // Loops over typed arrays are bounded by their own length: `!` there costs nothing, `?? 0` costs a branch a pixel.
    files: [
      'src/lib/**',
      'src/render/**',
      'src/stream/**',
      'src/opening/walk.ts',
      'src/pages/*/pixels/**',
      'tests/**',
      'bench/**',
    ],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['src/**'],
    plugins: { house: { rules: { 'one-way': oneWay } } },
    rules: { 'house/one-way': 'error' },
  },
);
