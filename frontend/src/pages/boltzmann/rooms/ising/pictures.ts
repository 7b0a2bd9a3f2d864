/** The pictures that the server draws by name, and the methods that restore them. */

export const PICTURES: readonly (readonly [name: string, title: string])[] = [
  ['letter-a', 'Letter A'],
  ['letter-g', 'Letter g'],
  ['digit-3', 'Digit 3'],
  ['digit-8', 'Digit 8'],
  ['ring', 'Ring'],
  ['disc', 'Disc'],
  ['star', 'Star'],
];

/** Edges in pixels. 8 is the size of the digits that the machines learn. */
export const SIDES: readonly number[] = [8, 32, 64, 96, 128, 256];

export const METHODS: readonly (readonly [name: string, title: string])[] = [
  ['gibbs', 'Gibbs sampling'],
  ['posterior-mean', 'Posterior mean'],
  ['graph-cut', 'Graph cut (minimum)'],
  ['icm', 'ICM (greedy)'],
  ['annealed', 'Annealed Gibbs'],
];

/** The layer that shows what a method answers with. */
export function answerOf(method: unknown): 'mean' | 'spins' {
  return method === 'posterior-mean' ? 'mean' : 'spins';
}

/** What a panel of this method shows, in a few words below its name. */
export const SHOWN: Readonly<Record<string, string>> = {
  gibbs: 'one sample after another',
  'posterior-mean': 'how likely each pixel is white',
  'graph-cut': 'the picture of least energy, exactly',
  icm: 'each pixel its likelier value',
  annealed: 'sampling that cools down to the minimum',
};
