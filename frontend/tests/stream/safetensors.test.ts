import { describe, expect, it } from 'vitest';

import { MalformedMessage, parseSafetensors } from '../../src/stream/safetensors';
import { floats, safetensors, shorts } from './bytes';

describe('the safetensors container', () => {
  it.each([8, null])('gives shapes, values and metadata, aligned or not (%s)', (align) => {
    const parts = { score: floats([1, 2], [0.5, -3]), x: shorts([3], [1, -2, 3]) };
    const { metadata, tensors } = parseSafetensors(safetensors({ run: 'r1' }, parts, align));
    expect(metadata).toEqual({ run: 'r1' });
    expect(tensors.get('score')).toEqual({ shape: [1, 2], data: Float32Array.of(0.5, -3) });
    expect(tensors.get('x')).toEqual({ shape: [3], data: Int16Array.of(1, -2, 3) });
  });

  it('copies nothing that is aligned', () => {
    const message = safetensors({}, { score: floats([1], [1]) });
    expect(parseSafetensors(message).tensors.get('score')?.data.buffer).toBe(message);
  });

  const bytes = (header: string, data = 0) => {
    const text = new TextEncoder().encode(header);
    const buffer = new Uint8Array(8 + text.length + data);
    new DataView(buffer.buffer).setBigUint64(0, BigInt(text.length), true);
    buffer.set(text, 8);
    return buffer.buffer;
  };

  it.each([
    [new ArrayBuffer(3), 'has no header'],
    [Uint8Array.of(255, 0, 0, 0, 0, 0, 0, 0).buffer, 'longer than the message'],
    [bytes('[]'), 'not a JSON object'],
    [bytes('{broken'), 'not a JSON object'],
    [bytes('{"a":{"dtype":"F32","shape":[1]}}'), 'no type, shape or place'],
    [bytes('{"a":{"dtype":"Q7","shape":[1],"data_offsets":[0,4]}}', 4), 'unknown type Q7'],
    [bytes('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}', 4), 'does not fill its place'],
    [bytes('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}', 4), 'does not fill its place'],
  ])('says what is wrong with a message that is none: %#', (message, words) => {
    expect(() => parseSafetensors(message)).toThrow(MalformedMessage);
    expect(() => parseSafetensors(message)).toThrow(words);
  });
});
