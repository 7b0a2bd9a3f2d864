/** What a panel may learn with: score and energy networks, families with a known Z, and every network that was added. */

import type { NetworkEntry, ObjectiveEntry } from '../desk/catalogue.svelte';
import type { JsonSchema, Scalar } from '../form/schema';
import type { RunSpec } from '../protocol/generated';

type Kind = NetworkEntry['parameterisation'];

export interface Model {
  /** No added network can be called `score` or `energy`: those names are taken. */
  readonly value: string;
  readonly title: string;
  readonly kind: Kind;
  /** A family or a network that was added; null for the program's own perceptrons. */
  readonly network: NetworkEntry | null;
  /** What has to be set of the network for the objective to teach it. */
  readonly asks: Readonly<Record<string, Scalar>>;
}

/** The models that an objective can teach; a network knows noise levels exactly where the objective does. */
export function modelsFor(objective: ObjectiveEntry | undefined, networks: readonly NetworkEntry[]): Model[] {
  const learns: readonly Kind[] = objective?.learns ?? ['score', 'energy'];
  const levels = objective?.noise_conditional ?? false;
  const ours = learns.map((kind): Model => ({ value: kind, title: kind, kind, network: null, asks: {} }));
  const added = networks.filter(
    (each) => !isOurs(each) && learns.includes(each.parameterisation) && each.noise_conditional === levels,
  );
  return [
    ...ours,
    ...added.map((network): Model => {
      const { name, title, parameterisation: kind } = network;
      return { value: name, title, kind, network, asks: objective?.by_parts ? network.smooth : {} };
    }),
  ];
}

/** The model that a run has; its kind's own where its network is none of these. */
export function modelOf(run: RunSpec, models: readonly Model[]): Model | undefined {
  const named = models.find(({ network }) => network !== null && network.name === run.architecture);
  return named ?? models.find(({ value }) => value === (run.model ?? 'score'));
}

/** The run with another model; of the network's settings those stay that it has, by `schema`. */
export function withModel(run: RunSpec, { kind, network, asks }: Model, schema: JsonSchema | undefined): RunSpec {
  const { architecture, ...rest } = run;
  const next: RunSpec = { ...rest, model: kind, ...(network ? { architecture: network.name } : {}) };
  const asked = Object.keys(asks).length > 0;
  if (!asked && (!run.network || (!network && !architecture))) return next;
  const known = Object.entries(run.network ?? {}).filter(([name]) => schema?.properties?.[name] !== undefined);
  return { ...next, network: { ...Object.fromEntries(known), ...asks } };
}

function isOurs({ name, parameterisation }: NetworkEntry): boolean {
  return name === parameterisation || name === `noise-conditional-${parameterisation}`;
}
