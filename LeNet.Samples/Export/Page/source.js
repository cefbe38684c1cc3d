// The network in this page: the same functions as the file of this name that asks a server.
import { classes, imageShape, layers, logits, name, parameters, predict } from './network.js';
import { prepare } from './prepare.js';

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
  return { network, digits: null };
}

/** What the network makes of strokes. */
export async function ask({ strokes }) {
  const [, height, width] = imageShape;
  const pixels = prepare(strokes, width, height);
  const probabilities = new Float32Array(classes);
  const label = predict(pixels, probabilities);
  return { label, probabilities, logits, image: { shape: imageShape, pixels }, layers: layers.map(layer => layer.values), all: [] };
}

export async function takeDigit() {
  throw new Error('There are no digits of a test set here.');
}
