import { describe, expect, it } from 'vitest';

import type { GalleryEntry, Reopened, SaveRequest, Scene } from '../../src/protocol/generated';
import { Gallery } from '../../src/desk/gallery.svelte';
import { Refusal } from '../../src/stream/api';
import type { Shelf } from '../../src/stream/shelf';
import { runState } from '../live/fakes';

function entry(id: string, name: string, objective = 'score-matching'): GalleryEntry {
  const panels = [{ title: objective, objective, model: 'score', seed: 0, step: 5, n_steps: 5 }];
  return {
    id,
    kind: 'score',
    name,
    created: '2026-01-02T03:04:05.000+00:00',
    app_version: '0.1.0',
    n_bytes: 9,
    panels,
    removed: null,
  };
}

const REOPENED = {
  name: 'lesson',
  link: '',
  scene: { version: 1, subject: { kind: 'preset', name: 'rings' }, sights: { lens: { name: 'basins' } } },
  experiment: {
    id: 'e9',
    created: '',
    spec: {
      target: { kind: 'preset', name: 'rings' },
      panels: [
        { run: { objective: 'score-matching', seed: 4 }, sampler: { sampler: 'langevin', seed: 0 } },
        { run: { objective: 'diffusion', seed: 0 }, sampler: { sampler: 'reverse-sde', seed: 0 } },
      ],
    },
    runs: [runState('r1'), runState('r2')],
  },
} as unknown as Reopened;

class FakeShelf implements Shelf {
  kept = [entry('a', 'First lesson'), entry('b', 'Spiral', 'diffusion')];
  gone: GalleryEntry[] = [];
  refusal: Error | null = null;
  readonly saved: SaveRequest[] = [];

  async entries() {
    if (this.refusal) throw this.refusal;
    return this.kept;
  }
  async save(draft: SaveRequest) {
    if (this.refusal) throw this.refusal;
    this.saved.push(draft);
    return entry('new', draft.name);
  }
  async rename(id: string, name: string) {
    return entry(id, name);
  }
  async removed() {
    return this.gone;
  }
  async remove(id: string) {
    if (this.refusal) throw this.refusal;
    return { ...entry(id, id), removed: '2026-01-03T00:00:00.000+00:00' };
  }
  async restore(id: string) {
    if (this.refusal) throw this.refusal;
    return entry(id, id);
  }
  async scene(_: string) {
    return {};
  }

  async reopen(_: string) {
    if (this.refusal) throw this.refusal;
    return REOPENED;
  }
  thumbnail(id: string) {
    return id;
  }
}

const SHOWN: Scene = {
  subject: { kind: 'preset', name: 'rings' },
  processes: [{ run: { seed: 3 } }],
  sights: { pace: 7 },
};

async function loaded(shelf = new FakeShelf()) {
  const went: [string, Scene][] = [];
  const session = {
    scene: SHOWN,
    experiment: 'e1' as string | null,
    settled: async () => session.experiment,
    turnTo: (id: string, scene: Scene) => void went.push([id, scene]),
  };
  const gallery = new Gallery(shelf, session);
  await gallery.load();
  return { gallery, shelf, session, went };
}

describe('the gallery', () => {
  it('finds entries by the words of their name and their objectives', async () => {
    const { gallery } = await loaded();
    const found = (wanted: string) => {
      gallery.wanted = wanted;
      return gallery.found.map(({ id }) => id);
    };
    expect(found('')).toEqual(['a', 'b']);
    expect(found('LESSON first')).toEqual(['a']);
    expect(found('diff')).toEqual(['b']);
    expect(found('nothing')).toEqual([]);
  });

  it('leaves what another page can show to that', async () => {
    const { shelf, session } = await loaded();
    const gallery = new Gallery(shelf, session, ({ id }) => id !== 'a');
    await gallery.load();
    expect(gallery.found.map(({ id }) => id)).toEqual(['b']);
  });

  it('saves the experiment with the scene of the page, of whose target the server knows more, and shows it first', async () => {
    const { gallery, shelf } = await loaded();
    gallery.wanted = 'spiral';
    expect(await gallery.save('new one', 'PNG')).toBe(true);
    const scene = { ...SHOWN, subject: null };
    expect(shelf.saved).toEqual([{ experiment: 'e1', name: 'new one', scene, thumbnail: 'PNG' }]);
    expect(gallery.found.map(({ id }) => id)).toEqual(['new', 'a', 'b']);
    expect(gallery.saved).toBe('new');
  });

  it('says the sentence of the server, keeps its list, and forgets the sentence when it goes well', async () => {
    const { gallery, shelf } = await loaded();
    shelf.refusal = new Refusal('The gallery file is locked.', 503, 'gallery');
    expect(await gallery.save('x', '')).toBe(false);
    expect(gallery.fault).toBe('The gallery file is locked.');
    expect(gallery.found).toHaveLength(2);
    expect(gallery.doing).toBeNull();
    shelf.refusal = null;
    await gallery.load();
    expect(gallery.fault).toBeNull();
  });

  it('has nothing to save while nothing is drawn', async () => {
    const { gallery, shelf, session } = await loaded();
    session.experiment = null;
    expect(await gallery.save('x', '')).toBe(false);
    expect(gallery.fault).toMatch(/draw a distribution first/);
    expect(shelf.saved).toEqual([]);
  });

  it('renames, removes and brings back, each where it was', async () => {
    const { gallery, shelf } = await loaded();
    await gallery.rename('b', 'Snail');
    expect(gallery.gone).toBeNull();
    await gallery.remove('a');
    expect(gallery.gone).toBe('a');
    const shown = () => gallery.found.map(({ id, removed }) => [id, removed !== null]);
    expect(shown()).toEqual([
      ['a', true],
      ['b', false],
    ]);
    shelf.refusal = new Refusal('The gallery file is locked.', 503, 'gallery');
    expect(await gallery.restore('a')).toBe(false);
    expect(shown()[0]).toEqual(['a', true]);
    shelf.refusal = null;
    await gallery.restore('a');
    expect(shown()[0]).toEqual(['a', false]);
  });

  it('has what was removed before behind the others', async () => {
    const shelf = new FakeShelf();
    shelf.gone = [{ ...entry('z', 'Old'), removed: '2026-01-03T00:00:00.000+00:00' }];
    const { gallery } = await loaded(shelf);
    expect(gallery.found.map(({ id }) => id)).toEqual(['a', 'b', 'z']);
    expect(gallery.gone).toBeNull();
  });

  it('leaves for the experiment that it has brought back to life', async () => {
    const { gallery, went } = await loaded();
    await gallery.open('a');
    expect(went).toEqual([['e9', REOPENED.scene]]);
  });
});
