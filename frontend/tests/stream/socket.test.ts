import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { AnyEvent } from '../../src/protocol/generated';
import { PROTOCOL_VERSION } from '../../src/protocol/generated';
import type { Frame } from '../../src/stream/decoder';
import { PAUSES, Socket, type StreamState } from '../../src/stream/socket';
import { fieldFrame } from './bytes';

/** A WebSocket that is opened, fed and closed by the test. */
class FakeWebSocket {
  static readonly OPEN = 1;
  binaryType = 'blob';
  readyState = 0;
  readonly sent: string[] = [];
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;

  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.readyState = 3;
  }
  says(event: object): void {
    this.readyState = FakeWebSocket.OPEN;
    this.onmessage?.({ data: JSON.stringify(event) });
  }
  gives(buffer: ArrayBuffer): void {
    this.onmessage?.({ data: buffer });
  }
  ends(code: number, reason = ''): void {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }
}

const HELLO = { type: 'hello', version: PROTOCOL_VERSION, time: 0, experiment: {}, history: [] };

function follow() {
  const made: FakeWebSocket[] = [];
  const events: AnyEvent[] = [];
  const frames: Frame[] = [];
  const states: StreamState[] = [];
  const socket = new Socket(
    'ws://test/',
    {
      event: (event) => events.push(event),
      frame: (frame) => frames.push(frame),
      state: (state) => states.push(state),
    },
    () => {
      const fake = new FakeWebSocket();
      made.push(fake);
      return fake as unknown as WebSocket;
    },
  );
  return { socket, made, events, frames, states, phases: () => states.map(({ phase }) => phase) };
}

describe('the socket', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('WebSocket', FakeWebSocket);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is open once the server has said hello, and hands on what follows', () => {
    const { made, events, frames, phases } = follow();
    made[0]!.says(HELLO);
    made[0]!.says({ type: 'refused', id: '', run: '', command: 'train', field: '', message: 'No.' });
    made[0]!.gives(fieldFrame('a', 1));
    expect(phases()).toEqual(['connecting', 'open']);
    expect(events.map(({ type }) => type)).toEqual(['hello', 'refused']);
    expect(frames.map(({ run, seq }) => [run, seq])).toEqual([['a', 1]]);
  });

  it('acknowledges a frame when it is drawn', () => {
    const { socket, made } = follow();
    made[0]!.says(HELLO);
    made[0]!.gives(fieldFrame('a', 1));
    expect(made[0]!.sent).toEqual([]);
    socket.drawn('a', 'field', 1);
    expect(made[0]!.sent.map((text) => JSON.parse(text))).toEqual([{ type: 'ack', run: 'a', kind: 'field', seq: 1 }]);
  });

  it('comes back after a loss with growing pauses, which a hello ends', () => {
    const { made, states } = follow();
    const pauses = () => states.flatMap((state) => (state.phase === 'waiting' ? [state.seconds] : []));
    made[0]!.ends(1006);
    vi.advanceTimersByTime(PAUSES[0]! * 1000);
    made[1]!.ends(1006);
    vi.advanceTimersByTime(PAUSES[1]! * 1000);
    expect(made).toHaveLength(3);
    made[2]!.says(HELLO);
    made[2]!.ends(1012);
    expect(pauses()).toEqual([PAUSES[0], PAUSES[1], PAUSES[0]]);
  });

  it('tries at once when asked to', () => {
    const { socket, made } = follow();
    made[0]!.ends(1006);
    socket.retry();
    vi.advanceTimersByTime(60_000);
    expect(made).toHaveLength(2);
  });

  it('does not acknowledge on a new connection what came on the old one', () => {
    const { socket, made } = follow();
    made[0]!.says(HELLO);
    made[0]!.gives(fieldFrame('a', 1));
    made[0]!.ends(1006);
    socket.retry();
    made[1]!.says(HELLO);
    socket.drawn('a', 'field', 1);
    expect(made[1]!.sent).toEqual([]);
  });

  it('drops a command when there is no connection, and says so', () => {
    const { socket, made } = follow();
    expect(socket.send({ type: 'train', runs: [] })).toBe(false);
    made[0]!.says(HELLO);
    expect(socket.send({ type: 'train', runs: [] })).toBe(true);
  });

  it('refuses a server of another version, in words, and stays away', () => {
    const { made, states } = follow();
    made[0]!.says({ ...HELLO, version: PROTOCOL_VERSION + 1 });
    made[0]!.ends(1000);
    vi.advanceTimersByTime(60_000);
    expect(states.at(-1)).toMatchObject({ phase: 'closed', words: expect.stringContaining('reload the page') });
    expect(made).toHaveLength(1);
  });

  it('stops on a message it cannot read', () => {
    const { made, states } = follow();
    made[0]!.says(HELLO);
    made[0]!.gives(new ArrayBuffer(3));
    expect(states.at(-1)).toMatchObject({ phase: 'closed', words: expect.stringContaining('no header') });
  });

  it('does not come back where the server refused it', () => {
    const { made, states } = follow();
    made[0]!.ends(4404, 'There is no experiment x.');
    vi.advanceTimersByTime(60_000);
    expect(made).toHaveLength(1);
    expect(states.at(-1)).toEqual({ phase: 'closed', words: 'There is no experiment x.' });
  });

  it('is silent once closed', () => {
    const { socket, made, events, phases } = follow();
    socket.close();
    made[0]!.says(HELLO);
    made[0]!.ends(1000);
    expect(events).toEqual([]);
    expect(phases()).toEqual(['connecting']);
  });
});
