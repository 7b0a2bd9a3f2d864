/** What survives a reload: in this browser, or in this tab alone. Storage may be full or forbidden: then nothing does. */

export type Keep = 'browser' | 'tab';

const PREFIX = 'scorescape.';

export function remember(key: string, value: unknown, keep: Keep = 'browser'): void {
  try {
    store(keep).setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // private browsing or a full store: the page works all the same
  }
}

/** The remembered value if `accepts` recognises it, else null: an older page may have left another shape. */
export function recall<T>(key: string, accepts: (value: unknown) => value is T, keep: Keep = 'browser'): T | null {
  try {
    const value: unknown = JSON.parse(store(keep).getItem(PREFIX + key) ?? 'null');
    return accepts(value) ? value : null;
  } catch {
    return null;
  }
}

export function forget(key: string, keep: Keep = 'browser'): void {
  try {
    store(keep).removeItem(PREFIX + key);
  } catch {
    // see remember
  }
}

function store(keep: Keep): Storage {
  return keep === 'browser' ? localStorage : sessionStorage;
}
