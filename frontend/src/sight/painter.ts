/** Paints the frames of one layer of any process: by its shape, in the colours that the catalogue names. */

import { DENSITY, MODES, packed, panelColour, rampFor, type ThemeName } from '../lib/colour';
import { INK } from '../lib/ink';
import type { LayerInfo } from '../protocol/generated';
import { PLAIN, type Ground } from '../render/ground';
import type { Painted } from '../render/mark';
import { ArrowMark } from '../render/marks/arrows';
import { BarMark } from '../render/marks/bars';
import { Cloud } from '../render/marks/cloud';
import { CurveMark, spanOf } from '../render/marks/curves';
import { MapMark } from '../render/marks/map';
import { PixelMark } from '../render/marks/pixels';
import { PointMark } from '../render/marks/points';
import type { Marks } from '../render/scene';
import type { Frame, FrameOf, MapFrame, Shape } from '../stream/decoder';

export interface Painter {
  /** For a scene. */
  readonly marks: Marks;
  /** Show this frame of the panel at `place` (from 0), which came at `now`; one of another shape shows nothing. */
  take(frame: Frame, theme: ThemeName, now: number, place?: number): void;
  /** Show nothing. */
  hide(): void;
}

export function painterOf(layer: LayerInfo): Painter {
  return PAINTERS[layer.shape](layer);
}

/** Points in this ink move. */
const MOVING = 'particles';
/** Curves in this unit are places in the plane. */
const PLACES = 'units';
/** What is in this ink is in its panel's colour. */
export const LEARNT = 'learnt';

const PAINTERS: { readonly [S in Shape]: (layer: LayerInfo) => Painter } = {
  arrows: (layer) => {
    const mark = new ArrowMark();
    return still('arrows', mark, (frame, theme, place) =>
      mark.show(frame, { colour: inkOf(layer, theme, place), width: 1.5, join: 'round' }),
    );
  },
  points: (layer) => (layer.ink === MOVING ? moving(layer) : crosses(layer)),
  map: (layer) => {
    const mark = new MapMark();
    return still('map', mark, (frame, theme) => {
      const ground = groundOf(frame, layer, theme);
      if (ground) mark.show(ground, ground);
      else mark.hide();
    });
  },
  pixels: () => {
    const mark = new PixelMark();
    return still('pixels', mark, (frame, theme) => mark.show(frame, { ramp: DENSITY[theme] }));
  },
  curves: (layer) => {
    const mark = new CurveMark();
    const plane = layer.unit === PLACES;
    return still('curves', mark, (frame, theme, place) =>
      mark.show(frame, { colours: plane ? [inkOf(layer, theme, place)] : MODES[theme], plane }),
    );
  },
  bars: () => {
    const mark = new BarMark();
    return still('bars', mark, (frame, theme) => mark.show(frame, { colours: MODES[theme] }));
  },
};

function still<S extends Shape>(
  shape: S,
  mark: Painted & { hide(): void },
  show: (frame: FrameOf<S>, theme: ThemeName, place: number) => void,
): Painter {
  return {
    marks: { plates: [[mark]], clouds: [], over: [] },
    take: (frame, theme, _, place = 0) => {
      if (frame.shape === shape) show(frame as FrameOf<S>, theme, place);
    },
    hide: () => mark.hide(),
  };
}

function crosses(layer: LayerInfo): Painter {
  const mark = new PointMark();
  return still('points', mark, (frame, theme, place) => mark.show(frame, { colour: inkOf(layer, theme, place) }));
}

function moving(layer: LayerInfo): Painter {
  const cloud = new Cloud();
  return {
    marks: { plates: [[]], clouds: [cloud], over: [] },
    take: (frame, theme, now, place = 0) => {
      if (frame.shape !== 'points') return;
      cloud.dress({ shown: true, trails: true, ink: packed(inkOf(layer, theme, place)), tint: null });
      cloud.push(frame.x, frame.step, now);
    },
    hide: () => cloud.clear(),
  };
}

/** The colour of its role; what is learnt is in the colour of its panel, at `place` from 0. */
export function inkOf({ ink }: LayerInfo, theme: ThemeName, place: number): string {
  if (ink === LEARNT) return panelColour(place, theme);
  const inks: Readonly<Record<string, string>> = { ...INK[theme], exact: INK[theme].truth };
  return inks[ink] ?? panelColour(place, theme);
}

/** The first of its maps; as far as its look says, or as its values reach. */
function groundOf(frame: MapFrame, layer: LayerInfo, theme: ThemeName): Ground | null {
  const [first] = frame.maps;
  if (!first) return null;
  const [name, values] = first;
  const info = frame.look?.maps[name];
  const scale = info?.scale ?? layer.scale;
  const [low, high] = info ? [info.low, info.high] : (spanOf([values]) ?? [0, 1]);
  return {
    ...PLAIN,
    values,
    side: frame.side,
    ramp: rampFor(scale, theme),
    colours: scale === 'categorical' ? MODES[theme].map((hex) => packed(hex, 120)) : null,
    low: scale === 'diverging' ? -Math.max(Math.abs(low), Math.abs(high)) : low,
    high: scale === 'diverging' ? Math.max(Math.abs(low), Math.abs(high)) : high,
  };
}
