/** What the room says behind its question mark. */

import type { Explained } from '../../../../help/explained';

export const TORUS: Explained = {
  title: 'The Ising model on a torus',
  equation: String.raw`p(y) = \frac{1}{Z} \exp\Bigl(\beta \sum_{\langle i j \rangle} y_i y_j\Bigr), \qquad \beta_c = \tfrac{1}{2} \ln(1 + \sqrt 2) \approx .4407`,
  explanation:
    'Without a field only neighbours matter, and at the critical coupling the endless lattice changes from disorder to order at once; on a finite torus the change is smooth. ' +
    'Close to it sweeps forget so slowly that figures of a short run are not to be trusted, however small their error bars.',
  source: 'Onsager 1944; Kaufman 1949; Yang 1952.',
};
