/** The HTTP side of the server: one method a resource, one error with the server's own sentence. */

import type {
  Catalogue,
  ExperimentInfo,
  ExperimentSpec,
  NewPanel,
  PanelOrder,
  PanelSpec,
  RestoredPanel,
  TargetParts,
  TargetPreview,
  TargetSpec,
} from '../protocol/generated';
import type { ArrowsFrame } from './decoder';
import { request } from './http';
import { decodeTape } from './tape';

export { Refusal } from './http';

/** Where a panel comes to stand: at a place from 0, or instead of another, which is set aside. */
export type Standing = { readonly at: number } | { readonly instead: string };

export interface Api {
  catalogue(): Promise<Catalogue>;
  preview(target: TargetSpec, signal: AbortSignal): Promise<TargetPreview>;
  /** The exact mixture, and what noise does to its modes. */
  parts(target: TargetSpec): Promise<TargetParts>;
  create(spec: ExperimentSpec): Promise<ExperimentInfo>;
  remove(id: string): Promise<void>;
  /** A run's field along its training. */
  tape(id: string, run: string): Promise<readonly ArrowsFrame[]>;
  addPanel(id: string, panel: PanelSpec, where: Standing): Promise<ExperimentInfo>;
  /** One that was removed or replaced, as it stood. */
  restorePanel(id: string, run: string, where: Standing): Promise<ExperimentInfo>;
  removePanel(id: string, run: string): Promise<ExperimentInfo>;
  arrangePanels(id: string, runs: string[]): Promise<ExperimentInfo>;
}

export class HttpApi implements Api {
  /** `base` ends with a slash and is relative to the page, so that the page works below any path. */
  constructor(
    private readonly base = 'api/',
    private readonly token: string | null = null,
  ) {}

  catalogue(): Promise<Catalogue> {
    // of the page of scores: what other rooms of the house are made of does not travel
    return this.#json('GET', 'catalogue?kind=score');
  }

  preview(target: TargetSpec, signal: AbortSignal): Promise<TargetPreview> {
    return this.#json('POST', 'targets/preview', target, signal);
  }

  parts(target: TargetSpec): Promise<TargetParts> {
    return this.#json('POST', 'targets/parts', target);
  }

  create(spec: ExperimentSpec): Promise<ExperimentInfo> {
    return this.#json('POST', 'experiments', spec);
  }

  async remove(id: string): Promise<void> {
    await this.#request('DELETE', `experiments/${encodeURIComponent(id)}`);
  }

  async tape(id: string, run: string): Promise<readonly ArrowsFrame[]> {
    const path = `experiments/${encodeURIComponent(id)}/tape.safetensors?run=${encodeURIComponent(run)}`;
    const response = await this.#request('GET', path);
    return decodeTape(await response.arrayBuffer());
  }

  addPanel(id: string, panel: PanelSpec, where: Standing): Promise<ExperimentInfo> {
    return this.#json('POST', panelsOf(id), { panel, ...where } satisfies NewPanel);
  }

  restorePanel(id: string, run: string, where: Standing): Promise<ExperimentInfo> {
    return this.#json('POST', `${panelsOf(id)}/${encodeURIComponent(run)}/restore`, where satisfies RestoredPanel);
  }

  removePanel(id: string, run: string): Promise<ExperimentInfo> {
    return this.#json('DELETE', `${panelsOf(id)}/${encodeURIComponent(run)}`);
  }

  arrangePanels(id: string, runs: string[]): Promise<ExperimentInfo> {
    return this.#json('PUT', panelsOf(id), { runs } satisfies PanelOrder);
  }

  async #json<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    const response = await this.#request(method, path, body, signal);
    return (await response.json()) as T;
  }

  #request(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
    return request(this.base + path, { method, body, signal, token: this.token });
  }
}

function panelsOf(id: string): string {
  return `experiments/${encodeURIComponent(id)}/panels`;
}
