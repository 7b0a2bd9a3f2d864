/** The drawing's files over HTTP: bytes of points and pictures go in, targets come back; samples come as a file. */

import type {
  FileTable,
  ImportedPicture,
  ImportedPoints,
  PointsQuery,
  SamplesQuery,
  TableQuery,
  TargetPreview,
  TargetSpec,
} from '../protocol/generated';
import { refusalOf } from './http';

/** How much ink a picture has, one byte a pixel, top row first. */
export interface Ink {
  readonly width: number;
  readonly height: number;
  readonly levels: Uint8Array<ArrayBuffer>;
}

export interface Files {
  points(file: Blob, query: PointsQuery, signal: AbortSignal): Promise<ImportedPoints>;
  /** What can be chosen of a file of points. */
  table(file: Blob, query: TableQuery, signal: AbortSignal): Promise<FileTable>;
  picture(ink: Ink, signal: AbortSignal): Promise<ImportedPicture>;
  preview(target: TargetSpec, signal: AbortSignal): Promise<TargetPreview>;
  samples(query: SamplesQuery): Promise<Blob>;
}

export class HttpFiles implements Files {
  /** `base` ends with a slash and is relative to the page. */
  constructor(private readonly base = 'api/') {}

  async points(file: Blob, query: PointsQuery, signal: AbortSignal): Promise<ImportedPoints> {
    return (await this.#post(`points?${asked(query)}`, file, signal)).json() as Promise<ImportedPoints>;
  }

  async table(file: Blob, query: TableQuery, signal: AbortSignal): Promise<FileTable> {
    return (await this.#post(`table?${asked(query)}`, file, signal)).json() as Promise<FileTable>;
  }

  async picture({ width, height, levels }: Ink, signal: AbortSignal): Promise<ImportedPicture> {
    const response = await this.#post(`picture?width=${width}&height=${height}`, new Blob([levels]), signal);
    return response.json() as Promise<ImportedPicture>;
  }

  async preview(target: TargetSpec, signal: AbortSignal): Promise<TargetPreview> {
    return (await this.#post('preview', json(target), signal)).json() as Promise<TargetPreview>;
  }

  async samples(query: SamplesQuery): Promise<Blob> {
    return (await this.#post('samples', json(query))).blob();
  }

  async #post(path: string, body: Blob, signal?: AbortSignal): Promise<Response> {
    const init: RequestInit = { method: 'POST', body };
    // the kind of a file is the server's to find out
    init.headers = { 'Content-Type': body.type === JSON_TYPE ? JSON_TYPE : 'application/octet-stream' };
    if (signal) init.signal = signal;
    const response = await fetch(`${this.base}targets/${path}`, init);
    if (!response.ok) throw await refusalOf(response);
    return response;
  }
}

const JSON_TYPE = 'application/json';

/** What is null is left to the server. */
function asked(query: PointsQuery | TableQuery): URLSearchParams {
  const found = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== null) found.set(key, String(value));
  return found;
}

function json(value: unknown): Blob {
  return new Blob([JSON.stringify(value)], { type: JSON_TYPE });
}
