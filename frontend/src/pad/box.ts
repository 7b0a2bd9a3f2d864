/** The box that holds all that is drawn: a path that leaves it is cut at its edge, and goes on where it comes back. */

import { HALF_WIDTH } from '../protocol/generated';
import { between, type Sample } from './pressure';

export function isInside([x, y]: Sample): boolean {
  return Math.abs(x) <= HALF_WIDTH && Math.abs(y) <= HALF_WIDTH;
}

/** The place in the box that is nearest, pressed as hard. */
export function nearest([x, y, ...pressure]: Sample): Sample {
  const kept = (value: number) => Math.min(HALF_WIDTH, Math.max(-HALF_WIDTH, value));
  return [kept(x), kept(y), ...pressure];
}

/** The parts of a path that lie in the box, from edge to edge. */
export function partsInside(path: readonly Sample[]): Sample[][] {
  const parts: Sample[][] = [];
  let open: Sample[] | null = null;
  path.forEach((to, index) => {
    const from = path[index - 1];
    if (!from) {
      if (isInside(to)) parts.push((open = [to]));
      return;
    }
    const [enters, leaves] = span(from, to);
    if (enters >= leaves && !isInside(to)) open = null;
    else {
      if (!open) parts.push((open = isInside(from) ? [from] : [nearest(between(from, to, enters))]));
      if (leaves === 1) open.push(to);
      else {
        open.push(nearest(between(from, to, leaves)));
        open = null;
      }
    }
  });
  return parts;
}

/** The shares of the way between which a straight line is in the box; the first is not below the second outside it. */
function span(from: Sample, to: Sample): [enters: number, leaves: number] {
  let [enters, leaves] = [0, 1];
  for (const axis of [0, 1] as const) {
    const way = to[axis] - from[axis];
    for (const sign of [1, -1]) {
      const room = HALF_WIDTH - sign * from[axis];
      if (sign * way > 0) leaves = Math.min(leaves, room / (sign * way));
      else if (sign * way < 0) enters = Math.max(enters, room / (sign * way));
      else if (room < 0) return [1, 0];
    }
  }
  return [enters, leaves];
}
