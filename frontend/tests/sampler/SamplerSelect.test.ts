import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import type { Catalogue } from '../../src/desk/catalogue.svelte';
import SamplerSelect from '../../src/sampler/SamplerSelect.svelte';
import type { SamplerSpec } from '../../src/protocol/generated';
import { fake, textsOf } from '../mounted';
import { CATALOGUE, workspaceOf } from './bench';

function shown(sampler: SamplerSpec, catalogue = CATALOGUE) {
  const onchange = vi.fn();
  const { workspace } = workspaceOf(null);
  render(SamplerSelect, { workspace, catalogue, sampler, places: [0], id: 'sampler', onchange });
  return { onchange, select: screen.getByRole<HTMLSelectElement>('combobox') };
}

it('says what samplers need that the panels cannot serve', () => {
  const { select } = shown({ sampler: 'langevin' });
  expect(textsOf('option')).toEqual(['Langevin', 'MALA (needs an energy)', 'Annealed (needs noise levels)']);
  expect(select.value).toBe('langevin');
});

it('lets any of them walk on the exact field', () => {
  shown({ sampler: 'langevin', field: 'exact' });
  expect(textsOf('option')).toEqual(['Langevin', 'MALA', 'Annealed']);
});

it('hands on the name of the one that is chosen', async () => {
  const { select, onchange } = shown({ sampler: 'langevin' });
  await fireEvent.change(select, { target: { value: 'annealed' } });
  expect(onchange).toHaveBeenCalledExactlyOnceWith('annealed');
});

it('names the sampler before the catalogue is here', () => {
  shown({ sampler: 'langevin' }, fake<Catalogue>({ samplers: [], objectives: [] }));
  expect(textsOf('option')).toEqual(['langevin']);
});
