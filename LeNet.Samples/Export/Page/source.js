// The network in this page: the same functions as the file of this name that asks a server.
import { classes, imageShape, layers, logits, name, parameters, predict } from './network.js';
import { prepare } from './prepare.js';

/** So often has a network run when the browser has compiled it well. */
const WARM_UP = 20;

/** The network; there are no digits of a test set here. */
export async function open() {
  document.querySelectorAll('.of-server').forEach(part => part.remove());
  const network = {
    name,
    parameters,
    classes,
    image: imageShape,
    input_shape: layers[0].shape,
    layers: layers.slice(1).map(layer => ({ name: layer.name, summary: layer.summary, output_shape: layer.shape })),
  };
  warmUp(WARM_UP);
  return { network, digits: null };
}

/** What the network makes of strokes. */
export async function ask({ strokes }) {
  const [, height, width] = imageShape;
  const pixels = prepare(strokes, width, height);
  const probabilities = new Float32Array(classes);
  const label = predict(pixels, probabilities);
  return { label, probabilities, logits: logits.slice(), image: { shape: imageShape, pixels }, layers: layers.map(layer => layer.values.slice()), all: [] };
}

/** Runs the network while nothing is drawn yet, so that the first stroke need not wait. */
function warmUp(times) {
  if (times > 0) {
    setTimeout(() => {
      predict(new Uint8Array(imageShape[1] * imageShape[2]), new Float32Array(classes));
      warmUp(times - 1);
    });
  }
}

export async function takeDigit() {
  throw new Error('There are no digits of a test set here.');
}
