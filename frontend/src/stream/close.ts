/** Why a stream ended, in words, and whether it is worth trying again. */

export interface Ending {
  readonly retry: boolean;
  readonly words: string;
}

/** Application codes of `server/api/socket.py`; RFC 6455 leaves 4000-4999 to applications. */
const REFUSALS: Readonly<Record<number, string>> = {
  4400: 'The server did not understand this page; reload it.',
  4401: 'The server asks for a token; open the link it printed when it started.',
  4404: 'The server no longer has this experiment; start it again.',
  4409: 'The server has been updated; reload the page.',
};

export function classifyClose(code: number, reason: string): Ending {
  const refusal = REFUSALS[code];
  if (refusal) return { retry: false, words: reason || refusal };
  if (code >= 4000) return { retry: false, words: reason || `The server closed the stream with code ${code}.` };
  if (code === 1001 || code === 1012) return { retry: true, words: 'The server is restarting.' };
  if (code === 1013) return { retry: true, words: reason || 'The server is busy.' };
  return { retry: true, words: 'The connection to the server was lost.' };
}
