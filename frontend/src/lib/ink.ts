/** Colours of what is alike in all panels. */

/** What layers are drawn in that are alike in all panels; the legend's words are written in the same. */
export const INK = {
  dark: {
    truth: '#aeb9c6',
    contours: '#f4efe2',
    data: '#c4a7ff',
    particles: '#fff0cd',
    marginals: '#ffd58a',
  },
  light: {
    truth: '#5b6774',
    contours: '#2b333d',
    data: '#6b3fd4',
    particles: '#161b22',
    marginals: '#a05a00',
  },
} as const;
