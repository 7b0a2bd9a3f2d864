/** The large chart as an SVG: the very figure that is on the page, with a title and the panels' names. */

import { figureOf, unitBehind, unitOf, type Figure } from '../chart/figure';
import { panelColour, type ThemeName } from '../lib/colour';
import { inkOf } from './content';
import type { Charted } from './depicted';
import { download } from './files';
import { fileName, objectiveTitle, targetTitle } from './names';

const SIZE = { width: 960, height: 540 };

/** Save it as a file; its name. */
export async function saveChart(page: Charted, theme: ThemeName): Promise<string> {
  const { default: plotly } = await import('plotly.js-dist-min');
  const { figure, title } = charted(page, theme);
  const url = await plotly.toImage({ ...figure }, { format: 'svg', ...SIZE });
  const text = decodeURIComponent(url.slice(url.indexOf(',') + 1));
  const name = fileName(title, 'svg');
  download(new Blob([text], { type: 'image/svg+xml' }), name);
  return name;
}

function charted(page: Charted, theme: ThemeName): { figure: Figure; title: string } {
  const { comparison, catalogue, workspace, drawing } = page;
  const { runs } = workspace;
  const column = comparison.charted;
  if (!column) throw new Error('There are no figures to chart yet; train first.');
  const ink = inkOf();
  const units = runs.map(({ objective }) => catalogue.lossUnit(objective));
  const { data, layout } = figureOf(
    comparison,
    column,
    unitOf(column, units),
    (index) => panelColour(index, theme),
    { text: ink.text, line: ink.line, ground: ink.ground, font: ink.font },
    (index) => `${index + 1} ${objectiveTitle(runs[index] ?? {}, catalogue)}${unitBehind(column, units, index)}`,
  );
  const title = `${targetTitle(drawing.target, catalogue)}: ${column.title}`;
  const heading = { text: title, x: 0.02, xanchor: 'left', y: 0.97, yanchor: 'top', font: { size: 16 } } as const;
  return { title, figure: { data, layout: { ...layout, ...SIZE, autosize: false, title: heading, margin: MARGIN } } };
}

const MARGIN = { l: 72, r: 24, t: 84, b: 64 };
