/* Host registers of a decodefab fabric, the same for every design.
 * Rendered from decodefab.plan.RegisterMap: change it there. */
#ifndef DECODEFAB_REGISTERS_H
#define DECODEFAB_REGISTERS_H

#include <stdint.h>

/* Byte addresses; a counter's is that of its low word, its high word is 4 bytes on. */
#define DFAB_REG_ID                     0x0000u
#define DFAB_REG_REVISION               0x0004u
#define DFAB_REG_HASH0                  0x0008u
#define DFAB_REG_HASH1                  0x000Cu
#define DFAB_REG_HASH2                  0x0010u
#define DFAB_REG_HASH3                  0x0014u
#define DFAB_REG_MAX_CONTEXT            0x0018u
#define DFAB_REG_MAX_VOCAB              0x001Cu
#define DFAB_REG_CTRL                   0x0020u
#define DFAB_REG_STATUS                 0x0024u
#define DFAB_REG_ERROR                  0x0028u
#define DFAB_REG_POSITION               0x002Cu
#define DFAB_REG_TOKEN_IN               0x0030u
#define DFAB_REG_TOKEN_OUT              0x0034u
#define DFAB_REG_TOKEN_COUNT            0x0038u
#define DFAB_REG_LOGIT_INDEX            0x0040u
#define DFAB_REG_LOGIT_DATA             0x0044u
#define DFAB_REG_CYCLES                 0x0100u
#define DFAB_REG_VECTOR_BUSY            0x0108u
#define DFAB_REG_VECTOR_STALLED_INPUT   0x0110u
#define DFAB_REG_VECTOR_STALLED_OUTPUT  0x0118u
#define DFAB_REG_MATVEC_BUSY            0x0120u
#define DFAB_REG_MATVEC_STALLED_INPUT   0x0128u
#define DFAB_REG_MATVEC_STALLED_OUTPUT  0x0130u
#define DFAB_REG_STORE_BUSY             0x0138u
#define DFAB_REG_STORE_STALLED_INPUT    0x0140u
#define DFAB_REG_STORE_STALLED_OUTPUT   0x0148u
#define DFAB_REG_CONTAINERS_ON_CHIP     0x0150u
#define DFAB_REG_CONTAINERS_OFF_CHIP    0x0158u
#define DFAB_REG_KV_WORDS_READ          0x0160u
#define DFAB_REG_KV_WORDS_WRITTEN       0x0168u
#define DFAB_REG_OPERAND_WORDS          0x0170u
#define DFAB_REG_BEATS_READ             0x0178u
#define DFAB_REG_BEATS_WRITTEN          0x0180u

/* Fields. */
#define DFAB_CTRL_START                 0x00000001u /* starts a run of TOKEN_IN at POSITION */
#define DFAB_CTRL_CANCEL                0x00000002u /* ends the run under way, as error 7 */
#define DFAB_CTRL_IRQ_ENABLE            0x00000004u /* lets the interrupt rise */
#define DFAB_STATUS_BUSY                0x00000001u /* a run is under way, or the fabric cleans up */
#define DFAB_STATUS_DONE                0x00000002u /* the last run has a result; until the next start */
#define DFAB_STATUS_ERROR               0x00000004u /* a start or a run failed; until the next start */
#define DFAB_STATUS_IRQ                 0x00000008u /* level of the interrupt: enabled, and DONE or ERROR */
#define DFAB_ERROR_CAUSE                0x0000000Fu /* see Errors */
#define DFAB_ERROR_CAUSE_LSB            0
#define DFAB_TOKEN_OUT_TOKEN            0x000FFFFFu /* index of the greatest logit, the first of equal ones */
#define DFAB_TOKEN_OUT_TOKEN_LSB        0

/* Values of ERROR.CAUSE. */
enum dfab_error {
    DFAB_ERROR_CODE_NONE = 0,
    DFAB_ERROR_CODE_BUSY = 1,
    DFAB_ERROR_CODE_POSITION = 2,
    DFAB_ERROR_CODE_TOKEN = 3,
    DFAB_ERROR_CODE_READ = 4,
    DFAB_ERROR_CODE_WRITE = 5,
    DFAB_ERROR_CODE_TIMEOUT = 6,
    DFAB_ERROR_CODE_CANCEL = 7
};

/* The same as a structure, to lay over the mapped registers. Each access is one of 32 bits. */
struct dfab_registers {
    const volatile uint32_t id; /* 0x44464142, "DFAB". */
    const volatile uint32_t revision; /* Version of this register map, 1. */
    const volatile uint32_t hash0; /* Bits 127:96 of the hash of the plan that made the hardware. */
    const volatile uint32_t hash1; /* Bits 95:64. */
    const volatile uint32_t hash2; /* Bits 63:32. */
    const volatile uint32_t hash3; /* Bits 31:0. */
    const volatile uint32_t max_context; /* Positions of the KV cache. */
    const volatile uint32_t max_vocab; /* Tokens of the vocabulary. */
    volatile uint32_t ctrl; /* Commands. */
    const volatile uint32_t status; /* State of the run. */
    const volatile uint32_t error; /* Why a start or a run failed. */
    volatile uint32_t position; /* Position of the next run; kept while a run is under way. */
    volatile uint32_t token_in; /* Token of the next run; kept while a run is under way. */
    const volatile uint32_t token_out; /* Result of greedy decoding, valid while DONE. */
    const volatile uint32_t token_count; /* Runs that ended with a result, modulo 2^32. */
    uint32_t reserved_3c[1];
    volatile uint32_t logit_index; /* Logit that LOGIT_DATA reads next. */
    const volatile uint32_t logit_data; /* That logit as binary32; reading adds 1 to LOGIT_INDEX. Valid while not BUSY. */
    uint32_t reserved_48[46];
    const volatile uint32_t cycles_low; /* Cycles from start to done. */
    const volatile uint32_t cycles_high;
    const volatile uint32_t vector_busy_low; /* Cycles in which the vector engine had a command. */
    const volatile uint32_t vector_busy_high;
    const volatile uint32_t vector_stalled_input_low; /* Cycles in which it waited for an external operand. */
    const volatile uint32_t vector_stalled_input_high;
    const volatile uint32_t vector_stalled_output_low; /* Cycles in which it waited for room for a result. */
    const volatile uint32_t vector_stalled_output_high;
    const volatile uint32_t matvec_busy_low; /* Cycles in which the matvec engine had a command. */
    const volatile uint32_t matvec_busy_high;
    const volatile uint32_t matvec_stalled_input_low; /* Cycles in which it waited for a weight, a KV word or a scale. */
    const volatile uint32_t matvec_stalled_input_high;
    const volatile uint32_t matvec_stalled_output_low; /* Cycles in which its results could not be written. */
    const volatile uint32_t matvec_stalled_output_high;
    const volatile uint32_t store_busy_low; /* Cycles in which the store engine had a command. */
    const volatile uint32_t store_busy_high;
    const volatile uint32_t store_stalled_input_low; /* Cycles in which it waited for input. */
    const volatile uint32_t store_stalled_input_high;
    const volatile uint32_t store_stalled_output_low; /* Cycles in which its writes were not taken. */
    const volatile uint32_t store_stalled_output_high;
    const volatile uint32_t containers_on_chip_low; /* Weight containers read on chip. */
    const volatile uint32_t containers_on_chip_high;
    const volatile uint32_t containers_off_chip_low; /* Weight containers taken from the off-chip side. */
    const volatile uint32_t containers_off_chip_high;
    const volatile uint32_t kv_words_read_low; /* KV words read. */
    const volatile uint32_t kv_words_read_high;
    const volatile uint32_t kv_words_written_low; /* KV words written. */
    const volatile uint32_t kv_words_written_high;
    const volatile uint32_t operand_words_low; /* Words of tables and V scales read on chip. */
    const volatile uint32_t operand_words_high;
    const volatile uint32_t beats_read_low; /* Beats read from the off-chip memory, all channels. */
    const volatile uint32_t beats_read_high;
    const volatile uint32_t beats_written_low; /* Beats written to it. */
    const volatile uint32_t beats_written_high;
};

#endif
