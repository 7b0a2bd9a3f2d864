/** A command as a form: which of its fields can be set here, and what it needs that no form can give. */

import { fieldsOf, type JsonSchema } from '../form/schema';

/** Who says it, and to whom: filled in by the page. */
const OWN = ['type', 'id', 'run', 'runs'];

export interface CommandForm {
  /** As it is written on its button. */
  readonly title: string;
  readonly description: string;
  readonly schema: JsonSchema;
  /** What it must have and the form cannot give: a record or a list. */
  readonly missing: readonly string[];
}

export function formOf(type: string, schema: JsonSchema & { readonly required?: readonly string[] }): CommandForm {
  const properties = Object.entries(schema.properties ?? {}).filter(([name]) => !OWN.includes(name));
  const own = { ...schema, properties: Object.fromEntries(properties) };
  const given = fieldsOf(own).map(({ name }) => name);
  const words = type.replaceAll('-', ' ');
  return {
    title: words.charAt(0).toUpperCase() + words.slice(1),
    description: schema.description ?? '',
    schema: own,
    missing: (schema.required ?? []).filter((name) => !OWN.includes(name) && !given.includes(name)),
  };
}

/** The run it is for, as its schema wants that said. */
export function addressed(schema: JsonSchema, run: string): Readonly<Record<string, unknown>> {
  const { properties = {} } = schema;
  if ('run' in properties) return { run };
  return 'runs' in properties ? { runs: [run] } : {};
}
