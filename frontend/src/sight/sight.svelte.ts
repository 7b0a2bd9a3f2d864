/** How the page looks at its panels: their layers, the camera, the point under the pointer, and colours they share. */

import { DEPTH, peak } from '../lib/density';
import { Signal } from '../lib/signal';
import type { Experiment } from '../live/experiment.svelte';
import type { LayerInfo } from '../protocol/generated';
import { Layers } from './layers.svelte';
import { Microscope } from './microscope.svelte';
import { Prober } from './probe.svelte';
import { SharedScale } from './scale.svelte';
import { View } from './view.svelte';

export interface Range {
  readonly low: number;
  readonly high: number;
}

export class Sight {
  readonly layers: Layers;
  readonly view: View;
  readonly prober: Prober;
  readonly microscope: Microscope;
  /** The range of colours of differences. */
  readonly differences = new SharedScale();
  /** The range of colours of all log densities, nats; null while none has come. */
  readonly #energies: Range | null = $derived.by(() => this.#range());
  /** Whether particles are coloured by the density they are in. */
  tinted = $state(false);
  #others: readonly string[] = [];
  /** Told of every change that a link carries. */
  readonly changed = new Signal();

  /** `keys` names the panels in their order; `added` are the layers that plug-ins bring. */
  constructor(
    private readonly experiment: Experiment,
    keys: () => readonly number[],
    added: () => readonly LayerInfo[] = () => [],
  ) {
    this.layers = new Layers(keys, null, added);
    this.view = new View();
    this.microscope = new Microscope(experiment);
    this.prober = new Prober(
      (question, points) => experiment.probe(question, points),
      () => experiment.panels.length,
    );
    experiment.probed.add((answer) => this.prober.heard(answer));
    this.#want();
    this.layers.changed.add(() => {
      this.#want();
      this.changed.send();
    });
    this.view.changed.add(() => this.changed.send());
  }

  /** Kinds of frame that something over the panels wants beside their layers; empty once it wants them no more. */
  also(kinds: readonly string[]): void {
    this.#others = kinds;
    this.#want();
  }

  #want(): void {
    const { kinds } = this.layers;
    this.experiment.want([...kinds, ...this.#others.filter((kind) => !kinds.includes(kind))]);
  }

  get energies(): Range | null {
    return this.#energies;
  }

  /** Whether differences of panel `index` are between two energies (nats) and not between two scores (1/unit). */
  comparesEnergies(index: number): boolean {
    const { reference } = this.layers;
    if (reference === 'truth') return false;
    return Boolean(this.experiment.panels[index]?.energy && this.experiment.panels[reference]?.energy);
  }

  #range(): Range | null {
    const peaks = this.experiment.panels.flatMap(({ energy }) => (energy ? [peak(energy.logDensity)] : []));
    if (peaks.length === 0) return null;
    const high = Math.ceil(Math.max(...peaks));
    return { low: high - DEPTH, high };
  }
}
