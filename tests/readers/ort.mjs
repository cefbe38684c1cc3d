// ONNX Runtime for Node or for browsers: node ort.mjs onnxruntime-node|onnxruntime-web CASES OUT, in a folder where the package is installed.
import { existsSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [packageName, cases, out] = process.argv.slice(2);
const require = createRequire(join(process.cwd(), "package.json"));
const module = await import(pathToFileURL(require.resolve(packageName)).href);
const ort = module.default ?? module;
ort.env.logLevel = "error";

mkdirSync(out, { recursive: true });
for (const line of readFileSync(join(cases, "cases.tsv"), "utf8").trimEnd().split("\n")) {
  const [name, inputName, type, shape] = line.split("\t");
  const path = join(out, name);
  if (existsSync(path + ".logits") || existsSync(path + ".error")) continue;
  writeFileSync(path + ".error", "crashed");
  try {
    const bytes = new Uint8Array(readFileSync(join(cases, name + ".input")));
    const values = type === "uint8" ? bytes : new Float32Array(bytes.buffer);
    const session = await ort.InferenceSession.create(new Uint8Array(readFileSync(join(cases, name + ".onnx"))));
    const results = await session.run({ [inputName]: new ort.Tensor(type, values, shape.split(",").map(Number)) });
    const logits = results.logits.data;
    writeFileSync(path + ".logits", new Uint8Array(logits.buffer, logits.byteOffset, logits.byteLength));
    unlinkSync(path + ".error");
    await session.release();
  } catch (problem) {
    writeFileSync(path + ".error", String(problem?.message ?? problem).replace(/\s+/g, " "));
  }
}
