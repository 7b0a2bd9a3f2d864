import { describe, expect, it } from 'vitest';
import { Camera, HALF_WIDTH } from '../../src/lib/camera';
import { HALF_WIDTH as PROTOCOL_HALF_WIDTH } from '../../src/protocol/generated';
import { DENSITY, pack } from '../../src/lib/colour';
import { drawArrows, type Pen } from '../../src/render/arrows';
import { paintHeat } from '../../src/render/heat';
import { fade, splat } from '../../src/render/particles';

/** The asymmetric target of every orientation test: one mode to the right, one below. */
const MODES = [
  { x: 2.5, y: 0 },
  { x: 0, y: -1.5 },
] as const;
const SIZE = 160;
const camera = new Camera(SIZE);

describe('orientation', () => {
  it('measures the box as the protocol does', () => {
    expect(HALF_WIDTH).toBe(PROTOCOL_HALF_WIDTH);
  });

  it('goes from world to pixel and back', () => {
    const pixel = camera.toPixel(2.5, -1.5);
    expect(pixel.y).toBeGreaterThan(SIZE / 2);
    expect(camera.toWorld(pixel.x, pixel.y)).toEqual({ x: 2.5, y: -1.5 });
  });

  it('paints the brightest pixel of a heat map on the mode', () => {
    const side = 32;
    for (const mode of MODES) {
      const values = new Float32Array(side * side);
      const column = Math.floor(((mode.x + 4) / 8) * side);
      const row = Math.floor(((mode.y + 4) / 8) * side);
      values[row * side + column] = 1;
      const pixels = new Uint32Array(SIZE * SIZE);
      const ramp = Uint32Array.from({ length: 256 }, (_, i) => i);
      paintHeat(pixels, SIZE, values, side, ramp, 0, 1);
      const brightest = pixels.indexOf(Math.max(...pixels));
      const world = camera.toWorld(brightest % SIZE, Math.floor(brightest / SIZE));
      expect(Math.hypot(world.x - mode.x, world.y - mode.y)).toBeLessThan(0.4);
    }
  });

  it('splats a particle on the mode and never into the next row', () => {
    for (const mode of [...MODES, { x: 4, y: 4 }, { x: 4, y: -4 }, { x: -4, y: 4 }]) {
      const pixels = new Uint32Array(SIZE * SIZE);
      const x = Int16Array.of((mode.x / 4) * 32767, (mode.y / 4) * 32767);
      splat(pixels, camera, x, x, 1, pack([255, 255, 255]));
      const lit = [...pixels.keys()].filter((i) => pixels[i] !== 0);
      expect(lit).toHaveLength(4);
      for (const i of lit) {
        const world = camera.toWorld((i % SIZE) + 0.5, Math.floor(i / SIZE) + 0.5);
        expect(Math.hypot(world.x - mode.x, world.y - mode.y)).toBeLessThan(0.15);
      }
    }
  });

  it('leaves out particles that are off the box', () => {
    const pixels = new Uint32Array(SIZE * SIZE);
    splat(pixels, camera, Int16Array.of(-32768, -32768), Int16Array.of(-32768, -32768), 0.5, 1);
    expect(pixels.every((pixel) => pixel === 0)).toBe(true);
  });

  it('points an upward score upward on the screen', () => {
    const moves: [number, number][] = [];
    const pen: Pen = {
      beginPath: () => undefined,
      stroke: () => undefined,
      moveTo: (x, y) => moves.push([x, y]),
      lineTo: (x, y) => moves.push([x, y]),
      strokeStyle: '',
      lineWidth: 1,
      lineCap: 'butt',
      globalAlpha: 1,
    };
    drawArrows(pen, camera, Float32Array.of(0, 5), 1, '#fff');
    const [tail, tip] = moves;
    expect(tip![1]).toBeLessThan(tail![1]);
    expect(tip![0]).toBeCloseTo(tail![0]);
  });
});

describe('trails', () => {
  it('fade to exactly nothing', () => {
    const pixels = Uint32Array.of(pack([10, 200, 30]));
    for (let i = 0; i < 60; i++) fade(pixels, 220);
    expect(pixels[0]).toBe(0);
  });
});

describe('ramps', () => {
  it('grow evenly from the ground', () => {
    const lightness = (pixel: number): number => (pixel & 255) + ((pixel >> 8) & 255) + ((pixel >> 16) & 255);
    expect(lightness(DENSITY.dark[255]!)).toBeGreaterThan(lightness(DENSITY.dark[0]!));
    expect(lightness(DENSITY.light[255]!)).toBeLessThan(lightness(DENSITY.light[0]!));
  });
});
