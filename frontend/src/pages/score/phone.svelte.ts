/**
 * The page on a telephone, upright or on its side: the pad is folded until Draw is pressed, so that a swipe scrolls, and
 * what begins to move is brought into view.
 */

/** A narrow screen, or a low one that is no desk's. */
const PHONE = '(max-width: 760px), (max-height: 500px) and (max-width: 1000px)';

type Query = Pick<MediaQueryList, 'matches' | 'addEventListener' | 'removeEventListener'>;

export class Phone {
  #is = $state(false);
  #drawing = $state(false);

  constructor(
    private readonly query: Query = matchMedia(PHONE),
    private readonly calm: Pick<MediaQueryList, 'matches'> = matchMedia('(prefers-reduced-motion: reduce)'),
  ) {
    this.#is = query.matches;
  }

  get is(): boolean {
    return this.#is;
  }

  /** Whether the pad is unfolded over the page, and touch draws. */
  get drawing(): boolean {
    return this.#is && this.#drawing;
  }

  /** Whether the pad is a small picture that nothing draws on. */
  get folded(): boolean {
    return this.#is && !this.#drawing;
  }

  /** How the page is laid out; null where it is a desk's. */
  get layout(): 'drawing' | 'folded' | null {
    if (!this.#is) return null;
    return this.#drawing ? 'drawing' : 'folded';
  }

  draw(): void {
    this.#drawing = true;
  }

  fold(): void {
    this.#drawing = false;
  }

  /** Follow the screen as it is turned, until the function that comes back is called. What is unfolded stays so. */
  follow(): () => void {
    const turned = () => (this.#is = this.query.matches);
    turned();
    this.query.addEventListener('change', turned);
    return () => this.query.removeEventListener('change', turned);
  }

  /** Bring the first of these to the top of the screen, over what is drawn on. On a desk everything is in view already. */
  show(...selectors: readonly string[]): void {
    if (!this.#is) return;
    this.fold();
    const place = selectors.map((each) => document.querySelector(each)).find((each) => each !== null);
    place?.scrollIntoView({ block: 'start', behavior: this.calm.matches ? 'auto' : 'smooth' });
  }
}
