/** What tests that mount a component share: small fakes, and what they read off the page. */

import { createRawSnippet } from 'svelte';
import { vi } from 'vitest';

/** The part of something that a component reads. Names and types are checked; what is left out is missing. */
type Part<T> = T extends (...given: never[]) => unknown ? T : T extends object ? { [K in keyof T]?: Part<T[K]> } : T;

export function fake<T>(part: Part<T>): T {
  return part as T;
}

/** Children that are words alone. */
export function words(text: string) {
  return createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));
}

/** The text of an element as it is read: white space is one space. */
export function textOf(element: Element | null): string {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** What the selector finds on the page, as texts. */
export function textsOf(selector: string): string[] {
  return [...document.querySelectorAll(selector)].map(textOf);
}

/** Every canvas gives this context until the test ends; `calls` says what was asked of it. */
export function recordCanvas(): { calls: unknown[][] } {
  const calls: unknown[][] = [];
  const context = new Proxy({} as Record<string, unknown>, {
    get: (set, name) => set[String(name)] ?? ((...given: unknown[]) => void calls.push([name, ...given])),
  });
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(() => context as never);
  return { calls };
}
