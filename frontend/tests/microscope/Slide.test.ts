import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import { WHOLE_BOX } from '../../src/lib/camera';
import { storyOfStep } from '../../src/microscope/of-step';
import Slide from '../../src/microscope/Slide.svelte';
import { REFUSED, step } from './steps';

/** On the whole box, 100 CSS pixels a world unit: (1, -0.5) is (500, 450). */
function shown(beat: number, seen = step()) {
  render(Slide, { story: storyOfStep(seen), beat, frustum: WHOLE_BOX, edge: 800 });
  const arrows = [...document.querySelectorAll<SVGElement>('[data-arrow]')];
  return arrows.map((arrow) => ({
    name: arrow.dataset['arrow'],
    lit: arrow.classList.contains('lit'),
    way: arrow.querySelector('.shaft')?.getAttribute('d'),
    head: arrow.querySelector('.head')?.getAttribute('d'),
    dashed: arrow.querySelector('.dashed') !== null,
  }));
}

it('draws every arrow that has been told where the plane has it, the newest lit', () => {
  expect(shown(2)).toEqual([
    {
      ...{ name: 'drift', lit: false, dashed: false, way: 'M500.0 450.0L525.0 450.0' },
      head: 'M525.0 450.0L512.0 455.5L512.0 444.5Z',
    },
    {
      ...{ name: 'noise', lit: true, dashed: false, way: 'M525.0 450.0L525.0 400.0' },
      head: 'M525.0 400.0L530.5 413.0L519.5 413.0Z',
    },
  ]);
});

it('dashes a sum that was refused, beside the ring of what was proposed', () => {
  const sum = shown(3, REFUSED).at(-1);
  expect(sum).toMatchObject({ name: 'sum', lit: true, dashed: true, way: 'M500.0 450.0L525.0 400.0' });
  const ring = document.querySelector('[data-dot=proposal] .ring');
  expect([ring?.getAttribute('cx'), ring?.getAttribute('cy')]).toEqual(['525', '400']);
});
