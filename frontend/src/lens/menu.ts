/** The menu of lenses: those that stand alone, and under their headings those that belong together. */

import type { LensEntry } from '../desk/catalogue.svelte';

type Entry = Pick<LensEntry, 'name' | 'title' | 'group' | 'order'>;

export interface Menu {
  readonly alone: readonly Entry[];
  readonly groups: readonly { readonly label: string; readonly lenses: readonly Entry[] }[];
}

export function menuOf(entries: readonly Entry[]): Menu {
  const labels = [...new Set(entries.map(({ group }) => group).filter(Boolean))];
  const within = (label: string) => entries.filter(({ group }) => group === label);
  return {
    alone: entries.filter(({ group }) => !group),
    groups: labels.map((label) => ({ label, lenses: within(label).toSorted((a, b) => a.order - b.order) })),
  };
}
