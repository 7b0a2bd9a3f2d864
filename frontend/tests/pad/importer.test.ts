import { describe, expect, it } from 'vitest';

import type {
  FileTable,
  ImportedPoints,
  MixtureTarget,
  PointsQuery,
  SamplesQuery,
  TableQuery,
  TargetPreview,
  TargetSpec,
} from '../../src/protocol/generated';
import { Drawing } from '../../src/pad/drawing.svelte';
import { Importer, type Mass } from '../../src/pad/importer.svelte';
import type { Target } from '../../src/pad/target';
import type { Files, Ink } from '../../src/stream/files';
import { previewOf } from './previews';

const CLOUD: MixtureTarget = { kind: 'mixture', components: [{ weight: 1, mean: [0, 0], scale: 0.5 }] };
const PRESET: Target = { kind: 'preset', name: 'spiral' };
const TABLE = { columns: [{ name: 'a', numeric: true, role: 'data' }], rows: [['1']] } as unknown as FileTable;
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);

class FakeFiles implements Files {
  readonly queries: PointsQuery[] = [];
  readonly looked: TableQuery[] = [];
  readonly previewed: TargetSpec[] = [];
  refusal: Error | null = null;

  async points(_: Blob, query: PointsQuery): Promise<ImportedPoints> {
    this.queries.push(query);
    if (this.refusal) throw this.refusal;
    return { target: CLOUD, shown: '', n_points: 3, table: TABLE } as ImportedPoints;
  }
  async table(_: Blob, query: TableQuery): Promise<FileTable> {
    this.looked.push(query);
    return TABLE;
  }
  async picture(_: Ink) {
    return { target: CLOUD };
  }
  async preview(target: TargetSpec): Promise<TargetPreview> {
    this.previewed.push(target);
    if (this.refusal) throw this.refusal;
    return previewOf([{ position: [0, 0], mass: 1 }]);
  }
  async samples(query: SamplesQuery): Promise<Blob> {
    return new Blob([JSON.stringify(query)]);
  }
}

const masses: Mass[] = [];
const inkOf = async (_: Blob, mass: Mass) => {
  masses.push(mass);
  return { size: { width: 40, height: 30 }, ink: { width: 4, height: 3, levels: new Uint8Array(12) } };
};

function desk() {
  const files = new FakeFiles();
  return { files, importer: new Importer(files, inkOf), drawing: new Drawing(PRESET) };
}

describe('an import', () => {
  it('is shown before it is taken, and undo brings the drawing back', async () => {
    const { importer, drawing } = desk();
    await importer.open(new Blob(['1,2\n3,4']), 'a.csv');
    expect(importer.offer).toMatchObject({ name: 'a.csv', kind: 'points', target: CLOUD });
    expect(drawing.target).toBe(PRESET);
    importer.take(drawing);
    expect(drawing.target).toBe(CLOUD);
    expect(importer.offer).toBeNull();
    drawing.undo();
    expect(drawing.target).toBe(PRESET);
  });

  it('can be laid on top of what is there', async () => {
    const { importer, drawing, files } = desk();
    await importer.open(new Blob(['1,2\n3,4']), 'a.csv');
    await importer.add(drawing);
    expect(drawing.marks).toEqual([
      { source: PRESET, mass: 5, shift: [0, 0] },
      { source: CLOUD, mass: 5, shift: [0, 0] },
    ]);
    expect(files.previewed.at(-1)).toBe(drawing.target);
  });

  it('that the server refuses on top leaves the drawing and stays open', async () => {
    const { importer, drawing, files } = desk();
    await importer.open(new Blob(['1,2\n3,4']), 'a.csv');
    files.refusal = new Error('too many Gaussians');
    await importer.add(drawing);
    expect(drawing.target).toBe(PRESET);
    expect(importer.fault).toBe('too many Gaussians');
    expect(importer.offer).not.toBeNull();
  });

  it('asks again with another scaling or bandwidth', async () => {
    const { importer, files } = desk();
    await importer.open(new Blob(['1,2\n3,4']), 'a.csv');
    await importer.ask({ scaling: 'keep' });
    await importer.ask({ bandwidth_factor: 2 });
    expect(files.queries).toEqual([{}, { scaling: 'keep' }, { scaling: 'keep', bandwidth_factor: 2 }]);
    await importer.open(new Blob(['1,2\n3,4']), 'b.csv');
    expect(files.queries.at(-1)).toEqual({});
  });

  it('asks for other columns, and for those found anew where cells are parted otherwise', async () => {
    const { importer, files } = desk();
    await importer.open(new Blob(['1,2\n3,4']), 'a.csv');
    await importer.ask({ x: 2, y: 1 });
    expect(files.queries.at(-1)).toEqual({ x: 2, y: 1 });
    await importer.ask({ header: false });
    expect(files.queries.at(-1)).toEqual({ x: 2, y: 1, header: false });
    await importer.ask({ decimal: ',' });
    expect(files.queries.at(-1)).toEqual({ x: null, y: null, header: false, decimal: ',' });
  });

  it('that gives no density keeps what can be chosen in sight, and nothing to take', async () => {
    const { importer, files, drawing } = desk();
    files.refusal = new Error('all in one place');
    await importer.open(new Blob(['1,2\n3,4']), 'a.csv');
    expect(importer.fault).toBe('all in one place');
    expect(importer.offer).toBeNull();
    expect(importer.table).toBe(TABLE);
    expect(files.looked).toEqual([{ decimal: null, header: null, orientation: null }]);
    importer.take(drawing);
    expect(drawing.target).toBe(PRESET);
    files.refusal = null;
    await importer.open(new Blob(['1,2\n3,4']), 'a.csv');
    await importer.ask({ x: 1, y: 0 });
    expect(importer.fault).toBeNull();
    expect(importer.offer?.points?.n_points).toBe(3);
  });

  it('of a picture that is refused can still be light for mass', async () => {
    const { importer, files } = desk();
    files.refusal = new Error('all of one colour');
    await importer.open(new Blob([PNG]), 'a.png');
    expect([importer.kind, importer.offer, importer.fault]).toEqual(['picture', null, 'all of one colour']);
    files.refusal = null;
    await importer.weigh('light');
    expect([importer.mass, importer.fault]).toEqual(['light', null]);
    expect(importer.offer?.picture).toEqual({ width: 40, height: 30 });
  });

  it('of a picture can have light for mass', async () => {
    const { importer } = desk();
    await importer.open(new Blob([PNG]), 'a.png');
    expect(importer.offer).toMatchObject({ kind: 'picture', picture: { width: 40 } });
    await importer.weigh('light');
    expect(masses.slice(-2)).toEqual(['dark', 'light']);
  });

  it('of an exported drawing is the drawing itself', async () => {
    const { importer, drawing } = desk();
    const target = { kind: 'drawing', strokes: [{ points: [[1, 2]], width: 0.2, weight: 1 }] };
    await importer.openText(JSON.stringify(target));
    importer.take(drawing);
    expect(drawing.target).toEqual(target);
  });

  it.each([
    ['{"kind": "drawing"', 'is none'],
    ['{"kind": "nonsense"}', 'holds no target'],
  ])('of %s is refused in words', async (text, sentence) => {
    const { importer } = desk();
    await importer.openText(text);
    expect(importer.fault).toContain(sentence);
    expect(importer.offer).toBeNull();
    importer.cancel();
    expect(importer.fault).toBeNull();
  });

  it('of a file that is too large is refused before it is read', async () => {
    const { importer, files } = desk();
    await importer.open(new Blob([new Uint8Array(9_000_000)]), 'big.csv');
    expect(importer.fault).toContain('holds 9 MB and at most 8 MB');
    expect(files.queries).toEqual([]);
  });
});
