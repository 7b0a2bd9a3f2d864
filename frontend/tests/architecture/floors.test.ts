/// <reference types="node" />
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

import { FLOORS, floorsOf } from '../../floors.js';

const FRONTEND = fileURLToPath(new URL('../..', import.meta.url));

describe('the floors of the house', () => {
  let linter: ESLint;
  // the first text pays for the linter's own loading, which takes a busy machine longer than a test may
  beforeAll(async () => {
    linter = new ESLint({ cwd: FRONTEND });
    await said('lib/planted.ts', '');
  }, 120_000);

  /** What the project's own configuration says of the ways in which a planted file imports. */
  async function said(file: string, code: string): Promise<string[]> {
    const [result] = await linter.lintText(code, { filePath: join(FRONTEND, 'src', file) });
    return (result?.messages ?? []).filter(({ ruleId }) => ruleId === 'house/one-way').map(({ message }) => message);
  }

  it.each([
    ['render/planted.ts', "import { pngOf } from '../keep/files'; pngOf();"],
    ['lib/planted.ts', "import '../story/Caption.svelte';"],
    ['live/planted.ts', "import { pngOf } from '../keep/files'; pngOf();"],
    ['pad/planted.ts', "import type { Layers } from '../sight/layers.svelte'; export type A = Layers;"],
    ['pad/planted.ts', "export type A = import('../sight/layers.svelte').Layers;"],
    ['pad/planted.ts', "export type { Layers } from '../sight/layers.svelte';"],
    ['chart/planted.ts', "export const later = () => import('../compare/words');"],
    ['panel/Planted.svelte', '<script lang="ts">import Bar from \'../play/Bar.svelte\';</script><Bar />'],
    ['desk/planted.ts', "import type { Place } from '../shell/page'; export type A = Place;"],
    ['shell/planted.ts', "import { open } from '../pages/score/page'; open();"],
    ['pages/boltzmann/page.ts', "import Banner from '../score/Banner.svelte'; Banner;"],
    ['form/planted.ts', "import { thinned } from '../pad/target'; thinned([], 1);"],
    ['render/planted.ts', "import { mount } from 'svelte'; mount;"],
  ])('refuse an import up or sideways: %s, %s', async (file, code) => {
    expect(await said(file, code)).toHaveLength(1);
  });

  it.each([
    ['chart/planted.ts', "import { lensCharts } from './lens'; lensCharts([], 'dark');"],
    ['keep/planted.ts', "import { INK } from '../panel/dress'; INK;"],
    ['pages/boltzmann/page.ts', "import type { Place } from '../../shell/page'; export type A = Place;"],
    ['pages/boltzmann/page.ts', "import { mount } from 'svelte'; import './Own.svelte'; mount;"],
  ])('let the ways down and the own room be: %s, %s', async (file, code) => {
    expect(await said(file, code)).toEqual([]);
  });

  it('have a place for every folder, and refuse one that has none in a sentence', () => {
    const src = mkdtempSync(join(tmpdir(), 'floors-'));
    for (const folder of FLOORS.flat()) mkdirSync(join(src, folder));
    expect(floorsOf(src)).toBe(FLOORS);
    mkdirSync(join(src, 'cellar'));
    expect(() => floorsOf(src)).toThrow('cellar/ stands on no floor: add it to FLOORS in frontend/floors.js.');
    rmSync(join(src, 'cellar'), { recursive: true });
    rmSync(join(src, 'story'), { recursive: true });
    expect(() => floorsOf(src)).toThrow('names story, which src/ does not have');
    rmSync(src, { recursive: true });
  });
});
