/** What a target is called where it is named. */

import { isComposed, WORD } from '../pad/composed';
import type { Target } from '../pad/target';
import { titled } from '../lib/words';
import type { Catalogue } from './catalogue.svelte';

export function targetTitle(target: Target, catalogue: Pick<Catalogue, 'targets'>): string {
  if (isComposed(target)) {
    const titles = target.of.map((each) => (isComposed(each) ? 'Combination' : targetTitle(each, catalogue)));
    return titles.join(` ${WORD[target.kind]} `);
  }
  if (target.kind !== 'preset') return target.kind === 'drawing' ? 'Drawing' : 'Mixture';
  return catalogue.targets.find(({ name }) => name === target.name)?.title ?? titled(target.name);
}
