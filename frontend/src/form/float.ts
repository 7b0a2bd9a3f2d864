/** Keeps an open sheet of the top layer beside its control while either of them moves or grows. */

import { placeBeside, type Wish } from '../lib/place';

/** At most this wide a window shows its sheets at its lower edge, by CSS alone. */
const NARROW = 600;

/** The function that comes back ends it. */
export function floatBeside(sheet: HTMLElement, control: HTMLElement, wish: Wish, narrow = NARROW): () => void {
  const place = () => {
    sheet.style.maxHeight = sheet.style.left = sheet.style.top = '';
    if (innerWidth <= narrow) return;
    const size = { width: sheet.offsetWidth, height: sheet.offsetHeight };
    const window = { width: document.documentElement.clientWidth, height: innerHeight };
    const { left, top, maxHeight } = placeBeside(control.getBoundingClientRect(), size, window, wish);
    sheet.style.left = `${left}px`;
    sheet.style.top = `${top}px`;
    if (size.height > maxHeight) sheet.style.maxHeight = `${maxHeight}px`;
  };
  const scrolled = ({ target }: Event) => {
    if (target instanceof Node && !sheet.contains(target)) place();
  };
  const watcher = new ResizeObserver(place);
  watcher.observe(sheet);
  addEventListener('scroll', scrolled, { capture: true, passive: true });
  addEventListener('resize', place);
  place();
  return () => {
    watcher.disconnect();
    removeEventListener('scroll', scrolled, { capture: true });
    removeEventListener('resize', place);
  };
}
