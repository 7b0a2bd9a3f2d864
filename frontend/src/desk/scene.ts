/**
 * Scene -> page and page -> scene. A link, an entry of the gallery and a demonstration are scenes, and this is the one
 * way in which any of them comes onto the page.
 */

import { SCENE_VERSION, type Scene, type Sights } from '../protocol/generated';
import { commonSampler, panelsOf } from '../link/panels';
import type { Drawing } from '../pad/drawing.svelte';
import { isTarget } from '../pad/target';
import type { LensView } from '../sight/lens.svelte';
import { UNNAMED } from '../sight/layers.svelte';
import type { Sight } from '../sight/sight.svelte';
import type { Comparison } from './comparison.svelte';
import type { Paces } from './paces.svelte';
import { choiceOf, type Workspace } from './workspace.svelte';

/** What of the page a scene is about. */
export interface Stage {
  readonly drawing: Pick<Drawing, 'target' | 'put'>;
  readonly workspace: Pick<Workspace, 'panels' | 'sampler' | 'replace' | 'share'>;
  readonly lens: Pick<LensView, 'choice' | 'look'>;
  readonly sight: Pick<Sight, 'layers' | 'view'>;
  readonly comparison: Pick<Comparison, 'chart'>;
  readonly paces: Pick<Paces, 'linked' | 'setSampling' | 'setTraining'>;
}

/** Why a scene cannot be shown, and what helps, in a sentence; null where it can. */
export function refusal({ version = SCENE_VERSION }: Scene): string | null {
  if (version <= SCENE_VERSION) return null;
  return `This scene is of version ${version}, made by a newer Scorescape than this page: everything here stayed as it was; reload the page, then open the scene again.`;
}

/** Set the page up as the scene wants it; what it does not say stays as it is, but for the lens and, with panels, layers. */
export function show(scene: Scene, { drawing, workspace, lens, sight, comparison, paces }: Stage): void {
  if (isTarget(scene.subject) && scene.subject !== drawing.target) drawing.put(scene.subject);
  const [panels, sampler] = [panelsOf(scene), commonSampler(scene)];
  if (panels.length > 0)
    workspace.replace(
      panels.map(({ run, sampler: own }) => choiceOf(run, own)),
      sampler,
    );
  else if (sampler) workspace.share(sampler);
  const { lens: through, layers, chart, camera, pace, training_pace }: Sights = scene.sights ?? {};
  lens.look(through ? { name: through.name, settings: through.settings ?? {} } : null);
  if (typeof layers === 'string') sight.layers.show(layers);
  else if (panels.length > 0) sight.layers.show(UNNAMED.join('.'));
  if (chart) comparison.chart = chart;
  if (camera) sight.view.see(camera);
  if (pace) paces.setSampling(pace);
  if (training_pace) paces.setTraining(training_pace);
}

/** What is on the page now. */
export function sceneOf({ drawing, workspace, lens, sight, comparison, paces }: Stage): Scene {
  const { choice } = lens;
  return {
    version: SCENE_VERSION,
    subject: drawing.target,
    common: { sampler: workspace.sampler },
    processes: workspace.panels.map(({ run, sampler }) => (sampler ? { run, sampler } : { run })),
    sights: {
      lens: choice && { name: choice.name, settings: { ...choice.settings } },
      layers: sight.layers.text,
      chart: comparison.chart ?? null,
      camera: sight.view.camera,
      pace: paces.linked.pace,
      training_pace: paces.linked.trainingPace,
    },
  };
}
