/** What the address of the page of any process says: `#kind=NAME`, and `&experiment=ID` to watch one that is alive. */
export function wishes(hash: string): { readonly kind: string; readonly experiment: string } {
  const asked = new URLSearchParams(hash.replace(/^#/, ''));
  return { kind: asked.get('kind') ?? '', experiment: asked.get('experiment') ?? '' };
}
