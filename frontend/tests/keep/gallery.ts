import { vi } from 'vitest';

import type { Doing, Gallery } from '../../src/desk/gallery.svelte';
import type { GalleryEntry } from '../../src/protocol/generated';
import { fake } from '../mounted';

export const ENTRY: GalleryEntry = {
  id: 'g1',
  kind: 'score',
  name: 'Two moons',
  created: '2026-03-01T12:00:00Z',
  app_version: '0.1.0',
  n_bytes: 2_500_000,
  panels: [{ objective: 'dsm', model: 'energy', step: 500, n_steps: 1500 }] as GalleryEntry['panels'],
  removed: null,
};

export function galleryWith(doing: Doing = null, saved: string | null = null) {
  const verbs = {
    open: vi.fn(() => Promise.resolve()),
    remove: vi.fn(() => Promise.resolve()),
    restore: vi.fn(() => Promise.resolve()),
    rename: vi.fn(() => Promise.resolve(true)),
    save: vi.fn(() => Promise.resolve()),
  };
  const gallery = fake<Gallery>({ ...(verbs as object), doing, saved, thumbnail: (id) => `api/gallery/${id}.png` });
  return { ...verbs, gallery };
}
