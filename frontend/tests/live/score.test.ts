import { describe, expect, it, vi } from 'vitest';

import { hand, type Roles } from '../../src/live/score';
import type { Frame } from '../../src/stream/decoder';

const ENVELOPE = { run: 'r', seq: 1, step: 2, facts: {} };
const X = { shape: 'points', count: 1, x: new Int16Array([5, -5]) } as const;
const MAP = {
  shape: 'map',
  side: 1,
  curves: new Map(),
  bars: new Map(),
  marks: new Map(),
  hatch: null,
  look: null,
} as const;

function heard(frame: Frame): Record<string, unknown> {
  const names = ['field', 'particles', 'lens', 'energy', 'data', 'other'] as const;
  const roles = Object.fromEntries(names.map((name) => [name, vi.fn()])) as unknown as Roles;
  hand(frame, roles);
  return Object.fromEntries(
    names.flatMap((name) => vi.mocked(roles[name]).mock.calls.map(([first]) => [name, first] as const)),
  );
}

describe('the layers of a score panel', () => {
  it('have an energy with the log Z that normalised it', () => {
    const facts = { log_z: '-1.25', reliable: 'false' };
    const maps = new Map([['log_density', new Float32Array([-1])]]);
    const { energy, ...others } = heard({ ...ENVELOPE, ...MAP, kind: 'energy', facts, maps });
    expect(energy).toMatchObject({ logZ: -1.25, reliable: false, side: 1, logDensity: maps.get('log_density') });
    expect(others).toEqual({});
    expect(() => heard({ ...ENVELOPE, ...MAP, kind: 'energy', facts, maps: new Map() })).toThrow('log_density');
  });

  it('have data that say how many there are, or that there is no end of them', () => {
    const data = { ...ENVELOPE, ...X, kind: 'data' };
    expect(heard({ ...data, facts: { of: '6000' } })).toMatchObject({ data: { of: 6000 } });
    expect(heard({ ...data, facts: { of: 'endless' } })).toMatchObject({ data: { of: null } });
    expect(() => heard({ ...data, facts: { of: 'many' } })).toThrow('not a whole number');
  });

  it('are refused in another shape than theirs, and a look must say what it shows', () => {
    expect(() => heard({ ...ENVELOPE, ...X, kind: 'field' })).toThrow('points, not arrows');
    expect(() => heard({ ...ENVELOPE, ...MAP, kind: 'lens', maps: new Map() })).toThrow('look');
  });

  it('leave a layer without a role to whoever takes it', () => {
    const frame = { ...ENVELOPE, ...X, kind: 'another' };
    expect(heard(frame)).toEqual({ other: frame });
  });
});
