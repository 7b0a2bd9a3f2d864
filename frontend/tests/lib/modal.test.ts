// @vitest-environment jsdom
import { expect, it, vi } from 'vitest';

import { showModal } from '../../src/lib/modal';

it.each([
  [true, 'SECTION'],
  [false, 'BODY'],
])('opens a sheet where it is, or over the page if its corner is folded (seen: %s)', (seen, home) => {
  const corner = document.body.appendChild(document.createElement('section'));
  const dialog = corner.appendChild(document.createElement('dialog'));
  corner.style.display = seen ? 'contents' : 'none';
  dialog.showModal = vi.fn();
  showModal(dialog);
  expect(dialog.parentElement?.tagName).toBe(home);
  expect(dialog.showModal).toHaveBeenCalledOnce();
  document.body.replaceChildren();
});

it.each([true, false])('shuts it, and leaves none over the page that its corner does not hold (seen: %s)', (seen) => {
  const corner = document.body.appendChild(document.createElement('section'));
  const dialog = corner.appendChild(document.createElement('dialog'));
  corner.style.display = seen ? 'block' : 'none';
  dialog.showModal = () => (dialog.open = true);
  dialog.close = () => (dialog.open = false);
  const shut = showModal(dialog);
  expect(dialog.open).toBe(true);
  shut();
  expect(dialog.open).toBe(false);
  expect(document.body.querySelectorAll('dialog').length).toBe(seen ? 1 : 0);
  document.body.replaceChildren();
});
