// What base64 stands for.

/** The bytes. */
export function decodeBytes(base64) {
  return Uint8Array.from(atob(base64), character => character.charCodeAt(0));
}

/** The 32-bit numbers, little endian. */
export function decodeFloats(base64) {
  return new Float32Array(decodeBytes(base64).buffer);
}
