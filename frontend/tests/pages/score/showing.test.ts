import { beforeEach, expect, test, vi } from 'vitest';

import { Steps } from '../../../src/pad/steps.svelte';
import { Showing, type Shown } from '../../../src/pages/score/showing.svelte';
import { SCENE_VERSION, type Demonstration, type Scene } from '../../../src/protocol/generated';

const story = (name: string): Demonstration => ({ name, scene: { version: SCENE_VERSION, text: { title: name } } });
const MINE: Scene = { version: SCENE_VERSION, text: { title: 'mine' } };

let page: Shown & { experiment: { id: string | null } };
let put: Scene[];
const remove = vi.fn(() => Promise.resolve());

beforeEach(() => {
  put = [];
  remove.mockClear();
  let made = 0;
  const experiment = {
    id: 'mine' as string | null,
    leave: vi.fn(() => (experiment.id = null)),
    attach: vi.fn((id: string) => (experiment.id = id)),
    whenOpen: (action: () => void) => action(),
    train: vi.fn(),
  };
  page = {
    experiment,
    scene: MINE,
    steps: new Steps(),
    put: (scene) => void put.push(scene),
    renew: () => {
      experiment.id = `made ${++made}`;
      return Promise.resolve(true);
    },
    returned: vi.fn(),
  };
});

test('a demonstration leaves what was there alive and trains its own', async () => {
  const showing = new Showing(page, { remove });
  expect(await showing.play(story('a'), true)).toBeNull();
  expect(page.experiment.leave).toHaveBeenCalledOnce();
  expect([showing.story?.name, showing.folded, page.experiment.id]).toEqual(['a', true, 'made 1']);
  expect(page.experiment.train).toHaveBeenCalledOnce();
  expect(remove).not.toHaveBeenCalled();
});

test('back, over two demonstrations, is to the experiment of before them', async () => {
  const showing = new Showing(page, { remove });
  await showing.play(story('a'), true);
  await showing.play(story('b'), true);
  await showing.back();
  expect(put.at(-1)).toBe(MINE);
  expect(page.experiment.id).toBe('mine');
  expect([showing.story, showing.folded, showing.hasKept]).toEqual([null, false, false]);
  expect(remove).toHaveBeenCalledExactlyOnceWith('made 2');
  expect(page.returned).toHaveBeenCalledOnce();
});

test('the way back stays open when the demonstration is ended', async () => {
  const showing = new Showing(page, { remove });
  await showing.play(story('a'), false);
  showing.end();
  expect([showing.story, showing.hasKept]).toEqual([null, true]);
});

test('where there was no experiment yet a new one is made of what was there', async () => {
  page.experiment.id = null;
  const showing = new Showing(page, { remove });
  await showing.play(story('a'), false);
  await showing.back();
  expect(put.at(-1)).toBe(MINE);
  expect(page.experiment.id).toBe('made 2');
});

test('a scene of a newer program is refused and nothing changes', async () => {
  const showing = new Showing(page, { remove });
  const newer = { name: 'n', scene: { version: SCENE_VERSION + 1 } };
  expect(await showing.play(newer, false)).toContain('made by a newer Scorescape');
  expect([put, showing.story, page.experiment.id]).toEqual([[], null, 'mine']);
});

test('coming back is a step that can be taken back like any other', async () => {
  const mine = { undo: vi.fn(() => true), redo: () => true };
  const steps = page.steps as Steps;
  steps.did(mine);
  const showing = new Showing(page, { remove });
  await showing.play(story('a'), true);
  steps.did({ undo: () => true, redo: () => true });
  await steps.undo();
  expect(showing.story?.name).toBe('a');
  await steps.undo();
  expect([showing.story, page.experiment.id]).toEqual([null, 'mine']);
  await steps.redo();
  expect((showing.story as Demonstration | null)?.name).toBe('a');
  await showing.back();
  await steps.undo();
  expect(mine.undo).toHaveBeenCalledOnce();
});
