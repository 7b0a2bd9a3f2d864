/** The parts of the page that a beat may light up, by the names that scenes use. */

/** What a page has that may be lit, each by its selector, and what is dimmed as a whole unless something in it is lit. */
export interface Parts {
  readonly page: Readonly<Record<string, string>>;
  /** The same inside a panel; `:N` behind a name counts panels from 0. */
  readonly panel: Readonly<Record<string, string>>;
  readonly blocks: string;
  /** What is going on while a beat is waited for. */
  readonly doing: { readonly learn: string; readonly walk: string };
}

/** Those of the page of score fields. */
export const SCORE: Parts = {
  page: {
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
  },
  panel: { picture: '.stage', shares: '.shares', seen: '.seen' },
  blocks: '.left > *, main > .bar, .panels > *, .dock > *',
  doing: { learn: 'the panels learn', walk: 'the particles walk' },
};

/** The selector of a part; null where the page has no such part. */
export function selectorOf(part: string, parts = SCORE): string | null {
  const [name = '', index] = part.split(':');
  if (index === undefined) return parts.page[name] ?? null;
  const inside = parts.panel[name];
  return inside && /^\d+$/.test(index) ? `.panels > :nth-child(${Number(index) + 1}) ${inside}` : null;
}

/** What a beat lights up and what it dims. Lit parts that are not on the page are in `missing`. */
export interface Light {
  readonly lit: readonly Element[];
  readonly dimmed: readonly Element[];
  readonly missing: readonly string[];
}

export function lightOf(parts: readonly string[], page: ParentNode, known = SCORE): Light {
  const found = parts.map((part) => {
    const selector = selectorOf(part, known);
    return { part, elements: selector === null ? [] : [...page.querySelectorAll(selector)] };
  });
  const lit = found.flatMap(({ elements }) => elements);
  const missing = found.filter(({ part }) => selectorOf(part, known) === null).map(({ part }) => part);
  if (lit.length === 0) return { lit, dimmed: [], missing };
  const dimmed = [...page.querySelectorAll(known.blocks)].filter(
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
