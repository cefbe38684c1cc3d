// Small: images of 1×4×4 bytes → 3 classes. Exported by LeNet.

/** The network's name. */
export declare const name: string;

/** An image: channels, rows, columns. */
export declare const imageShape: readonly [number, number, number];

/** Number of parameters. */
export declare const parameters: number;

/** Number of classes. */
export declare const classes: number;

/** The logits of the last image. */
export declare const logits: Float32Array;

/** What the last image was to a layer. */
export interface Layer {
  /** Its name. */
  readonly name: string;
  /** Its type in the architecture file. */
  readonly type: string;
  /** What it does, for people. */
  readonly summary: string;
  /** Channels, rows, columns; or one number for a vector. */
  readonly shape: readonly number[];
  /** Its output, of the last image. */
  readonly values: Float32Array;
}

/** The input and all layers, in order. */
export declare const layers: readonly Layer[];

/**
 * The most probable class of a raw image.
 * @param image Its 8-bit levels: channel, row, column.
 * @param probabilities Gets the probability of every class; they sum to 1.
 * @throws RangeError An array has the wrong length.
 */
export declare function predict(image: Uint8Array | Uint8ClampedArray, probabilities: Float32Array): number;
