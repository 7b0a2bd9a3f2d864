/** Who makes a film's file of its pictures: the browser's encoder of video, or one of GIF. Travels with the first film. */

/** A GIF is as large as a slide; of a large one it shows fewer pictures a second: more would be many tens of megabytes. */
const GIF = { width: 1280, pause: 100, slow: 200, large: 500_000, colours: 128 };

/** How much smaller than the poster a GIF of it is. */
export function gifScale(width: number): number {
  return Math.min(1, GIF.width / width);
}

/** Milliseconds between two of its pictures. */
export function gifPause(width: number, height: number): number {
  return width * height > GIF.large ? GIF.slow : GIF.pause;
}

const WEBM_TYPES = ['video/webm;codecs=vp9', 'video/webm;codecs=vp8', 'video/webm', 'video/mp4'];
const BITS_PER_SECOND = 8_000_000;

/** The first that this browser can record; null if it can record none. */
export function webmType(): string | null {
  if (typeof MediaRecorder === 'undefined') return null;
  return WEBM_TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? null;
}

export interface Film {
  readonly data: Blob;
  /** Without the dot. */
  readonly ending: string;
}

export interface Encoder {
  /** Called for every picture, with the seconds since the first. */
  frame(seconds: number): void;
  finish(): Promise<Film>;
}

export function webmEncoder(canvas: HTMLCanvasElement): Encoder {
  const type = webmType();
  if (type === null) throw new Error('This browser records no video; choose GIF.');
  const parts: Blob[] = [];
  const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType: type, videoBitsPerSecond: BITS_PER_SECOND });
  recorder.ondataavailable = ({ data }) => void parts.push(data);
  const ended = new Promise<void>((done) => (recorder.onstop = () => done()));
  recorder.start(1000);
  return {
    frame: () => undefined,
    async finish() {
      recorder.stop();
      await ended;
      const [bare = type] = type.split(';');
      return { data: new Blob(parts, { type: bare }), ending: bare === 'video/mp4' ? 'mp4' : 'webm' };
    },
  };
}

export async function gifEncoder(pen: CanvasRenderingContext2D): Promise<Encoder> {
  const { GIFEncoder, applyPalette, quantize } = await import('gifenc');
  const gif = GIFEncoder();
  const pause = gifPause(pen.canvas.width, pen.canvas.height);
  let before = -Infinity;
  return {
    frame(seconds) {
      if (1000 * (seconds - before) < pause) return;
      before = seconds;
      const { data, width, height } = pen.getImageData(0, 0, pen.canvas.width, pen.canvas.height);
      const palette = quantize(data, GIF.colours);
      gif.writeFrame(applyPalette(data, palette), width, height, { palette, delay: pause });
    },
    async finish() {
      gif.finish();
      return { data: new Blob([gif.bytes()], { type: 'image/gif' }), ending: 'gif' };
    },
  };
}
