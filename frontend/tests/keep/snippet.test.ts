import { describe, expect, it } from 'vitest';

import { snippet } from '../../src/keep/snippet';

describe('the lines of Python for a file of weights', () => {
  it('read that very file by the program’s own name', () => {
    const lines = snippet('scorescape-rings.safetensors', false);
    expect(lines).toContain('Path("scorescape-rings.safetensors").read_bytes()');
    expect(lines).toContain('from scorescape.');
  });

  it('ask for an energy only where there is one', () => {
    expect(snippet('a.safetensors', false)).not.toContain('field.energy');
    expect(snippet('a.safetensors', true)).toContain('field.energy(x)');
  });
});
