/** One request to the server, and one error with the server's own sentence. */

/** The server said no. `message` is its sentence, `field` the setting it is about. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    message: string,
    readonly status: number,
    readonly field = '',
  ) {
    super(message);
  }
}

interface Request {
  readonly method: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  readonly token?: string | null;
}

export async function request(url: string, { method, body, signal, token }: Request): Promise<Response> {
  const headers: Record<string, string> = {};
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (token) headers['Authorization'] = `Bearer ${token}`;
  const init: RequestInit = { method, headers };
  if (body !== undefined) init.body = JSON.stringify(body);
  if (signal) init.signal = signal;
  const response = await fetch(url, init);
  if (!response.ok) throw await refusalOf(response);
  return response;
}

export async function refusalOf(response: Response): Promise<Refusal> {
  try {
    const { message, field } = (await response.json()) as { message?: string; field?: string };
    if (message) return new Refusal(message, response.status, field);
  } catch {
    // a proxy's page instead of the server's JSON: its status says more than its text
  }
  return new Refusal(`The server answered ${response.status} ${response.statusText}.`, response.status);
}
