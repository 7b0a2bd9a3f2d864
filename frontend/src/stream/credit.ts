/**
 * Back-pressure seen from the page: a frame is acknowledged when it has been DRAWN, never when it arrives. An
 * acknowledgement stands for all older frames of its run and kind, which were overtaken before they could be drawn.
 */

import type { Ack } from '../protocol/generated';

export class Credit {
  /** The newest frame that came and was not acknowledged, by kind and run. */
  readonly #open = new Map<string, number>();

  constructor(private readonly send: (ack: Ack) => void) {}

  received(run: string, kind: string, seq: number): void {
    this.#open.set(`${kind} ${run}`, seq);
  }

  /** `seq` is on the screen. Told again, or after a newer one has come, it changes nothing it should not. */
  drawn(run: string, kind: string, seq: number): void {
    const key = `${kind} ${run}`;
    if (!this.#open.has(key)) return;
    if (this.#open.get(key) === seq) this.#open.delete(key);
    this.send({ type: 'ack', run, kind, seq });
  }

  /** A new connection starts with a full credit: nothing of the old one is acknowledged on it. */
  reset(): void {
    this.#open.clear();
  }
}
