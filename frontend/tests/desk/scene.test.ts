import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { refusal, sceneOf, show } from '../../src/desk/scene';
import { readLink, writeLink } from '../../src/link/link';
import { Session } from '../../src/pages/score/session.svelte';
import type { Demonstration, Scene } from '../../src/protocol/generated';
import { FakeServer } from '../live/fakes';

const FILE = new URL('../../../tests/fixtures/today/links.json', import.meta.url);
const LINKS = JSON.parse(readFileSync(FILE, 'utf8')) as { readonly name: string; readonly hash: string }[];

const SCENE: Scene = {
  version: 1,
  subject: { kind: 'preset', name: 'spiral' },
  common: { sampler: { sampler: 'hmc', settings: {} } },
  processes: [{ run: { objective: 'diffusion' } }, { run: { seed: 3 }, sampler: { sampler: 'mala' } }],
  sights: {
    lens: { name: 'low-density', settings: { quantile: 0.1 } },
    layers: 'energy.truth;2+streamlines;d1',
    chart: 'loss',
    camera: { x: 0.5, y: -0.25, zoom: 2 },
    pace: 120,
    training_pace: 30,
  },
};

function page(hash = '') {
  const server = new FakeServer();
  const bar = { read: () => hash, write: vi.fn(), go: vi.fn() };
  return { server, bar, session: new Session(server, server.open, bar) };
}

describe('a scene', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('shown on a page is the scene that the page shows', () => {
    const { session } = page();
    show(SCENE, session);
    expect(sceneOf(session)).toEqual(SCENE);
  });

  it.each(LINKS)('that came with the link is what the page shows: $name', ({ hash }) => {
    const { session } = page(hash);
    expect(session.link).toBe(hash);
    expect(session.drawing.canUndo).toBe(false);
    const other = page().session;
    show(readLink(hash), other);
    expect(writeLink(sceneOf(other))).toBe(hash);
  });

  it('leaves what it does not say, but for the lens', () => {
    const { session } = page();
    show(SCENE, session);
    show({}, session);
    expect(sceneOf(session)).toEqual({ ...SCENE, sights: { ...SCENE.sights, lens: null } });
    show({ common: { sampler: { sampler: 'mala' } }, sights: { camera: null, layers: null } }, session);
    expect(session.workspace.sampler).toEqual({ sampler: 'mala' });
    expect(sceneOf(session).processes).toEqual(SCENE.processes);
  });

  it('of panels that all bring the same sampler makes it the common one', () => {
    const { session } = page();
    const sampler = { sampler: 'mala', seed: 2 };
    show({ processes: [{ sampler }, { sampler }] }, session);
    expect(sceneOf(session)).toMatchObject({ common: { sampler }, processes: [{ run: {} }, { run: {} }] });
  });

  it('of a newer version is refused in words, and the work stays', async () => {
    const { server, session } = page('#v=1&t=preset.rings&p=diffusion');
    const before = session.link;
    const newer: Demonstration = { name: 'later', scene: { ...SCENE, version: 2 } };
    await session.play(newer);
    expect(session.linkFault).toMatch(/of version 2, made by a newer Scorescape.*stayed as it was; reload the page/);
    expect([session.link, session.story, server.created.length]).toEqual([before, null, 0]);
    expect(refusal(SCENE)).toBeNull();
    expect(refusal({})).toBeNull();
  });

  it('plays as a demonstration: shown, and trained as soon as it can be', async () => {
    const { server, session } = page();
    await session.play({ name: 'one', scene: SCENE });
    expect(session.story?.name).toBe('one');
    expect(server.created.at(-1)).toEqual({
      target: SCENE.subject,
      panels: [
        { run: { objective: 'diffusion' }, sampler: { sampler: 'hmc', settings: {} } },
        { run: { seed: 3 }, sampler: { sampler: 'mala' } },
      ],
    });
    server.stream.hello(server.info());
    expect(server.stream.commands('train')).toHaveLength(1);
  });
});
