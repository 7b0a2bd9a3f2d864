import { describe, expect, it, vi } from 'vitest';

import { Paces } from '../../src/desk/paces.svelte';

function paces() {
  const pace = vi.fn();
  const changed = vi.fn();
  const made = new Paces({ pace, whenOpen: (action) => action() });
  made.changed.add(changed);
  return { made, pace, changed };
}

describe('paces', () => {
  it('are told to the server as they are set, the walk apart from the training', () => {
    const { made, pace, changed } = paces();
    made.setSampling(10);
    made.setTraining(5);
    made.setTraining(null);
    expect(pace.mock.calls).toEqual([[10], [5, 'training'], [null, 'training']]);
    expect(changed).toHaveBeenCalledTimes(3);
    expect([made.sampling, made.training]).toEqual([10, null]);
  });

  it('of a link go to every new experiment; those that it begins with need no word', () => {
    const linked = paces();
    linked.made.setSampling(7);
    linked.made.setTraining(3);
    linked.pace.mockClear();
    linked.made.limit();
    expect(linked.pace.mock.calls).toEqual([[3, 'training'], [7]]);
    const first = paces();
    first.made.limit();
    expect(first.pace).not.toHaveBeenCalled();
  });

  it('stand in a link only where they are not as on a first visit', () => {
    const { made } = paces();
    expect(made.linked).toEqual({ pace: null, trainingPace: null });
    made.setSampling(61);
    made.setTraining(100);
    expect(made.linked).toEqual({ pace: 61, trainingPace: 100 });
  });
});
