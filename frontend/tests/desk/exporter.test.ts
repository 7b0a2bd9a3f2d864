import { describe, expect, it } from 'vitest';

import { Exporter } from '../../src/desk/exporter.svelte';

describe('what leaves the page', () => {
  it('is told while it is made and when it was', async () => {
    const exporter = new Exporter();
    const making = exporter.run('picture', async () => 'a.png');
    expect([exporter.doing, exporter.done]).toEqual(['picture', null]);
    await making;
    expect([exporter.doing, exporter.done, exporter.fault]).toEqual([null, 'a.png', null]);
  });

  it('is a sentence where it could not be made, until the next attempt', async () => {
    const exporter = new Exporter();
    await exporter.run('film', () => Promise.reject(new Error('This browser cannot record; take a picture.')));
    expect([exporter.doing, exporter.done]).toEqual([null, null]);
    expect(exporter.fault).toBe('This browser cannot record; take a picture.');
    await exporter.run('picture', async () => 'a.png');
    expect(exporter.fault).toBeNull();
  });
});
