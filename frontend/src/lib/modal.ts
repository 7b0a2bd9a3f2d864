/** Opens a modal sheet; one whose corner of the page is folded away, such as a dropped file's, is not folded with it. */
export function showModal(dialog: HTMLDialogElement): void {
  const { parentElement: home } = dialog;
  // jsdom lays nothing out
  if (home && 'checkVisibility' in home && !home.checkVisibility()) document.body.append(dialog);
  dialog.showModal();
}
