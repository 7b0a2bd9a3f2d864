/**
 * Back-pressure seen from the page: a frame is acknowledged when it has been DRAWN, never when it arrives.
 * A frame that was overtaken before it could be drawn is acknowledged together with the newer one, so that
 * the server's count of frames in flight always comes back to zero and never runs ahead of the screen.
 */

import type { Ack, FrameKind } from '../protocol/generated';

export class Credit {
  /** Received and not yet acknowledged sequence numbers, by run and kind, oldest first. */
  readonly #open = new Map<string, number[]>();

  constructor(private readonly send: (ack: Ack) => void) {}

  received(run: string, kind: FrameKind, seq: number): void {
    const key = `${kind} ${run}`;
    const open = this.#open.get(key);
    if (open) open.push(seq);
    else this.#open.set(key, [seq]);
  }

  /** `seq` is on the screen; it and all it overtook are acknowledged. */
  drawn(run: string, kind: FrameKind, seq: number): void {
    const open = this.#open.get(`${kind} ${run}`);
    while (open && open.length > 0 && open[0]! <= seq)
      this.send({ type: 'ack', run, kind, seq: open.shift()! });
  }

  /** A new connection starts with a full credit: nothing of the old one is acknowledged on it. */
  reset(): void {
    this.#open.clear();
  }

  get inFlight(): number {
    return [...this.#open.values()].reduce((sum, open) => sum + open.length, 0);
  }
}
