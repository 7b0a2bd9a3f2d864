/** Demonstrations on the page, and what was there before the first of them: nothing of it is lost. */

import { refusal } from '../../desk/scene';
import { readLink, writeLink } from '../../link/link';
import { forget, recall, remember } from '../../lib/storage';
import type { Experiment } from '../../live/experiment.svelte';
import type { Steps, Told } from '../../pad/steps.svelte';
import type { Demonstration, Scene } from '../../protocol/generated';
import type { Api } from '../../stream/api';

/** What showing a scene needs of the page. */
export interface Shown {
  readonly experiment: Pick<Experiment, 'id' | 'leave' | 'attach' | 'whenOpen' | 'train'>;
  readonly scene: Scene;
  /** What can be taken back. */
  readonly steps: Pick<Steps, 'told' | 'restore' | 'did'>;
  /** Put a scene on the page without asking anything of an experiment. */
  put(scene: Scene): void;
  /** A new experiment for what is on the page. */
  renew(): Promise<boolean>;
  /** The page has come back to an experiment. */
  returned(): void;
}

/** Parts of the page that a folded page still has room for beside its pictures. */
const BESIDE = ['lens', 'charts', 'noise', 'weight'] as const;

const KEY = 'kept';

interface Left {
  readonly id: string | null;
  readonly link: string;
}

function isLeft(value: unknown): value is Left {
  return typeof value === 'object' && value !== null && 'id' in value && 'link' in value;
}

interface Kept {
  readonly id: string | null;
  readonly scene: Scene;
  readonly steps: Told;
}

/** What this tab left before it was loaded again. */
function leftBefore(): Kept | null {
  const left = recall(KEY, isLeft, 'tab');
  return left && { id: left.id, scene: readLink(left.link), steps: { past: [], future: [] } };
}

export class Showing {
  /** The demonstration on show. */
  #story: Demonstration | null = $state.raw(null);
  /** Whether it has the page to itself: the pad and the controls are folded away. */
  folded = $state(false);
  /** What was here before the first of the demonstrations that were played one after the other. */
  #kept: Kept | null = $state.raw(leftBefore());

  constructor(
    private readonly page: Shown,
    private readonly api: Pick<Api, 'remove'>,
  ) {}

  get story(): Demonstration | null {
    return this.#story;
  }

  /** Whether a demonstration that has the page to itself speaks of this part, which then stands beside its pictures. */
  beside(part: (typeof BESIDE)[number]): boolean {
    const { sights, text } = this.#story?.scene ?? {};
    if (part === 'lens' && sights?.lens) return true;
    return (text?.beats ?? []).some(({ lit = [] }) => lit.includes(part));
  }

  /** Whether nothing stands there. */
  get bare(): boolean {
    return !BESIDE.some((part) => this.beside(part));
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
    if (this.#kept === null) this.#leave(story, folded);
    page.put(story.scene);
    this.#story = story;
    this.folded = folded;
    if (await page.renew()) page.experiment.whenOpen(() => page.experiment.train());
    return null;
  }

  /** What is here stays alive; coming back to it is a step that can be taken, and undone, like any other. */
  #leave(story: Demonstration, folded: boolean): void {
    const { experiment, scene, steps } = this.page;
    this.#kept = { id: experiment.id, scene, steps: steps.told };
    remember(KEY, { id: experiment.id, link: writeLink(scene) } satisfies Left, 'tab');
    experiment.leave();
    steps.did({
      undo: () => this.back().then(() => true),
      redo: () => this.play(story, folded).then((fault) => fault === null),
    });
  }

  /** To what was here before: the same experiment with its figures, if there was one. */
  async back(): Promise<void> {
    const [kept, { page }] = [this.#kept, this];
    if (kept === null) return;
    const shown = page.experiment.id;
    this.#kept = null;
    forget(KEY, 'tab');
    page.experiment.leave();
    page.steps.restore(kept.steps);
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
