/** What the browser has and jsdom lacks. Set up before every test of a component. */

import { afterEach } from 'vitest';

class Unsized implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

class Pixels {
  readonly data: Uint8ClampedArray;
  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.data = new Uint8ClampedArray(4 * width * height);
  }
}

/** As a browser does it: told before it turns, and shown only while it is open (jsdom hides every popover). */
function turn(this: HTMLElement, newState: 'open' | 'closed') {
  const oldState = this.dataset['popoverState'] ?? 'closed';
  if (oldState === newState) return;
  this.dispatchEvent(Object.assign(new Event('beforetoggle'), { oldState, newState }));
  this.dataset['popoverState'] = newState;
  this.style.display = newState === 'open' ? 'block' : '';
}

/** Once for all tests that share a process. */
function install() {
  Object.assign(globalThis, { ResizeObserver: Unsized, ImageData: Pixels });
  Object.assign(HTMLElement.prototype, {
    showPopover(this: HTMLElement) {
      turn.call(this, 'open');
    },
    hidePopover(this: HTMLElement) {
      turn.call(this, 'closed');
    },
  });
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.open = true;
    },
    close(this: HTMLDialogElement) {
      this.open = false;
    },
  });
  addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button[popovertarget]:enabled') : null;
    const sheet = document.getElementById(button?.getAttribute('popovertarget') ?? '');
    if (sheet) turn.call(sheet, sheet.dataset['popoverState'] === 'open' ? 'closed' : 'open');
  });
}

if (!Object.hasOwn(HTMLElement.prototype, 'showPopover')) install();
afterEach(() => {
  document.body.replaceChildren();
  localStorage.clear();
});
