// The server: what network it has, what that makes of a drawing, and digits of the test set.
// The page that works without a server has another file of this name, with the same functions.
import { decodeBytes, decodeFloats } from './bytes.js';
import { toPng } from './png.js';

const PATIENCE = 5000;
const SILENCE = 'The server does not answer. Is it still running?';

/** The network, and which digits there are; null where there are none. */
export async function open() {
  const [network, digits] = await Promise.all([get('/api/network'), get('/api/digits')]);
  return { network, digits };
}

/** What the network makes of strokes, or of a digit of the test set. */
export async function ask({ strokes, digit }) {
  const body = digit ? new Blob([digit.pixels]) : await toPng(strokes);
  const answer = await get('/api/predict?layers=true&all=true', { method: 'POST', headers: { 'Content-Type': body.type || 'application/octet-stream' }, body });
  return {
    ...answer,
    image: { ...answer.image, pixels: decodeBytes(answer.image.pixels) },
    layers: answer.layers.map(layer => decodeFloats(layer.values)),
  };
}

/** Any digit of the test set of this class. */
export async function takeDigit(label) {
  const digit = await get(`/api/digits/random?label=${label}`);
  return { ...digit, pixels: decodeBytes(digit.image.pixels) };
}

/** What a path of the API says. */
async function get(path, request = {}) {
  let response;
  try {
    response = await fetch(path, { ...request, signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    throw new Error(SILENCE);
  }

  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.detail ?? response.statusText);
  }

  return answer;
}
