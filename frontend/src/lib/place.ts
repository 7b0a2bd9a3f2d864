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
