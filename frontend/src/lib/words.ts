/** Names as words, for what has no title yet. */

/** `denoising-score-matching` -> `Denoising score matching`. */
export function titled(name: string): string {
  const words = name.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
