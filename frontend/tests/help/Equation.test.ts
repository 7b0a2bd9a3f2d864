import { render, screen } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';

import Equation from '../../src/help/Equation.svelte';

/** What jsdom does not lay out: an element this wide whose content is that wide. */
function wide(client: number, scroll: number) {
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(client);
  vi.spyOn(Element.prototype, 'scrollWidth', 'get').mockReturnValue(scroll);
}

async function typeset(tex = 'a \\\\ b^2') {
  render(Equation, { tex });
  const element = screen.getByRole('group', { name: 'Equation' });
  const before = element.textContent;
  await vi.waitFor(() => expect(element.querySelector('math')).not.toBeNull());
  return { element, before };
}

afterEach(() => vi.restoreAllMocks());

it('shows the TeX until it is typeset, then the formula for screen readers as well', async () => {
  const { element, before } = await typeset();
  expect(before).toBe('a \\\\ b^2');
  expect(element.querySelector('annotation')?.textContent).toBe('\\begin{gathered}a \\\\ b^2\\end{gathered}');
});

it('is made smaller where it does not fit, but not too small to be read', async () => {
  wide(90, 100);
  expect((await typeset()).element.style.fontSize).toBe('0.891em');
  document.body.replaceChildren();
  wide(10, 100);
  const { element } = await typeset();
  expect(element.style.fontSize).toBe('0.62em');
  expect(element.tabIndex).toBe(0);
});

it('is left alone where it fits', async () => {
  wide(100, 80);
  const { element } = await typeset();
  expect(element.style.fontSize).toBe('');
  expect(element.getAttribute('tabindex')).toBeNull();
});
