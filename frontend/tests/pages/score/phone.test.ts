// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';

import { Phone } from '../../../src/pages/score/phone.svelte';

/** A screen that can be turned. */
function screen(matches: boolean) {
  const heard = new Set<() => void>();
  const query = {
    matches,
    addEventListener: (_: string, hear: unknown) => void heard.add(hear as () => void),
    removeEventListener: (_: string, hear: unknown) => void heard.delete(hear as () => void),
  };
  const turn = (now: boolean) => {
    query.matches = now;
    heard.forEach((hear) => hear());
  };
  return { query, heard, turn };
}

const CALM = { matches: true };

afterEach(() => document.body.replaceChildren());

describe('a telephone', () => {
  it('has its pad folded until it is to be drawn on; a desk never has', () => {
    const phone = new Phone(screen(true).query, CALM);
    expect([phone.is, phone.folded, phone.drawing, phone.layout]).toEqual([true, true, false, 'folded']);
    phone.draw();
    expect([phone.folded, phone.drawing, phone.layout]).toEqual([false, true, 'drawing']);
    phone.fold();
    expect(phone.layout).toBe('folded');
    const desk = new Phone(screen(false).query, CALM);
    desk.draw();
    expect([desk.is, desk.folded, desk.drawing, desk.layout]).toEqual([false, false, false, null]);
  });

  it('that is turned keeps the pad unfolded, whatever it is in between', () => {
    const { query, heard, turn } = screen(true);
    const phone = new Phone(query, CALM);
    const end = phone.follow();
    phone.draw();
    turn(false);
    expect(phone.layout).toBeNull();
    turn(true);
    expect(phone.layout).toBe('drawing');
    end();
    expect(heard.size).toBe(0);
  });

  it.each([
    [true, 'auto'],
    [false, 'smooth'],
  ])('brings the first place there is into view and folds the pad (calm: %s)', (calm, behavior) => {
    document.body.innerHTML = '<p id="pictures"></p>';
    const place = document.getElementById('pictures') as HTMLElement;
    place.scrollIntoView = vi.fn();
    const phone = new Phone(screen(true).query, { matches: calm });
    phone.draw();
    phone.show('.not-there', '#pictures');
    expect(phone.folded).toBe(true);
    expect(place.scrollIntoView).toHaveBeenCalledExactlyOnceWith({ block: 'start', behavior });
    new Phone(screen(false).query, { matches: calm }).show('#pictures');
    expect(place.scrollIntoView).toHaveBeenCalledOnce();
  });
});
