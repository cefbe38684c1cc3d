/* Small, exported by LeNet; small.h says what there is and what it needs. */
#include "small.h"

#include <float.h>
#include <limits.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

#if defined(__FAST_MATH__) || defined(_M_FP_FAST)
#error "compile this file without -ffast-math: it lets the compiler change results"
#endif
#if FLT_EVAL_METHOD != 0
#error "float must be computed in float (FLT_EVAL_METHOD 0): 32-bit x86 needs -msse2 -mfpmath=sse, gcc for s390x -fexcess-precision=fast"
#endif
#if FLT_RADIX != 2 || FLT_MANT_DIG != 24 || INT_MAX < 2147483647
#error "float must be that of IEEE 754, and int must have 32 bits"
#endif

/* a * b + c may not be rounded once where it is written as two operations. */
#if defined(__clang__)
#pragma STDC FP_CONTRACT OFF
#elif defined(__GNUC__)
#pragma GCC optimize ("fp-contract=off")
#elif defined(_MSC_VER)
#pragma fp_contract (off)
#endif

/*
 * a * b + c, rounded once. With a processor that has it, fmaf is one instruction; otherwise it is in the library, which some (newlib) round twice. So
 * the function below is taken there. To choose by hand, define SMALL_FMAF as 1 for fmaf or 0 for the function.
 */
#ifndef SMALL_FMAF
#if defined(FP_FAST_FMAF) || defined(__FP_FAST_FMAF) || defined(__FMA__) || defined(__ARM_FEATURE_FMA) || defined(__aarch64__) || defined(__s390x__) || defined(__powerpc64__) \
    || (defined(__riscv_flen) && __riscv_flen >= 32)
#define SMALL_FMAF 1
#else
#define SMALL_FMAF 0
#endif
#endif

#if SMALL_FMAF
static inline float multiply_add(float a, float b, float c)
{
    return fmaf(a, b, c);
}
#else
#if DBL_MANT_DIG != 53
#error "double must have 64 bits, as in IEEE 754"
#endif

typedef union
{
    double value;
    uint64_t bits;
} double_bits;

/*
 * The float nearest to product + c, of which sum is the nearest double. The rest is exact (Knuth's TwoSum), so that sum + rest is the true value. A sum
 * that is not exact is made odd in its last bit, on the side of the rest: with five bits more than a float it then rounds as the true value does (Boldo
 * and Melquiond, "Emulation of a FMA and correctly rounded sums", 2008). Of infinities and of what is not a number the rest is not a number, and they stay.
 */
static float round_once(double product, double c, double sum)
{
    const double added = sum - product;
    const double rest = (product - (sum - added)) + (c - added);
    double_bits odd;
    odd.value = sum;
    if ((rest > 0 || rest < 0) && (odd.bits & 1) == 0)
    {
        odd.bits += (rest > 0) == (sum > 0) ? 1u : UINT64_MAX;
    }

    return (float)odd.value;
}

/*
 * The product of two floats has at most 48 bits: a double holds it exactly. The sum is rounded to a double, and that to a float. Where the double is not in
 * the middle between two floats, the sum lies on the same side of the middle, and the float is right. In the middle (the last 29 of its bits are 1 and
 * zeros, from the least normal float on) and among the subnormal floats, round_once looks at what the first rounding took.
 */
static inline float multiply_add(float a, float b, float c)
{
    const double product = (double)a * b;
    double_bits sum;
    sum.value = product + c;
    return (sum.bits & 0x1FFFFFFF) != 0x10000000 && (sum.value >= 0x1p-126 || sum.value <= -0x1p-126)
        ? (float)sum.value
        : round_once(product, c, sum.value);
}
#endif

/* 2^n of 1.5 * 2^23 + n, whose low bits are n; for n from -126 to 127. */
static inline float power_of_two(float shifted)
{
    union
    {
        float value;
        uint32_t bits;
    } power;
    power.value = shifted;
    power.bits = (power.bits + 127u) << 23;
    return power.value;
}

static inline int greater_of(int a, int b)
{
    return a > b ? a : b;
}

static inline int lesser_of(int a, int b)
{
    return a < b ? a : b;
}

/* 1 / (255 · std) of each channel, [1] */
static const float input_scale[1] =
{
    0.015686275f,
};

/* −mean / std of each channel, [1] */
static const float input_shift[1] =
{
    -2.0f,
};

/* conv.weight, [2][1][3][3] */
static const float conv_weight[18] =
{
    -1.0f, -0.75f, -0.5f,
    -0.25f, 0.0f, 0.25f,
    0.5f, 0.75f, -1.0f,
    -0.75f, -0.5f, -0.25f,
    0.0f, 0.25f, 0.5f,
    0.75f, -1.0f, -0.75f,
};

/* conv.bias, [2] */
static const float conv_bias[2] =
{
    -1.0f, -0.75f,
};

/* fc.weight, transposed, [4][3] */
static const float fc_weight[12] =
{
    -1.0f, 0.0f, -1.0f,
    -0.75f, 0.25f, -0.75f,
    -0.5f, 0.5f, -0.5f,
    -0.25f, 0.75f, -0.25f,
};

/* fc.bias, [3] */
static const float fc_bias[3] =
{
    -1.0f, -0.75f, -0.5f,
};

/* What the layers make, in turn: one reads what the other holds. */
static float memory_a[16];
static float memory_b[16];

/* exp x = 2ⁿ · exp r with |r| ≤ ½ ln 2, within a few units in the last place; 0 below −87.3, at most exp(88.3). */
static inline float own_exp(float x)
{
    float t = x < -87.3f ? -87.3f : x;
    t = 88.3f < t ? 88.3f : t;
    // t = n · ln 2 + r: adding 1.5 · 2²³ leaves the nearest integer n in the low bits of the sum
    const float shifted = multiply_add(t, 1.442695f, 12582912.0f);
    const float n = shifted - 12582912.0f;
    float r = multiply_add(n, -0.6933594f, t);
    r = multiply_add(n, 0.00021219444f, r);
    const float power = power_of_two(shifted);
    float sum = 1.0f / 5040.0f;
    sum = multiply_add(sum, r, 1.0f / 720.0f);
    sum = multiply_add(sum, r, 1.0f / 120.0f);
    sum = multiply_add(sum, r, 1.0f / 24.0f);
    sum = multiply_add(sum, r, 1.0f / 6.0f);
    sum = multiply_add(sum, r, 1.0f / 2.0f);
    sum = multiply_add(sum, r, 1.0f);
    sum = multiply_add(sum, r, 1.0f);
    return x < -87.3f ? 0.0f : sum * power;
}

/* the greater of two; the first of equal ones; a value that is not a number wins. */
static inline float own_greater(float best, float x)
{
    return x > best || x != x ? x : best;
}

/* max(0, x); not a number stays so. */
static inline float own_relu(float x)
{
    return x < 0.0f ? 0.0f : x;
}

/* p[k] = exp(z[k] − max z) / Σ_j exp(z[j] − max z), and the class with the largest z. */
static int softmax(const float *restrict z, float *restrict p)
{
    int best = 0;
    for (int k = 1; k < 3; k++)
    {
        best = z[k] > z[best] ? k : best;
    }

    float sum = 0.0f;
    for (int k = 0; k < 3; k++)
    {
        p[k] = own_exp(z[k] - z[best]);
        sum += p[k];
    }

    for (int k = 0; k < 3; k++)
    {
        p[k] = p[k] / sum;
    }

    return best;
}

/*
 * input: raw image 1×4×4 → input 1×4×4, then (p / 255 − mean) / std
 * y [1][4][4]
 */
static void load_image(const uint8_t *restrict image, float *restrict y)
{
    for (int channel = 0; channel < 1; channel++)
    {
        for (int row = 0; row < 4; row++)
        {
            for (int column = 0; column < 4; column++)
            {
                y[(channel * 4 + row) * 4 + column] = multiply_add((float)image[(channel * 4 + row) * 4 + column], input_scale[channel], input_shift[channel]);
            }
        }
    }
}

/*
 * conv: 3×3 convolution, padding 1×0, relu, 1×4×4 → 2×4×2, 20 parameters, 144 multiply-adds
 * z[o,r,c] = b[o] + Σ_i Σ_u Σ_v w[o,i,u,v] · x[i, r + u − 1, c + v]
 * x [1][4][4], y [2][4][2]
 */
static void forward_conv(const float *restrict x, float *restrict y)
{
    for (int o = 0; o < 2; o++)
    {
        float *const z = y + o * 8;
        for (int k = 0; k < 8; k++)
        {
            z[k] = conv_bias[o];
        }

        for (int i = 0; i < 1; i++)
        {
            for (int u = 0; u < 3; u++)
            {
                const float *const w = conv_weight + ((o + i) * 3 + u) * 3;
                const float w0 = w[0];
                const float w1 = w[1];
                const float w2 = w[2];
                // the rows whose tap is inside the image
                const int row_begin = greater_of(0, 1 - u);
                const int row_end = lesser_of(4, 5 - u);
                for (int r = row_begin; r < row_end; r++)
                {
                    float *const zs = z + r * 2;
                    const float *const xs = x + (i * 4 + r + u - 1) * 4;
                    for (int c = 0; c < 2; c++)
                    {
                        float sum = zs[c];
                        sum = multiply_add(w0, xs[c], sum);
                        sum = multiply_add(w1, xs[c + 1], sum);
                        sum = multiply_add(w2, xs[c + 2], sum);
                        zs[c] = sum;
                    }
                }
            }
        }
    }

    for (int i = 0; i < 16; i++)
    {
        y[i] = own_relu(y[i]);
    }
}

/*
 * pool: 2×2 maximum pooling, 2×4×2 → 2×2×1
 * y[i,r,c] = the maximum of x[i] over the window at r, c
 * x [2][4][2], y [2][2][1]
 */
static void forward_pool(const float *restrict x, float *restrict y)
{
    for (int i = 0; i < 2; i++)
    {
        for (int r = 0; r < 2; r++)
        {
            for (int c = 0; c < 1; c++)
            {
                float best = -INFINITY;
                best = own_greater(best, x[(i * 4 + r * 2) * 2 + c * 2]);
                best = own_greater(best, x[(i * 4 + r * 2) * 2 + c * 2 + 1]);
                best = own_greater(best, x[(i * 4 + r * 2 + 1) * 2 + c * 2]);
                best = own_greater(best, x[(i * 4 + r * 2 + 1) * 2 + c * 2 + 1]);
                y[i * 2 + r + c] = best;
            }
        }
    }
}

/*
 * fc: fully connected, 4 → 3, 15 parameters, 12 multiply-adds
 * y[o] = b[o] + Σ_i w[i,o] · x[i]
 * x [4], y [3]
 */
static void forward_fc(const float *restrict x, float *restrict y)
{
    for (int o = 0; o < 3; o++)
    {
        y[o] = fc_bias[o];
    }

    for (int i = 0; i < 4; i++)
    {
        const float xi = x[i];
        const float *const w = fc_weight + i * 3;
        for (int o = 0; o < 3; o++)
        {
            y[o] = multiply_add(w[o], xi, y[o]);
        }
    }
}

/* All layers, from the input to the probabilities. */
static int predict(float *probabilities)
{
    float ignored[3];
    forward_conv(memory_a, memory_b);
    forward_pool(memory_b, memory_a);
    forward_fc(memory_a, memory_b);
    return softmax(memory_b, probabilities != NULL ? probabilities : ignored);
}

int small_predict(const uint8_t *image, float *probabilities)
{
    load_image(image, memory_a);
    return predict(probabilities);
}

int small_predict_input(const float *input, float *probabilities)
{
    memcpy(memory_a, input, SMALL_INPUTS * sizeof(float));
    return predict(probabilities);
}

const float *small_logits(void)
{
    return memory_b;
}
