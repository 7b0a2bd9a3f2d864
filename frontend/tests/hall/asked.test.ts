import { describe, expect, it } from 'vitest';

import { asked, embedAddress, embedSnippet, presenting } from '../../src/hall/asked';

describe('the query', () => {
  it('asks for a hall or a frame, and leaves parts out by name', () => {
    expect(asked('')).toEqual({ present: false, embed: false, hide: [], fault: null });
    expect(asked('?present=1')).toMatchObject({ present: true, embed: false });
    expect(asked('?embed=1&hide=title,link')).toEqual({
      present: false,
      embed: true,
      hide: ['title', 'link'],
      fault: null,
    });
    expect(asked('?embed=0').embed).toBe(false);
  });

  it('says which words it does not know, and keeps to the others', () => {
    const { hide, fault } = asked('?embed=1&hide=verdict,sidebar');
    expect(hide).toEqual(['verdict']);
    expect(fault).toBe('hide= knows title, verdict, play, link; "sidebar" was left out.');
  });

  it('loses nothing else of it when presenting begins or ends', () => {
    expect(presenting('?token=a', true)).toBe('?token=a&present=1');
    expect(presenting('?token=a&present=1', false)).toBe('?token=a');
    expect(presenting('?present=1', false)).toBe('');
  });

  it('of a frame carries no token, and its snippet is HTML', () => {
    const here = 'https://host/sub/?token=secret#v=1';
    expect(embedAddress(here, '#v=1&t=preset.rings')).toBe('https://host/sub/?embed=1#v=1&t=preset.rings');
    expect(embedSnippet(here, '#v=1&t=preset.rings')).toContain(
      'src="https://host/sub/?embed=1#v=1&amp;t=preset.rings"',
    );
  });
});
