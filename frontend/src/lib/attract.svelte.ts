/**
 * What turns by itself after a rest, for whoever passes by a projected page. Any key, press or wheel ends it; what it
 * turned is put back by whoever turned it. It never begins where motion is not wanted, or while something moves anyhow.
 */

/** Milliseconds without a hand on the page. */
export const REST = 60_000;

const ENDS = ['keydown', 'pointerdown', 'wheel'] as const;
/** What else shows that somebody is there; it ends nothing, so that a pointer finds the way to Pause. */
const STIRS = ['pointermove', ...ENDS] as const;
const ALONE = new Set(['Tab', 'Shift', 'Control', 'Alt', 'Meta']);

export class Attract {
  #on = $state(false);
  #held = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `busy`: whether something moves already. */
  constructor(
    private readonly busy: () => boolean,
    private readonly calm: Pick<MediaQueryList, 'matches'> = matchMedia('(prefers-reduced-motion: reduce)'),
  ) {}

  get on(): boolean {
    return this.#on;
  }

  /** Pause: nothing turns by itself again until the page is loaded anew. */
  hold(): void {
    this.#held = true;
    this.#end();
  }

  /** Begin after every rest, until the function that comes back is called. Meant for `$effect`. */
  follow(): () => void {
    for (const kind of STIRS)
      window.addEventListener(kind, this.#stirred, { capture: true, passive: kind !== 'keydown' });
    this.#wait();
    return () => {
      for (const kind of STIRS) window.removeEventListener(kind, this.#stirred, { capture: true });
      clearTimeout(this.#timer);
      this.#end();
    };
  }

  readonly #stirred = (event: Event): void => {
    this.#wait();
    if (!this.#on || event.type === 'pointermove') return;
    if (event instanceof KeyboardEvent && ALONE.has(event.key)) return;
    const control = event.target instanceof Element ? event.target.closest('button, a') : null;
    // its own Pause is pressed, not interrupted
    if (control?.hasAttribute('data-attract')) return;
    this.#end();
    // the key that ends it does nothing else, unless it presses something
    if (event instanceof KeyboardEvent && !control) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  };

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.#held && !this.calm.matches && !document.hidden && !this.busy()) this.#on = true;
      else this.#wait();
    }, REST);
  }

  #end(): void {
    this.#on = false;
  }
}
