/** What the query of the address asks for: `?present=1` for a hall, `?embed=1` for somebody else's page. */

/** What an embedded page can do without, by name: `hide=title,link`. */
export const PARTS = ['title', 'verdict', 'play', 'link'] as const;
export type Part = (typeof PARTS)[number];

export interface Asked {
  readonly present: boolean;
  readonly embed: boolean;
  readonly hide: readonly Part[];
  /** A sentence about words that mean nothing here; null where all do. */
  readonly fault: string | null;
}

const isPart = (word: string): word is Part => (PARTS as readonly string[]).includes(word);
const isOn = (value: string | null) => value !== null && value !== '0' && value !== 'false';

export function asked(search: string): Asked {
  const query = new URLSearchParams(search);
  const words = (query.get('hide') ?? '').split(/[\s,]+/).filter(Boolean);
  const unknown = words.filter((word) => !isPart(word));
  return {
    present: isOn(query.get('present')),
    embed: isOn(query.get('embed')),
    hide: words.filter(isPart),
    fault:
      unknown.length > 0
        ? `hide= knows ${PARTS.join(', ')}; ${unknown.map((word) => `"${word.slice(0, 40)}"`).join(', ')} was left out.`
        : null,
  };
}

/** The query with or without presenting; everything else in it stays. */
export function presenting(search: string, on: boolean): string {
  const query = new URLSearchParams(search);
  if (on) query.set('present', '1');
  else query.delete('present');
  const text = query.toString();
  return text ? `?${text}` : '';
}

/** The address of the whole page, whatever this one is; `link` is what follows the #. */
export function pageAddress(here: string, link: string): string {
  const url = new URL(link || '#', here);
  url.search = '';
  return url.href;
}

/** The address of a page that only shows; `link` is what follows the #. */
export function embedAddress(here: string, link: string): string {
  const url = new URL(link || '#', here);
  url.search = '?embed=1';
  return url.href;
}

/** What is pasted into another page. */
export function embedSnippet(here: string, link: string): string {
  const source = embedAddress(here, link).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<iframe src="${source}" title="Scorescape" width="960" height="560" style="border: 0" loading="lazy"></iframe>`;
}
