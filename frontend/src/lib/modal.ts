/**
 * Opens a modal sheet; one whose corner of the page is folded away, such as a dropped file's, is not folded with it.
 * What comes back shuts it, and takes away what its corner no longer holds. Meant for `$effect`.
 */
export function showModal(dialog: HTMLDialogElement): () => void {
  const moved = folded(dialog.parentElement);
  if (moved) document.body.append(dialog);
  dialog.showModal();
  return () => {
    if (dialog.open) dialog.close();
    if (moved) dialog.remove();
  };
}

/** An element without a box of its own (`display: contents`) hides nothing, though it calls itself not visible. */
function folded(place: Element | null): boolean {
  for (let each = place; each; each = each.parentElement) if (getComputedStyle(each).display === 'none') return true;
  return false;
}
