/** A run's tape as the server sends it: the frames of its field that a page would have seen, had it watched all along. */

import { FRAME_VERSION } from '../protocol/generated';
import type { ArrowsFrame } from './decoder';
import { MalformedMessage, parseSafetensors } from './safetensors';

export function decodeTape(buffer: ArrayBuffer): ArrowsFrame[] {
  const { metadata, tensors } = parseSafetensors(buffer);
  if (metadata['v'] !== String(FRAME_VERSION) || metadata['kind'] !== 'tape')
    throw new MalformedMessage(`This is no tape of version ${FRAME_VERSION}; reload the page.`);
  const [step, score] = [tensors.get('step'), tensors.get('score')];
  if (!(step?.data instanceof Int32Array) || !(score?.data instanceof Float32Array))
    throw new MalformedMessage('A tape lacks its steps or its scores.');
  const [count = 0, side = 0] = score.shape;
  const size = 2 * side * side;
  if (count !== step.data.length || score.data.length !== count * size)
    throw new MalformedMessage(`A tape of ${step.data.length} steps has scores of shape ${score.shape.join(' x ')}.`);
  const scores = score.data;
  return Array.from(step.data, (at, index) => ({
    kind: 'field',
    shape: 'arrows',
    facts: {},
    run: metadata['run'] ?? '',
    // not a frame of the stream: it has no number there
    seq: 0,
    step: at,
    side,
    values: scores.subarray(index * size, (index + 1) * size),
  }));
}
