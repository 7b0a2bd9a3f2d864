/** The tour of the first visit: five steps at the page's own controls, each over when the user has done it. */

import type { Corner } from '../form/more.svelte';
import type { Catalogue } from '../desk/catalogue.svelte';
import { recall, remember } from '../lib/storage';
import type { Experiment } from '../live/experiment.svelte';
import type { Drawing } from '../pad/drawing.svelte';
import type { Target } from '../pad/target';
import type { Demonstration } from '../protocol/generated';

/** What the tour watches, and what plays its demonstrations. */
export interface Toured {
  readonly drawing: Pick<Drawing, 'target' | 'blank'>;
  readonly experiment: Pick<Experiment, 'stage' | 'panels'>;
  readonly catalogue: Catalogue;
  play(story: Demonstration): Promise<void>;
}

export interface Step {
  readonly title: string;
  readonly text: string;
  /** The control it speaks of, and what else must stay in sight, as selectors. */
  readonly anchor: string;
  readonly see: readonly string[];
  readonly done: (page: Toured, before: Target) => boolean;
  /** The corner of the page that its control stands in, unfolded while the step is on show. */
  readonly unfolds?: Corner;
  /** Whether pressing the anchor is doing it. */
  readonly pressed?: boolean;
  /** The demonstration that does it for the user. */
  readonly demonstration?: string;
}

/** Total variation from which a lost share can be seen at a glance, and below which shares are right. */
const LOST = 0.15;
const RIGHT = 0.06;

const shareErrors = ({ experiment }: Toured) =>
  experiment.panels.map(({ samples }) => samples?.values['mode_weight_tv'] ?? null);

export const STEPS: readonly Step[] = [
  {
    title: 'Draw a distribution',
    text: 'Every stroke becomes an exact probability density whose modes have exact shares. Draw on the pad, or go on with two Gaussians that hold 20 % and 80 %.',
    anchor: '[data-testid="pad"]',
    see: [],
    done: ({ drawing }, before) => drawing.target !== before && !drawing.blank,
  },
  {
    title: 'Train',
    text: 'Every panel learns the score of your drawing, the arrows that point to where data is dense. All panels see the same batches.',
    anchor: '[data-action="train"], [data-bar="train"]',
    see: ['canvas[data-stage="0"]'],
    done: ({ experiment }) => experiment.stage === 'training',
  },
  {
    title: 'Look at the error',
    text: 'The exact score is known here, so the page says how wrong the learnt one is: 0 is perfect, 1 is as good as no arrows. Press the name of the figure for its equation.',
    anchor: 'article div:has(> [data-figure="relative_fisher_error"])',
    see: ['canvas[data-stage="0"]'],
    unfolds: 'controls',
    done: () => false,
    pressed: true,
  },
  {
    title: 'Sample, and lose the 20 %',
    text: 'From a uniform start Langevin cannot cross the void: the 20 % mode keeps about half of the particles, even on the exact score. Let the page show it, and watch the shares below the pictures.',
    anchor: '[data-action="sample"], [data-bar="sample"]',
    see: ['article [data-walk-step]', 'article .shares', 'canvas[data-stage="0"]'],
    done: (page) => shareErrors(page).some((error) => error !== null && error > LOST),
    demonstration: 'lost-mode-weights',
  },
  {
    title: 'What mends it',
    text: 'Under much noise the modes touch and the shares are settled; then the noise comes down level by level. Let the page show it: the same start, annealed, ends at 80 : 20.',
    anchor: '#sampler',
    see: ['article .shares', 'canvas[data-stage="0"]'],
    done: (page) => {
      const errors = shareErrors(page);
      const annealed = page.experiment.panels.every(({ spec }) => spec.sampler?.sampler === 'annealed-langevin');
      return annealed && errors.length > 0 && errors.every((error) => error !== null && error < RIGHT);
    },
    demonstration: 'annealing-mends-it',
  },
];

const KEY = 'tour';
const isSeen = (value: unknown): value is 'seen' => value === 'seen';

export class Tour {
  /** The step on show; the number of steps after the last one; null while there is no tour. */
  #at: number | null = $state(null);
  #before: Target | null = null;
  /** Whether what the step asks for had been done when it came: then it waits for the user's word. */
  #already = false;

  constructor(private readonly page: Toured) {}

  get at(): number | null {
    return this.#at;
  }

  get step(): Step | null {
    return this.#at === null ? null : (STEPS[this.#at] ?? null);
  }

  /** Begins by itself on the first visit, unless a link brought the user here to see something else. */
  welcome(linked: boolean): void {
    if (!linked && !recall(KEY, isSeen)) this.start();
  }

  start(): void {
    remember(KEY, 'seen');
    this.#go(0);
  }

  next(): void {
    if (this.#at !== null) this.#go(Math.min(STEPS.length, this.#at + 1));
  }

  back(): void {
    if (this.#at) this.#go(this.#at - 1);
  }

  end(): void {
    this.#at = null;
  }

  /** Go on if the user has done what the step asks for. Reads what it depends on: meant for an effect. */
  watch(): void {
    if (this.step && this.#isDone() && !this.#already) this.next();
  }

  /** Let the page do it. */
  async show(): Promise<void> {
    const name = this.step?.demonstration;
    const found = this.page.catalogue.demonstrations.find((each) => each.name === name);
    if (found) await this.page.play(found);
  }

  #isDone(): boolean {
    return this.step?.done(this.page, this.#before ?? this.page.drawing.target) ?? false;
  }

  #go(at: number): void {
    this.#before = this.page.drawing.target;
    this.#at = at;
    this.#already = this.#isDone();
  }
}
