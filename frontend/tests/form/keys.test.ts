// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';

import { takesKeys } from '../../src/form/keys';

function element(html: string): Element | null {
  document.body.innerHTML = html;
  return document.body.firstElementChild;
}

describe('a key belongs to the control that has the focus', () => {
  it.each(['<input>', '<input type="number">', '<input type="search">', '<textarea></textarea>', '<select></select>'])(
    'where text is typed or chosen: %s',
    (html) => expect(takesKeys(element(html))).toBe(true),
  );

  it.each(['<input type="range">', '<input type="checkbox">', '<button></button>', '<div></div>'])(
    'and not elsewhere: %s',
    // jsdom leaves isContentEditable undefined where a browser says false
    (html) => expect(takesKeys(element(html))).toBeFalsy(),
  );

  it('nor where nothing has it', () => {
    expect(takesKeys(null)).toBe(false);
    expect(takesKeys(window)).toBe(false);
  });
});
