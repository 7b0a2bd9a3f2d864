/** The landscape drawn by three: a chunk of its own, loaded with the first landscape that is opened. */

import {
  AmbientLight,
  BufferAttribute,
  BufferGeometry,
  Color,
  DirectionalLight,
  DoubleSide,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshLambertMaterial,
  PerspectiveCamera,
  Points,
  PointsMaterial,
  Scene,
  Vector3,
  WebGLRenderer,
} from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';

import { Signal } from '../lib/signal';
import { HALF_WIDTH } from '../lib/camera';
import type { Ramp } from '../lib/colour';
import { labelsOf } from './axes';
import { dotsOf, linesOf, meshOf, SPAN } from './geometry';
import type { Relief } from './relief';

export interface Look {
  readonly ramp: Ramp;
  readonly ground: string;
  readonly line: string;
  readonly dots: string;
}

/** A label in the window, as shares of its width and height. */
export interface Placed {
  readonly left: number;
  readonly top: number;
  readonly text: string;
  readonly title: boolean;
}

const START = new Vector3(-4.4, 11.6, 10.6);
const MIDDLE = new Vector3(0, SPAN * 0.3, 0);
const NEAREST = 5;
const FURTHEST = 28;
/** Half the angle that the window's shorter side sees, degrees: the whole box from the start. */
const HALF_ANGLE = 19;
const DOT = 0.075;

export class Landscape {
  readonly #renderer: WebGLRenderer;
  readonly #scene = new Scene();
  readonly #camera = new PerspectiveCamera(2 * HALF_ANGLE, 1, 0.1, 100);
  readonly #controls: OrbitControls;
  readonly #surface = new Mesh(new BufferGeometry(), new MeshLambertMaterial({ vertexColors: true, side: DoubleSide }));
  readonly #lines = new LineSegments(new BufferGeometry(), new LineBasicMaterial({ transparent: true, opacity: 0.22 }));
  readonly #dots = new Points(new BufferGeometry(), new PointsMaterial({ size: DOT, sizeAttenuation: true }));
  readonly #base = new LineSegments(frame(), new LineBasicMaterial({ transparent: true, opacity: 0.55 }));
  #relief: Relief | null = null;

  /** Told where the labels are whenever the picture has changed. */
  readonly labelled = new Signal<[labels: Placed[]]>();

  /** Errors: whatever three throws where the browser gives no WebGL. */
  constructor(canvas: HTMLCanvasElement) {
    // kept, so that the picture can be exported and tested
    this.#renderer = new WebGLRenderer({ canvas, antialias: true, preserveDrawingBuffer: true });
    const sun = new DirectionalLight(0xffffff, 1.6);
    sun.position.set(-4, 9, 3);
    this.#scene.add(new AmbientLight(0xffffff, 1.9), sun, this.#surface, this.#lines, this.#dots, this.#base);
    this.#controls = new OrbitControls(this.#camera, canvas);
    Object.assign(this.#controls, { enablePan: false, minDistance: NEAREST, maxDistance: FURTHEST });
    this.#controls.minPolarAngle = 0.05;
    this.#controls.maxPolarAngle = Math.PI / 2 - 0.03;
    this.#controls.addEventListener('change', () => this.draw());
    this.home();
  }

  dress({ ground, line, dots }: Look): void {
    this.#scene.background = new Color(ground);
    this.#lines.material.color.set(line);
    this.#base.material.color.set(line);
    this.#dots.material.color.set(dots);
  }

  setRelief(relief: Relief, ramp: Ramp): void {
    this.#relief = relief;
    const { positions, colours, indices } = meshOf(relief, ramp);
    const surface = new BufferGeometry();
    surface.setAttribute('position', new BufferAttribute(positions, 3));
    surface.setAttribute('color', new BufferAttribute(linear(colours), 3));
    surface.setIndex(new BufferAttribute(indices, 1));
    surface.computeVertexNormals();
    const lines = new BufferGeometry();
    lines.setAttribute('position', new BufferAttribute(lifted(positions), 3));
    lines.setIndex(new BufferAttribute(linesOf(relief.side), 1));
    replace(this.#surface, surface);
    replace(this.#lines, lines);
  }

  /** How many particles lie on it. */
  setParticles(particles: Int16Array | null): number {
    const dots = new BufferGeometry();
    const at = this.#relief && particles ? dotsOf(this.#relief, particles) : new Float32Array();
    dots.setAttribute('position', new BufferAttribute(at, 3));
    replace(this.#dots, dots);
    return at.length / 3;
  }

  resize(width: number, height: number, ratio: number): void {
    this.#renderer.setPixelRatio(Math.min(2, ratio));
    this.#renderer.setSize(width, height, false);
    this.#camera.aspect = width / Math.max(1, height);
    const tangent = Math.tan((HALF_ANGLE * Math.PI) / 180) * Math.max(1, 1.25 / this.#camera.aspect);
    this.#camera.fov = (2 * Math.atan(tangent) * 180) / Math.PI;
    this.#camera.updateProjectionMatrix();
    this.draw();
  }

  /** Degrees clockwise seen from above, and upwards. */
  turn(around: number, up: number): void {
    const arm = this.#camera.position.clone().sub(MIDDLE);
    const distance = arm.length();
    const azimuth = Math.atan2(arm.x, arm.z) + (around * Math.PI) / 180;
    const polar = Math.min(
      this.#controls.maxPolarAngle,
      Math.max(this.#controls.minPolarAngle, Math.acos(arm.y / distance) - (up * Math.PI) / 180),
    );
    this.#camera.position.setFromSphericalCoords(distance, polar, azimuth).add(MIDDLE);
    this.#controls.update();
  }

  /** Nearer by this factor. */
  zoom(factor: number): void {
    const arm = this.#camera.position.clone().sub(MIDDLE);
    arm.setLength(Math.min(FURTHEST, Math.max(NEAREST, arm.length() / factor)));
    this.#camera.position.copy(arm.add(MIDDLE));
    this.#controls.update();
  }

  /** The view from the south that every landscape begins with. */
  home(): void {
    this.#controls.target.copy(MIDDLE);
    this.#camera.position.copy(START);
    this.#controls.update();
  }

  /** Where the camera stands: degrees from the south, degrees above the plane, world units from the middle. */
  get view(): { azimuth: number; elevation: number; distance: number } {
    const arm = this.#camera.position.clone().sub(MIDDLE);
    const degrees = (radians: number) => Math.round((radians * 1800) / Math.PI) / 10;
    const distance = arm.length();
    return {
      azimuth: degrees(Math.atan2(arm.x, arm.z)),
      elevation: degrees(Math.asin(arm.y / distance)),
      distance: Math.round(100 * distance) / 100,
    };
  }

  draw(): void {
    this.#renderer.render(this.#scene, this.#camera);
    if (!this.#relief) return;
    this.labelled.send(
      labelsOf(this.#relief, this.#camera.position).map(({ at, text, title }) => {
        const seen = new Vector3(...at).project(this.#camera);
        return { left: (1 + seen.x) / 2, top: (1 - seen.y) / 2, text, title };
      }),
    );
  }

  /** Gives everything back, the browser's GL context too: it has only some sixteen of them. */
  dispose(): void {
    this.#controls.dispose();
    for (const each of [this.#surface, this.#lines, this.#dots, this.#base]) {
      each.geometry.dispose();
      each.material.dispose();
    }
    this.#renderer.dispose();
    this.#renderer.forceContextLoss();
  }
}

function replace(shape: { geometry: BufferGeometry }, geometry: BufferGeometry): void {
  shape.geometry.dispose();
  shape.geometry = geometry;
}

/** Vertex colours are light, not what is written to the screen. */
function linear(colours: Float32Array): Float32Array {
  return colours.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
}

function lifted(positions: Float32Array): Float32Array {
  return positions.map((value, index) => (index % 3 === 1 ? value + 0.012 : value));
}

/** The square of the box at the foot of the relief, and its four uprights. */
function frame(): BufferGeometry {
  const h = HALF_WIDTH;
  const corners = [
    [-h, -h],
    [h, -h],
    [h, h],
    [-h, h],
  ] as const;
  const points = corners.flatMap(([x, z], index) => {
    const [nextX, nextZ] = corners[(index + 1) % 4] ?? [x, z];
    return [
      [x, 0, z, nextX, 0, nextZ],
      [x, 0, z, x, SPAN, z],
    ].flat();
  });
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(Float32Array.from(points), 3));
  return geometry;
}
