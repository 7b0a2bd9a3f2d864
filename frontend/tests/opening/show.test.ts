import { expect, test } from 'vitest';

import { Show } from '../../src/opening/show.svelte';
import { STEPS } from '../../src/opening/lesson';

test('it moves by itself, at 120 steps a second however often it is drawn', () => {
  const show = new Show(false);
  expect(show.tick(0)).toBe(true);
  for (let now = 10; now <= 1000; now += 10) show.tick(now);
  expect(show.step).toBeGreaterThanOrEqual(119);
  expect(show.step).toBeLessThanOrEqual(122);
});

test('a page that slept does not catch up', () => {
  const show = new Show(false);
  show.tick(0);
  const before = show.step;
  show.tick(60_000);
  expect(show.step - before).toBe(12);
});

test('Pause holds it and Play goes on from there', () => {
  const show = new Show(false);
  show.tick(0);
  show.tick(50);
  const { step } = show;
  show.pause();
  expect(show.tick(100)).toBe(false);
  expect(show.step).toBe(step);
  show.play();
  show.tick(5_000);
  show.tick(5_050);
  expect(show.step).toBeGreaterThan(step);
  expect(show.step).toBeLessThan(step + 12);
});

test('for those who want no motion the end is shown, and Play begins again', () => {
  const show = new Show(true);
  expect(show.playing).toBe(false);
  expect(show.finished).toBe(true);
  expect(show.shares.plain).toBeGreaterThan(0.45);
  expect(show.shares.annealed).toBeLessThan(0.25);
  show.play();
  expect(show.playing).toBe(true);
  expect(show.step).toBe(0);
  expect(STEPS).toBe(960);
});

test('what was kept comes back as it was, at rest', () => {
  const show = new Show(true);
  const { shares } = show;
  const walk = show.walk('plain');
  const restore = show.keep();
  show.play();
  show.tick(0);
  show.tick(50);
  expect(show.step).toBeLessThan(STEPS);
  restore();
  expect(show.step).toBe(STEPS);
  expect(show.shares).toBe(shares);
  expect(show.walk('plain')).toBe(walk);
  expect(show.playing).toBe(false);
});
