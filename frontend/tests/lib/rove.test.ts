// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { rove, roveAndChoose, stopsOf } from '../../src/lib/rove';

class Unsized implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

let end = () => {};
beforeEach(() => vi.stubGlobal('ResizeObserver', Unsized));
afterEach(() => {
  end();
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

function bar(inside: string, attach = rove): HTMLElement {
  document.body.innerHTML = `<div id="bar">${inside}</div>`;
  const made = byId('bar');
  end = attach(made);
  return made;
}

function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`There is no ${id}.`);
  return found;
}

const stops = () => [...document.querySelectorAll<HTMLElement>('#bar [tabindex="0"]')].map(({ id }) => id);
const held = () => document.activeElement?.id;
function press(key: string, change: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...change });
  document.activeElement?.dispatchEvent(event);
  return event.defaultPrevented;
}
/** Observers are told after the task that changed something. */
const told = () => new Promise((done) => setTimeout(done));

const THREE = '<button id="a"></button><button id="b"></button><button id="c"></button>';

describe('a toolbar', () => {
  it('is one Tab stop: the first control, or the one that is pressed', () => {
    bar(THREE);
    expect(stops()).toEqual(['a']);
    end();
    bar(THREE.replace('id="b"', 'id="b" aria-checked="true"'));
    expect(stops()).toEqual(['b']);
  });

  it('is gone through with arrow keys, around, and with Home and End', () => {
    bar(THREE);
    byId('a').focus();
    const seen = ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'Home', 'End'].map((key) => {
      expect(press(key)).toBe(true);
      return held();
    });
    expect(seen).toEqual(['b', 'c', 'a', 'c', 'a', 'c']);
    expect(stops()).toEqual(['c']);
  });

  it('is entered again where it was left, by whatever way', () => {
    bar(THREE);
    byId('b').focus();
    byId('b').blur();
    expect(stops()).toEqual(['b']);
  });

  it('leaves up, down and what is held with another key alone', () => {
    bar(THREE);
    byId('a').focus();
    expect([press('ArrowDown'), press('ArrowUp'), press('x'), press('ArrowRight', { shiftKey: true })]).toEqual(
      Array(4).fill(false),
    );
    expect(held()).toBe('a');
  });

  it('lets a slider and a text keep their keys', () => {
    bar('<input id="a" type="range" /><input id="b" type="text" /><button id="c"></button>');
    for (const id of ['a', 'b']) {
      byId(id).focus();
      expect(press('ArrowRight')).toBe(false);
      expect(press('End')).toBe(false);
      expect(held()).toBe(id);
    }
  });

  it('passes over what is switched off and what a sheet of it holds', () => {
    const made = bar(
      '<button id="a"></button><button id="b" disabled></button><div popover><button id="in"></button></div><button id="c"></button>',
    );
    expect(stopsOf(made).map(({ id }) => id)).toEqual(['a', 'c']);
    expect(byId('in').getAttribute('tabindex')).toBeNull();
    byId('a').focus();
    press('ArrowRight');
    expect(held()).toBe('c');
  });

  it('keeps the focus when the pressed control is switched off', async () => {
    bar(THREE);
    byId('b').focus();
    byId('b').setAttribute('disabled', '');
    await told();
    expect([held(), stops()]).toEqual(['c', ['c']]);
  });

  it('is entered at what has become its first control while nobody was in it', async () => {
    bar(THREE.replace('id="a"', 'id="a" disabled'));
    expect(stops()).toEqual(['b']);
    byId('a').removeAttribute('disabled');
    await told();
    expect(stops()).toEqual(['a']);
    byId('c').focus();
    byId('a').setAttribute('disabled', '');
    byId('a').removeAttribute('disabled');
    await told();
    expect(stops()).toEqual(['c']);
  });

  it('takes in what is added', async () => {
    const made = bar('');
    expect(stops()).toEqual([]);
    made.insertAdjacentHTML('beforeend', THREE);
    await told();
    expect(stops()).toEqual(['a']);
  });

  it('is left as it is once it has ended', () => {
    bar(THREE);
    end();
    byId('a').focus();
    expect(press('ArrowRight')).toBe(false);
  });
});

it('a group of radio buttons chooses where the keys go', () => {
  bar(THREE, roveAndChoose);
  const chosen: string[] = [];
  byId('bar').addEventListener('click', ({ target }) => chosen.push((target as HTMLElement).id));
  byId('a').focus();
  press('ArrowRight');
  press('End');
  expect(chosen).toEqual(['b', 'c']);
});
