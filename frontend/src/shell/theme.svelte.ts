/** Dark or light: the system's wish until the user says otherwise. */

import type { ThemeName } from '../lib/colour';
import { forget, recall, remember } from '../lib/storage';

const KEY = 'theme';
const isTheme = (value: unknown): value is ThemeName => value === 'dark' || value === 'light';

export class Theme {
  #chosen: ThemeName | null = $state(recall(KEY, isTheme));
  #system: ThemeName = $state('dark');

  constructor(prefersLight: MediaQueryList = matchMedia('(prefers-color-scheme: light)')) {
    const follow = () => (this.#system = prefersLight.matches ? 'light' : 'dark');
    follow();
    prefersLight.addEventListener('change', follow);
  }

  get name(): ThemeName {
    return this.#chosen ?? this.#system;
  }

  /** The other one; if that is what the system wishes anyway, follow the system again. */
  toggle(): void {
    const next = this.name === 'dark' ? 'light' : 'dark';
    this.#chosen = next === this.#system ? null : next;
    if (this.#chosen) remember(KEY, this.#chosen);
    else forget(KEY);
  }
}
