/** The page as far as it can leave: what charts, pictures, films and files are made of. */

import type { Catalogue } from '../desk/catalogue.svelte';
import type { Comparison } from '../desk/comparison.svelte';
import type { Workspace } from '../desk/workspace.svelte';
import type { Experiment } from '../live/experiment.svelte';
import type { Drawing } from '../pad/drawing.svelte';
import type { Preview } from '../pad/preview.svelte';
import type { LensView } from '../sight/lens.svelte';
import type { Sight } from '../sight/sight.svelte';

/** What a chart is of. */
export interface Charted {
  readonly comparison: Comparison;
  readonly catalogue: Catalogue;
  readonly workspace: Pick<Workspace, 'runs' | 'samplerOf'>;
  readonly drawing: Pick<Drawing, 'target'>;
}

/** What everything is of. */
export interface Depicted extends Charted {
  readonly experiment: Experiment;
  readonly preview: Preview;
  readonly sight: Sight;
  readonly lens: LensView;
}
