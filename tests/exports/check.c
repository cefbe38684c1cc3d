/* Runs an exported network on images, and compares every bit with what the engine made of them: case.h has both. */
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

int main(void)
{
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

    puts("the same bits");
    return 0;
}
