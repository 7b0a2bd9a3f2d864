/** Whether somebody is here for the first time: then the opening comes before the page. */

import { recall, remember } from '../lib/storage';

const KEY = 'opening';
/** What visitors of this or an earlier version leave in their browser. */
const TRACES = [KEY, 'target', 'tour'];
const anything = (value: unknown): value is NonNullable<unknown> => value !== null;

/** `hash` is the page's own: who follows a link wants what it shows. */
export function isFirstVisit(hash: string): boolean {
  return hash.length <= 1 && TRACES.every((key) => recall(key, anything) === null);
}

export function noteVisit(): void {
  remember(KEY, 'seen');
}
