// Compares an exported multiplyAdd with what a processor computes: node fma.mjs MODULE < quadruples of little-endian floats: a, b, c, a · b + c
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , module] = process.argv;
const exporting = `${module}.fma.mjs`;
writeFileSync(exporting, `${readFileSync(module, "utf8")}\nexport { multiplyAdd };\n`);
const { multiplyAdd } = await import(pathToFileURL(exporting).href);
const bytes = readFileSync(0);
const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
for (let at = 0; at < bytes.length; at += 16) {
  const [a, b, c, expected] = [0, 4, 8, 12].map((offset) => view.getFloat32(at + offset, true));
  const actual = multiplyAdd(a, b, c);
  if (!Object.is(actual, expected)) {
    throw new Error(`${a} · ${b} + ${c} is ${expected}, not ${actual}`);
  }
}
console.log(bytes.length / 16);
