/** Give the user a file. */
export function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // the browser has taken the address over by the next turn
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
