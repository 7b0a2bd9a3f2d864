/**
 * Who may see whom below src/: the floors of the house, lowest first. A folder imports from itself and from folders on
 * lower floors; neighbours on one floor do not know each other. Every folder of src/ stands on one floor, and pages/
 * has a room for each page: a new page needs no line here, a new folder one.
 */
import { readdirSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const FLOORS = [
  ['lib'],
  ['protocol', 'render'],
  ['stream'],
  // the models: classes with verbs, no components
  ['pad', 'live'],
  ['sight', 'link', 'dial'],
  ['desk'],
  // components
  ['form'],
  ['help'],
  ['chart', 'sampler', 'draw', 'landscape', 'story', 'microscope', 'seen'],
  ['panel', 'play', 'room'],
  ['keep', 'lens', 'opening'],
  ['compare', 'hall'],
  // what all pages share, and the pages
  ['shell'],
  ['pages'],
];
/** Who promises to see less than the floors below. */
export const ONLY = { form: ['lib', 'protocol'] };
/** Who must stay usable without a framework. */
export const NO_SVELTE = ['lib', 'protocol', 'render', 'stream'];

const SRC = join(dirname(fileURLToPath(import.meta.url)), 'src');

/** The floors as they are, once every folder of `src` stands on one of them. Errors: a sentence that names the folder. */
export function floorsOf(src = SRC, floors = FLOORS) {
  const declared = new Set(floors.flat());
  const folders = readdirSync(src, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const homeless = folders.filter(({ name }) => !declared.has(name)).map(({ name }) => `${name}/`);
  if (homeless.length > 0)
    throw new Error(`${homeless.join(', ')} stands on no floor: add it to FLOORS in frontend/floors.js.`);
  const empty = [...declared].filter((name) => !folders.some((folder) => folder.name === name));
  if (empty.length > 0)
    throw new Error(`FLOORS in frontend/floors.js names ${empty.join(', ')}, which src/ does not have: take it out.`);
  return floors;
}

/** The room of a file: its folder, or one page's folder below pages/; null outside `src`. */
function roomOf(file, src) {
  const path = relative(src, file).split(sep);
  if (path[0] === '..' || path.length < 2) return null;
  return path[0] === 'pages' && path.length > 2 ? `pages/${path[1]}` : path[0];
}

/** What is wrong with an import from one room into another; null where nothing is. */
export function fault(from, to, floors) {
  if (from === to) return null;
  const [here, there] = [from, to].map((room) => floors.findIndex((floor) => floor.includes(room.split('/')[0])));
  const only = ONLY[from];
  if (only && !only.includes(to)) return `${from}/ may import only ${only.join('/, ')}/.`;
  if (there < here) return null;
  return there === here
    ? `${from}/ and ${to}/ are neighbours on one floor: what both need goes to a floor below.`
    : `${from}/ may not import ${to}/, which stands on a higher floor; see frontend/floors.js.`;
}

/** The specifiers of a file: imports and exports, of types and of values, static, dynamic and `import('...')` types. */
function visitor(check) {
  const source = (node) => node.source && check(node.source);
  return {
    ImportDeclaration: source,
    ExportNamedDeclaration: source,
    ExportAllDeclaration: source,
    ImportExpression: source,
    TSImportType: (node) => check(node.source ?? node.argument.literal ?? node.argument),
  };
}

/** ESLint's rule. Option `src`: where the rooms are, when not in src/. */
export const oneWay = {
  meta: { type: 'problem', schema: [{ type: 'object', properties: { src: { type: 'string' } } }] },
  create(context) {
    const { src = SRC } = context.options[0] ?? {};
    const floors = floorsOf(src);
    const from = roomOf(context.filename, src);
    if (from === null) return {};
    return visitor((literal) => {
      const specifier = String(literal.value ?? '');
      const report = (message) => context.report({ node: literal, message });
      if (NO_SVELTE.includes(from) && /^svelte(\/|$)/.test(specifier)) return report(`${from}/ knows no Svelte.`);
      if (!specifier.startsWith('.')) return undefined;
      const to = roomOf(resolve(dirname(context.filename), specifier), src);
      const words = to === null ? null : fault(from, to, floors);
      return words === null ? undefined : report(words);
    });
  },
};
