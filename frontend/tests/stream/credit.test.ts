import { describe, expect, it } from 'vitest';

import { Credit } from '../../src/stream/credit';

function credit() {
  const acks: string[] = [];
  return { acks, credit: new Credit(({ run, kind, seq }) => acks.push(`${run} ${kind} ${seq}`)) };
}

describe('credit', () => {
  it('acknowledges nothing on arrival', () => {
    const { acks, credit: c } = credit();
    c.received('a', 'field', 1);
    expect(acks).toEqual([]);
  });

  it('acknowledges a drawn frame once, for itself and all it overtook', () => {
    const { acks, credit: c } = credit();
    for (const seq of [1, 2, 5]) c.received('a', 'field', seq);
    c.drawn('a', 'field', 5);
    c.drawn('a', 'field', 5);
    expect(acks).toEqual(['a field 5']);
  });

  it('acknowledges a frame that was drawn after a newer one came, and the newer one later', () => {
    const { acks, credit: c } = credit();
    for (const seq of [1, 2]) c.received('a', 'field', seq);
    c.drawn('a', 'field', 1);
    c.drawn('a', 'field', 2);
    expect(acks).toEqual(['a field 1', 'a field 2']);
  });

  it('keeps runs and kinds apart', () => {
    const { acks, credit: c } = credit();
    c.received('a', 'field', 1);
    c.received('b', 'field', 1);
    c.received('a', 'particles', 1);
    c.drawn('b', 'field', 1);
    expect(acks).toEqual(['b field 1']);
  });

  it('forgets an old connection', () => {
    const { acks, credit: c } = credit();
    c.received('a', 'field', 9);
    c.reset();
    c.drawn('a', 'field', 9);
    expect(acks).toEqual([]);
  });
});
