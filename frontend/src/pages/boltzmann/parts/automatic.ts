/** What a run's settings that nobody set have come to, where its state says so. */

import type { Scalar } from '../../../form/schema';

/** Of a state whose `resolved` is the specification with nothing left out. */
export function automaticOf(state: unknown, set: Readonly<Record<string, Scalar>>): Record<string, Scalar> {
  const resolved: unknown = (state as { readonly resolved?: unknown } | undefined)?.resolved;
  if (typeof resolved !== 'object' || resolved === null) return {};
  const own = Object.entries(resolved).filter(([name, value]) => !(name in set) && value !== null);
  return Object.fromEntries(own) as Record<string, Scalar>;
}
