/** What each layer is called, in what it is drawn, and what it shows: the legend's words. */

import type { LayerInfo } from '../protocol/generated';
import { nameOf } from '../sight/added';
import { LAYERS, type LayerName, type Reference, type ViewName } from '../sight/layers.svelte';

interface Words {
  readonly word: string;
  readonly title: string;
}

const LAYER_WORDS: Readonly<Record<LayerName, Words>> = {
  density: {
    word: 'density',
    title: 'Heat map of the exact density, 1/unit²; its square root, so that faint modes show.',
  },
  energy: {
    word: 'energy',
    title: 'Heat map of what an energy model holds likely: −E(x) − log Z, nats. A score model has none.',
  },
  difference: {
    word: 'difference',
    title:
      'Learnt score minus the exact one or another panel’s, 1/unit: its length as a heat map, its direction by the arrows. Between two energy models the heat map is of log densities, nats.',
  },
  contours: { word: 'contours', title: 'Lines that enclose 20, 50, 80 and 95 % of the mass.' },
  truth: {
    word: 'truth',
    title: 'The exact score as grey arrows; over an energy also the exact density’s contours, dashed.',
  },
  arrows: { word: 'arrows', title: 'The learnt score: direction exact, length compressed.' },
  streamlines: { word: 'streamlines', title: 'Lines along the learnt score, evenly spread.' },
  data: { word: 'data', title: 'Points that are trained on: a finite set, or 1,000 new ones of an endless stream.' },
  particles: { word: 'particles', title: 'What the sampler moves.' },
  trails: { word: 'trails', title: 'Where particles were a moment ago.' },
  marginals: {
    word: 'marginals',
    title: 'The particles along x (lower edge) and y (left edge) alone, 1/unit, with the exact curves.',
  },
};

/** A word of the legend, and what it shows or hides. */
export interface LegendWord extends Words {
  readonly name: ViewName;
  /** Null for a declared view. */
  readonly layer: LayerInfo | null;
}

/** The declared views, then the layers that plug-ins added, as the catalogue calls them. */
export function legendWords(added: readonly LayerInfo[]): LegendWord[] {
  return [
    ...LAYERS.map((name) => ({ name, layer: null, ...LAYER_WORDS[name] })),
    ...added.map((layer) => ({ name: nameOf(layer), layer, word: layer.title, title: layer.description })),
  ];
}

/** What a difference is: which is subtracted from which. */
export function differenceInWords(reference: Reference, of: 'score' | 'log density' = 'score'): string {
  return reference === 'truth' ? `learnt − exact ${of}` : `${of} − panel ${reference + 1}’s`;
}
