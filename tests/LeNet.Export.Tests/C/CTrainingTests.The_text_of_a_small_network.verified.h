/*
 * Small: images of 1×4×4 bytes → 3 classes.
 * LeNet exported this file: a trained network of 35 parameters.
 * SHA-256 of its weights as a safetensors file: ac4bfbc082fec4de68d4a76d40663f14718c495947132428ed5506413ae68ade
 *
 * Memory: 1,328 bytes, static: weights 140, gradients 140, momentum 140, sums over samples 736, the rest
 * 172. Defining SMALL_MOMENTUM as 0 when the source is compiled leaves out that of the momentum, which must be 0 then.
 * What the weights begin with is in flash once, 140 bytes with what is made of them, as initial values; constants are 8 bytes. Nothing is allocated, nothing is recursive.
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

/*
 * One step of stochastic gradient descent on a batch of count raw images, one after the other, with their classes: for each parameter w with gradient g of the mean
 * loss, g = g + weight_decay * w, v = momentum * v + g, w = w - learning_rate * v, where v is 0 at the begin. Returns the mean loss before the step.
 * Predictions are made with the new weights. Memory is the same for any count. Nothing is changed, and what is returned is not a number, if count is below 1 or a label
 * is not below SMALL_CLASSES; nor if the loss is not finite, which is returned then: the learning rate is too high.
 */
float small_train(const uint8_t *images, const uint8_t *labels, int count, float learning_rate, float momentum, float weight_decay);

/* A tensor of the weights: its name in the state dict and in the safetensors file, and its values, row-major in PyTorch's shape. */
typedef struct
{
    const char *name;
    float *values;
    int count;
} small_tensor;

/* How many there are. */
#define SMALL_TENSORS 4

/* A tensor, by its number from 0 to SMALL_TENSORS - 1, to keep what was learned. */
small_tensor small_weights(int number);

/* To be called after values were written to, to go on with weights that were kept: something may have been made of them. What the momentum remembers stays. */
void small_weights_changed(void);

#ifdef __cplusplus
}
#endif

#endif
