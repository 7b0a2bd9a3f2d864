/** One step of a particle, told: where it stands, each part, their sum, the test, the landing. */

import type { Point } from '../lib/camera';
import { formatNumber } from '../lib/format';
import type { OneStep, StepPart, StepTest } from '../protocol/generated';
import {
  decimalsFor,
  plus,
  pointOf,
  texNumber,
  texPair,
  type Arrow,
  type Beat,
  type Dot,
  type Ink,
  type Pair,
  type Story,
  type Term,
} from './story';

const INKS: Readonly<Record<StepPart['role'], Ink>> = { drift: 'own', noise: 'noise', flow: 'own' };

/** Parts that are shown as one: a part by itself, or all of a stage. */
interface Group {
  readonly name: string;
  readonly ink: Ink;
  readonly tex: string;
  readonly parts: readonly StepPart[];
  readonly value: Pair | null;
}

export function groupsOf(parts: readonly StepPart[]): Group[] {
  const groups: StepPart[][] = [];
  for (const part of parts) {
    const last = groups.at(-1);
    if (last && part.stage !== '' && last[0]?.stage === part.stage) last.push(part);
    else groups.push([part]);
  }
  return groups.flatMap((members) => {
    const [first] = members;
    if (!first) return [];
    const alone = members.length === 1;
    const name = alone ? first.name : `${first.stage}, ${members.length} parts`;
    const tex = alone ? product(first) : `\\sum_{${first.stage === 'roll' ? 'j' : '\\text{' + first.stage + '}'}} `;
    const inner = alone ? '' : first.stage === 'roll' ? product(first) : '\\Delta x';
    return [{ name, ink: INKS[first.role], tex: tex + inner, parts: members, value: sum(members) }];
  });
}

function product({ factor_tex, vector_tex }: StepPart): string {
  return factor_tex ? `${factor_tex}\\,${vector_tex}` : vector_tex;
}

function sum(parts: readonly StepPart[]): Pair | null {
  return parts.reduce<Pair | null>(
    (total, { value }) => (total && value ? [total[0] + value[0], total[1] + value[1]] : null),
    [0, 0],
  );
}

export function storyOfStep(step: OneStep): Story {
  const title = `One step of ${step.sampler}`;
  const start = step.start && pointOf(step.start);
  const groups = groupsOf(step.parts);
  const decimals = decimalsFor([...groups.map(({ value }) => value), step.start && [1, 0]]);
  const beats: Beat[] = [standing(step, decimals)];
  const arrows: Arrow[] = [];
  const dots: Dot[] = start ? [{ name: 'start', at: start, look: 'particle', since: 0 }] : [];
  const terms: Term[] = [{ name: 'start', sign: '', tex: 'x', value: step.start, ink: null, since: 0 }];
  if (step.drawn && start) {
    beats.push(explained(step.drawn.name, [step.drawn], decimals));
    if (step.drawn.value)
      arrows.push({
        name: step.drawn.name,
        way: [start, plus(start, step.drawn.value)],
        ink: 'noise',
        since: beats.length - 1,
      });
  }
  let at: Point | null = start;
  for (const { name, ink, tex, parts, value } of groups) {
    beats.push(explained(name, parts, decimals));
    const way = at && wayOf(at, parts);
    const since = beats.length - 1;
    if (way) arrows.push({ name, way, ink, since });
    at = way?.at(-1) ?? null;
    terms.push({ name, sign: '+', tex, value, ink, since });
  }
  if (groups.length > 0) conclude(step, decimals, { beats, arrows, dots, terms });
  return { title, beats, arrows, dots, terms, decimals, note: step.note };
}

interface Telling {
  readonly beats: Beat[];
  readonly arrows: Arrow[];
  readonly dots: Dot[];
  readonly terms: Term[];
}

function conclude(step: OneStep, decimals: number, { beats, arrows, dots, terms }: Telling): void {
  const { proposal, landing, start, test } = step;
  const refused = test !== null && !test.accepted;
  const result = test ? "x'" : 'x_{\\text{next}}';
  beats.push({
    name: 'sum',
    tex: '',
    words: test ? 'Together they are the proposal.' : 'Together they are the step.',
  });
  const since = beats.length - 1;
  terms.push({ name: 'sum', sign: '=', tex: result, value: proposal, ink: 'sum', since });
  if (start && proposal)
    arrows.push({ name: 'sum', way: [pointOf(start), pointOf(proposal)], ink: 'sum', since, dashed: refused });
  if (proposal && test) dots.push({ name: 'proposal', at: pointOf(proposal), look: 'ring', since });
  if (test) beats.push(tested(test));
  beats.push({
    name: 'landing',
    tex: test ? `x_{\\text{next}} = ${texPair(landing, decimals)}` : '',
    words: refused ? 'Refused: the particle stays where it stands.' : 'The particle lands here.',
  });
  if (landing) dots.push({ name: 'landing', at: pointOf(landing), look: 'particle', since: beats.length - 1 });
}

function standing({ start, sigma, particle, step, parts }: OneStep, decimals: number): Beat {
  const level = sigma === null ? '' : `,\\qquad \\sigma = ${texNumber(sigma)}`;
  const which = `Particle ${formatNumber(particle)}`;
  const taken = parts.length > 0 ? `${which} before step ${formatNumber(step)} of its walk.` : `${which} stands here.`;
  return { name: 'start', tex: `x = ${texPair(start, decimals)}${level}`, words: taken };
}

const WORDS: Readonly<Record<string, string>> = {
  drift: 'The score pulls the particle uphill in log density.',
  noise: 'Chance pushes it, the same in every direction.',
  proposal: 'Chance proposes a move, the same in every direction.',
  momentum: 'Chance gives it a momentum; by itself it would roll this way.',
  flow: 'The flow carries it along the score, without chance.',
};

function explained(name: string, parts: readonly StepPart[], decimals: number): Beat {
  const [part] = parts;
  const words = WORDS[name] ?? (part && part.role === 'noise' ? WORDS['noise'] : undefined);
  if (!part || parts.length > 1)
    return { name, tex: `= ${texPair(sum(parts), decimals)}`, words: STAGES[part?.stage ?? ''] ?? `${name}.` };
  const factor = part.factor_tex ? `${part.factor_tex} = ${texNumber(part.factor)},\\quad ` : '';
  const vector = part.vector && part.vector.map(texNumber).join(',\\,');
  return {
    name,
    tex: `${factor}${part.vector_tex} = ${vector ? `(${vector})` : '\\text{not finite}'}`,
    words: words ?? `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}.`,
  };
}

const STAGES: Readonly<Record<string, string>> = {
  roll: 'It rolls over the energy: kicked by the score at every corner, it keeps its energy.',
  corrector: 'The corrector first: Langevin steps at this noise level.',
};

function tested({ formula, log_ratio, probability, uniform, accepted }: StepTest): Beat {
  const ratio = `${formula} = ${texNumber(log_ratio)}`;
  const alpha = `\\alpha = \\min(1, e^{${texNumber(log_ratio)}}) = ${probability.toFixed(3)}`;
  const verdict = accepted ? 'below α, so it is accepted' : 'not below α, so it is refused';
  return { name: 'test', tex: `${ratio} \\\\ ${alpha}`, words: `Drawn u = ${uniform.toFixed(3)}: ${verdict}.` };
}

function wayOf(from: Point, parts: readonly StepPart[]): Point[] | null {
  const way = [from];
  for (const { value } of parts) {
    const last = way.at(-1);
    if (!value || !last) return null;
    way.push(plus(last, value));
  }
  return way;
}
