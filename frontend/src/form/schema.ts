/** A settings record's JSON Schema, read as the list of fields a form shows. */

export type Scalar = boolean | number | string;

/** The part of JSON Schema that settings records use. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly enum?: readonly Scalar[];
  readonly const?: Scalar;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly unit?: string;
  readonly advanced?: boolean;
  readonly scale?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

interface Common {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  /** Empty for a pure number. */
  readonly unit: string;
  readonly advanced: boolean;
  /** Whether the setting may be left to the target: null in the schema. */
  readonly nullable: boolean;
  readonly default: Scalar | null;
}

export interface NumberField extends Common {
  readonly kind: 'number';
  readonly whole: boolean;
  readonly min: number;
  readonly max: number;
  /** Whether the bound itself is not allowed. */
  readonly openBelow: boolean;
  readonly openAbove: boolean;
  readonly log: boolean;
}

export interface ChoiceField extends Common {
  readonly kind: 'choice';
  readonly choices: readonly Scalar[];
}

export interface SwitchField extends Common {
  readonly kind: 'switch';
}

export type Field = NumberField | ChoiceField | SwitchField;

/** The fields of a record in its own order; what is neither a number, a choice nor a switch has no control. */
export function fieldsOf(schema: JsonSchema): Field[] {
  const definitions = schema.$defs ?? {};
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const field = fieldOf(name, property, definitions);
    return field ? [field] : [];
  });
}

function fieldOf(name: string, property: JsonSchema, definitions: Readonly<Record<string, JsonSchema>>): Field | null {
  const options = (property.anyOf ?? [property]).map((option) => resolved(option, definitions));
  const option = options.find(({ type }) => type !== 'null') ?? {};
  const whole: JsonSchema = { ...option, ...property };
  const common: Common = {
    name,
    label: property.title ?? name.replaceAll('_', ' '),
    description: property.description ?? '',
    unit: property.unit && property.unit !== '1' ? property.unit : '',
    advanced: property.advanced ?? false,
    nullable: options.some(({ type }) => type === 'null'),
    default: isScalar(property.default) ? property.default : null,
  };
  if (option.enum) return { ...common, kind: 'choice', choices: option.enum };
  if (option.type === 'boolean') return { ...common, kind: 'switch' };
  if (option.type === 'number' || option.type === 'integer') return numberField(common, whole, option);
  return null;
}

function numberField(common: Common, whole: JsonSchema, option: JsonSchema): NumberField {
  return {
    ...common,
    kind: 'number',
    whole: option.type === 'integer',
    min: whole.exclusiveMinimum ?? whole.minimum ?? -Infinity,
    max: whole.exclusiveMaximum ?? whole.maximum ?? Infinity,
    openBelow: whole.exclusiveMinimum !== undefined,
    openAbove: whole.exclusiveMaximum !== undefined,
    log: whole.scale === 'log',
  };
}

function resolved(schema: JsonSchema, definitions: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const reference = schema.$ref ?? schema.allOf?.[0]?.$ref;
  return reference ? (definitions[reference.replace('#/$defs/', '')] ?? schema) : schema;
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string';
}

/** What a number field takes, in words: `a whole number in [1, 50000] particles`. */
export function rangeInWords(field: NumberField): string {
  const low = Number.isFinite(field.min) ? `${field.openBelow ? '(' : '['}${field.min}` : '(-inf';
  const high = Number.isFinite(field.max) ? `${field.max}${field.openAbove ? ')' : ']'}` : 'inf)';
  const bounded = Number.isFinite(field.min) || Number.isFinite(field.max);
  const range = bounded ? ` in ${low}, ${high}` : '';
  return `${field.whole ? 'a whole number' : 'a number'}${range}${field.unit ? ` ${field.unit}` : ''}`;
}

/** The sentence that refuses a value, or null if the field takes it. */
export function refusalOf(field: NumberField, value: number): string | null {
  const below = field.openBelow ? value > field.min : value >= field.min;
  const above = field.openAbove ? value < field.max : value <= field.max;
  if (below && above && Number.isFinite(value) && (!field.whole || Number.isInteger(value))) return null;
  return `${capitalised(field.label)} must be ${rangeInWords(field)}.`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
