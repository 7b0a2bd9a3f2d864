/** A server and a stream that a test holds in its hands. */

import { vi } from 'vitest';

import type { Card } from '../../../src/pages/boltzmann/card';
import type { Stream, StreamHandlers } from '../../../src/stream/socket';

export const SERVER = new URL('http://here/api/');

export const CARD: Card = {
  title: 'Toy',
  order: 1,
  kind: 'toy',
  claim: 'A toy.',
  subject: { flip: 0.1, picture: 'ring' },
  panels: [{ method: 'a' }, { method: 'b' }],
  options: { pace: 30 },
  rest: 'pause',
  go: 'go',
  opening: ({ pace }) => [{ type: 'pace', per_second: pace }, { type: 'sweep' }],
};

/** What was asked over HTTP and said on the stream; `hello` makes the server greet. */
export class Fake {
  readonly asked: [method: string, path: string, body: unknown][] = [];
  readonly said: Record<string, unknown>[] = [];
  /** Experiments that are alive. */
  readonly alive = new Set<string>();
  handlers: StreamHandlers | null = null;
  kinds = ['toy'];
  /** What entries of the gallery show. */
  scenes: Readonly<Record<string, object>> = {};

  constructor() {
    vi.stubGlobal('fetch', (url: string, { method, body }: RequestInit) => {
      const path = url.slice(SERVER.href.length);
      this.asked.push([method ?? '', path, body ? JSON.parse(String(body)) : undefined]);
      return Promise.resolve(this.answer(method ?? '', path));
    });
  }

  private answer(method: string, path: string): Response {
    if (path.startsWith('catalogue')) {
      const demonstrations: never[] = [];
      const processes = this.kinds.map((name) => ({
        name,
        title: name,
        first: 'begin',
        layers: [],
        measures: [],
        commands: {},
      }));
      return new Response(JSON.stringify({ processes, demonstrations }));
    }
    if (method === 'DELETE' && !path.includes('/panels')) return new Response(null, { status: 204 });
    if (method === 'POST' && path === 'experiments') {
      const id = `x${this.alive.size}`;
      this.alive.add(id);
      return new Response(JSON.stringify(this.info(id)), { status: 201 });
    }
    const id = path.split('/')[1] ?? '';
    if (path === `gallery/${id}/scene` && this.scenes[id]) return new Response(JSON.stringify(this.scenes[id]));
    if (!this.alive.has(id)) return new Response(JSON.stringify({ message: 'It is gone.' }), { status: 404 });
    return new Response(JSON.stringify(this.info(id, path.includes('/panels') && method === 'POST' ? 3 : 2)));
  }

  info(id: string, count = 2) {
    const runs = Array.from({ length: count }, (_, at) => ({ run: `r${at}`, phase: 'ready', message: '' }));
    return { id, spec: { kind: 'toy' }, runs };
  }

  readonly open = (_: string, handlers: StreamHandlers): Stream => {
    this.handlers = handlers;
    return {
      send: (command) => {
        this.said.push({ ...command });
        return true;
      },
      drawn: () => undefined,
      retry: () => undefined,
      close: () => undefined,
    };
  };

  hello(id: string): void {
    this.handlers?.state({ phase: 'open' });
    this.tell({ type: 'hello', experiment: this.info(id), history: [] });
  }

  tell(event: object): void {
    this.handlers?.event(event as never);
  }

  /** The commands that were said, without views. */
  get commands(): Record<string, unknown>[] {
    return this.said.filter(({ type }) => type !== 'view');
  }
}
