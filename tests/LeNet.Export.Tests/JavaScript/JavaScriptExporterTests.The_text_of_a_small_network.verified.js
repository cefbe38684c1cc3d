// Small: images of 1×4×4 bytes → 3 classes.
// LeNet exported this file: a trained network of 35 parameters that needs nothing else.
// SHA-256 of its weights as a safetensors file: ac4bfbc082fec4de68d4a76d40663f14718c495947132428ed5506413ae68ade
// It works on memory of its own; nothing is allocated after it is loaded.

const { fround } = Math;

/** The network's name. */
export const name = "Small";

/** An image: channels, rows, columns. */
export const imageShape = Object.freeze([1, 4, 4]);

/** Number of parameters. */
export const parameters = 35;

/** Number of classes. */
export const classes = 3;

const inputOutput = new Float32Array(16); // [1][4][4]
const convOutput = new Float32Array(16); // [2][4][2]
const poolOutput = new Float32Array(4); // [2][2][1]
const fcOutput = new Float32Array(3); // [3]

/** The logits of the last image. */
export const logits = fcOutput;

/** The input and all layers, in order, with what the last image was to them. */
export const layers = Object.freeze([
  { name: "input", type: "input", summary: "raw image 1×4×4 → input 1×4×4, then (p / 255 − mean) / std", shape: [1, 4, 4], values: inputOutput },
  { name: "conv", type: "conv2d", summary: "3×3 convolution, padding 1×0, relu, 1×4×4 → 2×4×2, 20 parameters, 144 multiply-adds", shape: [2, 4, 2], values: convOutput },
  { name: "pool", type: "max_pool2d", summary: "2×2 maximum pooling, 2×4×2 → 2×2×1", shape: [2, 2, 1], values: poolOutput },
  { name: "flatten", type: "flatten", summary: "2×2×1 → 4", shape: [4], values: poolOutput },
  { name: "fc", type: "linear", summary: "fully connected, 4 → 3, 15 parameters, 12 multiply-adds", shape: [3], values: fcOutput },
]);

/**
 * The most probable class of a raw image.
 * @param {Uint8Array | Uint8ClampedArray} image Its 8-bit levels: channel, row, column.
 * @param {Float32Array} probabilities Gets the probability of every class; they sum to 1.
 * @returns {number} The class.
 */
export function predict(image, probabilities) {
  if (image.length !== 16) {
    throw new RangeError(`An image has 16 bytes, not ${image.length}.`);
  }
  if (probabilities.length !== classes) {
    throw new RangeError(`There are ${classes} classes, not ${probabilities.length}.`);
  }

  loadImage(image, inputOutput);
  forwardConv(inputOutput, convOutput);
  forwardPool(convOutput, poolOutput);
  forwardFc(poolOutput, fcOutput);
  return softmax(logits, probabilities);
}

/**
 * input: raw image 1×4×4 → input 1×4×4, then (p / 255 − mean) / std
 * x [1][4][4], y [1][4][4]
 */
function loadImage(image, y) {
  for (let channel = 0; channel < 1; channel++) {
    for (let row = 0; row < 4; row++) {
      for (let column = 0; column < 4; column++) {
        y[(channel * 4 + row) * 4 + column] = multiplyAdd(image[(channel * 4 + row) * 4 + column], inputScale[channel], inputShift[channel]);
      }
    }
  }
}

/**
 * conv: 3×3 convolution, padding 1×0, relu, 1×4×4 → 2×4×2, 20 parameters, 144 multiply-adds
 * z[o,r,c] = b[o] + Σ_i Σ_u Σ_v w[o,i,u,v] · x[i, r + u − 1, c + v]
 * x [1][4][4], y [2][4][2]
 */
function forwardConv(x, y) {
  for (let o = 0; o < 2; o++) {
    const z = o * 8; // in y
    for (let k = 0; k < 8; k++) {
      y[z + k] = convBias[o];
    }

    for (let i = 0; i < 1; i++) {
      for (let u = 0; u < 3; u++) {
        const w = ((o + i) * 3 + u) * 3; // in convWeight
        const w0 = convWeight[w];
        const w1 = convWeight[w + 1];
        const w2 = convWeight[w + 2];
        // the rows whose tap is inside the image
        const rowBegin = Math.max(0, 1 - u);
        const rowEnd = Math.min(4, 5 - u);
        for (let r = rowBegin; r < rowEnd; r++) {
          const zs = z + r * 2; // in y
          const xs = (i * 4 + r + u - 1) * 4; // in x
          for (let c = 0; c < 2; c++) {
            let sum = y[zs + c];
            sum = multiplyAdd(w0, x[xs + c], sum);
            sum = multiplyAdd(w1, x[xs + c + 1], sum);
            sum = multiplyAdd(w2, x[xs + c + 2], sum);
            y[zs + c] = sum;
          }
        }
      }
    }
  }

  for (let i = 0; i < 16; i++) {
    y[i] = relu(y[i]);
  }
}

/**
 * pool: 2×2 maximum pooling, 2×4×2 → 2×2×1
 * y[i,r,c] = the maximum of x[i] over the window at r, c
 * x [2][4][2], y [2][2][1]
 */
function forwardPool(x, y) {
  for (let i = 0; i < 2; i++) {
    for (let r = 0; r < 2; r++) {
      for (let c = 0; c < 1; c++) {
        let best = -Infinity;
        best = greater(best, x[(i * 4 + r * 2) * 2 + c * 2]);
        best = greater(best, x[(i * 4 + r * 2) * 2 + c * 2 + 1]);
        best = greater(best, x[(i * 4 + r * 2 + 1) * 2 + c * 2]);
        best = greater(best, x[(i * 4 + r * 2 + 1) * 2 + c * 2 + 1]);
        y[i * 2 + r + c] = best;
      }
    }
  }
}

/**
 * fc: fully connected, 4 → 3, 15 parameters, 12 multiply-adds
 * y[o] = b[o] + Σ_i w[i,o] · x[i]
 * x [4], y [3]
 */
function forwardFc(x, y) {
  for (let o = 0; o < 3; o++) {
    y[o] = fcBias[o];
  }

  for (let i = 0; i < 4; i++) {
    const xi = x[i];
    const w = i * 3; // in fcWeight
    for (let o = 0; o < 3; o++) {
      y[o] = multiplyAdd(fcWeight[w + o], xi, y[o]);
    }
  }
}

/** exp x = 2ⁿ · exp r with |r| ≤ ½ ln 2, within a few units in the last place; 0 below −87.3, at most exp(88.3). */
function exp(x) {
  let t = x < -87.30000305175781 ? -87.30000305175781 : x;
  t = 88.30000305175781 < t ? 88.30000305175781 : t;
  // t = n · ln 2 + r: adding 1.5 · 2²³ leaves the nearest integer n in the low bits of the sum
  const shifted = multiplyAdd(t, 1.4426950216293335, 12582912);
  const n = fround(shifted - 12582912);
  let r = multiplyAdd(n, -0.693359375, t);
  r = multiplyAdd(n, 0.00021219444170128554, r);
  const power = powerOfTwo(shifted);
  let sum = fround(1 / 5040);
  sum = multiplyAdd(sum, r, fround(1 / 720));
  sum = multiplyAdd(sum, r, fround(1 / 120));
  sum = multiplyAdd(sum, r, fround(1 / 24));
  sum = multiplyAdd(sum, r, fround(1 / 6));
  sum = multiplyAdd(sum, r, fround(1 / 2));
  sum = multiplyAdd(sum, r, 1);
  sum = multiplyAdd(sum, r, 1);
  return x < -87.30000305175781 ? 0 : fround(sum * power);
}

/** the greater of two; the first of equal ones; a value that is not a number wins. */
function greater(best, x) {
  return x > best || Number.isNaN(x) ? x : best;
}

/** max(0, x); not a number stays so. */
function relu(x) {
  return x < 0 ? 0 : x;
}

/** p[k] = exp(z[k] − max z) / Σ_j exp(z[j] − max z), and the class with the largest z. */
function softmax(z, p) {
  let best = 0;
  for (let k = 1; k < 3; k++) {
    best = z[k] > z[best] ? k : best;
  }

  let sum = 0;
  for (let k = 0; k < 3; k++) {
    p[k] = exp(fround(z[k] - z[best]));
    sum = fround(sum + p[k]);
  }

  for (let k = 0; k < 3; k++) {
    p[k] = p[k] / sum;
  }

  return best;
}

/**
 * a · b + c, rounded once to a float.
 *
 * The product of two floats has at most 48 bits: a double holds it exactly. The sum is rounded to a double, and that to a float. Where the double is not in
 * the middle between two floats, the true sum lies on the same side of the middle, and the float is right. In the middle, where as far beyond the double
 * there is another float, what the first rounding took decides between the two. This rest is exact (Knuth's TwoSum).
 */
function multiplyAdd(a, b, c) {
  const product = a * b;
  const sum = product + c;
  const nearest = fround(sum);
  const other = sum + (sum - nearest);
  if (fround(other) !== other) {
    return nearest;
  }
  const added = sum - product;
  const rest = (product - (sum - added)) + (c - added);
  return rest === 0 || rest > 0 === nearest > sum ? nearest : finite(nearest, other, sum);
}

/** The float on the other side of the middle. Beyond the largest float lies infinity, and the middle before it. */
function finite(nearest, other, sum) {
  if (Number.isFinite(nearest)) {
    return other;
  }
  return Math.abs(sum) > 3.4028235677973366e38 ? nearest : 3.4028234663852886e38 * Math.sign(sum);
}

const single = new Float32Array(1);
const singleBits = new Int32Array(single.buffer);

/** 2ⁿ of 1.5 · 2²³ + n, whose low bits are n; for n from −126 to 127. */
function powerOfTwo(shifted) {
  single[0] = shifted;
  singleBits[0] = (singleBits[0] + 127) << 23;
  return single[0];
}

/** Little-endian floats from Base64, which may have white space in it. */
function floats(base64) {
  const text = atob(base64);
  const bytes = new DataView(new ArrayBuffer(text.length));
  for (let i = 0; i < text.length; i++) {
    bytes.setUint8(i, text.charCodeAt(i));
  }

  const values = new Float32Array(text.length / 4);
  for (let i = 0; i < values.length; i++) {
    values[i] = bytes.getFloat32(4 * i, true);
  }

  return values;
}

// 1 / (255 · std) of each channel, [1]
const inputScale = Float32Array.of(0.01568627543747425);

// −mean / std of each channel, [1]
const inputShift = Float32Array.of(-2);

// conv.weight, [2][1][3][3]
const convWeight = floats(`
AACAvwAAQL8AAAC/AACAvgAAAAAAAIA+AAAAPwAAQD8AAIC/AABAvwAAAL8AAIC+AAAAAAAAgD4AAAA/AABAPwAAgL8AAEC/
`);

// conv.bias, [2]
const convBias = Float32Array.of(-1, -0.75);

// fc.weight, transposed, [4][3]
const fcWeight = Float32Array.of(-1, 0, -1, -0.75, 0.25, -0.75, -0.5, 0.5, -0.5, -0.25, 0.75, -0.25);

// fc.bias, [3]
const fcBias = Float32Array.of(-1, -0.75, -0.5);
