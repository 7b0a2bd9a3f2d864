/** What a picture of the panels says in words and marks, from the state of the page. */

import { panelColour, type ThemeName } from '../lib/colour';
import { formatNumber } from '../lib/format';
import { titled } from '../lib/words';
import { verdictOn } from '../live/remarks';
import { sharesOf, verdictLine } from '../panel/verdict';
import type { Added } from '../seen/painted';
import { figureInText, figuresOf, MEASURED_AT, MEASURES } from '../panel/words';
import type { Depicted } from './depicted';
import { legendOf } from './legend';
import { objectiveTitle, targetTitle } from './names';
import type { PosterContent, PosterInk, PosterPanel } from './poster';
import { stages } from './stages';

/** All panels, or the one at a place. */
export type Scope = 'all' | number;

export function contentOf(page: Depicted, scope: Scope, theme: ThemeName): PosterContent {
  const { drawing, catalogue, workspace } = page;
  const shown = stages().filter(({ place }) => scope === 'all' || place === scope);
  const panels = shown.map(({ place, canvas }): PosterPanel => {
    const run = workspace.runs[place] ?? {};
    const model = run.model === 'energy' ? ', energy' : '';
    const title = objectiveTitle(run, catalogue) + model;
    const colour = panelColour(place, theme);
    const [verdict, walk] = [verdictAt(page, place), walkAt(page, place)];
    const added = addedTo(page, place);
    return { number: place + 1, colour, title, figures: figuresAt(page, place), verdict, walk, canvas, added };
  });
  const places = shown.map(({ place }) => place);
  const legend = legendOf(page, places, theme, cssColour);
  return { title: targetTitle(drawing.target, catalogue), panels, legend };
}

/** What the lens draws over the picture; under the microscope it draws nothing. */
function addedTo({ experiment, lens, sight }: Depicted, place: number): Added {
  const { frustum } = sight.view;
  const panel = experiment.panels[place];
  if (panel && sight.microscope.run === panel.run) return { look: null, places: [], frustum };
  return { look: panel?.look ?? null, places: lens.places.all, frustum };
}

/** What the page says below the picture. */
function verdictAt({ experiment }: Depicted, place: number): PosterPanel['verdict'] {
  const panel = experiment.panels[place];
  const samples = panel?.samples;
  if (!samples) return { words: '', colour: '' };
  const told = verdictOn(samples.verdicts, 'mode_weight_tv');
  const line = verdictLine(sharesOf(samples, []), told, panel.state.sampling === 'walking');
  if (!line) return { words: '', colour: '' };
  return { words: line.shares + line.judgement, colour: line.tone === 'quiet' ? '' : cssColour(`--${line.tone}`) };
}

function walkAt({ experiment, workspace, catalogue }: Depicted, place: number): string {
  const samples = experiment.panels[place]?.samples;
  if (!samples) return '';
  const { sampler = 'langevin', field, init = 'uniform' } = workspace.samplerOf(place);
  const by = catalogue.sampler(sampler)?.title ?? titled(sampler);
  const on = field === 'experts' ? 'added expert scores' : field === 'exact' ? 'the exact score' : 'the learnt score';
  return `${by} on ${on}, ${formatNumber(samples.step)} steps from ${STARTS[init]}`;
}

const STARTS = { uniform: 'everywhere', gaussian: 'a Gaussian', data: 'the data', points: 'chosen points' } as const;

function figuresAt({ experiment, catalogue }: Depicted, place: number): string {
  const panel = experiment.panels[place];
  if (!panel) return 'not trained';
  const unit = catalogue.lossUnit(panel.spec.run?.objective);
  const step = panel.shownStep;
  const [, ...figures] = figuresOf(panel, (name) => catalogue.measure(name), unit);
  // where there is no room the end is cut off
  const order = (key: string) => (key === MEASURED_AT ? 0 : key === MEASURES.loss ? 2 : 1);
  const said = [...figures]
    .sort((a, b) => order(a.key) - order(b.key))
    .map((figure) => `${figure.label} ${figureInText(figure)}`);
  return [`${formatNumber(step)} steps`, ...said].join(' · ');
}

export function inkOf(): PosterInk {
  return {
    ground: cssColour('--surface-1'),
    text: cssColour('--text-1'),
    quiet: cssColour('--text-2'),
    line: cssColour('--line'),
    font: cssColour('--font-sans') || 'sans-serif',
    colour: cssColour,
  };
}

function cssColour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
