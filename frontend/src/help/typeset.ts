/** KaTeX with its fonts: a chunk of its own, loaded with the first equation that is shown. */

import 'katex/dist/katex.min.css';
import katex from 'katex';

/** Writes the equation into `element`, with MathML for screen readers; rows are separated by a double backslash. */
export function typeset(tex: string, element: HTMLElement): void {
  katex.render(`\\begin{gathered}${tex}\\end{gathered}`, element, { displayMode: true, throwOnError: true });
}

/** A formula within a line. */
export function inline(tex: string, element: HTMLElement): void {
  katex.render(tex, element, { throwOnError: true });
}
