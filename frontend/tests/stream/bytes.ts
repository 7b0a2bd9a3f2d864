/** Safetensors buffers for tests, written the way the format's own description says. */

export interface Part {
  readonly dtype: 'F32' | 'I16' | 'U8' | 'F64' | 'I32';
  readonly shape: readonly number[];
  readonly bytes: ArrayBuffer;
}

/** `pad` spaces after the header move the arrays; 8-byte alignment is what writers do. */
export function safetensors(
  metadata: Record<string, string>,
  parts: Record<string, Part>,
  align: number | null = 8,
): ArrayBuffer {
  let end = 0;
  const layout = Object.entries(parts).map(([name, { dtype, shape, bytes }]) => {
    const begin = end;
    end += bytes.byteLength;
    return [name, { dtype, shape, data_offsets: [begin, end] }] as const;
  });
  let header = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(layout) });
  if (align) header = header.padEnd(Math.ceil(header.length / align) * align);
  else if (header.length % 2 === 0) header += ' ';
  const text = new TextEncoder().encode(header);
  const buffer = new Uint8Array(8 + text.length + end);
  new DataView(buffer.buffer).setBigUint64(0, BigInt(text.length), true);
  buffer.set(text, 8);
  Object.values(parts).forEach(({ bytes }, index) => {
    buffer.set(new Uint8Array(bytes), 8 + text.length + layout[index]![1].data_offsets[0]!);
  });
  return buffer.buffer;
}

export function floats(shape: readonly number[], values: readonly number[]): Part {
  return { dtype: 'F32', shape, bytes: new Float32Array(values).buffer };
}

export function shorts(shape: readonly number[], values: readonly number[]): Part {
  return { dtype: 'I16', shape, bytes: new Int16Array(values).buffer };
}

export function fieldFrame(run: string, seq: number, step = 10): ArrayBuffer {
  const metadata = { v: '1', kind: 'field', shape: 'arrows', run, seq: String(seq), step: String(step) };
  return safetensors(metadata, { score: floats([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]) });
}
