/**
 * A toolbar as one Tab stop (WAI-ARIA's toolbar pattern): Tab enters it where it was left, left and right arrow keys go
 * to the next control and around, Home and End to the first and the last. Meant for `{@attach rove}`.
 *
 * What opens over the page from a toolbar is no part of it; a control that is switched off or not to be seen is passed
 * over. Up and down stay with the control, and all keys with one that text is typed into or that slides sideways.
 */

const CONTROLS = 'button, select, input, a[href], summary';
const ELSEWHERE = '[popover], dialog';
/** Controls with a use of their own for left, right, Home and End. */
const SIDEWAYS = 'input:not([type="checkbox"], [type="radio"], [type="button"]), textarea';
const CHOSEN = '[aria-checked="true"], [aria-pressed="true"]';

/** The controls of a bar that the keys go through now, in their order. */
export function stopsOf(bar: Element): HTMLElement[] {
  return [...bar.querySelectorAll<HTMLElement>(CONTROLS)].filter(
    (each) => belongs(each, bar) && !each.matches(':disabled') && isSeen(each),
  );
}

/** Hear the keys over a bar until the function that comes back is called. */
export function rove(bar: HTMLElement): () => void {
  return hear(bar, () => {});
}

/** The same for a group of radio buttons that stands alone: where the keys go is what is chosen. */
export function roveAndChoose(bar: HTMLElement): () => void {
  return hear(bar, (reached) => reached.click());
}

function hear(bar: HTMLElement, reach: (control: HTMLElement) => void): () => void {
  let current: HTMLElement | null = null;
  /** Whether somebody has been in the bar; before, it is entered at its first control, whichever that is by then. */
  let visited = false;

  /** Exactly one control can be reached by Tab. */
  function settle(): void {
    const stops = stopsOf(bar);
    const held = bar.ownerDocument.activeElement;
    if (!visited || !current || !stops.includes(current)) {
      const next =
        (visited ? neighbour(current, stops) : null) ?? stops.find((each) => each.matches(CHOSEN)) ?? stops[0] ?? null;
      // whoever pressed a control that is switched off thereby stays in the bar
      if (next && current && current === held) next.focus();
      current = next;
    }
    for (const each of bar.querySelectorAll<HTMLElement>(CONTROLS))
      if (belongs(each, bar)) each.tabIndex = each === current ? 0 : -1;
  }

  function entered({ target }: Event): void {
    if (!(target instanceof HTMLElement) || !stopsOf(bar).includes(target)) return;
    current = target;
    visited = true;
    settle();
  }

  function keyed(event: KeyboardEvent): void {
    const { target, key } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (!(target instanceof HTMLElement) || target.matches(SIDEWAYS)) return;
    const stops = stopsOf(bar);
    const next = wayOf(key, stops.indexOf(target), stops.length);
    if (next === null) return;
    event.preventDefault();
    const reached = stops[next];
    reached?.focus();
    if (reached) reach(reached);
  }

  const watcher = new MutationObserver(settle);
  watcher.observe(bar, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled', 'hidden'] });
  // what a narrower bar hides is none of its stops
  const sizes = new ResizeObserver(settle);
  sizes.observe(bar);
  bar.addEventListener('focusin', entered);
  bar.addEventListener('keydown', keyed);
  settle();
  return () => {
    watcher.disconnect();
    sizes.disconnect();
    bar.removeEventListener('focusin', entered);
    bar.removeEventListener('keydown', keyed);
  };
}

/** The place that a key goes to from place `at` of `count`; null for a key that goes nowhere. */
function wayOf(key: string, at: number, count: number): number | null {
  if (at < 0) return null;
  const ways: Readonly<Record<string, number>> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: count - 1 };
  const to = ways[key];
  return to === undefined ? null : (to + count) % count;
}

/** The stop nearest to a control that is one no more; null where it has left the page. */
function neighbour(gone: HTMLElement | null, stops: readonly HTMLElement[]): HTMLElement | null {
  if (!gone?.isConnected) return null;
  const after = (each: HTMLElement) => gone.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING;
  return stops.find(after) ?? stops.at(-1) ?? null;
}

function belongs(control: Element, bar: Element): boolean {
  const outside = control.closest(ELSEWHERE);
  return outside === null || !bar.contains(outside);
}

/** jsdom lays nothing out, and knows only what is hidden by attribute. */
function isSeen(control: HTMLElement): boolean {
  if (control.matches('input[type="file"]')) return false;
  return 'checkVisibility' in control ? control.checkVisibility({ visibilityProperty: true }) : true;
}
