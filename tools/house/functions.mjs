/**
 * What the page's sources are made of: `node tools/house/functions.mjs [folder]` prints, as JSON,
 *   {"functions": [{file, line, name, lines}], "imports": {file: [file, ...]}}
 * Functions are those of TypeScript and of the scripts of Svelte components, longest first. Imports are those of files
 * in the folder, type imports and dynamic ones too; a glob of Vite's counts as no import. Paths are relative to it.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const ts = createRequire(join(here, '../../frontend/package.json'))('typescript');

const NAMED = [ts.SyntaxKind.PropertyAssignment, ts.SyntaxKind.VariableDeclaration, ts.SyntaxKind.PropertyDeclaration];

/** The scripts of a Svelte component where they stand, all else blank, so that lines stay what they are. */
function scriptOf(text) {
  const blank = (part) => part.replace(/[^\n]/g, ' ');
  let [script, at] = ['', 0];
  for (const match of text.matchAll(/(<script[^>]*>)([\s\S]*?)<\/script>/g)) {
    const from = match.index + match[1].length;
    script += blank(text.slice(at, from)) + match[2];
    at = from + match[2].length;
  }
  return script + blank(text.slice(at));
}

function parsed(path) {
  const text = readFileSync(path, 'utf8');
  const source = path.endsWith('.svelte') ? scriptOf(text) : text;
  return ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
}

function nameOf(node) {
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  if (node.name) return node.name.getText();
  return NAMED.includes(node.parent.kind) ? node.parent.name.getText() : '(nameless)';
}

/** Where an import leads, if that is a file of the folder. */
function target(path, specifier) {
  if (!specifier.startsWith('.')) return null;
  const stem = resolve(dirname(path), specifier);
  const found = [stem, `${stem}.ts`, `${stem}.svelte.ts`, `${stem}/index.ts`].find((each) =>
    statSync(each, { throwIfNoEntry: false })?.isFile(),
  );
  return found ?? null;
}

function measured(path, root) {
  const source = parsed(path);
  const [functions, imports] = [[], new Set()];
  const lineOf = (place) => source.getLineAndCharacterOfPosition(place).line + 1;
  const note = (specifier) => {
    const found = specifier && ts.isStringLiteralLike(specifier) ? target(path, specifier.text) : null;
    if (found) imports.add(relative(root, found));
  };
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body) {
      const line = lineOf(node.getStart());
      functions.push({ file: relative(root, path), line, name: nameOf(node), lines: lineOf(node.end) - line + 1 });
    }
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) note(node.moduleSpecifier);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) note(node.arguments[0]);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) note(node.argument.literal);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { functions, imports: [...imports].sort() };
}

const root = resolve(process.argv[2] ?? join(here, '../../frontend/src'));
const files = readdirSync(root, { recursive: true })
  .filter((file) => /\.(ts|svelte)$/.test(file) && !file.endsWith('.d.ts'))
  .sort();
const all = files.map((file) => [file, measured(join(root, file), root)]);
const functions = all.flatMap(([, { functions }]) => functions).sort((a, b) => b.lines - a.lines);
process.stdout.write(
  JSON.stringify({ functions, imports: Object.fromEntries(all.map(([file, { imports }]) => [file, imports])) }) + '\n',
);
