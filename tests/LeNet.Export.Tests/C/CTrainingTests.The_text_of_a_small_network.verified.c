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

/* conv.weight, [2][1][3][3] */
static float conv_weight[18] =
{
    -1.0f, -0.75f, -0.5f,
    -0.25f, 0.0f, 0.25f,
    0.5f, 0.75f, -1.0f,
    -0.75f, -0.5f, -0.25f,
    0.0f, 0.25f, 0.5f,
    0.75f, -1.0f, -0.75f,
};

/* conv.bias, [2] */
static float conv_bias[2] =
{
    -1.0f, -0.75f,
};

/* fc.weight, [3][4] */
static float fc_weight[12] =
{
    -1.0f, -0.75f, -0.5f, -0.25f,
    0.0f, 0.25f, 0.5f, 0.75f,
    -1.0f, -0.75f, -0.5f, -0.25f,
};

/* fc.bias, [3] */
static float fc_bias[3] =
{
    -1.0f, -0.75f, -0.5f,
};

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

/* What a layer needs while it computes, one layer after the other. */
static float memory_a[4];
static float input_output[16]; /* [1][4][4] */
static float conv_output[16]; /* [2][4][2] */
static float pool_output[4]; /* [2][2][1] */
static float fc_output[3]; /* [3] */
static float conv_weight_gradient[18]; /* [18] */
static float conv_bias_gradient[2]; /* [2] */
static float fc_weight_gradient[12]; /* [12] */
static float fc_bias_gradient[3]; /* [3] */
static float conv_weight_lanes[144]; /* [144] */
static float conv_bias_lanes[16]; /* [16] */
static float fc_bias_lanes[24]; /* [24] */

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

/* log x = e · ln 2 + log m with x = 2ᵉ m and √½ ≤ m < √2, for x from √½ to 2²⁴; log m = 2 s (1 + s²/3 + s⁴/5 + …) with s = (m − 1) / (m + 1). */
static inline float own_log(float x)
{
    float e = 0.0f;
    float m = x;
    for (int k = 0; k < 24; k++)
    {
        if (m >= 1.4142135f)
        {
            m = m * 0.5f;
            e += 1.0f;
        }
    }

    const float s = (m - 1.0f) / (m + 1.0f);
    const float t = s * s;
    float sum = 1.0f / 9.0f;
    sum = multiply_add(sum, t, 1.0f / 7.0f);
    sum = multiply_add(sum, t, 1.0f / 5.0f);
    sum = multiply_add(sum, t, 1.0f / 3.0f);
    sum = multiply_add(sum, t, 1.0f);
    // x − x is 0 of a number, and not a number otherwise
    return multiply_add(e, 0.6931472f, (s + s) * sum) + (x - x);
}

/* log Σ_j exp(z[j] − max z) + max z − z[label]; z gets the gradient, (p[k] − [k = label]) · weight. */
static float loss_gradient(float *restrict z, float *restrict p, int label, float weight)
{
    float max = z[0];
    for (int k = 1; k < 3; k++)
    {
        max = z[k] > max ? z[k] : max;
    }

    const float difference = max - z[label];
    float sum = 0.0f;
    for (int k = 0; k < 3; k++)
    {
        p[k] = own_exp(z[k] - max);
        sum += p[k];
    }

    for (int k = 0; k < 3; k++)
    {
        p[k] = p[k] / sum;
    }

    const float loss = difference + own_log(sum);
    p[label] = p[label] - 1.0f;
    for (int k = 0; k < 3; k++)
    {
        const float g = p[k] * weight;
        z[k] = g;
    }

    return loss;
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
                float *const w = conv_weight + ((o + i) * 3 + u) * 3;
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
 * y[o] = b[o] + Σ_i w[o,i] · x[i]
 * x [4], y [3]
 */
static void forward_fc(const float *restrict x, float *restrict y)
{
    for (int o = 0; o < 3; o++)
    {
        float *const w = fc_weight + o * 4;
        float z0 = fc_bias[o];
        for (int i = 0; i < 4; i++)
        {
            z0 = multiply_add(w[i], x[i], z0);
        }

        y[o] = z0;
    }
}

/*
 * fc backward; the gradient of x takes its place
 * ∂L/∂w[o,i] = Σ_sample ∂L/∂y[o] · x[i]
 * ∂L/∂b[o] = Σ_sample ∂L/∂y[o]
 * ∂L/∂x[i] = Σ_o ∂L/∂y[o] · w[o,i]
 * x [4], delta [3]
 */
static void backward_fc(float *restrict x, const float *restrict delta, int lane)
{
    float *const gb = fc_bias_lanes + lane * 3;
    for (int k = 0; k < 4; k++)
    {
        memory_a[k] = 0.0f;
    }

    for (int o = 0; o < 3; o++)
    {
        const float d = delta[o];
        float *const g = fc_weight_gradient + o * 4;
        gb[o] = gb[o] + d;
        for (int i = 0; i < 4; i++)
        {
            g[i] = multiply_add(d, x[i], g[i]);
        }

        float *const w = fc_weight + o * 4;
        for (int i = 0; i < 4; i++)
        {
            memory_a[i] = multiply_add(w[i], d, memory_a[i]);
        }
    }

    for (int i = 0; i < 4; i++)
    {
        x[i] = memory_a[i];
    }
}

/*
 * pool backward; the gradient of x takes its place
 * ∂L/∂x[i,p,q] = Σ of ∂L/∂y[i,r,c] over the windows whose first maximum is at p, q
 * ∂L/∂x times the derivative of the layer before, 1 where y > 0, else 0
 * x [2][4][2], delta [2][2][1]
 */
static void backward_pool(float *restrict x, const float *restrict delta)
{
    for (int i = 0; i < 2; i++)
    {
        for (int r = 0; r < 2; r++)
        {
            for (int c = 0; c < 1; c++)
            {
                float best = -INFINITY;
                int winner = -1;
                for (int u = 0; u < 2; u++)
                {
                    for (int v = 0; v < 2; v++)
                    {
                        const int k = (i * 4 + r * 2 + u) * 2 + c * 2 + v;
                        if (x[k] > best || x[k] != x[k])
                        {
                            best = x[k];
                            winner = k;
                        }

                        x[k] = 0.0f;
                    }
                }

                if (winner >= 0)
                {
                    x[winner] = best;
                    x[winner] = x[winner] > 0.0f ? delta[i * 2 + r + c] : 0.0f;
                }
            }
        }
    }
}

/*
 * conv backward
 * ∂L/∂w[o,i,u,v] = Σ_sample Σ_r Σ_c ∂L/∂z[o,r,c] · x[i, row, column], where the output's r, c and the kernel's u, v meet at this row and column
 * ∂L/∂b[o] = Σ_sample Σ_r Σ_c ∂L/∂z[o,r,c]
 * x [1][4][4], delta [2][4][2]
 */
static void backward_conv(const float *restrict x, const float *restrict delta, int lane)
{
    float *const gw = conv_weight_lanes + lane * 18;
    float *const gb = conv_bias_lanes + lane * 2;
    for (int o = 0; o < 2; o++)
    {
        const float *const ds = delta + o * 8;
        float b = 0.0f;
        for (int k = 0; k < 8; k++)
        {
            b += ds[k];
        }

        gb[o] = gb[o] + b;
    }

    for (int o = 0; o < 2; o++)
    {
        for (int i = 0; i < 1; i++)
        {
            for (int u = 0; u < 3; u++)
            {
                float *const gs = gw + ((o + i) * 3 + u) * 3;
                // the rows whose tap is inside the image
                const int row_begin = greater_of(0, 1 - u);
                const int row_end = lesser_of(4, 5 - u);
                float g0 = 0.0f;
                float g1 = 0.0f;
                float g2 = 0.0f;
                for (int r = row_begin; r < row_end; r++)
                {
                    const float *const ds = delta + (o * 4 + r) * 2;
                    const float *const xs = x + (i * 4 + r + u - 1) * 4;
                    for (int c = 0; c < 2; c++)
                    {
                        g0 = multiply_add(ds[c], xs[c], g0);
                        g1 = multiply_add(ds[c], xs[c + 1], g1);
                        g2 = multiply_add(ds[c], xs[c + 2], g2);
                    }
                }

                gs[0] = gs[0] + g0;
                gs[1] = gs[1] + g1;
                gs[2] = gs[2] + g2;
            }
        }
    }
}

/* All layers, from the input to the logits. */
static void forward(void)
{
    forward_conv(input_output, conv_output);
    forward_pool(conv_output, pool_output);
    forward_fc(pool_output, fc_output);
}

/* All layers, from the input to the probabilities. */
static int predict(float *probabilities)
{
    float ignored[3];
    forward();
    return softmax(fc_output, probabilities != NULL ? probabilities : ignored);
}

int small_predict(const uint8_t *image, float *probabilities)
{
    load_image(image, input_output);
    return predict(probabilities);
}

int small_predict_input(const float *input, float *probabilities)
{
    memcpy(input_output, input, SMALL_INPUTS * sizeof(float));
    return predict(probabilities);
}

const float *small_logits(void)
{
    return fc_output;
}

/* What the momentum remembers, unless SMALL_MOMENTUM is defined as 0. */
#ifndef SMALL_MOMENTUM
#define SMALL_MOMENTUM 1
#endif
#if SMALL_MOMENTUM
#define VELOCITY(memory) memory
static float conv_weight_velocity[18];
static float conv_bias_velocity[2];
static float fc_weight_velocity[12];
static float fc_bias_velocity[3];
#else
#define VELOCITY(memory) NULL
#endif

/* What is trained, in the order of the state dict: values, the gradient of a batch, what the momentum remembers, and lanes, or none where the gradient is one chain over the samples. */
static const struct
{
    const char *name;
    float *values;
    float *gradient;
    float *velocity;
    float *lanes;
    int count;
} tensors[SMALL_TENSORS] =
{
    {"conv.weight", conv_weight, conv_weight_gradient, VELOCITY(conv_weight_velocity), conv_weight_lanes, 18},
    {"conv.bias", conv_bias, conv_bias_gradient, VELOCITY(conv_bias_velocity), conv_bias_lanes, 2},
    {"fc.weight", fc_weight, fc_weight_gradient, VELOCITY(fc_weight_velocity), NULL, 12},
    {"fc.bias", fc_bias, fc_bias_gradient, VELOCITY(fc_bias_velocity), fc_bias_lanes, 3},
};

/*
 * The end of a tile of sixteen samples: sample s was added to lane s mod 8. Halves of the lanes are added to halves until one is left, which is added to the
 * gradient; a tile of fewer samples has zeros.
 */
static void add_lanes(float *restrict gradient, float *restrict lanes, int count)
{
    for (int k = 0; k < count; k++)
    {
        const float *lane = lanes + k;
        const float even = (lane[0] + lane[4 * count]) + (lane[2 * count] + lane[6 * count]);
        const float odd = (lane[count] + lane[5 * count]) + (lane[3 * count] + lane[7 * count]);
        gradient[k] = gradient[k] + (even + odd);
    }

    memset(lanes, 0, 8 * (size_t)count * sizeof(float));
}

/* Gradient g, velocity and parameter w: g = g + decay * w, velocity = momentum * velocity + g, w = w - rate * velocity, each rounded once. */
static void update(float *restrict w, const float *restrict gradient, float *restrict velocity, int count, float rate, float momentum, float decay)
{
    for (int k = 0; k < count; k++)
    {
        float g = decay != 0 ? multiply_add(decay, w[k], gradient[k]) : gradient[k];
        if (velocity != NULL)
        {
            g = multiply_add(momentum, velocity[k], g);
            velocity[k] = g;
        }

        w[k] = multiply_add(-rate, g, w[k]);
    }
}

/* A sample: forward, its loss, and backward, where the gradient takes the place of what the layers made. */
static float train_sample(const uint8_t *image, int label, float weight, int lane)
{
    float p[SMALL_CLASSES];
    load_image(image, input_output);
    forward();
    const float loss = loss_gradient(fc_output, p, label, weight);
    backward_fc(pool_output, fc_output, lane);
    backward_pool(conv_output, pool_output);
    backward_conv(input_output, conv_output, lane);
    return loss;
}

float small_train(const uint8_t *images, const uint8_t *labels, int count, float learning_rate, float momentum, float weight_decay)
{
    double loss = 0;
    for (int sample = 0; sample < count; sample++)
    {
        const int label = labels[sample];
        if (label >= SMALL_CLASSES)
        {
            return NAN;
        }
    }

    if (count < 1 || (momentum != 0 && !SMALL_MOMENTUM))
    {
        return NAN;
    }

    for (int t = 0; t < SMALL_TENSORS; t++)
    {
        memset(tensors[t].gradient, 0, (size_t)tensors[t].count * sizeof(float));
    }

    for (int sample = 0; sample < count; sample++)
    {
        loss += train_sample(images + (size_t)sample * SMALL_IMAGE_BYTES, labels[sample], 1.0f / (float)count, sample % 8);
        for (int t = 0; t < SMALL_TENSORS && (sample % 16 == 15 || sample == count - 1); t++)
        {
            if (tensors[t].lanes != NULL)
            {
                add_lanes(tensors[t].gradient, tensors[t].lanes, tensors[t].count);
            }
        }
    }

    loss /= count;
    if (!(loss - loss == 0))
    {
        return (float)loss;
    }

    for (int t = 0; t < SMALL_TENSORS; t++)
    {
        update(tensors[t].values, tensors[t].gradient, tensors[t].velocity, tensors[t].count, learning_rate, momentum, weight_decay);
    }

    small_weights_changed();
    return (float)loss;
}

small_tensor small_weights(int number)
{
    small_tensor tensor;
    tensor.name = tensors[number].name;
    tensor.values = tensors[number].values;
    tensor.count = tensors[number].count;
    return tensor;
}

void small_weights_changed(void)
{
    /* nothing is made of these */
}
