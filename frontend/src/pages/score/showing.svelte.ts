/** Demonstrations on the page, and what was there before the first of them: nothing of it is lost. */

import { refusal } from '../../desk/scene';
import type { Experiment } from '../../live/experiment.svelte';
import type { Demonstration, Scene } from '../../protocol/generated';
import type { Api } from '../../stream/api';

/** What showing a scene needs of the page. */
export interface Shown {
  readonly experiment: Pick<Experiment, 'id' | 'leave' | 'attach' | 'whenOpen' | 'train'>;
  readonly scene: Scene;
  /** Put a scene on the page without asking anything of an experiment. */
  put(scene: Scene): void;
  /** A new experiment for what is on the page. */
  renew(): Promise<boolean>;
  /** The page has come back to an experiment. */
  returned(): void;
}

/** Parts of the page that a folded page still has room for beside its pictures. */
const BESIDE = ['lens', 'charts'];

export class Showing {
  /** The demonstration on show. */
  #story: Demonstration | null = $state.raw(null);
  /** Whether it has the page to itself: the pad and the controls are folded away. */
  folded = $state(false);
  /** What was here before the first of the demonstrations that were played one after the other. */
  #kept: { readonly id: string | null; readonly scene: Scene } | null = $state.raw(null);

  constructor(
    private readonly page: Shown,
    private readonly api: Pick<Api, 'remove'>,
  ) {}

  get story(): Demonstration | null {
    return this.#story;
  }

  /** Whether nothing that the demonstration speaks of stands beside the pictures. */
  get bare(): boolean {
    const { sights, text } = this.#story?.scene ?? {};
    const beside = (text?.beats ?? []).some(({ lit = [] }) => lit.some((part) => BESIDE.includes(part)));
    return !beside && !sights?.lens;
  }

  /** Whether there is something from before to come back to. */
  get hasKept(): boolean {
    return this.#kept !== null;
  }

  /**
   * Set the page up as a demonstration wants it, and train; sampling follows when all panels have learnt. What was here
   * stays alive, to come back to. Returns why it cannot be shown, in a sentence; null when it plays.
   */
  async play(story: Demonstration, folded: boolean): Promise<string | null> {
    const fault = refusal(story.scene);
    if (fault !== null) return fault;
    const { page } = this;
    if (this.#kept === null) {
      this.#kept = { id: page.experiment.id, scene: page.scene };
      page.experiment.leave();
    }
    page.put(story.scene);
    this.#story = story;
    this.folded = folded;
    if (await page.renew()) page.experiment.whenOpen(() => page.experiment.train());
    return null;
  }

  /** To what was here before: the same experiment with its figures, if there was one. */
  async back(): Promise<void> {
    const [kept, { page }] = [this.#kept, this];
    if (kept === null) return;
    const shown = page.experiment.id;
    this.#kept = null;
    page.experiment.leave();
    page.put(kept.scene);
    this.end();
    if (kept.id === null) await page.renew();
    else page.experiment.attach(kept.id);
    page.returned();
    // it may be gone already: that is what was wanted
    if (shown !== null) await this.api.remove(shown).catch(() => undefined);
  }

  end(): void {
    this.#story = null;
    this.folded = false;
  }
}
