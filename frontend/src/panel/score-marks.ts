/** The marks of a score panel's picture, in the order in which they lie on each other. */

import { ArrowMark } from '../render/marks/arrows';
import { Cloud } from '../render/marks/cloud';
import { ContourMark } from '../render/marks/contours';
import { MapMark } from '../render/marks/map';
import { MarginalMark } from '../render/marks/marginals';
import { PointMark } from '../render/marks/points';
import { StreamlineMark } from '../render/marks/streamlines';
import type { Marks } from '../render/scene';
import type { AddedMarks } from './added-marks';

export class ScoreMarks {
  readonly map = new MapMark();
  /** Where the score changes, over the density. */
  readonly ridge = new MapMark();
  /** The exact density's, where `contours` are another's. */
  readonly trueContours = new ContourMark();
  readonly contours = new ContourMark();
  readonly truth = new ArrowMark();
  readonly data = new PointMark();
  readonly streamlines = new StreamlineMark();
  readonly arrows = new ArrowMark();
  readonly particles = new Cloud();
  readonly marginals = new MarginalMark();

  /** For a scene, with the layers that plug-ins added. */
  with(added: AddedMarks): Marks {
    const { grounds, figures, clouds } = added;
    return {
      // what belongs to the target changes seldom, what is learnt several times a second
      plates: [
        [this.map, ...grounds, this.ridge, this.trueContours, this.contours, this.truth],
        [this.data, this.streamlines, this.arrows, ...figures],
      ],
      clouds: [this.particles, ...clouds],
      over: [this.marginals],
    };
  }
}
