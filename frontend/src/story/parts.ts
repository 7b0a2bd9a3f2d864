/** The parts of the page that a beat may light up, by the names that scenes use. */

/** Where a part is on the page; `:N` behind a name counts panels from 0. */
const PARTS: Readonly<Record<string, string>> = {
  pad: '.left .pad',
  pictures: '.stage',
  shares: 'article .shares',
  seen: 'article .seen',
  lens: '[aria-label="Lens"]',
  charts: '.inspector',
  noise: '.noise',
  weight: '[data-weigh]',
  sampler: '.controls .sampler',
  training: '.controls [data-action="train"]',
};
const OF_PANELS: Readonly<Record<string, string>> = { picture: '.stage', shares: '.shares', seen: '.seen' };

/** The selector of a part; null where the page has no such part. */
export function selectorOf(part: string): string | null {
  const [name = '', index] = part.split(':');
  if (index === undefined) return PARTS[name] ?? null;
  const inside = OF_PANELS[name];
  return inside && /^\d+$/.test(index) ? `.panels > :nth-child(${Number(index) + 1}) ${inside}` : null;
}

/** What is dimmed as a whole unless something in it is lit. */
const BLOCKS = '.left > *, main > .bar, .panels > *, .dock > *';

/** What a beat lights up and what it dims. Lit parts that are not on the page are in `missing`. */
export interface Light {
  readonly lit: readonly Element[];
  readonly dimmed: readonly Element[];
  readonly missing: readonly string[];
}

export function lightOf(parts: readonly string[], page: ParentNode): Light {
  const found = parts.map((part) => {
    const selector = selectorOf(part);
    return { part, elements: selector === null ? [] : [...page.querySelectorAll(selector)] };
  });
  const lit = found.flatMap(({ elements }) => elements);
  const missing = found.filter(({ part }) => selectorOf(part) === null).map(({ part }) => part);
  if (lit.length === 0) return { lit, dimmed: [], missing };
  const dimmed = [...page.querySelectorAll(BLOCKS)].filter(
    (block) => !lit.some((element) => block.contains(element) || element.contains(block)),
  );
  return { lit, dimmed, missing };
}

/** On a telephone pictures stand one a view: turn to the panel that is lit, if it is one. */
export function turnTo({ lit }: Pick<Light, 'lit'>): void {
  const panels = new Set(lit.map((element) => element.closest('.panels > *')));
  const [panel] = panels;
  const row = panel?.parentElement;
  if (panels.size === 1 && panel && row && row.scrollWidth > row.clientWidth)
    row.scrollTo({ left: panel.getBoundingClientRect().left - row.getBoundingClientRect().left + row.scrollLeft });
}

/** Put the light on the page; what comes back takes it off again. */
export function shine({ lit, dimmed }: Light): () => void {
  for (const element of lit) element.toggleAttribute('data-lit', true);
  for (const element of dimmed) element.toggleAttribute('data-dimmed', true);
  return () => {
    for (const element of lit) element.toggleAttribute('data-lit', false);
    for (const element of dimmed) element.toggleAttribute('data-dimmed', false);
  };
}
