/**
 * The safetensors container: 8 bytes of little-endian header length, a JSON header, then the arrays back to back.
 * Arrays are views into the message, not copies, as long as they start on a multiple of their element's size.
 */

export type TypedArray =
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>;

export interface Tensor {
  readonly shape: readonly number[];
  readonly data: TypedArray;
}

export interface Safetensors {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: ReadonlyMap<string, Tensor>;
}

/** A message that is not what the protocol promises; its text is for a person. */
export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage';
}

interface Layout {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

const ARRAYS = {
  F32: Float32Array,
  F64: Float64Array,
  I16: Int16Array,
  I32: Int32Array,
  U8: Uint8Array,
} as const;

export function parseSafetensors(buffer: ArrayBuffer): Safetensors {
  const { header, start } = readHeader(buffer);
  const tensors = new Map<string, Tensor>();
  let metadata: Record<string, string> = {};
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') metadata = stringsOf(entry);
    else tensors.set(name, readTensor(buffer, start, name, layoutOf(name, entry)));
  }
  return { metadata, tensors };
}

function readHeader(buffer: ArrayBuffer): { header: Record<string, unknown>; start: number } {
  if (buffer.byteLength < 8) throw new MalformedMessage(`A message of ${buffer.byteLength} bytes has no header.`);
  const length = Number(new DataView(buffer).getBigUint64(0, true));
  const start = 8 + length;
  if (start > buffer.byteLength) throw new MalformedMessage('The header of a message is longer than the message.');
  try {
    const header: unknown = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length)));
    if (isRecord(header)) return { header, start };
  } catch {
    // told below, together with JSON that is no object
  }
  throw new MalformedMessage('The header of a message is not a JSON object.');
}

function readTensor(buffer: ArrayBuffer, start: number, name: string, layout: Layout): Tensor {
  if (!(layout.dtype in ARRAYS)) throw new MalformedMessage(`Tensor ${name} has the unknown type ${layout.dtype}.`);
  const View = ARRAYS[layout.dtype as keyof typeof ARRAYS];
  const [begin, end] = layout.data_offsets;
  const count = layout.shape.reduce((product, side) => product * side, 1);
  if (begin < 0 || start + end > buffer.byteLength || end - begin !== count * View.BYTES_PER_ELEMENT)
    throw new MalformedMessage(`Tensor ${name} does not fill its place: ${layout.shape.join(' x ')} ${layout.dtype}.`);
  const offset = start + begin;
  const aligned = offset % View.BYTES_PER_ELEMENT === 0;
  const data = aligned ? new View(buffer, offset, count) : new View(buffer.slice(offset, start + end));
  return { shape: layout.shape, data };
}

function layoutOf(name: string, entry: unknown): Layout {
  if (isRecord(entry) && typeof entry['dtype'] === 'string' && isNumbers(entry['shape'])) {
    const offsets = entry['data_offsets'];
    if (isNumbers(offsets) && offsets.length === 2)
      return { dtype: entry['dtype'], shape: entry['shape'], data_offsets: [offsets[0]!, offsets[1]!] };
  }
  throw new MalformedMessage(`Tensor ${name} has no type, shape or place.`);
}

function stringsOf(entry: unknown): Record<string, string> {
  if (!isRecord(entry)) return {};
  return Object.fromEntries(Object.entries(entry).map(([key, value]) => [key, String(value)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'number');
}
