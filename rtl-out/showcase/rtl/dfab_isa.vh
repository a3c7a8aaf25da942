// Fields of an instruction word, as indexed part selects: word[`DFAB_VE_N] is the element count of a vector
// command. One source for every engine; a test holds it against the encoder (decodefab.plan.InstructionField).
`ifndef DFAB_ISA_VH
`define DFAB_ISA_VH

`define DFAB_INSTRUCTION_BITS 384

`define DFAB_ENGINE                 0 +: 2
`define DFAB_WAIT                   2 +: 3
`define DFAB_POST                   5 +: 3
`define DFAB_FENCE                  8 +: 1

`define DFAB_VE_N_MODE              9 +: 2
`define DFAB_VE_N                   11 +: 20
`define DFAB_VE_SEG_WORDS           31 +: 16
`define DFAB_VE_A_BASE              47 +: 16
`define DFAB_VE_A_MEM               63 +: 1
`define DFAB_VE_A_ONE               64 +: 1
`define DFAB_VE_A_SWAP              65 +: 1
`define DFAB_VE_B_MODE              66 +: 3
`define DFAB_VE_B_MEM               69 +: 1
`define DFAB_VE_B_BASE              70 +: 16
`define DFAB_VE_B_USE               86 +: 2
`define DFAB_VE_PRE_MUL             88 +: 1
`define DFAB_VE_ROUND_F16           89 +: 1
`define DFAB_VE_SFU                 90 +: 2
`define DFAB_VE_C_MODE              92 +: 2
`define DFAB_VE_C_BASE              94 +: 16
`define DFAB_VE_C_USE               110 +: 2
`define DFAB_VE_PERIOD              112 +: 16
`define DFAB_VE_DST_MEM             128 +: 2
`define DFAB_VE_DST_BASE            130 +: 16
`define DFAB_VE_WR_Q                146 +: 1
`define DFAB_VE_Q_BASE              147 +: 16
`define DFAB_VE_WR_QS               163 +: 1
`define DFAB_VE_QS_BASE             164 +: 16
`define DFAB_VE_REDUCE              180 +: 3
`define DFAB_VE_R_BASE              183 +: 16
`define DFAB_VE_IMM0                199 +: 32
`define DFAB_VE_IMM1                231 +: 32
`define DFAB_VE_EXT_FMT             263 +: 2
`define DFAB_VE_EXT_SRC             265 +: 2
`define DFAB_VE_EXT_BASE            267 +: 28
`define DFAB_VE_EXT_LAYER_STRIDE    295 +: 20
`define DFAB_VE_EXT_INDEX           315 +: 2
`define DFAB_VE_EXT_INDEX_STRIDE    317 +: 16
`define DFAB_VE_Q_KV                333 +: 1

`define DFAB_MV_SRC                 9 +: 2
`define DFAB_MV_FMT                 308 +: 3
`define DFAB_MV_SCALE_TABLE         11 +: 1
`define DFAB_MV_LISTED              12 +: 1
`define DFAB_MV_K_MODE              13 +: 1
`define DFAB_MV_K                   14 +: 20
`define DFAB_MV_TILES_MODE          34 +: 1
`define DFAB_MV_TILES               35 +: 16
`define DFAB_MV_BLOCK               51 +: 9
`define DFAB_MV_M                   60 +: 7
`define DFAB_MV_WGROUP              67 +: 20
`define DFAB_MV_AGROUP              87 +: 20
`define DFAB_MV_A_BASE              107 +: 16
`define DFAB_MV_A_STRIDE            123 +: 16
`define DFAB_MV_S_BASE              139 +: 16
`define DFAB_MV_S_STRIDE            155 +: 16
`define DFAB_MV_HAS_WSCALE          171 +: 1
`define DFAB_MV_O_BASE              172 +: 16
`define DFAB_MV_O_STRIDE            188 +: 16
`define DFAB_MV_KV_BASE             204 +: 32
`define DFAB_MV_KV_LAYER_STRIDE     236 +: 28
`define DFAB_MV_KS_BASE             264 +: 24
`define DFAB_MV_KS_LAYER_STRIDE     288 +: 20
`define DFAB_MV_SCALE               311 +: 32
`define DFAB_MV_SUPER               343 +: 12

`define DFAB_ST_KIND                9 +: 1
`define DFAB_ST_HEADS               10 +: 10
`define DFAB_ST_HEAD_ELEMS          20 +: 12
`define DFAB_ST_Q_BASE              32 +: 16
`define DFAB_ST_S_BASE              48 +: 16
`define DFAB_ST_BASE                64 +: 32
`define DFAB_ST_LAYER_STRIDE        96 +: 28
`define DFAB_ST_HEAD_STRIDE         124 +: 24
`define DFAB_ST_SCALE_BASE          148 +: 24
`define DFAB_ST_SCALE_LAYER_STRIDE  172 +: 20
`define DFAB_ST_SCALE_STRIDE        192 +: 20

`define DFAB_CT_OP                  9 +: 2
`define DFAB_CT_COUNT               11 +: 10
`define DFAB_CT_FIRST               21 +: 8

`endif
