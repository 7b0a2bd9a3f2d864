/// <reference types="node" />
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

interface House {
  readonly functions: readonly { file: string; line: number; name: string; lines: number }[];
  readonly imports: Readonly<Record<string, readonly string[]>>;
}

const TOOL = fileURLToPath(new URL('../../../tools/house/functions.mjs', import.meta.url));
const LONGEST = 60;

function house(...folder: string[]): House {
  return JSON.parse(execFileSync(process.execPath, [TOOL, ...folder], { encoding: 'utf8' })) as House;
}

/** Files on a circle of imports or above one: what is left when those that import nothing that is left are taken away. */
function circles({ imports }: House): string[] {
  let left = Object.keys(imports);
  for (let before = -1; before !== left.length;) {
    before = left.length;
    left = left.filter((file) => imports[file]?.some((other) => left.includes(other)));
  }
  return left;
}

describe('the sources of the page', () => {
  const found = house();

  it('import in no circle, types counted', () => {
    expect(circles(found)).toEqual([]);
  });

  it('have functions that can be seen at once', () => {
    expect(found.functions.filter(({ lines }) => lines > LONGEST)).toEqual([]);
  });

  it('would not hide a circle of types, a dynamic one or a long function in a component', () => {
    const folder = mkdtempSync(join(tmpdir(), 'house-'));
    writeFileSync(join(folder, 'a.ts'), "import type { B } from './b';\nexport type A = B;\n");
    writeFileSync(join(folder, 'b.ts'), "export type B = import('./C.svelte').C;\n");
    const script =
      "  const later = () => import('./a');\n  function long() {\n" + '    later();\n'.repeat(70) + '  }\n';
    writeFileSync(join(folder, 'C.svelte'), `<p>first</p>\n<script lang="ts">\n${script}</script>\n`);
    const planted = house(folder);
    rmSync(folder, { recursive: true });
    expect(circles(planted)).toEqual(['C.svelte', 'a.ts', 'b.ts']);
    expect(planted.functions[0]).toEqual({ file: 'C.svelte', line: 4, name: 'long', lines: 72 });
  });
});
