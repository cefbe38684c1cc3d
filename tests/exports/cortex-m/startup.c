/* What a Cortex-M starts with on QEMU's MPS2 boards: the vectors, memory as C expects it, the floating-point unit, and the host's files by semihosting. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

extern uint32_t data_load, data_begin, data_end, bss_begin, bss_end, stack_top;
extern void initialise_monitor_handles(void);
extern int main(void);

/* Constructors and destructors, which C has not. */
void _init(void)
{
}

void _fini(void)
{
}

void start(void)
{
#if defined(__ARM_FP)
    *(volatile uint32_t *)0xE000ED88 |= 0xFu << 20; /* CPACR: coprocessors 10 and 11 */
    __asm__ volatile("dsb\n\tisb");
#endif
    memcpy(&data_begin, &data_load, (uintptr_t)&data_end - (uintptr_t)&data_begin);
    memset(&bss_begin, 0, (uintptr_t)&bss_end - (uintptr_t)&bss_begin);
    initialise_monitor_handles();
    exit(main());
}

static void fail(void)
{
    _Exit(99);
}

__attribute__((section(".vectors"), used)) static const void *const vectors[] = {&stack_top, start, fail, fail, fail, fail, fail};
