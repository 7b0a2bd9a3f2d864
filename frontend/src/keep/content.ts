/** What a picture of the panels says in words and marks, from the state of the page. */

import { DENSITY, panelColour, rampFor, type Ramp, type ThemeName } from '../lib/colour';
import { formatNumber, inUnits } from '../lib/format';
import { figuresOf, MEASURES } from '../panel/words';
import type { Session } from '../state/session.svelte';
import { objectiveTitle, targetTitle } from './names';
import type { LegendMark, PosterContent, PosterInk, PosterPanel } from './poster';
import { stages } from './stages';

/** All panels, or the one at a place. */
export type Scope = 'all' | number;

export function contentOf(session: Session, scope: Scope, theme: ThemeName): PosterContent {
  const { drawing, catalogue, runs } = session;
  const shown = stages().filter(({ place }) => scope === 'all' || place === scope);
  const panels = shown.map(({ place, canvas }): PosterPanel => {
    const run = runs[place] ?? {};
    const model = run.model === 'energy' ? ', energy' : '';
    const title = objectiveTitle(run, catalogue) + model;
    return { number: place + 1, colour: panelColour(place, theme), title, figures: figuresAt(session, place), canvas };
  });
  return { title: targetTitle(drawing.target, catalogue), panels, legend: legendOf(session, scope, theme) };
}

function figuresAt({ experiment, catalogue }: Session, place: number): string {
  const panel = experiment.panels[place];
  if (!panel) return 'not trained';
  const unit = catalogue.lossUnit(panel.spec.run?.objective);
  const [, ...figures] = figuresOf(panel.step, panel.state.n_steps, (name) => panel.measure(name), unit);
  const errors = figures.filter(({ key }) => key !== MEASURES.loss);
  const losses = figures.filter(({ key }) => key === MEASURES.loss);
  const said = [...errors, ...losses].map(({ label, text }) => `${label} ${text}`);
  return [`${formatNumber(panel.step)} steps`, ...said].join(' · ');
}

function legendOf({ map, experiment, preview }: Session, scope: Scope, theme: ThemeName): LegendMark[] {
  const colour = scope === 'all' ? cssColour('--text-1') : panelColour(scope, theme);
  const marks: LegendMark[] = [
    {
      kind: 'arrow',
      colours: [colour],
      words: scope === 'all' ? 'learnt score, in the panel’s colour' : 'learnt score',
    },
    { kind: 'arrow', colours: [cssColour('--text-3')], words: 'exact score' },
  ];
  if (experiment.panels.some(({ state }) => state.sampling !== 'idle'))
    marks.push({ kind: 'dot', colours: [theme === 'dark' ? '#fff0cd' : '#161b22'], words: 'particles' });
  if (map) {
    const range = `${formatNumber(map.low)} to ${formatNumber(map.high)} ${inUnits(map.unit)}`.trim();
    marks.push({ kind: 'ramp', colours: stops(rampFor(map.scale, theme)), words: `${map.quantity}, ${range}` });
  } else if (preview.density) {
    const peak = Math.max(...preview.density.values);
    const words = `exact density, 0 to ${formatNumber(peak)} /unit²`;
    marks.push({ kind: 'ramp', colours: stops(DENSITY[theme]), words });
  }
  return marks;
}

function stops(ramp: Ramp): string[] {
  return Array.from({ length: 9 }, (_, at) => {
    const word = ramp[Math.round((at * 255) / 8)] ?? 0;
    return `rgb(${word & 255} ${(word >>> 8) & 255} ${(word >>> 16) & 255})`;
  });
}

export function inkOf(): PosterInk {
  return {
    ground: cssColour('--surface-1'),
    text: cssColour('--text-1'),
    quiet: cssColour('--text-2'),
    line: cssColour('--line'),
    font: cssColour('--font-sans') || 'sans-serif',
  };
}

function cssColour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
