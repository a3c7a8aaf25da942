// The matvec engine: low-bit matrix times one or more quantized vectors, exact
// inside groups, scaled and accumulated in fp32.
//
//   command -> rounds -> slots (issue) -> unpack + quantized memory -> int_dot
//                                      -> wide (lanes of wide formats, if any)
//           -> sums -> accumulate (with scales) -> writer -> vector memory
//
// Why this shape: decode is bound by memory, so the engine takes a tile word in
// every cycle in which there is one. All waiting is at the issue; commands,
// blocks and pieces follow each other without a bubble, and requests to the KV
// memory leave as soon as their command is accepted.
//
// Throughput: one tile word per M cycles. Latency from the issue of a tile's last
// slot to its result: 14 + ceil(log2(COLS) / 2) cycles, with super-groups 17 at
// least, with minima 4 more. Exact cycle counts of a command:
// decodefab.golden.MatvecTiming.
//
// The quantized and the scale memory answer 1 cycle after their address. qm_raddr
// counts COLS elements and gets the window of COLS << SPAN that holds them; qs_addr
// counts one. The table of matrix scales, read where MATRIX_SCALE is 2, answers
// after 1 too and holds its word. m_post_valid pulses the cycle after the command's
// last word was accepted at m_res.
//
// ROWS: power of two, 1 to 64. COLS: power of two, 2 to 256; ROWS x COLS 4 to
// 4096. VECTOR: power of two, 2 to 64. ACC_DEPTH: power of two, 8 to 256; BLOCK x
// M of a command must fit. MAX_M: largest M, power of two, 2 to 128.
// VALUE_BITS: of the widest integer that an element decodes to, 2 to 40. SUM_BITS:
// of the largest sum of a piece, up to 48. ACT_BITS: of an activation, 2 to 16.
// KV_BITS: of an element of format 0, the KV cache's, 2 to 8.
// WIDE_ROWS: rows of wide lanes, a power of two; ROWS if there are none, else below,
// and a slot of a wide format takes ROWS / WIDE_ROWS cycles. WIDE_BITS: of the
// widest integer of those formats, not less than VALUE_BITS.
// MULTIPLIER, WIDE_MULTIPLIER: of the lanes, see dfab_int_dot; no pairs where rows
// have activations of their own (SPAN above 0) or there is one row.
// SCALE_BITS, FORMATS, FORMAT, TABLE, SCALE_KINDS, SUPER_KINDS, MIN_KINDS,
// SCALE_UNIT, MATRIX_SCALE (0 always 1, 1 in the command, 2 also in the table): what
// the weights are made of, see dfab_matvec_unpack and dfab_matvec_scales.
// PLANES, PLACE_BITS, SPAN: 8, 1 and 0 unless weights are sparse, see
// dfab_matvec_select. LIST_CHUNK, LIST_GROUP: bits of the two parts of an entry of the
// list of columns, in COLS elements and in scales; both 0 unless matrices are
// block-sparse. ZEROS: 1 leaves out rounds of on-chip matrices whose activations are all
// zero (dfab_matvec_zeros). There is a flag for each COLS elements of the quantized memory,
// which answers 1 cycle after its address, and on-chip streams read and jump by runs.

`resetall
`timescale 1ns / 1ps
`default_nettype none

`include "dfab_isa.vh"

module dfab_matvec #(
    parameter ROWS      = 8,
    parameter COLS      = 16,
    parameter VECTOR    = 8,
    parameter ACC_DEPTH = 64,
    parameter MAX_M     = 64,
    parameter QM_ABITS  = 10,
    parameter QS_ABITS  = 10,
    parameter VM_ABITS  = 10,
    parameter VALUE_BITS = 8,
    parameter SUM_BITS   = 32,
    parameter SCALE_BITS = 16,
    parameter FORMATS    = 2,
    parameter [FORMATS*48-1:0] FORMAT = {48'h40, 48'h80},
    parameter TABLE_BITS    = 8,
    parameter TABLE_ENTRIES = 1,
    parameter [TABLE_ENTRIES*TABLE_BITS-1:0] TABLE = 0,
    parameter [7:0] SCALE_KINDS = 8'b00000001,
    parameter [7:0] SUPER_KINDS = 8'd0,
    parameter [7:0] MIN_KINDS   = 8'd0,
    parameter SCALE_UNIT    = 8,
    parameter MATRIX_SCALE  = 0,
    parameter TABLE_ABITS   = 1,
    parameter PLANES        = 8,
    parameter PLACE_BITS    = 1,
    parameter SPAN          = 0,
    parameter LIST_CHUNK    = 0,
    parameter LIST_GROUP    = 0,
    parameter ZEROS         = 0,
    parameter RUN_BITS      = 20,
    parameter ACT_BITS      = 8,
    parameter KV_BITS       = 8,
    parameter WIDE_ROWS     = ROWS,
    parameter WIDE_BITS     = VALUE_BITS,
    parameter MULTIPLIER    = 1,
    parameter WIDE_MULTIPLIER = 1
) (
    input  wire                   clk,
    input  wire                   rst,

    input  wire                   s_cmd_valid,
    output wire                   s_cmd_ready,
    input  wire [383:0]           s_cmd_data,
    input  wire [9:0]             s_cmd_pc,
    input  wire [7:0]             s_cmd_layer,
    output wire                   m_post_valid,
    output wire [2:0]             m_post_mask,

    input  wire                   s_w0_valid,
    output wire                   s_w0_ready,
    input  wire [ROWS*COLS*PLANES-1:0] s_w0_data,
    input  wire                   s_w1_valid,
    output wire                   s_w1_ready,
    input  wire [ROWS*COLS*PLANES-1:0] s_w1_data,
    input  wire                   s_kv_valid,
    output wire                   s_kv_ready,
    input  wire [ROWS*COLS*KV_BITS-1:0] s_kv_data,

    input  wire                   s_ws0_valid,
    output wire                   s_ws0_ready,
    input  wire [ROWS*SCALE_BITS-1:0] s_ws0_data,
    input  wire                   s_ws1_valid,
    output wire                   s_ws1_ready,
    input  wire [ROWS*SCALE_BITS-1:0] s_ws1_data,
    input  wire                   s_ks_valid,
    output wire                   s_ks_ready,
    input  wire [ROWS*16-1:0]     s_ks_data,

    // Where the activations of a tile's piece begin, the number of their scale above it.
    input  wire                   s_list_valid,
    output wire                   s_list_ready,
    input  wire [(LIST_CHUNK == 0 ? 2 : LIST_CHUNK + LIST_GROUP)-1:0] s_list_data,

    output wire                   m_kv_valid,
    input  wire                   m_kv_ready,
    output wire [31:0]            m_kv_base,
    output wire [31:0]            m_kv_words,
    output wire                   m_kv_is_k,
    output wire [23:0]            m_ks_base,
    output wire [15:0]            m_ks_words,

    output wire [QM_ABITS-1:0]    qm_raddr,
    input  wire [(COLS << SPAN)*ACT_BITS-1:0] qm_rdata,
    output wire [QS_ABITS-1:0]    qs_addr,
    input  wire [31:0]            qs_data,

    output wire [QM_ABITS-1:0]    flag_addr,
    input  wire                   flag_zero,
    output wire                   m_w0_run_valid,
    input  wire                   m_w0_run_ready,
    output wire                   m_w0_run_jump,
    output wire [RUN_BITS-1:0]    m_w0_run_words,
    output wire                   m_ws0_run_valid,
    input  wire                   m_ws0_run_ready,
    output wire                   m_ws0_run_jump,
    output wire [RUN_BITS-1:0]    m_ws0_run_words,

    output wire                   table_re,
    output wire [TABLE_ABITS-1:0] table_addr,
    input  wire [31:0]            table_data,

    output wire                   m_res_valid,
    input  wire                   m_res_ready,
    output wire [VM_ABITS-1:0]    m_res_addr,
    output wire [VECTOR-1:0]      m_res_we,
    output wire [VECTOR*32-1:0]   m_res_data,
    output wire [9:0]             m_res_pc,
    output wire [7:0]             m_res_layer,

    output wire                   busy,
    output wire                   stall_in,
    output wire                   stall_out
);

    // Whether any format is sparse and has minima.
    function sparse_minima;
        input [FORMATS*48-1:0] all;
        integer                i;
        begin
            sparse_minima = 1'b0;
            for (i = 1; i < FORMATS; i = i + 1) begin
                sparse_minima = sparse_minima || (all[i*48+47] && all[i*48+32 +: 3] != 3'd0);
            end
        end
    endfunction

    localparam LANES      = ROWS * COLS;
    localparam COL_BITS   = $clog2(COLS);
    localparam CHUNK_BITS = 20 - COL_BITS;
    localparam ENTRY_BITS = $clog2(ACC_DEPTH);
    localparam M_BITS     = $clog2(MAX_M);
    localparam LANE_DOT_BITS = VALUE_BITS + ACT_BITS + COL_BITS;
    localparam DOT_BITS      = WIDE_BITS + ACT_BITS + COL_BITS;
    localparam ZERO_BITS  = 8;
    localparam LISTED     = LIST_CHUNK != 0 ? 1 : 0;
    localparam LIST_LOW   = LISTED != 0 ? LIST_CHUNK : 1;
    localparam LIST_HIGH  = LISTED != 0 && LIST_GROUP != 0 ? LIST_GROUP : 1;
    // Stages counted from the slot: operands in registers, dot products, sums.
    localparam STAGE_OPERANDS = 2;
    localparam STAGE_TREE     = STAGE_OPERANDS + 1 + (COL_BITS + 1) / 2;
    // The product of two weight scales takes six cycles; a dot product may have to wait.
    localparam SUPER          = SUPER_KINDS != 8'd0 ? 1 : 0;
    // By one sum of activations for all rows, or where a sparse format has minima by each row's own.
    localparam MINIMA         = MIN_KINDS == 8'd0 ? 0 : sparse_minima(FORMAT) ? 2 : 1;
    localparam MIN_SUMS       = MINIMA == 2 ? ROWS : 1;
    localparam STAGE_DOT      = SUPER != 0 && STAGE_TREE < 6 ? 6 : STAGE_TREE;
    // More places than the pipeline is long, so that the credits never bind
    // while the vector memory takes a result per cycle.
    localparam QUEUE  = 32;
    // dfab_matvec_accumulate: an entry may be used again after 6 cycles.
    localparam HAZARD = 5;

    generate
        if (ROWS < 1 || ROWS > 64 || (ROWS & (ROWS - 1)) != 0) begin : g_error_rows
            dfab_error_matvec_rows_must_be_a_power_of_two_1_to_64 u_error ();
        end
        if (COLS < 2 || COLS > 256 || (COLS & (COLS - 1)) != 0) begin : g_error_cols
            dfab_error_matvec_cols_must_be_a_power_of_two_2_to_256 u_error ();
        end
        if (ROWS * COLS < 4 || ROWS * COLS > 4096) begin : g_error_lanes
            dfab_error_matvec_lanes_must_be_4_to_4096 u_error ();
        end
        if (VECTOR < 2 || VECTOR > 64 || (VECTOR & (VECTOR - 1)) != 0) begin : g_error_vector
            dfab_error_matvec_vector_must_be_a_power_of_two_2_to_64 u_error ();
        end
        if (SCALE_BITS != 8 && SCALE_BITS != 16 && SCALE_BITS != 32 && SCALE_BITS != 64) begin : g_error_scale
            dfab_error_matvec_scale_bits_must_be_8_16_32_or_64 u_error ();
        end
        if (VM_ABITS > 16 || QM_ABITS > 22 || QS_ABITS > 22) begin : g_error_address
            dfab_error_matvec_address_bits_are_more_than_a_command_can_reach u_error ();
        end
        if (WIDE_ROWS < 1 || WIDE_ROWS > ROWS || (WIDE_ROWS & (WIDE_ROWS - 1)) != 0) begin : g_error_wide_rows
            dfab_error_matvec_wide_rows_must_be_a_power_of_two_up_to_rows u_error ();
        end
        if ((LIST_CHUNK == 0) != (LIST_GROUP == 0)) begin : g_error_list
            dfab_error_matvec_list_chunk_and_list_group_go_together u_error ();
        end
        if (ZEROS != 0 && (LIST_CHUNK != 0 || SUPER_KINDS != 8'd0)) begin : g_error_zeros
            dfab_error_matvec_zeros_go_with_neither_a_list_nor_super_groups u_error ();
        end
        if (WIDE_BITS < VALUE_BITS) begin : g_error_wide_bits
            dfab_error_matvec_wide_bits_must_be_value_bits_or_more u_error ();
        end
    endgenerate

    // Commands go to the loops and to the KV request at the same time.
    wire rounds_ready;
    wire request_ready;

    assign s_cmd_ready = rounds_ready && request_ready;

    // A streamed matrix has no place in the KV memory: its command has that of its scale.
    wire [31:0] table_place = s_cmd_data[`DFAB_MV_KV_BASE];
    wire        unused_place = &{1'b0, table_place};

    assign table_re   = MATRIX_SCALE == 2 && s_cmd_valid && s_cmd_ready;
    assign table_addr = table_place[TABLE_ABITS-1:0];

    dfab_matvec_kv_request #(.COLS (COLS)) u_kv_request (
        .clk         (clk),
        .rst         (rst),
        .s_cmd_valid (s_cmd_valid && rounds_ready),
        .s_cmd_ready (request_ready),
        .s_cmd_data  (s_cmd_data),
        .m_kv_valid  (m_kv_valid),
        .m_kv_ready  (m_kv_ready),
        .m_kv_base   (m_kv_base),
        .m_kv_words  (m_kv_words),
        .m_kv_is_k   (m_kv_is_k),
        .m_ks_base   (m_ks_base),
        .m_ks_words  (m_ks_words)
    );

    wire                  round_valid;
    wire                  round_ready;
    wire [1:0]            round_src;
    wire [2:0]            round_format;
    wire                  round_wide;
    wire [2:0]            round_span;
    wire                  round_listed;
    wire [31:0]           round_scale;
    wire                  round_has_wscale;
    wire [6:0]            round_m_last;
    wire [QM_ABITS-1:0]   round_a_start;
    wire [QM_ABITS-1:0]   round_a_stride;
    wire [QS_ABITS-1:0]   round_s_start;
    wire [QS_ABITS-1:0]   round_s_stride;
    wire [CHUNK_BITS-1:0] round_used_last;
    wire [CHUNK_BITS-1:0] round_stored_last;
    wire [7:0]            round_tiles_last;
    wire [15:0]           round_tile_first;
    wire [15:0]           round_o_base;
    wire [15:0]           round_o_stride;
    wire                  round_opens_wgroup;
    wire                  round_opens_super;
    wire [COL_BITS-1:0]   round_column_first;
    wire [COL_BITS-1:0]   round_column_last;
    wire                  round_first;
    wire                  round_last;
    wire                  round_cmd_last;
    wire [2:0]            round_post;
    wire [9:0]            round_pc;
    wire [7:0]            round_layer;
    wire                  active;

    dfab_matvec_rounds #(
        .COLS     (COLS),
        .VECTOR   (VECTOR),
        .QM_ABITS (QM_ABITS),
        .QS_ABITS (QS_ABITS),
        .FORMATS  (FORMATS),
        .FORMAT   (FORMAT),
        .LISTED   (LISTED),
        .SCALE_TABLE (MATRIX_SCALE == 2 ? 1 : 0),
        .SUPER    (SUPER),
        .COLUMNS  (MINIMA != 0 ? 1 : 0),
        .ZEROS    (ZEROS),
        .RUN_BITS (RUN_BITS),
        .PLANES   (PLANES)
    ) u_rounds (
        .clk                  (clk),
        .rst                  (rst),
        .s_cmd_valid          (s_cmd_valid && request_ready),
        .s_cmd_ready          (rounds_ready),
        .s_cmd_data           (s_cmd_data),
        .s_cmd_pc             (s_cmd_pc),
        .s_cmd_layer          (s_cmd_layer),
        .table_scale          (table_data),
        .m_round_valid        (round_valid),
        .m_round_ready        (round_ready),
        .m_round_src          (round_src),
        .m_round_format       (round_format),
        .m_round_wide         (round_wide),
        .m_round_span         (round_span),
        .m_round_listed       (round_listed),
        .m_round_scale        (round_scale),
        .m_round_has_wscale   (round_has_wscale),
        .m_round_m_last       (round_m_last),
        .m_round_a_start      (round_a_start),
        .m_round_a_stride     (round_a_stride),
        .m_round_s_start      (round_s_start),
        .m_round_s_stride     (round_s_stride),
        .m_round_used_last    (round_used_last),
        .m_round_stored_last  (round_stored_last),
        .m_round_tiles_last   (round_tiles_last),
        .m_round_tile_first   (round_tile_first),
        .m_round_o_base       (round_o_base),
        .m_round_o_stride     (round_o_stride),
        .m_round_opens_wgroup (round_opens_wgroup),
        .m_round_opens_super  (round_opens_super),
        .m_round_column_first (round_column_first),
        .m_round_column_last  (round_column_last),
        .m_round_first        (round_first),
        .m_round_last         (round_last),
        .m_round_cmd_last     (round_cmd_last),
        .m_round_post         (round_post),
        .m_round_pc           (round_pc),
        .m_round_layer        (round_layer),
        .flag_addr            (flag_addr),
        .flag_zero            (flag_zero),
        .m_w0_run_valid       (m_w0_run_valid),
        .m_w0_run_ready       (m_w0_run_ready),
        .m_w0_run_jump        (m_w0_run_jump),
        .m_w0_run_words       (m_w0_run_words),
        .m_ws0_run_valid      (m_ws0_run_valid),
        .m_ws0_run_ready      (m_ws0_run_ready),
        .m_ws0_run_jump       (m_ws0_run_jump),
        .m_ws0_run_words      (m_ws0_run_words),
        .active               (active)
    );

    wire                  word_valid;
    wire                  word_take;
    wire                  word_last;
    wire                  scale_valid;
    wire                  scale_take;
    wire [ENTRY_BITS-1:0] scale_index;
    wire                  slot_valid;
    wire [5:0]            slot_phase;
    wire                  slot_whole;
    wire                  slot_first_chunk;
    wire [6:0]            slot_m;
    wire                  slot_result;
    wire [ENTRY_BITS-1:0] slot_entry;
    wire                  slot_final;
    wire                  slot_cmd_final;
    wire [VM_ABITS-1:0]   slot_o_addr;
    wire [5:0]            slot_o_lane;
    wire                  credit_return;
    wire                  idle;

    dfab_matvec_slots #(
        .ROWS       (ROWS),
        .VECTOR     (VECTOR),
        .ACC_DEPTH  (ACC_DEPTH),
        .QM_ABITS   (QM_ABITS),
        .QS_ABITS   (QS_ABITS),
        .VM_ABITS   (VM_ABITS),
        .CHUNK_BITS (CHUNK_BITS),
        .PHASES     (ROWS / WIDE_ROWS),
        .LIST_CHUNK (LIST_LOW),
        .LIST_GROUP (LIST_HIGH),
        .QUEUE      (QUEUE),
        .HAZARD     (HAZARD)
    ) u_slots (
        .clk                  (clk),
        .rst                  (rst),
        .s_round_valid        (round_valid),
        .s_round_ready        (round_ready),
        .s_round_wide         (round_wide),
        .s_round_span         (round_span),
        .s_round_listed       (round_listed),
        .s_round_has_wscale   (round_has_wscale),
        .s_round_ends_container (ZEROS != 0 && round_src == 2'd0),
        .s_round_m_last       (round_m_last),
        .s_round_a_start      (round_a_start),
        .s_round_a_stride     (round_a_stride),
        .s_round_s_start      (round_s_start),
        .s_round_s_stride     (round_s_stride),
        .s_round_used_last    (round_used_last),
        .s_round_stored_last  (round_stored_last),
        .s_round_tiles_last   (round_tiles_last),
        .s_round_tile_first   (round_tile_first),
        .s_round_o_base       (round_o_base),
        .s_round_o_stride     (round_o_stride),
        .s_round_opens_wgroup (round_opens_wgroup),
        .s_round_first        (round_first),
        .s_round_last         (round_last),
        .s_round_cmd_last     (round_cmd_last),
        .word_valid           (word_valid),
        .word_take            (word_take),
        .word_last            (word_last),
        .scale_valid          (scale_valid),
        .scale_take           (scale_take),
        .scale_index          (scale_index),
        .list_valid           (s_list_valid),
        .list_take            (s_list_ready),
        .list_chunk           (s_list_data[LIST_LOW-1:0]),
        .list_group           (s_list_data[LIST_LOW +: LIST_HIGH]),
        .qm_raddr             (qm_raddr),
        .qs_addr              (qs_addr),
        .m_slot_valid         (slot_valid),
        .m_slot_phase         (slot_phase),
        .m_slot_whole         (slot_whole),
        .m_slot_first_chunk   (slot_first_chunk),
        .m_slot_m             (slot_m),
        .m_slot_result        (slot_result),
        .m_slot_entry         (slot_entry),
        .m_slot_final         (slot_final),
        .m_slot_cmd_final     (slot_cmd_final),
        .m_slot_o_addr        (slot_o_addr),
        .m_slot_o_lane        (slot_o_lane),
        .credit_return        (credit_return),
        .idle                 (idle),
        .stall_in             (stall_in),
        .stall_out            (stall_out)
    );

    // A word of values has its columns in one piece each, see dfab_kv_store. Beside the choice
    // between the streams, the one between the two orders costs no level of logic.
    wire [LANES*KV_BITS-1:0] kv_by_rows;
    wire [LANES*KV_BITS-1:0] kv_word = round_has_wscale ? s_kv_data : kv_by_rows;

    genvar i;
    genvar j;
    generate
        for (i = 0; i < ROWS; i = i + 1) begin : g_by_rows
            for (j = 0; j < COLS; j = j + 1) begin : g_column
                assign kv_by_rows[(i*COLS + j)*KV_BITS +: KV_BITS] = s_kv_data[(j*ROWS + i)*KV_BITS +: KV_BITS];
            end
        end
    endgenerate

    wire [LANES*VALUE_BITS-1:0] weights;
    wire [2:0]                  weights_format;
    wire [LANES*PLACE_BITS-1:0] places;
    wire [ROWS*ZERO_BITS-1:0]   zero;
    wire [ROWS*32-1:0]          factor;
    wire [ROWS*32-1:0]          min_factor;
    wire                        round_has_min;
    wire [STAGE_TREE:1]         wide;        // bit k: k cycles after a phase of a wide format
    reg  [5:0]                  phase_q;
    wire [WIDE_ROWS*COLS*WIDE_BITS-1:0] wide_lanes;

    dfab_matvec_unpack #(
        .ROWS          (ROWS),
        .COLS          (COLS),
        .VALUE_BITS    (VALUE_BITS),
        .FORMATS       (FORMATS),
        .FORMAT        (FORMAT),
        .TABLE_BITS    (TABLE_BITS),
        .TABLE_ENTRIES (TABLE_ENTRIES),
        .TABLE         (TABLE),
        .ZERO_BITS     (ZERO_BITS),
        .PLANES        (PLANES),
        .PLACE_BITS    (PLACE_BITS),
        .KV_BITS       (KV_BITS),
        .WIDE_ROWS     (WIDE_ROWS),
        .WIDE_BITS     (WIDE_BITS)
    ) u_unpack (
        .clk          (clk),
        .rst          (rst),
        .s_w0_valid   (s_w0_valid),
        .s_w0_ready   (s_w0_ready),
        .s_w0_data    (s_w0_data),
        .s_w1_valid   (s_w1_valid),
        .s_w1_ready   (s_w1_ready),
        .s_w1_data    (s_w1_data),
        .s_kv_valid   (s_kv_valid),
        .s_kv_ready   (s_kv_ready),
        .s_kv_data    (kv_word),
        .src          (round_src),
        .format       (round_format),
        .word_valid   (word_valid),
        .word_take    (word_take),
        .word_last    (word_last),
        .zero         (zero),
        .lanes        (weights),
        .lanes_format (weights_format),
        .places       (places),
        .wide_here    (wide[1]),
        .wide_phase   (phase_q),
        .wide_lanes   (wide_lanes)
    );

    dfab_matvec_scales #(
        .ROWS         (ROWS),
        .ACC_DEPTH    (ACC_DEPTH),
        .STAGES       (STAGE_DOT),
        .SCALE_BITS   (SCALE_BITS),
        .FORMATS      (FORMATS),
        .FORMAT       (FORMAT),
        .KINDS        (SCALE_KINDS),
        .SUPER_KINDS  (SUPER_KINDS),
        .MIN_KINDS    (MIN_KINDS),
        .UNIT         (SCALE_UNIT),
        .MATRIX_SCALE (MATRIX_SCALE),
        .ZERO_BITS    (ZERO_BITS)
    ) u_scales (
        .clk          (clk),
        .rst          (rst),
        .s_ws0_valid  (s_ws0_valid),
        .s_ws0_ready  (s_ws0_ready),
        .s_ws0_data   (s_ws0_data),
        .s_ws1_valid  (s_ws1_valid),
        .s_ws1_ready  (s_ws1_ready),
        .s_ws1_data   (s_ws1_data),
        .s_ks_valid   (s_ks_valid),
        .s_ks_ready   (s_ks_ready),
        .s_ks_data    (s_ks_data),
        .src          (round_src),
        .format       (round_format),
        .matrix_scale (round_scale),
        .has_wscale   (round_has_wscale),
        .result       (slot_result),
        .opens_wgroup (round_opens_wgroup),
        .opens_super  (round_opens_super),
        .ends         (round_ready && round_cmd_last),
        .index        (scale_index),
        .scale_valid  (scale_valid),
        .scale_take   (scale_take),
        .has_min      (round_has_min),
        .ascale       (qs_data),
        .zero         (zero),
        .factor       (factor),
        .min_factor   (min_factor)
    );

    // The slot's attributes travel beside its data.
    wire                  sum_result;
    wire                  dot_whole;
    wire                  dot_first_chunk;
    wire                  dot_single;
    wire [M_BITS-1:0]     early_m;
    reg  [M_BITS-1:0]     dot_m_q;
    wire                  sum_first;
    wire                  sum_last;
    wire [ENTRY_BITS-1:0] sum_entry;
    wire                  sum_has_min;
    wire                  unused_m = &{1'b0, slot_m};

    // Bit k: k cycles after the slot; stages without one hold still.
    reg  [STAGE_DOT:1] here_q;

    always @(posedge clk) begin
        here_q <= rst ? {STAGE_DOT{1'b0}} : {here_q[STAGE_DOT-1:1], slot_valid};
    end

    dfab_delay_flag #(.STAGES (STAGE_DOT + 1)) u_sum_result (
        .clk (clk),
        .rst (rst),
        .d   (slot_result),
        .q   (sum_result)
    );

    dfab_delay #(.WIDTH (M_BITS), .STAGES (STAGE_DOT - 1)) u_early_m (
        .clk (clk),
        .d   (slot_m[M_BITS-1:0]),
        .q   (early_m)
    );

    dfab_delay #(.WIDTH (3), .STAGES (STAGE_DOT)) u_dot (
        .clk (clk),
        .d   ({slot_whole, slot_first_chunk, round_m_last == 7'd0}),
        .q   ({dot_whole, dot_first_chunk, dot_single})
    );

    dfab_delay #(.WIDTH (ENTRY_BITS + 3), .STAGES (STAGE_DOT + 1)) u_sum (
        .clk (clk),
        .d   ({round_has_min, round_first, round_last, slot_entry}),
        .q   ({sum_has_min, sum_first, sum_last, sum_entry})
    );

    // The activations of the slot, registered beside the decoded weights.
    reg  [(COLS << SPAN)*ACT_BITS-1:0] window_q;
    reg  [SPAN:0]               part1_q;
    reg  [SPAN:0]               part2_q;
    wire [ROWS*LANE_DOT_BITS-1:0] lane_dot;
    wire [ROWS*DOT_BITS-1:0]    dot_early;   // as soon as the trees have it
    wire [ROWS*DOT_BITS-1:0]    dot;
    wire [ROWS*SUM_BITS-1:0]    sum;

    // Which COLS elements of the window the address names.
    wire [QM_ABITS:0] qm_part = {1'b0, qm_raddr} & ((1 << SPAN) - 1);
    wire              unused_part = &{1'b0, qm_part};

    always @(posedge clk) begin
        if (here_q[1]) begin
            window_q <= qm_rdata;
        end
        part1_q <= qm_part[SPAN:0];
        part2_q <= part1_q;
        dot_m_q <= early_m;
        phase_q <= slot_phase;
    end

    genvar r;
    generate
        if (SPAN == 0) begin : g_dense
            wire unused_select = &{1'b0, weights_format, places, part2_q};

            dfab_int_dot #(
                .ROWS       (ROWS),
                .COLS       (COLS),
                .A_BITS     (VALUE_BITS),
                .ACT_BITS   (ACT_BITS),
                .MULTIPLIER (MULTIPLIER)
            ) u_dot (
                .clk    (clk),
                .enable (here_q[STAGE_TREE-1:STAGE_OPERANDS] & ~wide[STAGE_TREE-1:STAGE_OPERANDS]),
                .a      (weights),
                .b      (window_q),
                .y      (lane_dot)
            );
        end else begin : g_sparse
            wire [LANES*ACT_BITS-1:0] activations;

            dfab_matvec_select #(
                .ROWS       (ROWS),
                .COLS       (COLS),
                .SPAN       (SPAN),
                .FORMATS    (FORMATS),
                .FORMAT     (FORMAT),
                .PLACE_BITS (PLACE_BITS),
                .ACT_BITS   (ACT_BITS)
            ) u_select (
                .format (weights_format),
                .part   (part2_q),
                .window (window_q),
                .places (places),
                .y      (activations)
            );

            for (r = 0; r < ROWS; r = r + 1) begin : g_row
                dfab_int_dot #(
                    .COLS       (COLS),
                    .A_BITS     (VALUE_BITS),
                    .ACT_BITS   (ACT_BITS),
                    .MULTIPLIER (MULTIPLIER)
                ) u_dot (
                    .clk    (clk),
                    .enable (here_q[STAGE_TREE-1:STAGE_OPERANDS] & ~wide[STAGE_TREE-1:STAGE_OPERANDS]),
                    .a      (weights[r*COLS*VALUE_BITS +: COLS*VALUE_BITS]),
                    .b      (activations[r*COLS*ACT_BITS +: COLS*ACT_BITS]),
                    .y      (lane_dot[r*LANE_DOT_BITS +: LANE_DOT_BITS])
                );
            end
        end
    endgenerate

    generate
        if (WIDE_ROWS == ROWS) begin : g_common_lanes
            assign wide = {STAGE_TREE{1'b0}};

            for (r = 0; r < ROWS; r = r + 1) begin : g_row
                wire [LANE_DOT_BITS-1:0] own = lane_dot[r*LANE_DOT_BITS +: LANE_DOT_BITS];

                assign dot_early[r*DOT_BITS +: DOT_BITS] =
                    {{(DOT_BITS-LANE_DOT_BITS+1){own[LANE_DOT_BITS-1]}}, own[LANE_DOT_BITS-2:0]};
            end

            wire unused_wide = &{1'b0, wide, wide_lanes};
        end else begin : g_wide_lanes
            reg  [STAGE_TREE:1]      wide_q;
            wire [COLS*ACT_BITS-1:0] wide_activations;
            wire [ROWS*DOT_BITS-1:0] wide_dot;

            assign wide = wide_q;

            always @(posedge clk) begin
                wide_q <= rst ? {STAGE_TREE{1'b0}} : {wide_q[STAGE_TREE-1:1], slot_valid && round_wide};
            end

            if (SPAN == 0) begin : g_window
                assign wide_activations = window_q;
            end else begin : g_part
                assign wide_activations = window_q[part2_q[SPAN-1:0]*COLS*ACT_BITS +: COLS*ACT_BITS];
            end

            dfab_matvec_wide #(
                .ROWS       (ROWS),
                .COLS       (COLS),
                .LANE_ROWS  (WIDE_ROWS),
                .VALUE_BITS (WIDE_BITS),
                .ACT_BITS   (ACT_BITS),
                .MULTIPLIER (WIDE_MULTIPLIER)
            ) u_wide (
                .clk         (clk),
                .here        (wide[STAGE_TREE:STAGE_OPERANDS]),
                .values      (wide_lanes),
                .activations (wide_activations),
                .y           (wide_dot)
            );

            for (r = 0; r < ROWS; r = r + 1) begin : g_row
                wire [LANE_DOT_BITS-1:0] own = lane_dot[r*LANE_DOT_BITS +: LANE_DOT_BITS];

                assign dot_early[r*DOT_BITS +: DOT_BITS] =
                    wide[STAGE_TREE] ? wide_dot[r*DOT_BITS +: DOT_BITS]
                                     : {{(DOT_BITS-LANE_DOT_BITS+1){own[LANE_DOT_BITS-1]}}, own[LANE_DOT_BITS-2:0]};
            end
        end

        if (STAGE_DOT == STAGE_TREE) begin : g_no_wait
            assign dot = dot_early;
        end else begin : g_wait
            dfab_delay #(.WIDTH (ROWS*DOT_BITS), .STAGES (STAGE_DOT - STAGE_TREE)) u_dot (
                .clk (clk),
                .d   (dot_early),
                .q   (dot)
            );
        end
    endgenerate

    dfab_matvec_sums #(
        .ROWS     (ROWS),
        .DOT_BITS (DOT_BITS),
        .SUM_BITS (SUM_BITS),
        .VECTORS  (MAX_M)
    ) u_sums (
        .clk         (clk),
        .early_m     (early_m),
        .valid       (here_q[STAGE_DOT] && dot_whole),
        .first_chunk (dot_first_chunk),
        .single      (dot_single),
        .m           (dot_m_q),
        .dot         (dot),
        .sum         (sum)
    );

    // The sums of a piece's activations, by which minima are multiplied.
    wire [MIN_SUMS*SUM_BITS-1:0] min_sum;

    generate
        if (MINIMA != 0) begin : g_minima
            wire [MIN_SUMS*COLS*ACT_BITS-1:0] present;

            if (MINIMA == 2) begin : g_chosen
                // A dense row has its columns' there.
                assign present = g_sparse.activations;
            end else if (SPAN == 0) begin : g_all
                assign present = window_q;
            end else begin : g_part
                assign present = window_q[part2_q[SPAN-1:0]*COLS*ACT_BITS +: COLS*ACT_BITS];
            end

            dfab_matvec_min_sum #(
                .ROWS     (MIN_SUMS),
                .COLS     (COLS),
                .ACT_BITS (ACT_BITS),
                .SUM_BITS (SUM_BITS),
                .VECTORS  (MAX_M),
                .WAIT     (STAGE_DOT - STAGE_TREE)
            ) u_min_sum (
                .clk          (clk),
                .enable       (here_q[STAGE_TREE-1:1]),
                .column_first (slot_first_chunk ? round_column_first : {COL_BITS{1'b0}}),
                .column_last  (slot_result ? round_column_last : {COL_BITS{1'b1}}),
                .activations  (present),
                .early_m      (early_m),
                .valid        (here_q[STAGE_DOT] && dot_whole),
                .first_chunk  (dot_first_chunk),
                .single       (dot_single),
                .m            (dot_m_q),
                .sum          (min_sum)
            );
        end else begin : g_no_minima
            assign min_sum = {MIN_SUMS*SUM_BITS{1'b0}};

            wire unused_columns = &{1'b0, round_column_first, round_column_last};
        end
    endgenerate

    wire               acc_valid;
    wire [ROWS*32-1:0] acc;

    dfab_matvec_accumulate #(
        .ROWS      (ROWS),
        .ACC_DEPTH (ACC_DEPTH),
        .SUM_BITS  (SUM_BITS),
        .MINIMA    (MINIMA)
    ) u_accumulate (
        .clk         (clk),
        .rst         (rst),
        .result      (sum_result),
        .first       (sum_first),
        .last        (sum_last),
        .entry       (sum_entry),
        .sum         (sum),
        .factor      (factor),
        .has_min     (sum_has_min),
        .min_sum     (min_sum),
        .min_factor  (min_factor),
        .m_acc_valid (acc_valid),
        .m_acc_data  (acc)
    );

    dfab_matvec_writer #(
        .ROWS     (ROWS),
        .VECTOR   (VECTOR),
        .VM_ABITS (VM_ABITS),
        .DEPTH    (QUEUE)
    ) u_writer (
        .clk              (clk),
        .rst              (rst),
        .s_place_valid    (slot_final),
        .s_place_addr     (slot_o_addr),
        .s_place_lane     (slot_o_lane),
        .s_place_cmd_last (slot_cmd_final),
        .s_place_post     (round_post),
        .s_place_pc       (round_pc),
        .s_place_layer    (round_layer),
        .s_acc_valid      (acc_valid),
        .s_acc_data       (acc),
        .credit_return    (credit_return),
        .m_res_valid      (m_res_valid),
        .m_res_ready      (m_res_ready),
        .m_res_addr       (m_res_addr),
        .m_res_we         (m_res_we),
        .m_res_data       (m_res_data),
        .m_res_pc         (m_res_pc),
        .m_res_layer      (m_res_layer),
        .m_post_valid     (m_post_valid),
        .m_post_mask      (m_post_mask)
    );

    assign busy = active || !idle;

endmodule

`default_nettype wire
