/** The page's address in the browser, as links read and write it. */

import type { Address } from '../link/bookmark';

export const address: Address = {
  read: () => location.hash,
  write: (hash) => history.replaceState(null, '', hash || location.pathname + location.search),
  go: (hash) => {
    history.pushState(null, '', hash);
    location.reload();
  },
};
