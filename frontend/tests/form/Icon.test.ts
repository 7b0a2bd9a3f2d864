import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import Icon from '../../src/form/Icon.svelte';

function drawn(name: 'play' | 'down' | 'dice', size?: number) {
  const { container } = render(Icon, { name, ...(size === undefined ? {} : { size }) });
  const svg = container.querySelector('svg');
  return { svg, path: svg?.querySelector('path')?.getAttribute('d') };
}

it('draws the shape of its name at the wanted size, without a word to screen readers', () => {
  const { svg, path } = drawn('play', 14);
  expect(path).toBe('M6 4v12l10-6z');
  expect([svg?.getAttribute('width'), svg?.getAttribute('height')]).toEqual(['14', '14']);
  expect(svg?.getAttribute('aria-hidden')).toBe('true');
  expect(drawn('down').path).toBe('m5.5 8 4.5 4.5L14.5 8');
});

it('gives dots to what is made of dots', () => {
  expect(drawn('dice').svg?.classList.contains('dotted')).toBe(true);
  expect(drawn('down').svg?.classList.contains('dotted')).toBe(false);
});
