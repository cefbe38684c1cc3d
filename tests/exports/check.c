/* Runs an exported network on images, and compares every bit with what the engine made of them: case.h has both. Where it trains, it does so before, with the bits of the losses and the
 * weights compared after every step. */
#include "case.h"

#include <stdio.h>
#include <string.h>

static uint32_t bits_of(float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof(bits));
    return bits;
}

/* The same bits; what is not a number is so in many ways. */
static int same(float actual, uint32_t expected)
{
    const int is_nan = (expected & 0x7fffffffu) > 0x7f800000u;
    return is_nan ? actual != actual : bits_of(actual) == expected;
}

#ifdef CASE_STEPS
/* As TrainingCase does: FNV-1a of 64 bits, over words. */
static uint64_t digest_of(const CASE_TENSOR *tensor)
{
    uint64_t digest = 14695981039346656037u;
    for (int k = 0; k < tensor->count; k++)
    {
        digest = (digest ^ bits_of(tensor->values[k])) * 1099511628211u;
    }

    return digest;
}

static float kept[CASE_VALUES];

/* Copies all weights to what is kept, or back. */
static void keep(int back)
{
    float *at = kept;
    for (int t = 0; t < CASE_TENSORS; t++)
    {
        const CASE_TENSOR tensor = CASE_WEIGHTS(t);
        memcpy(back ? tensor.values : at, back ? at : tensor.values, (size_t)tensor.count * sizeof(float));
        at += tensor.count;
    }
}

/* Whether weights that are put back predict what they did before. */
static int returns(const float *logits)
{
    keep(1);
    CASE_WEIGHTS_CHANGED();
    CASE_PREDICT(case_images[0], NULL);
    for (int k = 0; k < CASE_CLASSES; k++)
    {
        if (!same(CASE_LOGITS()[k], bits_of(logits[k])))
        {
            printf("weights that were put back give another logit of class %d\n", k);
            return 0;
        }
    }

    return 1;
}

/* Whether weights and the loss of every step are right. */
static int trains(void)
{
    const uint8_t wrong = (uint8_t)CASE_CLASSES;
    int begin = 0;
    for (int step = 0; step < CASE_STEPS; step++)
    {
        const float loss = CASE_TRAIN(case_images[begin], case_classes + begin, case_counts[step]);
        if (!same(loss, case_losses[step]))
        {
            printf("step %d: loss %08lx, not %08lx\n", step, (unsigned long)bits_of(loss), (unsigned long)case_losses[step]);
            return 0;
        }

        begin += case_counts[step];
        const float refused = CASE_TRAIN(case_images[0], CASE_CLASSES < 256 ? &wrong : case_classes, CASE_CLASSES < 256 ? 1 : 0);
        if (refused == refused)
        {
            printf("a label that is no class, or a batch of nothing, has a loss\n");
            return 0;
        }

        for (int t = 0; t < CASE_TENSORS; t++)
        {
            const CASE_TENSOR tensor = CASE_WEIGHTS(t);
            if (strcmp(tensor.name, case_names[t]) != 0 || digest_of(&tensor) != case_weights[step][t])
            {
                printf("step %d: %s has other bits than %s\n", step, tensor.name, case_names[t]);
                return 0;
            }
        }
    }

    return 1;
}
#endif

int main(void)
{
#ifdef CASE_STEPS
    float first[CASE_CLASSES];
    keep(0);
    CASE_PREDICT(case_images[0], NULL);
    memcpy(first, CASE_LOGITS(), sizeof(first));
    if (!trains())
    {
        return 1;
    }
#endif
    float probabilities[CASE_CLASSES];
    for (int i = 0; i < CASE_IMAGES; i++)
    {
        const int label = CASE_PREDICT(case_images[i], probabilities);
        const float *logits = CASE_LOGITS();
        if (label != case_labels[i])
        {
            printf("image %d: class %d, not %d\n", i, label, case_labels[i]);
            return 1;
        }

        for (int k = 0; k < CASE_CLASSES; k++)
        {
            if (!same(logits[k], case_logits[i][k]) || !same(probabilities[k], case_probabilities[i][k]))
            {
                printf("image %d, class %d: logit %08lx, not %08lx; probability %08lx, not %08lx\n", i, k, (unsigned long)bits_of(logits[k]),
                    (unsigned long)case_logits[i][k], (unsigned long)bits_of(probabilities[k]), (unsigned long)case_probabilities[i][k]);
                return 1;
            }
        }

        if (CASE_PREDICT(case_images[i], NULL) != label)
        {
            printf("image %d: another class without probabilities\n", i);
            return 1;
        }
    }

#ifdef CASE_STEPS
    if (!returns(first))
    {
        return 1;
    }
#endif
    puts("the same bits");
    return 0;
}
