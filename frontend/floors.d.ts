import type { Rule } from 'eslint';

export const FLOORS: readonly (readonly string[])[];
export function floorsOf(src?: string, floors?: typeof FLOORS): typeof FLOORS;
export const oneWay: Rule.RuleModule;
