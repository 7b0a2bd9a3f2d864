/** Squares in a rectangle, as large as they can be, row by row and in its middle. */

export interface Tile {
  readonly x: number;
  readonly y: number;
  readonly edge: number;
}

export function tiled(count: number, width: number, height: number, gap: number): Tile[] {
  let [columns, edge] = [1, 0];
  for (let tried = 1; tried <= count; tried += 1) {
    const rows = Math.ceil(count / tried);
    const size = Math.min((width - gap * (tried - 1)) / tried, (height - gap * (rows - 1)) / rows);
    if (size > edge) [columns, edge] = [tried, size];
  }
  const rows = Math.ceil(count / columns);
  const left = (width - columns * edge - gap * (columns - 1)) / 2;
  const top = (height - rows * edge - gap * (rows - 1)) / 2;
  return Array.from({ length: count }, (_, at) => ({
    x: left + (at % columns) * (edge + gap),
    y: top + Math.floor(at / columns) * (edge + gap),
    edge,
  }));
}
