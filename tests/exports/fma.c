/* Compares the exported multiply_add with what a processor computes. Standard input has quadruples of little-endian floats: a, b, c, a * b + c. */
#include CASE_SOURCE

#include <stdio.h>

static float read_float(const unsigned char *bytes)
{
    const uint32_t bits = bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
    float value;
    memcpy(&value, &bits, sizeof(value));
    return value;
}

int main(void)
{
    unsigned char bytes[16];
    long count = 0;
    for (; fread(bytes, sizeof(bytes), 1, stdin) == 1; count++)
    {
        const float a = read_float(bytes);
        const float b = read_float(bytes + 4);
        const float c = read_float(bytes + 8);
        const float expected = read_float(bytes + 12);
        const float actual = multiply_add(a, b, c);
        if (memcmp(&expected, &actual, sizeof(actual)) != 0 && (expected == expected || actual == actual))
        {
            printf("%a * %a + %a is %a, not %a\n", (double)a, (double)b, (double)c, (double)expected, (double)actual);
            return 1;
        }
    }

    printf("%ld\n", count);
    return 0;
}
