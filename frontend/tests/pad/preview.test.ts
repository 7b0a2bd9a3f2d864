import { describe, expect, it } from 'vitest';

import type { TargetPreview } from '../../src/protocol/generated';
import { Preview } from '../../src/pad/preview.svelte';
import { BLANK, type Target } from '../../src/pad/target';
import { FakeServer } from '../live/fakes';

function answer(densities: readonly number[], components: readonly number[] = []): TargetPreview {
  const text = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
  const floats = (values: readonly number[]) => text(new Uint8Array(new Float32Array(values).buffer));
  return {
    grid_side: 2,
    density: floats(densities),
    marginals: text(new Uint8Array(new Float32Array([0.1, 0.2, 0.3, 0.4]).buffer)),
    labels: text(new Uint8Array(new Int16Array([0, 255, 256, 288]).buffer)),
    score: floats([1, -1]),
    components: floats(components),
    modes: [{ position: [0, 0], mass: 1 }],
  } as TargetPreview;
}

const preset = (name: string): Target => ({ kind: 'preset', name });
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('the preview', () => {
  it('is the density as numbers, row 0 first, with its modes', async () => {
    const server = new FakeServer();
    const preview = new Preview(server);
    const asked = preview.ask(preset('a'));
    server.previews[0]?.answer(answer([0.5, 1, 2, 4]));
    await asked;
    expect([...(preview.density?.values ?? [])]).toEqual([0.5, 1, 2, 4]);
    expect([...(preview.density?.labels ?? [])]).toEqual([0, 255, 256, 288]);
  });

  it('has the exact score, and the Gaussians of what is no drawing', async () => {
    const server = new FakeServer();
    const preview = new Preview(server);
    const asked = preview.ask(preset('a'));
    server.previews[0]?.answer(answer([1, 1, 1, 1], [0.25, 2.5, 0, 0.5, 0.75, 0, -1.5, 0.5]));
    await asked;
    expect([...(preview.density?.score ?? [])]).toEqual([1, -1]);
    expect(preview.density?.components).toEqual([
      { weight: 0.25, mean: [2.5, 0], scale: 0.5 },
      { weight: 0.75, mean: [0, -1.5], scale: 0.5 },
    ]);
  });

  it('gives the Gaussians of the target on show and of no other', async () => {
    const server = new FakeServer();
    const preview = new Preview(server);
    const [old, next] = [preset('a'), preset('b')];
    const asked = preview.ask(old);
    server.previews[0]?.answer(answer([1, 1, 1, 1], [1, 0, 0, 0.5]));
    await asked;
    expect(preview.componentsOf(old)).toHaveLength(1);
    expect(preview.componentsOf(next)).toBeNull();
  });

  it('belongs to the newest question, in whatever order the answers come', async () => {
    const server = new FakeServer();
    const preview = new Preview(server);
    void preview.ask(preset('old'));
    void preview.ask(preset('new'));
    expect(server.previews[0]?.signal.aborted).toBe(true);
    server.previews[1]?.answer(answer([2, 2, 2, 2]));
    server.previews[0]?.answer(answer([1, 1, 1, 1]));
    await settled();
    expect(preview.density?.target).toEqual(preset('new'));
    expect(preview.density?.values[0]).toBe(2);
    expect(preview.asking).toBe(false);
  });

  it('glances only when nothing is being asked', () => {
    const server = new FakeServer();
    const preview = new Preview(server);
    preview.glance(preset('a'));
    preview.glance(preset('b'));
    expect(server.previews).toHaveLength(1);
  });

  it('asks once for the same target', () => {
    const server = new FakeServer();
    const preview = new Preview(server);
    const target = preset('a');
    void preview.ask(target);
    void preview.ask(target);
    expect(server.previews).toHaveLength(1);
  });

  it('of an empty drawing is nothing, without asking', async () => {
    const server = new FakeServer();
    const preview = new Preview(server);
    const asked = preview.ask(preset('a'));
    server.previews[0]?.answer(answer([1, 1, 1, 1]));
    await asked;
    await preview.ask(BLANK);
    expect(preview.density).toBeNull();
    expect(server.previews).toHaveLength(1);
  });

  it("keeps the server's sentence and the last density when a drawing is refused", async () => {
    const refusing = new FakeServer();
    refusing.preview = () => Promise.reject(new Error('Everything was erased; draw at least one stroke that stays.'));
    const preview = new Preview(refusing);
    await preview.ask(preset('a'));
    expect(preview.fault).toContain('Everything was erased');
    expect(preview.asking).toBe(false);
  });
});
