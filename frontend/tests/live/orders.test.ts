import { describe, expect, it } from 'vitest';

import { Orders } from '../../src/live/orders';
import type { AnyCommand } from '../../src/protocol/generated';

class Said extends Orders {
  readonly sent: AnyCommand[] = [];
  protected send(command: AnyCommand): boolean {
    this.sent.push(command);
    return true;
  }
}

describe('what can be asked of the runs', () => {
  it.each<[(orders: Orders) => void, object]>([
    [(orders) => orders.train(), { type: 'train', runs: [], n_steps: null }],
    [(orders) => orders.train(['r1'], 5), { type: 'train', runs: ['r1'], n_steps: 5 }],
    [(orders) => orders.pause('both'), { type: 'pause', what: 'both', runs: [] }],
    [(orders) => orders.sample(null, ['r2']), { type: 'sample', sampler: null, runs: ['r2'], resume: false }],
    [(orders) => orders.resume(), { type: 'sample', runs: [], resume: true }],
    [(orders) => orders.tune({ step_size: 0.1 }), { type: 'tune', settings: { step_size: 0.1 }, runs: [] }],
    [(orders) => orders.step('training', 3), { type: 'step', what: 'training', n_steps: 3, runs: [] }],
    [(orders) => orders.pace(null), { type: 'pace', what: 'sampling', steps_per_second: null, runs: [] }],
  ])('is one command of the protocol: %#', (ask, command) => {
    const said = new Said();
    ask(said);
    expect(said.sent).toEqual([command]);
  });
});
