import type { Catalogue } from '../../src/desk/catalogue.svelte';
import { fake } from '../mounted';

function entry(name: string, title: string) {
  return { name, title, equation: 'x', explanation: `${title} explained.`, source: 'A paper' };
}

/** One entry of each kind. */
export const CATALOGUE = fake<Catalogue>({
  objectives: [entry('dsm', 'Denoising')],
  samplers: [entry('langevin', 'Langevin'), entry('mala', 'MALA')],
  measures: [entry('loss', 'Loss')],
  lenses: [entry('divergence', 'Divergence')],
  demonstrations: [],
});
