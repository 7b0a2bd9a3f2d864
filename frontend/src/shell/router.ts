/** Which page stands at a path: pages/NAME/ at `NAME` below the path that the program is mounted at, HOME at that itself. */

import type { Loader } from './page';

/** The folder of the page that opens where no page is named. */
export const HOME = 'score';

/** The page's name in a path: what follows the last slash, so that the mount's own path does not matter. */
export function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `loaders` by the paths of their `page.ts`. A name that is no page's opens HOME, as it did before there were others. */
export function pageAt(path: string, loaders: Readonly<Record<string, Loader>>): Loader {
  const byFolder = new Map(Object.entries(loaders).map(([file, loader]) => [file.split('/').at(-2), loader]));
  const loader = byFolder.get(nameIn(path)) ?? byFolder.get(HOME);
  if (!loader) throw new Error(`There must be a page in the folder pages/${HOME}/.`);
  return loader;
}
