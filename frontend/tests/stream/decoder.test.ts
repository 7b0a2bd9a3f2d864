import { describe, expect, it } from 'vitest';

import { decodeFrame } from '../../src/stream/decoder';
import { MalformedMessage, parseSafetensors } from '../../src/stream/safetensors';
import { fieldFrame, floats, safetensors, shorts, type Part } from './bytes';

const PARTICLES = { v: '1', kind: 'particles', shape: 'points', run: 'r', seq: '7', step: '40' };

function bytes(shape: readonly number[], values: readonly number[]): Part {
  return { dtype: 'U8', shape, bytes: new Uint8Array(values).buffer };
}

describe('a safetensors buffer', () => {
  it('gives views into the message, not copies', () => {
    const buffer = safetensors({}, { a: floats([3], [1, 2, 3]) });
    const a = parseSafetensors(buffer).tensors.get('a');
    expect(a?.data.buffer).toBe(buffer);
    expect([...(a?.data ?? [])]).toEqual([1, 2, 3]);
  });

  it('copies only an array that does not start on a multiple of its element', () => {
    const buffer = safetensors({}, { a: floats([2], [1.5, -2]) }, null);
    const a = parseSafetensors(buffer).tensors.get('a');
    expect(a?.data.buffer).not.toBe(buffer);
    expect([...(a?.data ?? [])]).toEqual([1.5, -2]);
  });

  it('reads several arrays of several types', () => {
    const parts = { a: floats([1], [0.5]), b: shorts([2, 1], [-32768, 32767]) };
    const { tensors } = parseSafetensors(safetensors({}, parts));
    expect([...(tensors.get('b')?.data ?? [])]).toEqual([-32768, 32767]);
    expect(tensors.get('b')?.shape).toEqual([2, 1]);
  });

  it.each([
    ['too short for a header', new ArrayBuffer(4), 'no header'],
    ['a header beyond its end', new BigUint64Array([99n]).buffer, 'longer than the message'],
    ['a shape its bytes do not fill', safetensors({}, { a: floats([3], [1, 2]) }), 'does not fill its place'],
  ])('refuses a message with %s', (_, buffer, words) => {
    expect(() => parseSafetensors(buffer)).toThrow(words);
  });
});

describe('a frame', () => {
  it('of arrows is a vector field, row 0 first, with its side', () => {
    const frame = decodeFrame(fieldFrame('run-a', 3, 120));
    expect(frame).toMatchObject({ shape: 'arrows', kind: 'field', run: 'run-a', seq: 3, step: 120, side: 2 });
    expect(frame.shape === 'arrows' && [...frame.values]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('of points counts them and keeps the mark of those off the box', () => {
    const frame = decodeFrame(safetensors(PARTICLES, { x: shorts([2, 2], [0, 100, -32768, -32768]) }));
    expect(frame).toMatchObject({ shape: 'points', kind: 'particles', count: 2, seq: 7, step: 40 });
    expect(frame.shape === 'points' && frame.x[2]).toBe(-32768);
  });

  it('of a map carries its maps in the order of its look, with curves and words', () => {
    const look = {
      lens: 'error-map',
      note: '',
      maps: {
        size: { quantity: 'length', unit: '1/unit', scale: 'error', low: 0, high: 1 },
        angle: { quantity: 'angle', unit: 'degrees', scale: 'error', low: 0, high: 90 },
      },
      numbers: {},
      curves: { trend: { x_label: 'step', y_label: 'error' } },
    };
    const metadata = { ...PARTICLES, kind: 'lens', shape: 'map', look: JSON.stringify(look) };
    const parts = {
      angle: floats([2, 2], [0, 10, NaN, 30]),
      size: floats([2, 2], [1, 1, 1, 1]),
      'curve.trend.x': floats([2], [0, 1]),
      'curve.trend.y': floats([2], [5, 4]),
    };
    const frame = decodeFrame(safetensors(metadata, parts));
    if (frame.shape !== 'map') throw new Error('not a map');
    expect([...frame.maps.keys()]).toEqual(['size', 'angle']);
    expect([...(frame.maps.get('angle') ?? [])]).toEqual([0, 10, NaN, 30]);
    expect([...(frame.curves.get('trend')?.y ?? [])]).toEqual([5, 4]);
    expect(frame).toMatchObject({ side: 2, look: { lens: 'error-map' } });
  });

  it('of a look carries its bars and marks by name, and refuses rows of another width', () => {
    const look = { maps: {}, curves: {}, bars: { tries: {} }, marks: { way: {} } };
    const metadata = { ...PARTICLES, kind: 'lens', shape: 'map', look: JSON.stringify(look) };
    const parts = { 'bars.tries': floats([1, 4], [0, 2, 1, 1]), 'mark.way': floats([2, 2], [0, 1, 2, 3]) };
    const frame = decodeFrame(safetensors(metadata, parts));
    if (frame.shape !== 'map') throw new Error('not a map');
    expect([...(frame.bars.get('tries') ?? [])]).toEqual([0, 2, 1, 1]);
    expect([...(frame.marks.get('way') ?? [])]).toEqual([0, 1, 2, 3]);
    const wrong = { ...parts, 'mark.way': floats([1, 4], [0, 1, 2, 3]) };
    expect(() => decodeFrame(safetensors(metadata, wrong))).toThrow('not n x 2');
  });

  it('of a map without a look holds every square array by its name, and facts as text', () => {
    const metadata = { ...PARTICLES, kind: 'energy', shape: 'map', log_z: '-1.25', reliable: 'false' };
    const frame = decodeFrame(safetensors(metadata, { log_density: floats([2, 2], [-1, -2, -3, -4]) }));
    expect(frame).toMatchObject({ side: 2, look: null, facts: { log_z: '-1.25', reliable: 'false' } });
    expect(frame.shape === 'map' && [...(frame.maps.get('log_density') ?? [])]).toEqual([-1, -2, -3, -4]);
    expect(() => decodeFrame(safetensors(metadata, { log_density: floats([4], [1, 2, 3, 4]) }))).toThrow('side x side');
  });

  it('of pixels is a picture, top row first', () => {
    const frame = decodeFrame(safetensors({ ...PARTICLES, shape: 'pixels' }, { cells: bytes([1, 3], [0, 128, 255]) }));
    expect(frame).toMatchObject({ width: 3, height: 1 });
    expect(frame.shape === 'pixels' && [...frame.pixels]).toEqual([0, 128, 255]);
  });

  it('of curves and of bars holds them by name', () => {
    const line = { 'a.x': floats([2], [0, 1]), 'a.y': floats([2], [5, 4]) };
    const curves = decodeFrame(safetensors({ ...PARTICLES, shape: 'curves' }, line));
    expect(curves.shape === 'curves' && [...(curves.curves.get('a')?.y ?? [])]).toEqual([5, 4]);
    const bars = decodeFrame(safetensors({ ...PARTICLES, shape: 'bars' }, { n: floats([2], [7, 9]) }));
    expect(bars.shape === 'bars' && [...(bars.series.get('n') ?? [])]).toEqual([7, 9]);
  });

  it.each([
    ['another version', { ...PARTICLES, v: '2' }, 'has version 2'],
    ['an unknown shape', { ...PARTICLES, shape: 'smell' }, 'unknown shape smell'],
    ['no sequence number', { v: '1', kind: 'particles', shape: 'points', run: 'r', step: '1' }, 'does not say its seq'],
    ['a broken step', { ...PARTICLES, step: 'x' }, 'step of a frame is not a whole number'],
  ])('with %s is refused in words', (_, metadata, words) => {
    const buffer = safetensors(metadata, { x: shorts([1, 2], [0, 0]) });
    expect(() => decodeFrame(buffer)).toThrow(MalformedMessage);
    expect(() => decodeFrame(buffer)).toThrow(words);
  });

  it('with an array of another type or shape is refused', () => {
    expect(() => decodeFrame(safetensors(PARTICLES, { x: floats([1, 2], [0, 0]) }))).toThrow('another type');
    expect(() => decodeFrame(safetensors(PARTICLES, { x: shorts([4], [0, 0, 0, 0]) }))).toThrow('not n x 2');
    expect(() => decodeFrame(safetensors(PARTICLES, {}))).toThrow('one array, not 0');
  });
});
