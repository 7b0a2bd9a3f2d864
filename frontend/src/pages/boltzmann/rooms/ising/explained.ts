/** What the room says behind its question marks: the energy, and every method that restores a picture by it. */

import type { Explained } from '../../../../help/explained';

export const ENERGY: Explained = {
  title: 'The energy of a picture',
  equation: String.raw`E(y, x) = -\beta \sum_{\langle i j \rangle} y_i y_j - h \sum_i x_i y_i \\ p(y \mid x) \propto e^{-E(y, x)}, \qquad h = \tfrac{1}{2} \ln \frac{1 - q}{q}`,
  explanation:
    'Each pixel y is worth beta for every neighbour of its colour and h for agreeing with what was received, x; pictures of low energy are likely. ' +
    'It knows no letters and no faces: it only prefers smooth pictures that are close to what was received.',
  source: 'Geman & Geman 1984; Besag 1986. Pixels at the border have fewer neighbours.',
};

export const METHODS_EXPLAINED: Readonly<Record<string, Explained>> = {
  gibbs: {
    title: 'Gibbs sampling',
    equation: String.raw`P(y_i = 1 \mid \text{rest}) = \frac{1}{1 + e^{-2 (\beta \sum_{j \sim i} y_j + h x_i)}}`,
    explanation:
      'Draws every pixel from its law given its neighbours, one colour of the checkerboard and then the other, for pixels of one colour do not touch. ' +
      'What it shows is one sample of many, the next sweep shows another, and on average each is worse than their mean.',
    source: 'Geman & Geman 1984 (IEEE PAMI 6).',
  },
  'posterior-mean': {
    title: 'Posterior mean',
    equation: String.raw`\hat y_i = \operatorname{sign} \mathbb{E}[y_i \mid x] \approx \operatorname{sign} \frac{1}{T} \sum_{t} \mathbb{E}[y_i \mid y_{-i}^{(t)}, x]`,
    explanation:
      'Lets 20 Gibbs sweeps settle, averages what each pixel is expected to be over those that follow, and takes the likelier value: no other answer has fewer wrong pixels on average, if the energy is right. ' +
      'Grey is doubt; on a picture of your own nothing is promised, for the energy is only a rough idea of pictures.',
    source: 'Marroquin, Mitter & Poggio 1987 (JASA 82).',
  },
  'graph-cut': {
    title: 'Graph cut',
    equation: String.raw`\hat y = \arg\min_y E(y, x)`,
    explanation:
      'Finds the picture of least energy exactly, as the cheapest cut between white and black in a network of pixels. ' +
      'It is the referee of the others: no method can have less energy, yet the likeliest picture need not have the fewest wrong pixels.',
    source: 'Greig, Porteous & Seheult 1989 (JRSS B 51).',
  },
  icm: {
    title: 'ICM, iterated conditional modes',
    equation: String.raw`y_i \leftarrow \operatorname{sign}\Bigl(\beta \sum_{j \sim i} y_j + h x_i\Bigr)`,
    explanation:
      'Gives every pixel its likelier value until none changes, which takes a few sweeps. ' +
      'It stops at the first picture that no single pixel can improve, and only whether h / beta is above or below 2 and 4 matters to it.',
    source: 'Besag 1986 (JRSS B 48).',
  },
  annealed: {
    title: 'Annealed Gibbs',
    equation: String.raw`p_t(y) \propto e^{-b_t E(y, x)}, \qquad b_t : 0.3 \to 10`,
    explanation:
      'Samples at a temperature that falls step by step, so that what is drawn at last is close to the least energy. ' +
      'Cooled too fast it freezes in a worse picture; the graph cut says by how much.',
    source: 'Kirkpatrick, Gelatt & Vecchi 1983; Geman & Geman 1984.',
  },
};
