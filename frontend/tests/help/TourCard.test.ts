import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import { STEPS, Tour, type Toured } from '../../src/help/tour.svelte';
import TourCard from '../../src/help/TourCard.svelte';
import type { Demonstration } from '../../src/protocol/generated';
import { fake, textOf } from '../mounted';

const TARGET = { kind: 'preset', name: 'spiral' } as const;

async function at(step: number) {
  const play = vi.fn(() => Promise.resolve());
  const story = fake<Demonstration>({ name: 'lost-mode-weights' });
  const toured = fake<Toured>({
    drawing: { target: TARGET, blank: false },
    experiment: { stage: 'ready', panels: [] },
    catalogue: { demonstrations: [story] },
    play,
  });
  const tour = new Tour(toured);
  tour.start();
  for (let done = 0; done < step; done++) tour.next();
  render(TourCard, { tour });
  return { tour, play, story };
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

it('says its step and which of them it is, and goes on and back', async () => {
  const { tour } = await at(0);
  expect(screen.getByRole('region', { name: STEPS[0]?.title ?? '' }).textContent).toContain(STEPS[0]?.text);
  expect(document.body.textContent).toContain('1 of 5');
  expect(screen.queryByRole('button', { name: 'Back' })).toBeNull();
  await press('Next');
  expect(textOf(screen.getByRole('heading'))).toBe(STEPS[1]?.title);
  await press('Back');
  expect(tour.at).toBe(0);
});

it('ends by Skip, by Escape, and by Close after the last step', async () => {
  const { tour } = await at(0);
  await press('Skip');
  expect(screen.queryByRole('region')).toBeNull();
  tour.start();
  await screen.findByRole('region');
  // wherever the focus is
  await fireEvent.keyDown(document.body, { key: 'Escape' });
  expect(tour.at).toBeNull();
  tour.start();
  STEPS.forEach(() => tour.next());
  expect(textOf(await screen.findByRole('heading'))).toBe('That was the tour');
  await press('Close');
  expect(tour.at).toBeNull();
});

it('rings the control of its step, and nothing once the steps are over', async () => {
  const control = document.body.appendChild(document.createElement('button'));
  control.dataset['action'] = 'train';
  const box = { left: 10, top: 20, right: 110, bottom: 50, width: 100, height: 30 };
  vi.spyOn(control, 'getBoundingClientRect').mockReturnValue(box as DOMRect);
  const { tour } = await at(1);
  await vi.waitFor(() => expect(document.querySelector<HTMLElement>('.ring')?.style.left).toBe('6px'));
  while (tour.step) tour.next();
  await screen.findByText('That was the tour');
  expect(document.querySelector('.ring')).toBeNull();
});

it('plays the demonstration of its step once it is asked to', async () => {
  const { play, story } = await at(3);
  await press('Show me');
  expect(play).toHaveBeenCalledExactlyOnceWith(story);
  expect(screen.getByText('It trains first, then samples: some ten seconds.')).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Show me' }).disabled).toBe(true);
});

it('takes a press on its control for done, where pressing is doing', async () => {
  const { tour } = await at(2);
  const article = document.body.appendChild(document.createElement('article'));
  article.innerHTML = '<p>elsewhere</p><div><dd data-figure="relative_fisher_error">0.1</dd></div>';
  await fireEvent.click(screen.getByText('elsewhere'));
  expect(tour.at).toBe(2);
  await fireEvent.click(screen.getByText('0.1'));
  expect(tour.at).toBe(3);
});
