import { expect, it } from 'vitest';

import { menuOf } from '../../src/lens/menu';

it('keeps lenses without a heading alone and orders the others under theirs', () => {
  const entry = (name: string, group: string, order: number) => ({ name, title: name, group, order });
  const menu = menuOf([entry('ratio', 'Energy', 4), entry('basins', '', 0), entry('partition', 'Energy', 1)]);
  expect(menu.alone.map(({ name }) => name)).toEqual(['basins']);
  expect(menu.groups.map(({ label, lenses }) => [label, lenses.map(({ name }) => name)])).toEqual([
    ['Energy', ['partition', 'ratio']],
  ]);
});
