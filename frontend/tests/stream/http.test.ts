import { afterEach, describe, expect, it, vi } from 'vitest';

import { refusalOf, request } from '../../src/stream/http';

afterEach(() => vi.unstubAllGlobals());

/** What is asked of a server that answers so. */
function answering(response: Response) {
  const asked: [string, RequestInit][] = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    asked.push([url, init]);
    return Promise.resolve(response);
  });
  return asked;
}

describe('a request', () => {
  it('carries its body as JSON and its token, and neither where there is none', async () => {
    const asked = answering(new Response('{}'));
    await request('api/x', { method: 'POST', body: { a: 1 }, token: 'secret' });
    await request('api/y', { method: 'GET' });
    expect(asked).toEqual([
      [
        'api/x',
        {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', Authorization: 'Bearer secret' },
          body: '{"a":1}',
        },
      ],
      ['api/y', { method: 'GET', headers: {} }],
    ]);
  });

  it('that is refused throws the server’s own sentence and its field', async () => {
    answering(new Response('{"message":"Too wide; narrow it.","field":"width"}', { status: 422 }));
    await expect(request('api/x', { method: 'GET' })).rejects.toMatchObject({
      name: 'Refusal',
      message: 'Too wide; narrow it.',
      field: 'width',
      status: 422,
    });
  });

  it.each(['<html>502</html>', '{}'])('answered by a proxy is refused by its status: %s', async (body) => {
    const refusal = await refusalOf(new Response(body, { status: 502, statusText: 'Bad Gateway' }));
    expect(refusal.message).toBe('The server answered 502 Bad Gateway.');
  });
});
