/** One step of training, told: the batch, what is added, what is predicted, what is compared, what changes. */

import { formatNumber } from '../lib/format';
import type { Change, Lesson, LessonVector } from '../protocol/generated';
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

const INKS: Readonly<Record<LessonVector['role'], Ink>> = {
  noise: 'noise',
  chain: 'noise',
  predicted: 'own',
  wanted: 'exact',
};
const WORDS: Readonly<Record<LessonVector['role'], string>> = {
  noise: 'What chance adds.',
  chain: 'Where the negative of this point was walked to on the model.',
  predicted: 'What the network says.',
  wanted: 'What it should have said.',
};
/** The longest vector that is no way in the plane, such as a score, is drawn this long, world units. */
const LONGEST = 0.8;

export function storyOfLesson(lesson: Lesson): Story {
  const beats: Beat[] = [];
  const arrows: Arrow[] = [];
  const terms: Term[] = [];
  const dots = lesson.note ? [] : shown(lesson, beats);
  const scale = scaleFor(lesson);
  for (const vector of lesson.vectors) {
    const since = beats.length;
    const ink = INKS[vector.role];
    beats.push({ name: vector.name, tex: '', words: WORDS[vector.role] });
    terms.push({ name: vector.name, sign: '', tex: vector.tex, value: vector.value, ink, since });
    const drawn = drawnOf(vector, scale);
    if (vector.tail && drawn) {
      const tail = pointOf(vector.tail);
      arrows.push({ name: vector.name, way: [tail, plus(tail, drawn)], ink, since });
    }
  }
  if (lesson.others.length > 0) {
    const words = `${lesson.others_name[0]?.toUpperCase() ?? ''}${lesson.others_name.slice(1)} that the data is set against.`;
    for (const at of lesson.others)
      dots.push({ name: lesson.others_name, at: pointOf(at), look: 'cross', since: beats.length });
    beats.push({ name: lesson.others_name, tex: '', words });
  }
  compare(lesson, beats, arrows, scale);
  change(lesson.change, beats, arrows, terms, scale);
  const { before, after } = lesson.change;
  // a change of the score must be seen in its digits
  const values = [...terms.map(({ value }) => value), before && after && difference(after, before)];
  const title = `One step of ${lesson.objective}`;
  return { title, beats, arrows, dots, terms, decimals: decimalsFor(values), note: lesson.note };
}

function shown({ shown: points, batch_size, step }: Lesson, beats: Beat[]): Dot[] {
  beats.push({
    name: 'batch',
    tex: points[0] ? `x = ${texPair(points[0], 2)}` : '',
    words: `Step ${formatNumber(step)}: ${formatNumber(batch_size)} points are shown; this one is followed.`,
  });
  return points.map((at, index) => ({
    name: index === 0 ? 'datum' : 'batch',
    at: pointOf(at),
    look: index === 0 ? 'particle' : 'point',
    since: 0,
  }));
}

function scaleFor({ vectors, change: { before, after } }: Lesson): number {
  const lengths = vectors.flatMap(({ drawn, value, role }) =>
    drawn || !value || role === 'noise' ? [] : [Math.hypot(...value)],
  );
  for (const score of [before, after]) if (score && lengths.length === 0) lengths.push(Math.hypot(...score));
  const longest = Math.max(...lengths, 0);
  return longest > 0 ? LONGEST / longest : 1;
}

function drawnOf({ drawn, value, role }: LessonVector, scale: number): Pair | null {
  if (drawn) return drawn;
  if (!value) return null;
  const factor = role === 'noise' ? LONGEST / 2 : scale;
  return [value[0] * factor, value[1] * factor];
}

function compare(lesson: Lesson, beats: Beat[], arrows: Arrow[], scale: number): void {
  if (lesson.mean === null) return;
  const since = beats.length;
  const [said, wanted] = (['predicted', 'wanted'] as const).map((role) =>
    lesson.vectors.find((each) => each.role === role),
  );
  const [mine, theirs] = [said, wanted].map((each) => each && drawnOf(each, scale));
  if (said?.tail && mine && theirs) {
    const tail = pointOf(said.tail);
    arrows.push({ name: 'difference', way: [plus(tail, mine), plus(tail, theirs)], ink: 'sum', since, dashed: true });
  }
  const numbers = lesson.numbers.map(({ tex, value }) => `${tex} = ${texNumber(value)}`);
  beats.push({
    name: 'compared',
    tex: [...numbers, `${lesson.compared} = ${texNumber(lesson.term)}`].join(' \\\\ '),
    words: said && wanted ? 'They are compared: the dashed way is what it was wrong by.' : 'What this point adds.',
  });
  const extras = lesson.extras.map(({ tex, value }) => ` + ${tex} = ${texNumber(value)}`);
  const total = lesson.mean + lesson.extras.reduce((all, { value }) => all + (value ?? 0), 0);
  beats.push({
    name: 'loss',
    tex: `J = \\text{mean over the batch} = ${texNumber(lesson.mean)}${extras.length > 0 ? ` \\\\ ${extras.join(' \\\\ ')} \\\\ J = ${texNumber(total)}` : ''}`,
    words: 'The mean of all points of the batch is the loss.',
  });
}

function change(found: Change, beats: Beat[], arrows: Arrow[], terms: Term[], scale: number): void {
  const since = beats.length;
  const decimals = decimalsFor([found.before, found.after && found.before && difference(found.after, found.before)]);
  const at = found.at && pointOf(found.at);
  const level = found.sigma === null ? '' : `,\\ \\sigma = ${texNumber(found.sigma)}`;
  beats.push({
    name: 'change',
    tex:
      `\\lVert \\nabla_\\theta J \\rVert = ${texNumber(found.gradient)},\\quad ` +
      `\\lVert \\Delta\\theta \\rVert = ${texNumber(found.moved)} \\\\ s_\\theta: ` +
      `${texPair(found.before, decimals)} \\to ${texPair(found.after, decimals)}${level}`,
    words: 'All weights move a little, and with them the score at this point.',
  });
  terms.push({ name: 'before', sign: '', tex: 's_{\\text{before}}', value: found.before, ink: null, since });
  terms.push({ name: 'after', sign: '', tex: 's_{\\text{after}}', value: found.after, ink: 'own', since });
  // of networks that are drawn by the way that their score leads, the change would be drawn in another scale
  const after = found.after;
  if (at && after && arrows.length === 0)
    arrows.push({ name: 'after', way: [at, plus(at, [after[0] * scale, after[1] * scale])], ink: 'own', since });
}

function difference(a: Pair, b: Pair): Pair {
  return [a[0] - b[0], a[1] - b[1]];
}
