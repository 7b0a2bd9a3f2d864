/** All panels beside each other at equal steps or equal seconds: figures, verdicts, and the curves they belong to. */

import { intervalOf, type Interval } from '../lib/statistics';
import type { Measure, Sights, Verdict as Told } from '../protocol/generated';
import type { Column, Reading, Verdict } from './verdicts';
import { followed, isCost, measuredNear, valueOf } from './followed';
import { footingOf } from './footing';
import { NO_READING, toldOfSeeds, verdictsOf } from './verdicts';
import type { Panel, Reel } from '../live/panel.svelte';
import type { Playback } from '../live/playback.svelte';
import type { Repeat, Repetition, Subject } from '../live/repeat.svelte';
import { Series, type Axis } from '../live/series';

const NO_NOISE = { error: null, floor: null, floor_95: null };

/** What every run costs; not measures of quality, and known without being measured. */
const COSTS: readonly Column[] = [
  {
    name: 'step',
    title: 'steps taken',
    unit: 'steps',
    of: 'training',
    better: 'neither',
    ...NO_NOISE,
    log: false,
    explanation: 'Steps of training that the panel had taken at this point.',
  },
  {
    name: 'seconds',
    title: 'training time',
    unit: 's',
    of: 'training',
    better: 'lower',
    ...NO_NOISE,
    log: false,
    explanation: 'Seconds that its steps of training had taken by this point, without drawing and measuring.',
  },
];

/** Over seeds; with the step that all of them were measured at, null where each is of one of its own. */
export interface SeedsInterval extends Interval {
  readonly step: number | null;
}

export interface Row {
  readonly panel: Panel;
  readonly index: number;
  readonly cells: readonly { readonly reading: Reading; readonly verdict: Verdict }[];
}

export interface Sorting {
  readonly name: string;
  readonly ascending: boolean;
}

export class Comparison {
  /** The measure on the chart. */
  measure = $state('relative_fisher_error');
  /** Whether the chart's axis is logarithmic; null leaves it to the measure. */
  log: boolean | null = $state(null);
  /** Which of the small charts of training is shown; null for the first. */
  chart: Sights['chart'] = $state(null);
  /** The run that is pointed at anywhere on the page. */
  highlighted: string | null = $state(null);
  #sorting: Sorting | null = $state.raw(null);

  constructor(
    readonly panels: () => readonly Panel[],
    private readonly measures: () => readonly Measure[],
    /** What each panel is, in the panels' order. */
    readonly subjects: () => readonly Subject[],
    readonly playback: Playback,
    readonly repeat: Repeat,
  ) {}

  panelAt(index: number): Panel | null {
    return this.panels()[index] ?? null;
  }

  isHighlighted(index: number): boolean {
    return this.highlighted !== null && this.panels()[index]?.run === this.highlighted;
  }

  get axis(): Axis {
    return this.playback.axis;
  }

  get sorting(): Sorting | null {
    return this.#sorting;
  }

  /** By this column; told again, the other way round. */
  sortBy(name: string): void {
    const again = this.#sorting?.name === name;
    const better = this.columns.find((column) => column.name === name)?.better;
    this.#sorting = { name, ascending: again ? !this.#sorting?.ascending : better !== 'higher' };
  }

  /** Measures that any panel reports, with what they cost. */
  get columns(): readonly Column[] {
    const known = this.measures().filter(({ name, of }) =>
      this.panels().some((panel) =>
        followed(panel, of)
          .values(name)
          .some((value) => value !== null),
      ),
    );
    const costs = this.panels().some((panel) => followed(panel, 'training').steps.length > 0) ? COSTS : [];
    // what panels can be judged by comes first
    const judges = known.filter(({ better, comparable }) => better !== 'neither' && comparable);
    return [...judges, ...costs, ...known.filter((measure) => !judges.includes(measure))];
  }

  /** What the large chart shows; null before the first figures. */
  get charted(): Column | null {
    return this.column(this.measure) ?? this.columns[0] ?? null;
  }

  column(name: string): Column | null {
    return this.columns.find((column) => column.name === name) ?? null;
  }

  /** Where panels are compared: what is looked back at, or the farthest that all have come that go on. */
  position(reel: Reel): number {
    const back = this.playback.at(reel);
    if (back !== null) return back;
    const reached = this.panels()
      .filter(({ state }) => reel === 'sampling' || (state.phase !== 'failed' && state.phase !== 'lost'))
      .map((panel) => followed(panel, reel).last(this.axis))
      .filter((last) => last > 0);
    return reached.length > 0 ? Math.min(...reached) : 0;
  }

  /** The step that a panel's figures are of; null where it has none, and where they are means over seeds. */
  stepOf(index: number, reel: Reel): number | null {
    const panel = this.panels()[index];
    if (!panel || this.repetition(index, reel)) return null;
    const series = followed(panel, reel);
    return series.steps[series.rowAt(this.axis, this.position(reel))] ?? null;
  }

  /** As `stepOf`, where that is another step than the panel shows or had come to at the position; null where it is not. */
  lagOf(index: number, reel: Reel): number | null {
    const [panel, step, position] = [this.panels()[index], this.stepOf(index, reel), this.position(reel)];
    if (!panel || step === null) return null;
    const reached = this.axis === 'step' ? Math.floor(position) : followed(panel, reel).stepAt(position);
    return step === reached || step === panel.viewed[reel] ? null : step;
  }

  get rows(): readonly Row[] {
    const panels = this.panels();
    const columns = this.columns.map((column) => this.#judged(column));
    const rows = panels.map((panel, index) => ({
      panel,
      index,
      cells: columns.map(({ readings, verdicts }) => ({
        reading: readings[index] ?? NO_READING,
        verdict: verdicts[index] ?? null,
      })),
    }));
    return this.#sorted(rows);
  }

  /** What the seeds say of a panel's training or walk; null where it was not repeated. */
  repetition(index: number, of: Reel): Repetition | null {
    const subject = this.subjects()[index];
    return subject ? this.repeat[of](subject) : null;
  }

  /**
   * Mean and interval over the seeds of a panel, at a position: of values measured at one and the same step. At equal
   * seconds every seed has come to a step of its own: null then where one was not measured near the position.
   */
  interval(index: number, { name, of }: Pick<Column, 'name' | 'of'>, position: number): SeedsInterval | null {
    const series = this.repetition(index, of)?.[of] ?? [];
    const exact = this.axis === 'step' && !isCost(name);
    const common = exact ? Series.common(series, name, position) : null;
    // figures of different moments would pass for chance between seeds
    if (exact && (common === null || common < MARKED * position)) return null;
    if (!exact && !series.every((each) => measuredNear(each, this.axis, position))) return null;
    const values = series.map((each) => valueOf(each, name, this.axis, common ?? position));
    const interval = intervalOf(values.filter((value) => value !== null));
    return interval && { ...interval, step: common };
  }

  /** Whether every panel has been repeated as it is. */
  get repeated(): boolean {
    return this.panels().length > 0 && this.panels().every((_, index) => this.repetition(index, 'training') !== null);
  }

  #judged(column: Column): { readings: Reading[]; verdicts: Verdict[] } {
    const position = this.position(column.of);
    const readings = this.panels().map((panel, index) => this.#read(panel, index, column, position));
    return { readings, verdicts: verdictsOf(column, readings) };
  }

  #read(panel: Panel, index: number, column: Column, position: number): Reading {
    const { name, of, error, floor, floor_95 } = column;
    const series = followed(panel, of);
    const at = (measure: string | null) => (measure === null ? null : series.valueAt(measure, this.axis, position));
    const interval = this.interval(index, column, position);
    const own = isCost(name) ? null : series.stepOf(name, this.axis, position);
    return {
      value: interval?.mean ?? valueOf(series, name, this.axis, position),
      interval,
      error: interval ? null : at(error),
      floor: at(floor),
      floor95: at(floor_95),
      step: interval ? interval.step : own,
      doubt: series.doubtAt(name, this.axis, position),
      told: interval ? this.#toldOfSeeds(index, column, interval) : series.verdictAt(name, this.axis, position),
      footing: this.#footing(panel, index, column, position, interval !== null),
    };
  }

  #toldOfSeeds(index: number, { name, of }: Column, { step }: SeedsInterval): Told | null {
    const seeds = this.repetition(index, of)?.[of] ?? [];
    return step === null ? null : toldOfSeeds(seeds.map((each) => each.verdictAt(name, 'step', step)));
  }

  #footing(panel: Panel, index: number, column: Column, position: number, repeated: boolean): string | null {
    const footing = footingOf(panel, column, this.axis, position, repeated);
    return footing === null || this.#comparable(column.name) ? footing : this.#kindOf(index);
  }

  /** Losses of other objectives are on other scales. */
  #comparable(name: string): boolean {
    return this.measures().find((measure) => measure.name === name)?.comparable ?? true;
  }

  #kindOf(index: number): string {
    const { run } = this.subjects()[index] ?? {};
    return JSON.stringify([run?.objective, run?.model, run?.settings]);
  }

  #sorted(rows: Row[]): Row[] {
    const sorting = this.#sorting;
    const at = this.columns.findIndex(({ name }) => name === sorting?.name);
    if (!sorting || at < 0) return rows;
    const sign = sorting.ascending ? 1 : -1;
    const worst = Infinity * sign;
    const of = (row: Row) => row.cells[at]?.reading.value ?? worst;
    // what cannot be compared is sorted apart
    const kinds = this.panels().map((_, index) => (this.#comparable(sorting.name) ? '' : this.#kindOf(index)));
    const group = ({ index }: Row) => kinds.indexOf(kinds[index] ?? '');
    return rows.sort((a, b) => group(a) - group(b) || sign * compare(of(a), of(b)) || a.index - b.index);
  }
}

/** As `NEAR`, of the marks that all seeds are measured at: they lie no farther apart than this, but for the first. */
const MARKED = 0.5;

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
