/** What the catalogue says of everything that can be chosen or read: objectives, samplers, lenses, measures. */
export interface Explained {
  readonly title: string;
  /** TeX; rows are separated by a double backslash. */
  readonly equation: string;
  /** Two sentences. */
  readonly explanation: string;
  readonly source: string;
}
