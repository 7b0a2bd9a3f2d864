/** What a beat may light up on this page; rooms keep to these classes. */

import type { Parts } from '../../story/parts';

export const LIT: Parts = {
  page: {
    pad: '.rail',
    pictures: '.panels canvas',
    figures: '.panels article dl',
    charts: '.charts',
    settings: '.knobs',
  },
  panel: { picture: 'canvas', figures: 'dl' },
  blocks: '.rail > *, .panels > *, .charts > *, .knobs > *',
  doing: { learn: 'the panels work', walk: 'the panels work' },
};
