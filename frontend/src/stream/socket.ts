/**
 * One experiment's stream: connects, comes back after a loss with growing pauses, and hands on what arrives.
 * It knows the protocol's envelope and nothing of experiments, panels or pixels.
 */

import type { AnyCommand, AnyEvent } from '../protocol/generated';
import { PROTOCOL_VERSION } from '../protocol/generated';
import { classifyClose } from './close';
import { Credit } from './credit';
import { decodeFrame, type Frame } from './decoder';

export type StreamState =
  | { readonly phase: 'connecting' }
  | { readonly phase: 'open' }
  | { readonly phase: 'waiting'; readonly words: string; readonly seconds: number }
  | { readonly phase: 'closed'; readonly words: string };

export interface StreamHandlers {
  event(event: AnyEvent): void;
  frame(frame: Frame): void;
  state(state: StreamState): void;
}

/** What the experiment needs of a stream; tests give a fake one. */
export interface Stream {
  send(command: AnyCommand): boolean;
  drawn(run: string, kind: string, seq: number): void;
  retry(): void;
  close(): void;
}

export type OpenStream = (experiment: string, handlers: StreamHandlers) => Stream;

/** Pauses before the first, second, ... attempt to come back, seconds; the last one repeats. */
export const PAUSES: readonly number[] = [0.25, 0.5, 1, 2, 4, 8];

export class Socket implements Stream {
  readonly #credit = new Credit((ack) => this.send(ack));
  #socket: WebSocket | null = null;
  #attempts = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(
    private readonly url: string,
    private readonly handlers: StreamHandlers,
    private readonly create: (url: string) => WebSocket = (url) => new WebSocket(url),
  ) {
    this.#connect();
  }

  /** False where there is no connection: the command is dropped, for it would be stale later. */
  send(command: AnyCommand): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(command));
    return true;
  }

  drawn(run: string, kind: string, seq: number): void {
    this.#credit.drawn(run, kind, seq);
  }

  /** Try now instead of after the pause. */
  retry(): void {
    if (this.#socket || this.#closed) return;
    clearTimeout(this.#timer);
    this.#connect();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#socket?.close(1000);
    this.#socket = null;
  }

  #connect(): void {
    this.handlers.state({ phase: 'connecting' });
    const socket = this.create(this.url);
    socket.binaryType = 'arraybuffer';
    socket.onmessage = (message: MessageEvent<unknown>) => this.#receive(message.data);
    socket.onclose = (event) => this.#ended(socket, event.code, event.reason);
    this.#socket = socket;
  }

  #receive(data: unknown): void {
    if (this.#closed) return;
    try {
      if (data instanceof ArrayBuffer) this.#receiveFrame(data);
      else this.#receiveEvent(JSON.parse(String(data)) as AnyEvent);
    } catch (error) {
      this.#refuse(error instanceof Error ? error.message : String(error));
    }
  }

  #receiveFrame(data: ArrayBuffer): void {
    const frame = decodeFrame(data);
    this.#credit.received(frame.run, frame.kind, frame.seq);
    this.handlers.frame(frame);
  }

  #receiveEvent(event: AnyEvent): void {
    if (event.type === 'hello') {
      if (event.version !== PROTOCOL_VERSION) {
        const words = `The server speaks version ${event.version}, this page ${PROTOCOL_VERSION}; reload the page.`;
        return this.#refuse(words);
      }
      this.#attempts = 0;
      this.#credit.reset();
      this.handlers.state({ phase: 'open' });
    }
    this.handlers.event(event);
  }

  #refuse(words: string): void {
    this.close();
    this.handlers.state({ phase: 'closed', words });
  }

  #ended(socket: WebSocket, code: number, reason: string): void {
    if (this.#closed || socket !== this.#socket) return;
    this.#socket = null;
    const ending = classifyClose(code, reason);
    if (!ending.retry) return this.#refuse(ending.words);
    const seconds = PAUSES[Math.min(this.#attempts, PAUSES.length - 1)]!;
    this.#attempts += 1;
    this.handlers.state({ phase: 'waiting', words: ending.words, seconds });
    this.#timer = setTimeout(() => this.#connect(), seconds * 1000);
  }
}
