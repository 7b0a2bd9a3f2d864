import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import Banner from '../../../src/pages/score/Banner.svelte';
import type { Session } from '../../../src/pages/score/session.svelte';
import type { StreamState } from '../../../src/stream/socket';
import { fake, textsOf } from '../../mounted';

interface Now {
  readonly link?: StreamState;
  readonly fault?: string | null;
  readonly notice?: string | null;
  readonly linkFault?: string | null;
}

function shown({ link = { phase: 'open' }, fault = null, notice = null, linkFault = null }: Now = {}) {
  const verbs = { retry: vi.fn(), dismiss: vi.fn(), renew: vi.fn(), load: vi.fn() };
  const { retry, dismiss, renew, load } = verbs;
  const experiment = { link, notice, retry, dismiss };
  const session = fake<Session>({ experiment, catalogue: { fault, load }, linkFault, renew });
  render(Banner, { session });
  return { ...verbs, session };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

it('is not there while nothing is wrong', () => {
  shown();
  expect(screen.queryByRole('alert')).toBeNull();
});

it('says nothing of a connection that has been missing for less than three seconds', async () => {
  shown({ link: { phase: 'waiting', words: 'The server does not answer.' } as StreamState, fault: 'No catalogue.' });
  await vi.advanceTimersByTimeAsync(2900);
  expect(screen.queryByRole('alert')).toBeNull();
  await vi.advanceTimersByTimeAsync(200);
  expect(screen.queryByRole('alert')).not.toBeNull();
});

it('waits for the connection, or tries now', async () => {
  const { retry } = shown({ link: { phase: 'waiting', words: 'The server does not answer.' } as StreamState });
  await vi.advanceTimersByTimeAsync(3000);
  expect(textsOf('p')).toEqual(['The server does not answer. Drawing goes on; training waits for the connection.']);
  await press('Try now');
  expect(retry).toHaveBeenCalledOnce();
});

it('starts again when the connection was ended', async () => {
  const { renew } = shown({ link: { phase: 'closed', words: 'The experiment is gone.' } as StreamState });
  expect(textsOf('[role=alert] p')).toEqual(['The experiment is gone.']);
  await press('Start again');
  expect(renew).toHaveBeenCalledOnce();
  expect(screen.getByRole('button', { name: 'Reload' })).toBeTruthy();
});

it('asks again for a catalogue that did not come', async () => {
  const { load } = shown({ fault: 'The catalogue could not be read.' });
  await press('Try again');
  expect(load).toHaveBeenCalledOnce();
});

it('puts away what was said once it is read', async () => {
  const { dismiss } = shown({ notice: 'The server refused.' });
  await press('Dismiss');
  expect(dismiss).toHaveBeenCalledOnce();
  document.body.replaceChildren();
  const { session } = shown({ linkFault: 'The link is of a newer version.' });
  expect(textsOf('[data-link-fault] p')).toEqual(['The link is of a newer version.']);
  await press('Dismiss');
  expect(session.linkFault).toBeNull();
});
