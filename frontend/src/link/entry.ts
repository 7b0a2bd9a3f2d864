/** Where an entry of the gallery is opened: the page of its kind of process. */

import type { Scene } from '../protocol/generated';
import { entryLink } from './link';

/** Relative to any page; `g=ID` of score panels is the home page's, of all other kinds the Boltzmann room's. */
export function placeOf(scene: Pick<Scene, 'kind'>, id: string): string {
  return (ofScores(scene) ? './' : 'boltzmann') + entryLink(id);
}

export function ofScores({ kind = 'score' }: Pick<Scene, 'kind'>): boolean {
  return kind === 'score';
}

/** Leave for another page; the browser's Back skips the address that led here. */
export const leave = (place: string): void => location.replace(place);
