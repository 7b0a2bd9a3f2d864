/** A panel that comes back. */

import type { ExperimentInfo, PanelSpec } from '../protocol/generated';
import { Refusal, type Api, type Standing } from '../stream/api';

export interface Restored {
  readonly info: ExperimentInfo;
  /** A sentence where the server had it no longer, and a new one of its kind stands there. */
  readonly words: string | null;
}

/** Errors: the server's refusal, where it has the panel or none at all. */
export async function restored(
  api: Pick<Api, 'addPanel' | 'restorePanel'>,
  id: string,
  { run, panel, where }: { readonly run: string; readonly panel: PanelSpec; readonly where: Standing },
): Promise<Restored> {
  try {
    return { info: await api.restorePanel(id, run, where), words: null };
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 404) throw error;
    const words = 'The server no longer had this panel as it stood; it begins anew.';
    return { info: await api.addPanel(id, panel, where), words };
  }
}
