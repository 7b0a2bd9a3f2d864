/** What the marks of the pictures mean: those that the panels in question show now. */

import { DENSITY, DIVERGING, ENERGY, ERROR, panelColour, rampFor, type Ramp, type ThemeName } from '../lib/colour';
import { peak } from '../lib/density';
import { formatNumber, inUnits } from '../lib/format';
import { INK } from '../lib/ink';
import { mapKind, type MapKind } from '../panel/ground';
import { differenceInWords } from '../panel/layer-words';
import { ROLE_INKS } from '../seen/roles';
import type { LayerName } from '../sight/layers.svelte';
import type { Depicted } from './depicted';
import type { LegendMark } from './poster';

export function legendOf(
  page: Depicted,
  places: readonly number[],
  theme: ThemeName,
  colour: (token: string) => string,
): LegendMark[] {
  const text = colour('--text-1');
  const [only] = places;
  const alone = places.length === 1 && only !== undefined;
  const learnt = alone ? panelColour(only, theme) : text;
  const whose = alone ? '' : ', in the panel’s colour';
  const ink = INK[theme];
  const shown = (name: LayerName) => places.some((place) => page.sight.layers.shows(place, name));
  const walks = places.some((place) => page.experiment.panels[place]?.state.sampling !== 'idle');
  const { reference } = page.sight.layers;
  const differs = (place: number) => reference !== place && kindAt(page, place) === 'difference';
  const arrows = places.filter((place) => page.sight.layers.shows(place, 'arrows'));
  const marks: readonly (LegendMark | false)[] = [
    !arrows.every(differs) && { kind: 'arrow', colours: [learnt], words: `learnt score${whose}` },
    arrows.some(differs) && {
      kind: 'arrow',
      colours: [learnt],
      words: `${differenceInWords(reference)}, 1/unit${whose}`,
    },
    shown('streamlines') && { kind: 'line', colours: [learnt], words: `streamlines of the learnt score${whose}` },
    shown('truth') && { kind: 'arrow', colours: [ink.truth], words: 'exact score' },
    shown('contours') && { kind: 'line', colours: [ink.contours], words: 'contours of 20, 50, 80, 95 % of the mass' },
    shown('data') && { kind: 'dot', colours: [ink.data], words: 'data' },
    shown('particles') && walks && { kind: 'dot', colours: [ink.particles], words: 'particles' },
  ];
  const drawn = marks.filter((mark): mark is LegendMark => mark !== false);
  return [...drawn, ...clouds(page, places, colour), ...maps(page, places, theme)];
}

/** Points that the lens marks, by their label. */
function clouds({ experiment }: Depicted, places: readonly number[], colour: (token: string) => string): LegendMark[] {
  const all = places.flatMap((place) => Object.values(experiment.panels[place]?.look?.look.marks ?? {}));
  const named = new Map(
    all.filter(({ shape, label }) => shape === 'points' && label).map((each) => [each.label, each]),
  );
  return [...named.values()].map(({ label, role }) => ({
    kind: 'dot',
    colours: [colour(ROLE_INKS[role])],
    words: label,
  }));
}

function kindAt({ sight, experiment, lens }: Depicted, place: number): MapKind {
  return mapKind(sight, place, experiment.panels[place] ?? null, lens.shared);
}

/** The maps under the marks, with their ranges and units. */
function maps(page: Depicted, places: readonly number[], theme: ThemeName): LegendMark[] {
  const { sight, lens, preview } = page;
  const map = lens.shared;
  const kinds = new Set(places.map((place) => kindAt(page, place)));
  const { reference } = sight.layers;
  const nats = places.some((place) => sight.comparesEnergies(place));
  const high = sight.differences.high;
  const marks: LegendMark[] = [];
  const add = (ramp: Ramp, quantity: string, low: number, top: number, unit: string) => {
    const range = `${formatNumber(low)} to ${formatNumber(top)} ${inUnits(unit)}`.trimEnd();
    marks.push({ kind: 'ramp', colours: stops(ramp), words: `${quantity}, ${range}` });
  };
  if (kinds.has('lens') && map) add(rampFor(map.scale, theme), map.quantity, map.low, map.high, map.unit);
  if (kinds.has('density') && preview.density)
    add(DENSITY[theme], 'exact density', 0, peak(preview.density.values), '/unit^2');
  if (kinds.has('energy') && sight.energies)
    add(ENERGY[theme], 'learnt log-density', sight.energies.low, sight.energies.high, 'nats');
  if (kinds.has('difference') && high > 0 && nats)
    add(DIVERGING[theme], differenceInWords(reference, 'log density'), -high, high, 'nats');
  if (kinds.has('difference') && high > 0 && !nats)
    add(ERROR[theme], `|${differenceInWords(reference)}|`, 0, high, '/unit');
  return marks;
}

function stops(ramp: Ramp): string[] {
  return Array.from({ length: 9 }, (_, at) => {
    const word = ramp[Math.round((at * 255) / 8)] ?? 0;
    return `rgb(${word & 255} ${(word >>> 8) & 255} ${(word >>> 16) & 255})`;
  });
}
