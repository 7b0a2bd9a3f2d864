/** The panels of an experiment in their order, and what they do together. */

import type { ExperimentInfo, PanelSpec } from '../protocol/generated';
import { Panel } from './panel.svelte';

/** What the whole page can be doing; everything the controls offer follows from it. */
export type Stage = 'absent' | 'starting' | 'ready' | 'training' | 'held' | 'finished';

/** What the particles of all panels together are doing. */
export type Walk = 'none' | 'walking' | 'paused';

export class PanelList {
  #all: readonly Panel[] = $state.raw([]);
  /** Those that were taken off: what was told of them is not told again when they come back. */
  #gone: readonly Panel[] = [];

  get all(): readonly Panel[] {
    return this.#all;
  }

  get runs(): string[] {
    return this.#all.map(({ run }) => run);
  }

  get stage(): Stage {
    if (this.#all.length === 0) return 'absent';
    const phases = this.#all.map(({ state }) => state.phase);
    if (phases.includes('training')) return 'training';
    if (phases.some((phase) => phase === 'queued')) return 'starting';
    if (phases.includes('paused')) return 'held';
    return phases.includes('ready') ? 'ready' : 'finished';
  }

  get walk(): Walk {
    const phases = this.#all.map(({ state }) => state.sampling);
    if (phases.includes('walking')) return 'walking';
    return phases.includes('paused') ? 'paused' : 'none';
  }

  get untouched(): boolean {
    return this.#all.every((panel) => panel.untouched);
  }

  of(run: string): Panel | undefined {
    return this.#all.find((panel) => panel.run === run);
  }

  /**
   * Panels that are known stay the same objects, so that a reconnection keeps what is on the screen. Of a mere
   * `layout` their states are not taken: it can be older than what the stream has said since.
   */
  adopt(info: ExperimentInfo, { layout = false } = {}): void {
    const panels = info.runs.map((state, index) => {
      const known = this.of(state.run);
      const panel =
        known ?? this.#gone.find(({ run }) => run === state.run) ?? new Panel(index, specOf(info, index), state);
      panel.placed(index);
      if (!known || !layout) panel.moved(state);
      return panel;
    });
    const still = panels.length === this.#all.length && panels.every((panel, at) => panel === this.#all[at]);
    if (still) return;
    this.#gone = [...this.#gone, ...this.#all].filter((panel) => !panels.includes(panel));
    this.#all = panels;
  }

  clear(): void {
    this.#gone = [];
    this.#all = [];
  }
}

function specOf(info: ExperimentInfo, index: number): PanelSpec {
  const spec = info.spec.panels[index];
  if (!spec) throw new Error(`The server sent ${info.runs.length} runs for ${info.spec.panels.length} panels.`);
  return spec;
}
