// @vitest-environment jsdom
import { expect, it, vi } from 'vitest';

import { loaded } from '../../src/shell/loaded';

it('says at the head of the page what did not come, and gives what comes at the second try', async () => {
  const target = document.createElement('div');
  target.innerHTML = '<i>before</i>';
  const load = vi.fn(async () => 7);
  load.mockRejectedValueOnce(new Error('gone'));
  const seven = loaded(target, 'The page', load);
  await vi.waitFor(() => expect(target.firstElementChild?.textContent).toContain('The page could not be loaded'));
  target.querySelector('button')?.click();
  expect(await seven).toBe(7);
  expect(load).toHaveBeenCalledTimes(2);
  await vi.waitFor(() => expect(target.innerHTML).toContain('<i>before</i>'));
  await vi.waitFor(() => expect(target.querySelector('[role=alert]')).toBeNull());
});
