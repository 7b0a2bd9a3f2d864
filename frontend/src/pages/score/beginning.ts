/** What the page can begin with beside its link's own set-up: an entry of the gallery, a demonstration, its own panels. */

import type { Catalogue } from '../../desk/catalogue.svelte';
import { choiceOf, type Workspace } from '../../desk/workspace.svelte';
import type { Experiment } from '../../live/experiment.svelte';
import { leave, ofScores, placeOf } from '../../link/entry';
import type { Demonstration, RunSpec, SamplerSpec, Scene } from '../../protocol/generated';
import type { Shelf } from '../../stream/shelf';

interface Page {
  readonly catalogue: Pick<Catalogue, 'demonstrations'>;
  readonly experiment: Pick<Experiment, 'attach' | 'notice'>;
  readonly workspace: Pick<Workspace, 'replace'>;
  linkFault: string | null;
  put(scene: Scene): void;
  returned(): void;
  renew(): Promise<boolean>;
  play(story: Demonstration, how: { folded: boolean }): Promise<void>;
}

/**
 * What was kept in the gallery, alive again with what it had learnt; false if it is not there. What is of another kind
 * is left to its page, and nothing of it is brought to life here.
 */
export async function reopened(
  page: Page,
  shelf: Pick<Shelf, 'reopen' | 'scene'>,
  entry: string,
  go = leave,
): Promise<boolean> {
  try {
    const kept = await shelf.scene(entry);
    if (!ofScores(kept)) {
      go(placeOf(kept, entry));
      return true;
    }
    const { scene, experiment } = await shelf.reopen(entry);
    page.put(scene);
    page.experiment.attach(experiment.id);
    page.returned();
    return true;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    page.linkFault = `This link names an entry of the gallery that cannot be opened, and the page shows its own: ${why}`;
    return false;
  }
}

/** Play a demonstration, once the server has said which there are; false without one of this name. */
export async function openedWith(page: Page, name: string, known: Promise<void>): Promise<boolean> {
  await known;
  const story = page.catalogue.demonstrations.find((each) => each.name === name);
  if (!story) return false;
  await page.play(story, { folded: true });
  return true;
}

/** The drawing of the link with the panels the page begins with. */
export async function withoutLinkedPanels(page: Page, runs: readonly RunSpec[], sampler: SamplerSpec): Promise<void> {
  const refusal = page.experiment.notice;
  page.workspace.replace(runs.map((run) => choiceOf(run, sampler)));
  if (await page.renew())
    page.linkFault = `This server has no panels as the link wants them, and shows its own: ${refusal ?? 'it refused them.'}`;
}
