import { beforeEach, describe, expect, it, vi } from 'vitest';

import { STEPS, Tour, type Toured } from '../../src/help/tour.svelte';
import { BLANK, type Target } from '../../src/pad/target';

interface Page {
  drawing: { target: Target; blank: boolean };
  experiment: { stage: string; panels: unknown[] };
  catalogue: { demonstrations: { name: string }[] };
  played: string[];
  play: (story: { name: string }) => Promise<void>;
}

const TWO: Target = { kind: 'preset', name: 'two-gaussians' };

function page(): Page {
  const made: Page = {
    drawing: { target: TWO, blank: false },
    experiment: { stage: 'ready', panels: [] },
    catalogue: { demonstrations: [{ name: 'lost-mode-weights' }, { name: 'annealing-mends-it' }] },
    played: [],
    play: (story) => Promise.resolve(void made.played.push(story.name)),
  };
  return made;
}

const tourOf = (made: Page) => new Tour(made as unknown as Toured);
const panel = (error: number, sampler = 'langevin') => ({
  samples: { values: { mode_weight_tv: error } },
  spec: { sampler: { sampler } },
});

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
});

describe('the tour', () => {
  it('begins on the first visit only, and not where a link brought the user', () => {
    const linked = tourOf(page());
    linked.welcome(true);
    expect(linked.at).toBeNull();
    const first = tourOf(page());
    first.welcome(false);
    expect(first.at).toBe(0);
    const second = tourOf(page());
    second.welcome(false);
    expect(second.at).toBeNull();
    second.start();
    expect(second.at).toBe(0);
  });

  it('has five steps and goes on when each is done', async () => {
    const made = page();
    const tour = tourOf(made);
    tour.start();
    tour.watch();
    expect(tour.at).toBe(0);
    made.drawing = { target: { kind: 'preset', name: 'spiral' }, blank: false };
    tour.watch();
    expect(tour.at).toBe(1);
    made.experiment.stage = 'training';
    tour.watch();
    expect(tour.at).toBe(2);
    tour.next();
    await tour.show();
    expect(made.played).toEqual(['lost-mode-weights']);
    made.experiment.panels = [panel(0.02), panel(0.31)];
    tour.watch();
    expect(tour.at).toBe(4);
    await tour.show();
    expect(made.played).toEqual(['lost-mode-weights', 'annealing-mends-it']);
    made.experiment.panels = [panel(0.31, 'annealed-langevin')];
    tour.watch();
    expect(tour.at).toBe(4);
    made.experiment.panels = [panel(0.01, 'annealed-langevin'), panel(0.02, 'annealed-langevin')];
    tour.watch();
    expect(tour.at).toBe(STEPS.length);
    expect(tour.step).toBeNull();
  });

  it('does not rush past what had been done before it came', () => {
    const made = page();
    made.experiment.stage = 'training';
    const tour = tourOf(made);
    tour.start();
    tour.next();
    tour.watch();
    expect(tour.at).toBe(1);
    tour.back();
    expect(tour.at).toBe(0);
    tour.end();
    tour.next();
    expect(tour.at).toBeNull();
  });

  it('is not content with a pad that was wiped', () => {
    const made = page();
    const tour = tourOf(made);
    tour.start();
    made.drawing = { target: BLANK, blank: true };
    tour.watch();
    expect(tour.at).toBe(0);
  });
});
