// Runs an exported module on images, and compares every bit with what the engine made of them: node check.mjs MODULE CASE.json
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , module, file] = process.argv;
const network = await import(pathToFileURL(module).href);
const { images, labels, logits, probabilities } = JSON.parse(readFileSync(file, "utf8"));
const actual = new Float32Array(network.classes);
images.forEach((base64, i) => {
  const label = network.predict(Uint8Array.from(Buffer.from(base64, "base64")), actual);
  if (label !== labels[i]) {
    throw new Error(`image ${i}: class ${label}, not ${labels[i]}`);
  }
  compare(i, "logits", network.logits, logits[i]);
  compare(i, "probabilities", actual, probabilities[i]);
});
const count = network.imageShape.reduce((product, size) => product * size);
for (const [image, places] of [[count - 1, network.classes], [count, network.classes + 1]]) {
  let refused = false;
  try {
    network.predict(new Uint8Array(image), new Float32Array(places));
  } catch (error) {
    refused = error instanceof RangeError;
  }
  if (!refused) {
    throw new Error(`an image of ${image} bytes and ${places} probabilities were taken`);
  }
}
console.log("the same bits");

function compare(image, what, values, expected) {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  expected.forEach((wanted, k) => {
    const isNan = (wanted & 0x7fffffff) > 0x7f800000;
    if (isNan ? !Number.isNaN(values[k]) : bits[k] !== wanted) {
      throw new Error(`image ${image}, ${what} ${k}: ${bits[k].toString(16)}, not ${wanted.toString(16)}`);
    }
  });
}
