// Makes of a drawing what MNIST's images are: scaled into a box of 20/28 of the image with its proportions kept, centred by mass
// (Y. LeCun et al.: "The MNIST database of handwritten digits"), as the server does with pictures.
import { PEN, paintStrokes } from './ink.js';

/** Side of the picture that strokes are painted on: six times MNIST's. */
const SIDE = 168;
const BOX_PART = 20 / 28;

/** Pixels of a stroke in MNIST's box of 20 that is narrow there. */
const NARROW = 2;
const BOX_SIZE = 20;

/** Above this is ink. */
const THRESHOLD = 16;

const picture = document.createElement('canvas');
picture.width = picture.height = SIDE;
const context = picture.getContext('2d', { willReadFrequently: true });

/** The image, row by row, 0 black … 255 ink. */
export function prepare(strokes, width, height) {
  context.fillStyle = '#000';
  context.fillRect(0, 0, SIDE, SIDE);
  paintStrokes(context, SIDE, strokes, '#fff', penFor(strokes));
  const red = context.getImageData(0, 0, SIDE, SIDE).data.filter((_, i) => i % 4 === 0);
  return place(red, boundsOf(red), width, height);
}

/** The pen, or a wider one where its strokes would fade to grey: of a digit that is large on the paper. */
function penFor(strokes) {
  const points = strokes.flat();
  const extent = axis => Math.max(...points.map(point => point[axis])) - Math.min(...points.map(point => point[axis])) + PEN;
  return Math.max(PEN, NARROW / BOX_SIZE * Math.min(1, Math.max(extent('x'), extent('y'))));
}

function boundsOf(plane) {
  const bounds = { left: SIDE, top: SIDE, right: 0, bottom: 0 };
  plane.forEach((level, i) => {
    if (level > THRESHOLD) {
      const [x, y] = [i % SIDE, Math.floor(i / SIDE)];
      bounds.left = Math.min(bounds.left, x);
      bounds.top = Math.min(bounds.top, y);
      bounds.right = Math.max(bounds.right, x + 1);
      bounds.bottom = Math.max(bounds.bottom, y + 1);
    }
  });
  return bounds.right > 0 ? bounds : { left: 0, top: 0, right: SIDE, bottom: SIDE };
}

function place(plane, bounds, width, height) {
  const [wide, high] = [bounds.right - bounds.left, bounds.bottom - bounds.top];
  const step = Math.max(wide / Math.max(1, Math.round(width * BOX_PART)), high / Math.max(1, Math.round(height * BOX_PART)));
  const columns = Math.max(1, Math.floor(wide / step + 0.5));
  const rows = Math.max(1, Math.floor(high / step + 0.5));
  const across = areas(columns, bounds.left - (columns * step - wide) / 2, step);
  const down = areas(rows, bounds.top - (rows * step - high) / 2, step);
  const box = down.map(row => across.map(column => mean(plane, row, column)));

  const image = new Uint8Array(width * height);
  const atColumn = offset(centre(across.map((_, c) => box.reduce((sum, row) => sum + row[c], 0))), width, columns);
  const atRow = offset(centre(box.map(row => row.reduce((sum, value) => sum + value, 0))), height, rows);
  box.forEach((row, r) => row.forEach((value, c) => {
    image[(atRow + r) * width + atColumn + c] = Math.min(255, value) + 0.5;
  }));
  return image;
}

/** For each of some areas, side by side from a place on: how much of which pixels is in it. */
function areas(count, begin, step) {
  return Array.from({ length: count }, (_, i) => {
    const [from, to] = [begin + i * step, begin + (i + 1) * step];
    const parts = [];
    for (let pixel = Math.max(0, Math.floor(from)); pixel < Math.min(SIDE, Math.ceil(to)); pixel++) {
      parts.push([pixel, (Math.min(to, pixel + 1) - Math.max(from, pixel)) / step]);
    }

    return parts;
  });
}

function mean(plane, row, column) {
  let sum = 0;
  for (const [y, high] of row) {
    for (const [x, wide] of column) {
      sum += high * wide * plane[y * SIDE + x];
    }
  }

  return sum;
}

function centre(masses) {
  const mass = masses.reduce((sum, value) => sum + value, 0);
  return masses.reduce((sum, value, i) => sum + value * (i + 0.5), 0) / mass;
}

/** Where the box begins so that its centre of mass comes to the image's middle, which in MNIST is the pixel (14, 14), as far as there is room. */
function offset(middle, size, box) {
  return Math.min(size - box, Math.max(0, Math.floor(Math.floor(size / 2) + 1 - middle)));
}
