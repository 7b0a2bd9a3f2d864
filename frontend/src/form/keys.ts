/** Whether a key belongs to the control that has the focus: text is typed there, or a handle moves. */
export function takesKeys(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const input = target instanceof HTMLInputElement && target.type !== 'range' && target.type !== 'checkbox';
  const text = target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
  return input || text || target.isContentEditable;
}
