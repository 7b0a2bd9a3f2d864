/** The panels' pictures on the page: the one place that looks for them. */

export interface Stage {
  /** Place of the panel, from 0. */
  readonly place: number;
  readonly canvas: HTMLCanvasElement;
}

export function stages(): Stage[] {
  return [...document.querySelectorAll<HTMLCanvasElement>('canvas[data-stage]')]
    .map((canvas) => ({ place: Number(canvas.dataset['stage']), canvas }))
    .filter(({ canvas }) => canvas.width > 0)
    .sort((one, other) => one.place - other.place);
}

/** The ground that figures stand on in the theme on show. */
export function figureColour(): string {
  return getComputedStyle(document.documentElement).getPropertyValue('--figure').trim();
}
