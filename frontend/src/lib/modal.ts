/** Opens a modal sheet; one whose corner of the page is folded away, such as a dropped file's, is not folded with it. */
export function showModal(dialog: HTMLDialogElement): void {
  if (folded(dialog.parentElement)) document.body.append(dialog);
  dialog.showModal();
}

/** An element without a box of its own (`display: contents`) hides nothing, though it calls itself not visible. */
function folded(place: Element | null): boolean {
  for (let each = place; each; each = each.parentElement) if (getComputedStyle(each).display === 'none') return true;
  return false;
}
