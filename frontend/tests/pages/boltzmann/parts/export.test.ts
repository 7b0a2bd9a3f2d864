// @vitest-environment jsdom
import { expect, it } from 'vitest';

import { shownIn, tableOf } from '../../../../src/pages/boltzmann/parts/export';
import type { Frame } from '../../../../src/stream/decoder';

it('finds the picture of every run and what is written under it', () => {
  document.body.innerHTML = `
    <article data-run="a" aria-label="Gibbs"><canvas data-layer="spins"></canvas><canvas data-layer="wrong"></canvas>
      <dl><div><dt>wrong pixels</dt><dd>0.5 %</dd></div><div><dt>mean
        spin</dt><dd>−0.5</dd></div></dl></article>
    <article data-run="b"></article>`;
  const shown = shownIn(document);
  expect(shown.map(({ title, figures }) => [title, figures])).toEqual([
    ['Gibbs', ['wrong pixels 0.5 %', 'mean spin −0.5']],
  ]);
  expect(shown[0]?.canvas.dataset['layer']).toBe('spins');
});

it('writes a row for every point of every curve', () => {
  const line = { x: Float32Array.from([0, 1]), y: Float32Array.from([0.5, NaN]) };
  const frame = { shape: 'curves', kind: 'traces', curves: new Map([['error', line]]) } as unknown as Frame;
  expect(
    tableOf([
      { title: 'a "b"', frame },
      { title: 'c', frame: null },
    ]),
  ).toBe('run,layer,curve,x,y\r\n"a ""b""",traces,error,0,0.5\r\n"a ""b""",traces,error,1,\r\n');
});
