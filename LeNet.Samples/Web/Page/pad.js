// The drawing pad: pointer and keys in, a drawing out.
import { paintStrokes } from './ink.js';

/** One of MNIST's 28 pixels. */
const STEP = 1 / 28;
const LONG_STEP = 3 * STEP;

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Pad {
  #canvas;
  #context;
  #drawing;
  #changed;
  #pointer = null;
  #pen = { x: 0.5, y: 0.5, down: false, shown: false };
  #held = new Set();

  /**
   * @param canvas where to draw
   * @param drawing what is drawn
   * @param changed called whenever the drawing has changed
   */
  constructor(canvas, drawing, changed) {
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d');
    this.#drawing = drawing;
    this.#changed = changed;
    canvas.addEventListener('pointerdown', event => this.#press(event));
    canvas.addEventListener('pointermove', event => this.#move(event));
    for (const end of ['pointerup', 'pointercancel']) {
      canvas.addEventListener(end, event => this.#lift(event));
    }

    canvas.addEventListener('keydown', event => this.#key(event));
    canvas.addEventListener('keyup', event => this.#held.delete(event.key));
    canvas.addEventListener('blur', () => this.liftPen());
    canvas.addEventListener('focus', () => this.paint());
    new ResizeObserver(() => this.#resize()).observe(canvas);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.paint());
  }

  /** Lifts the keyboard's pen, as anything does that is not drawing. */
  liftPen() {
    this.#held.clear();
    if (this.#pen.down) {
      this.#drawing.end();
    }

    this.#pen.down = this.#pen.shown = false;
    this.paint();
  }

  paint() {
    const side = this.#canvas.width;
    const style = getComputedStyle(this.#canvas);
    const context = this.#context;
    context.clearRect(0, 0, side, side);
    if (this.#drawing.digit) {
      this.#paintDigit(side, style.getPropertyValue('--ink'));
    }

    paintStrokes(context, side, this.#drawing.strokes, style.getPropertyValue('--ink'));
    if (this.#pen.shown) {
      this.#paintPen(side, style.getPropertyValue('--mark'));
    }
  }

  #paintDigit(side, ink) {
    const [, height, width] = this.#drawing.digit.image.shape;
    const pixels = this.#drawing.digit.pixels;
    this.#context.fillStyle = ink;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        this.#context.globalAlpha = pixels[y * width + x] / 255;
        const left = Math.round(x * side / width);
        const top = Math.round(y * side / height);
        this.#context.fillRect(left, top, Math.round((x + 1) * side / width) - left, Math.round((y + 1) * side / height) - top);
      }
    }

    this.#context.globalAlpha = 1;
  }

  #paintPen(side, colour) {
    const context = this.#context;
    const [x, y, radius] = [this.#pen.x * side, this.#pen.y * side, 0.045 * side];
    context.strokeStyle = context.fillStyle = colour;
    context.lineWidth = Math.max(2, side / 160);
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.stroke();
    if (this.#pen.down) {
      context.beginPath();
      context.arc(x, y, radius / 2, 0, 2 * Math.PI);
      context.fill();
    }
  }

  #resize() {
    const side = Math.max(1, Math.round(this.#canvas.clientWidth * devicePixelRatio));
    if (side !== this.#canvas.width) {
      this.#canvas.width = this.#canvas.height = side;
    }

    this.paint();
  }

  #press(event) {
    if (this.#pointer !== null || event.button !== 0) {
      return;
    }

    event.preventDefault();
    this.#canvas.focus({ preventScroll: true, focusVisible: false });
    this.liftPen();
    this.#pointer = event.pointerId;
    this.#canvas.setPointerCapture(event.pointerId);
    this.#drawing.begin(this.#point(event));
    this.#changed();
  }

  #move(event) {
    if (event.pointerId !== this.#pointer) {
      return;
    }

    // A screen shows fewer moves than the pen makes.
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length > 0 ? events : [event]) {
      this.#drawing.extend(this.#point(each));
    }

    this.#changed();
  }

  #lift(event) {
    if (event.pointerId === this.#pointer) {
      this.#pointer = null;
      this.#drawing.end();
      this.#changed();
    }
  }

  #point(event) {
    const box = this.#canvas.getBoundingClientRect();
    // A mouse and most fingers always press 0.5 or not at all.
    const width = event.pointerType === 'pen' && event.pressure > 0 ? 0.5 + event.pressure : 1;
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height, width };
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }

    if (event.key in MOVES) {
      this.#held.add(event.key);
      this.#movePen(event.shiftKey ? LONG_STEP : STEP);
    } else if (event.key === ' ') {
      if (!event.repeat) {
        this.#togglePen();
      }
    } else {
      return;
    }

    event.preventDefault();
  }

  #togglePen() {
    this.#pen.shown = true;
    this.#pen.down = !this.#pen.down;
    if (this.#pen.down) {
      this.#drawing.begin(this.#penPoint());
    } else {
      this.#drawing.end();
    }

    this.#changed();
  }

  #movePen(step) {
    let [dx, dy] = [0, 0];
    for (const key of this.#held) {
      dx += MOVES[key][0];
      dy += MOVES[key][1];
    }

    this.#pen.shown = true;
    this.#pen.x = Math.min(1, Math.max(0, this.#pen.x + dx * step));
    this.#pen.y = Math.min(1, Math.max(0, this.#pen.y + dy * step));
    if (this.#pen.down) {
      this.#drawing.extend(this.#penPoint());
      this.#changed();
    } else {
      this.paint();
    }
  }

  #penPoint() {
    return { x: this.#pen.x, y: this.#pen.y, width: 1 };
  }
}
