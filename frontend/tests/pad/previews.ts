/** A preview of two halves of the box, left and right, one mode each. */

import type { ModeInfo, TargetPreview } from '../../src/protocol/generated';

export function previewOf(modes: readonly ModeInfo[]): TargetPreview {
  const text = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
  const floats = (values: readonly number[]) => text(new Uint8Array(new Float32Array(values).buffer));
  return {
    grid_side: 2,
    composition: null,
    density: floats([1, 1, 1, 1]),
    marginals: floats([0.5, 0.5, 0.5, 0.5]),
    labels: text(new Uint8Array(new Int16Array([0, 1, 0, 1]).buffer)),
    score: floats([0, 0]),
    components: '',
    modes: [...modes],
    hidden_modes: 0,
    hidden_mass: 0,
    n_components: 2,
    narrowest_scale: 0.2,
    mass_outside: 0,
    warning: '',
    fingerprint: '',
    objective_defaults: {},
    sampler_defaults: {},
  };
}
