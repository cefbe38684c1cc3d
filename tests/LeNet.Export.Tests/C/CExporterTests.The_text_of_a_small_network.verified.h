/*
 * Small: images of 1×4×4 bytes → 3 classes.
 * LeNet exported this file: a trained network of 35 parameters.
 * SHA-256 of its weights as a safetensors file: ac4bfbc082fec4de68d4a76d40663f14718c495947132428ed5506413ae68ade
 *
 * Memory: 128 bytes, static. Constants: 148 bytes, which stay in flash. Nothing is allocated, nothing is recursive.
 * All calls work on the same memory: one thread at a time.
 *
 * The results have the same bits wherever float and double are those of IEEE 754 and are computed as such: any optimisation but -ffast-math and its
 * parts (-funsafe-math-optimizations, -fassociative-math, -freciprocal-math), rounding to nearest, subnormal numbers not flushed to zero (on 32-bit Arm: VFP and not NEON
 * vectors). 32-bit x86 needs -msse2 -mfpmath=sse, gcc for s390x -fexcess-precision=fast with -std=c99. The source says so where it can tell.
 */
#ifndef SMALL_H
#define SMALL_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes of an image: channel, row, column. */
#define SMALL_IMAGE_BYTES 16

/* Values that the first layer takes: 1×4×4. */
#define SMALL_INPUTS 16

/* Number of classes. */
#define SMALL_CLASSES 3

/* The most probable class of a raw image of 8-bit levels. Probabilities, which may be NULL, get that of every class; they sum to 1. */
int small_predict(const uint8_t *image, float *probabilities);

/* The same of an image that was scaled and normalised before. */
int small_predict_input(const float *input, float *probabilities);

/* The logits of the last image, until the next call. */
const float *small_logits(void);

#ifdef __cplusplus
}
#endif

#endif
