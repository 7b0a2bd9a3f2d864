// TEMPORARY, uncommitted: stands in until server/protocol/typescript.py writes this file.
export const PROTOCOL_VERSION = 1;
export const FRAME_VERSION = 1;
type Scalar = boolean | number | string;
export type FrameKind = 'field' | 'particles' | 'lens';
export type RunPhase = 'queued' | 'ready' | 'training' | 'paused' | 'finished' | 'failed' | 'lost';
export type SamplingPhase = 'idle' | 'walking' | 'paused' | 'finished' | 'failed';
export interface Stroke { points: [number, number][]; width?: number; weight?: number; erase?: boolean }
export interface Component { weight: number; mean: [number, number]; scale: number }
export interface PresetTarget { kind: 'preset'; name: string }
export interface MixtureTarget { kind: 'mixture'; components: Component[] }
export interface DrawingTarget { kind: 'drawing'; strokes: Stroke[] }
export type TargetSpec = PresetTarget | MixtureTarget | DrawingTarget;
export interface DataSpec { n_points?: number | null }
export interface RunSpec { objective?: string; model?: 'score' | 'energy'; settings?: Record<string, Scalar>; network?: Record<string, Scalar>; optimiser?: Record<string, Scalar>; data?: DataSpec; n_steps?: number; seed?: number }
export interface SamplerSpec { sampler?: string; settings?: Record<string, Scalar>; field?: 'learned' | 'exact'; n_particles?: number; init?: 'uniform' | 'gaussian' | 'data' | 'points'; points?: [number, number][]; seed?: number }
export interface PanelSpec { run?: RunSpec; sampler?: SamplerSpec }
export interface ExperimentSpec { target: TargetSpec; panels: PanelSpec[] }
export interface ModeInfo { position: [number, number]; mass: number }
export interface TargetPreview { grid_side: number; density: string; labels: string; modes: ModeInfo[]; n_components: number; narrowest_scale: number; mass_outside: number; fingerprint: string; objective_defaults: Record<string, Record<string, Scalar>>; sampler_defaults: Record<string, Record<string, Scalar>> }
export interface RunState { run: string; phase: RunPhase; step: number; n_steps: number; sampling: SamplingPhase; sampling_step: number; message: string; resolved: Record<string, Record<string, Scalar | null>> }
export interface ExperimentInfo { id: string; created: string; spec: ExperimentSpec; runs: RunState[] }
export interface Metrics { type: 'metrics'; run: string; step: number; seconds: number; values: Record<string, number | null> }
export interface ModeShare { true: number; sampled: number; low: number; high: number }
export interface SampleMetrics { type: 'sample-metrics'; run: string; step: number; modes: ModeShare[]; values: Record<string, number | null>; message: string }
export interface Hello { type: 'hello'; version: number; experiment: ExperimentInfo; history: Metrics[] }
export interface Status { type: 'status'; state: RunState }
export interface Refused { type: 'refused'; command: string; field: string; message: string }
export type AnyEvent = Hello | Status | Metrics | SampleMetrics | Refused;
export interface Train { type: 'train'; runs?: string[]; n_steps?: number | null }
export interface Pause { type: 'pause'; runs?: string[]; what?: 'training' | 'sampling' | 'both' }
export interface Restart { type: 'restart'; runs?: string[]; origin?: 'start' | 'new-seed' | 'checkpoint' }
export interface Respec { type: 'respec'; run: string; spec: RunSpec }
export interface Retarget { type: 'retarget'; target: TargetSpec }
export interface Sample { type: 'sample'; runs?: string[]; resume?: boolean; sampler?: SamplerSpec | null }
export interface Tune { type: 'tune'; runs?: string[]; settings: Record<string, Scalar> }
export interface Pace { type: 'pace'; runs?: string[]; steps_per_second?: number }
export interface View { type: 'view'; runs?: string[]; kinds: FrameKind[]; lens?: string | null; lens_settings?: Record<string, Scalar> }
export interface Ack { type: 'ack'; run: string; kind: FrameKind; seq: number }
export type AnyCommand = Train | Pause | Restart | Respec | Retarget | Sample | Tune | Pace | View | Ack;
export interface MapInfo { quantity: string; unit: string; scale: 'sequential' | 'diverging' | 'error' | 'categorical' | 'angle'; low: number; high: number }
export interface NumberInfo { label: string; value: number | null; unit: string; floor: number | null }
export interface CurveInfo { x_label: string; y_label: string }
export interface LookInfo { lens: string; note: string; maps: Record<string, MapInfo>; numbers: Record<string, NumberInfo>; curves: Record<string, CurveInfo> }
export interface ObjectiveInfo { name: string; title: string; learns: ('score' | 'energy')[]; noise_conditional: boolean; source: string; schema: object }
export interface SamplerInfo { name: string; title: string; needs: string[]; schema: object }
export interface TargetInfo { name: string; title: string; description: string }
export interface Catalogue { objectives: ObjectiveInfo[]; samplers: SamplerInfo[]; targets: TargetInfo[]; network: object; optimiser: object }
