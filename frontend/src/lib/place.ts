/** Where a sheet goes beside the control that opens it: wholly inside the window, on the wished side if it has room. */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Wish {
  /** Which edges of sheet and control are in line. */
  readonly side: 'left' | 'right';
  readonly rise: 'up' | 'down';
}

export interface Placed {
  readonly left: number;
  readonly top: number;
  readonly maxHeight: number;
}

/** Pixels between control and sheet, and between sheet and the window's edge. */
const GAP = 4;
const MARGIN = 8;

export function placeBeside(control: Box, sheet: Size, window: Size, { side, rise }: Wish): Placed {
  const below = window.height - MARGIN - control.bottom - GAP;
  const above = control.top - GAP - MARGIN;
  const [wished, other] = rise === 'down' ? [below, above] : [above, below];
  const turned = sheet.height > wished && other > wished;
  const down = (rise === 'down') !== turned;
  const maxHeight = Math.max(0, down ? below : above);
  const height = Math.min(sheet.height, maxHeight);
  const left = side === 'left' ? control.left : control.right - sheet.width;
  return {
    left: Math.max(MARGIN, Math.min(window.width - MARGIN - sheet.width, left)),
    top: down ? control.bottom + GAP : control.top - GAP - height,
    maxHeight,
  };
}

/**
 * Beside a control or, where that would hide what must stay in sight, in a corner of the window: the place that hides
 * least (of the control itself nothing if that can be), of equal ones the one named first.
 */
export function placeClear(
  control: Box,
  card: Size,
  window: Size,
  sights: readonly Box[],
): Pick<Placed, 'left' | 'top'> {
  const beside = 3 * GAP;
  const places = [
    { left: control.right + beside, top: control.top },
    { left: control.left - card.width - beside, top: control.top },
    { left: control.left, top: control.bottom + beside },
    { left: control.left, top: control.top - card.height - beside },
    { left: 0, top: window.height },
    { left: window.width, top: window.height },
    { left: window.width, top: 0 },
    { left: 0, top: 0 },
  ].map(({ left, top }) => ({
    left: Math.max(MARGIN, Math.min(window.width - MARGIN - card.width, left)),
    top: Math.max(MARGIN, Math.min(window.height - MARGIN - card.height, top)),
  }));
  const hidden = ({ left, top }: Pick<Placed, 'left' | 'top'>) => {
    const over = (box: Box) =>
      Math.max(0, Math.min(box.right, left + card.width) - Math.max(box.left, left)) *
      Math.max(0, Math.min(box.bottom, top + card.height) - Math.max(box.top, top));
    return sights.reduce((sum, box) => sum + over(box), 100 * over(control));
  };
  return places.reduce((best, each) => (hidden(each) < hidden(best) ? each : best));
}
