// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';

import { lightOf, selectorOf, shine, turnTo } from '../../src/story/parts';

const PAGE = `
  <main>
    <section class="left"><div class="pad"></div><section aria-label="Lens" data-lens="energy"></section></section>
    <div class="bar"></div>
    <section class="panels">
      <article id="a"><div class="stage"></div><div class="shares"></div></article>
      <article id="b"><div class="stage"></div><div class="shares"></div></article>
    </section>
    <section class="dock"><div class="controls"><div class="bar"></div></div><div class="inspector"></div></section>
  </main>`;

const names = (elements: readonly Element[]) => elements.map(({ id, className }) => id || className);

beforeEach(() => (document.body.innerHTML = PAGE));

test('one panel is lit by its number, and the other panel is dimmed whole', () => {
  const { lit, dimmed, missing } = lightOf(['shares:1'], document);
  expect(lit).toEqual([document.querySelector('#b .shares')]);
  expect(names(dimmed)).toEqual(['pad', '', 'bar', 'a', 'controls', 'inspector']);
  expect(missing).toEqual([]);
});

test('what holds something lit stays', () => {
  expect(names(lightOf(['pictures'], document).dimmed)).toEqual(['pad', '', 'bar', 'controls', 'inspector']);
  expect(names(lightOf(['lens', 'charts'], document).dimmed)).toEqual(['pad', 'bar', 'a', 'b', 'controls']);
});

test('no part dims nothing, and neither does one that is not on the page now', () => {
  expect(lightOf([], document).dimmed).toEqual([]);
  document.querySelector('.panels')?.replaceChildren();
  expect(lightOf(['picture:0'], document)).toEqual({ lit: [], dimmed: [], missing: [] });
});

test.each(['moon', 'moon:1', 'shares:x', 'pad:1', ''])(
  'a part that no page has (%s) is named, not searched for',
  (part) => {
    expect(selectorOf(part)).toBeNull();
    expect(lightOf([part, 'pictures'], document).missing).toEqual([part]);
    expect(lightOf([part, 'pictures'], document).lit).toHaveLength(2);
  },
);

test('the light goes off again', () => {
  const off = shine(lightOf(['picture:0'], document));
  expect(document.querySelectorAll('[data-lit]')).toHaveLength(1);
  expect(document.querySelectorAll('[data-dimmed]')).toHaveLength(6);
  off();
  expect(document.querySelectorAll('[data-lit], [data-dimmed]')).toHaveLength(0);
});

test('a row of pictures that is swiped through turns to the one panel that is lit, and to no other', () => {
  const row = document.querySelector<HTMLElement>('.panels')!;
  const scrollTo = vi.fn();
  Object.assign(row, { scrollTo });
  Object.defineProperty(row, 'clientWidth', { value: 390 });
  const wide = vi.spyOn(row, 'scrollWidth', 'get').mockReturnValue(390);
  vi.spyOn(row.children[1]!, 'getBoundingClientRect').mockReturnValue({ left: 390 } as DOMRect);
  turnTo(lightOf(['shares:1'], document));
  expect(scrollTo).not.toHaveBeenCalled();
  wide.mockReturnValue(780);
  turnTo(lightOf(['pictures'], document));
  turnTo(lightOf(['lens'], document));
  expect(scrollTo).not.toHaveBeenCalled();
  turnTo(lightOf(['shares:1'], document));
  expect(scrollTo).toHaveBeenCalledExactlyOnceWith({ left: 390 });
});
