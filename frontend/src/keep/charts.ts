/** A chart of all panels as SVG, drawn by plotly when it is asked for. */

import type { Data, Layout } from 'plotly.js-dist-min';

import { CHARTS, curveOf, type ChartName } from '../chart/measures';
import { panelColour, type ThemeName } from '../lib/colour';
import type { Session } from '../state/session.svelte';
import { objectiveTitle } from './names';
import type { PosterInk } from './poster';

const SIZE = { width: 960, height: 540 };

export async function chartSvg(session: Session, name: ChartName, theme: ThemeName, ink: PosterInk): Promise<Blob> {
  const { default: plotly } = await import('plotly.js-dist-min');
  const url = await plotly.toImage({ ...figureOf(session, name, theme, ink) }, { format: 'svg', ...SIZE });
  const text = decodeURIComponent(url.slice(url.indexOf(',') + 1));
  return new Blob([text], { type: 'image/svg+xml' });
}

function figureOf(session: Session, name: ChartName, theme: ThemeName, ink: PosterInk) {
  const chart = CHARTS[name];
  const data = session.experiment.panels.map((panel, place): Data => {
    const { x, y } = curveOf(panel, chart, 'step', panelColour(place, theme));
    const title = objectiveTitle(session.runs[place] ?? {}, session.catalogue);
    const line = { color: panelColour(place, theme), width: 2 };
    return { type: 'scatter', mode: 'lines', name: `${place + 1} ${title}`, x: [...x], y: [...y], line };
  });
  const unit = chart.unit ?? session.catalogue.lossUnit(session.runs[0]?.objective);
  const axis = { gridcolor: ink.line, linecolor: ink.quiet };
  const layout: Partial<Layout> = {
    ...SIZE,
    paper_bgcolor: ink.ground,
    plot_bgcolor: ink.ground,
    font: { family: ink.font, color: ink.text, size: 14 },
    margin: { l: 72, r: 24, t: 24, b: 56 },
    xaxis: { title: { text: 'training step' }, ...axis, zeroline: false },
    yaxis: {
      title: { text: `${chart.label} (${unit})` },
      type: chart.log ? 'log' : 'linear',
      ...axis,
      ...(chart.log ? { dtick: 1 } : {}),
    },
    legend: { orientation: 'h', y: 1.08 },
    showlegend: true,
  };
  return { data, layout };
}
