import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';

import svelteConfig from './svelte.config.js';

const COMPONENTS = ['landscape', 'draw', 'panel', 'chart', 'play', 'lesson'];
/** Components do not know each other; `form` holds the controls of all, `sampler` those of a walk, wherever one is
 * chosen, `help` the question marks and the keys. */
const SHARED = ['form', 'help', 'sampler', 'state', 'render', 'lib', 'protocol'];

/** Who may see whom below src/. A folder always sees itself; what is not listed for it is refused. */
const MAY_IMPORT = {
  lib: [],
  protocol: [],
  render: ['lib'],
  stream: ['protocol', 'lib'],
  state: ['stream', 'protocol', 'lib'],
  form: ['lib', 'protocol'],
  help: ['form', 'state', 'lib', 'protocol'],
  sampler: ['form', 'help', 'state', 'lib', 'protocol'],
  ...Object.fromEntries(COMPONENTS.map((folder) => [folder, SHARED])),
  compare: [...SHARED, 'chart'],
};
const FOLDERS = [...Object.keys(MAY_IMPORT), 'app'];
/** Floors that must stay usable without a framework. */
const NO_SVELTE = ['lib', 'protocol', 'render', 'stream'];

function restrictions([folder, allowed]) {
  const refused = FOLDERS.filter((other) => other !== folder && !allowed.includes(other));
  const patterns = [
    {
      regex: `^\\.\\.?/(.*/)?(${refused.join('|')})(/|$)`,
      message:
        allowed.length > 0
          ? `${folder}/ may import only ${allowed.join('/, ')}/.`
          : `${folder}/ imports no other folder.`,
    },
  ];
  if (NO_SVELTE.includes(folder)) patterns.push({ regex: '^svelte(/|$)', message: `${folder}/ knows no Svelte.` });
  return {
    files: [`src/${folder}/**`],
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  };
}

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'src/protocol/**'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...svelte.configs.recommended,
  ...svelte.configs.prettier,
  { languageOptions: { globals: { ...globals.browser } } },
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
    files: ['src/lib/**', 'src/render/**', 'src/stream/**', 'tests/**', 'bench/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  ...Object.entries(MAY_IMPORT).map(restrictions),
);
