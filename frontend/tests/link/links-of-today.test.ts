import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { commonSampler, panelsOf } from '../../src/link/panels';
import { readLink, writeLink } from '../../src/link/link';

/** Addresses that an earlier version's page wrote, and what it asked the server for: see tests/fixtures/today. */
interface Link {
  readonly name: string;
  readonly hash: string;
  readonly posted: { readonly target: unknown; readonly panels: readonly unknown[] };
}
const FILE = new URL('../../../tests/fixtures/today/links.json', import.meta.url);
const LINKS = JSON.parse(readFileSync(FILE, 'utf8')) as Link[];

describe('a link of an earlier version', () => {
  it.each(LINKS)('is a scene and the very same text again: $name', ({ hash, posted }) => {
    const scene = readLink(hash);
    expect(writeLink(scene)).toBe(hash);
    const common = commonSampler(scene);
    expect(scene.subject).toEqual(posted.target);
    expect(panelsOf(scene).map(({ run, sampler }) => ({ run, sampler: sampler ?? common }))).toEqual(posted.panels);
  });
});
