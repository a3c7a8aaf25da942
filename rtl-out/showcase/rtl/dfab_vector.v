// The vector engine: passes over vectors of fp32, one vector word per cycle, with
// reductions over segments, as FABRIC.md specifies a vector command.
//
// Why it is built around a pipeline that never stalls: a stage's only enable is that a word
// is there, and everything that has to wait (external operand, room for a reduction's
// result, fence) is settled in one place, at issue. From there on the time at which a word
// passes each stage is known; its control waits in calendars.
//
//   command -> issue -> operands a, b -> [front half] -> [back half] -> exit -> reduce
//   reads:              VM, SM                           VM, external
//   writes:                              QS                             VM, QM  SM
//
// Throughput: one word per cycle; commands follow without a bubble. Latency from the
// cycle of a word's read address to the cycle of its VM or SM write: 26, or 16 with the
// front half only, 12 with the back half only, 2 with neither (see dfab_vector_path);
// QM one cycle later; a segment's sum 4 * log2(VECTOR) + 14 later, a maximum
// log2(VECTOR) + 2 later. A fenced command's first word goes one cycle after the last
// write of what it waits for, one more if that was a reduction.
//
// Memory read ports: address in one cycle, data in the next. Writes are always accepted.
// Writes of one memory are in the order of issue, except that results of reductions come
// later than whole words; commands that depend on a result fence.
//
// VECTOR: lanes, a power of two, 2 to 64. *_ADDR_BITS: address bits of each memory's
// words, 1 to 16. ACT_BITS, KV_BITS: see dfab_vector_exit.

`resetall
`timescale 1ns / 1ps
`default_nettype none
`include "dfab_isa.vh"

module dfab_vector #(
    parameter VECTOR       = 8,
    parameter VM_ADDR_BITS = 16,
    parameter SM_ADDR_BITS = 16,
    parameter QM_ADDR_BITS = 16,
    parameter QS_ADDR_BITS = 16,
    parameter ACT_BITS     = 8,
    parameter KV_BITS      = 8
) (
    input  wire                    clk,
    input  wire                    rst,

    input  wire                    s_cmd_valid,
    output wire                    s_cmd_ready,
    input  wire [383:0]            s_cmd_data,
    input  wire [9:0]              s_cmd_pc,
    input  wire [7:0]              s_cmd_layer,

    output wire                    m_post_valid,
    output wire [2:0]              m_post_mask,

    output wire                    m_ext_valid,
    input  wire                    m_ext_ready,
    output wire [1:0]              m_ext_src,
    output wire [27:0]             m_ext_base,
    output wire [19:0]             m_ext_words,
    input  wire                    s_ext_valid,
    output wire                    s_ext_ready,
    input  wire [VECTOR*32-1:0]    s_ext_data,

    output wire [VM_ADDR_BITS-1:0] vm_a_addr,
    input  wire [VECTOR*32-1:0]    vm_a_data,
    output wire [VM_ADDR_BITS-1:0] vm_b_addr,
    input  wire [VECTOR*32-1:0]    vm_b_data,
    output wire [VM_ADDR_BITS-1:0] vm_c_addr,
    input  wire [VECTOR*32-1:0]    vm_c_data,
    output wire [SM_ADDR_BITS-1:0] sm_a_addr,
    input  wire [VECTOR*32-1:0]    sm_a_data,
    output wire [SM_ADDR_BITS-1:0] sm_b_addr,
    input  wire [VECTOR*32-1:0]    sm_b_data,

    output wire [VECTOR-1:0]       vm_we,
    output wire [VM_ADDR_BITS-1:0] vm_waddr,
    output wire [VECTOR*32-1:0]    vm_wdata,
    output wire [VECTOR-1:0]       sm_we,
    output wire [SM_ADDR_BITS-1:0] sm_waddr,
    output wire [VECTOR*32-1:0]    sm_wdata,
    output wire                    qm_we,
    output wire [QM_ADDR_BITS-1:0] qm_waddr,
    output wire [VECTOR*(ACT_BITS > KV_BITS ? ACT_BITS : KV_BITS)-1:0] qm_wdata,
    output wire                    qs_we,
    output wire [QS_ADDR_BITS-1:0] qs_waddr,
    output wire [VECTOR*32-1:0]    qs_wdata,

    output wire [19:0]             argmax_index,

    output wire                    busy,
    output wire                    stall_in,   // a word waits for the external operand
    output wire                    stall_out,  // a word waits for room for a result
    output wire [9:0]              trace_vm_pc,
    output wire [7:0]              trace_vm_layer,
    output wire [9:0]              trace_sm_pc,
    output wire [7:0]              trace_sm_layer,
    output wire [9:0]              trace_qm_pc,
    output wire [7:0]              trace_qm_layer,
    output wire [9:0]              trace_qs_pc,
    output wire [7:0]              trace_qs_layer
);

    generate
        if (VECTOR < 2 || VECTOR > 64 || (VECTOR & (VECTOR - 1)) != 0) begin : g_error_vector
            dfab_error_vector_lanes_must_be_a_power_of_two_2_to_64 u_error ();
        end
        if (VM_ADDR_BITS < 1 || VM_ADDR_BITS > 16 || SM_ADDR_BITS < 1 || SM_ADDR_BITS > 16
                || QM_ADDR_BITS < 1 || QM_ADDR_BITS > 16 || QS_ADDR_BITS < 1 || QS_ADDR_BITS > 16) begin : g_error_address
            dfab_error_vector_address_bits_must_be_1_to_16 u_error ();
        end
    endgenerate

    localparam LANE_BITS = $clog2(VECTOR);

    localparam [31:0] ONE = 32'h3F800000;

    // ---- The word that goes

    wire                 go;
    wire [383:0]         cmd;
    wire [9:0]           pc;
    wire [7:0]           layer;
    wire                 seg_last;
    wire [VECTOR-1:0]    mask;
    wire [15:0]          a_addr;
    wire [15:0]          b_addr;
    wire [LANE_BITS-1:0] b_lane;
    wire [15:0]          c_addr;
    wire [15:0]          dst_addr;
    wire [15:0]          q_addr;
    wire [15:0]          qs_addr;
    wire [15:0]          r_addr;
    wire [LANE_BITS-1:0] r_lane;
    wire                 c_ext;
    wire [1:0]           ext_part;
    wire                 ext_pop;
    wire                 sum;
    wire                 max;
    wire                 max_abs;
    wire                 max_arg;
    wire                 use_front;
    wire                 use_back;
    wire [5:0]           back_delay;
    wire [5:0]           add_delay;
    wire [5:0]           exit_delay;
    wire                 ext_ready;
    wire                 ext_take;
    wire                 sum_ready;
    wire                 sum_book;
    wire                 max_ready;
    wire                 max_book;
    wire                 reduce_idle;

    dfab_vector_issue #(
        .VECTOR    (VECTOR),
        .LANE_BITS (LANE_BITS)
    ) u_issue (
        .clk            (clk),
        .rst            (rst),
        .s_cmd_valid    (s_cmd_valid),
        .s_cmd_ready    (s_cmd_ready),
        .s_cmd_data     (s_cmd_data),
        .s_cmd_pc       (s_cmd_pc),
        .s_cmd_layer    (s_cmd_layer),
        .m_post_valid   (m_post_valid),
        .m_post_mask    (m_post_mask),
        .m_ext_valid    (m_ext_valid),
        .m_ext_ready    (m_ext_ready),
        .m_ext_src      (m_ext_src),
        .m_ext_base     (m_ext_base),
        .m_ext_words    (m_ext_words),
        .ext_ready      (ext_ready),
        .ext_take       (ext_take),
        .sum_ready      (sum_ready),
        .sum_book       (sum_book),
        .max_ready      (max_ready),
        .max_book       (max_book),
        .reduce_idle    (reduce_idle),
        .busy           (busy),
        .stall_in       (stall_in),
        .stall_out      (stall_out),
        .go             (go),
        .cmd            (cmd),
        .pc             (pc),
        .layer          (layer),
        .seg_last       (seg_last),
        .mask           (mask),
        .a_addr         (a_addr),
        .b_addr         (b_addr),
        .b_lane         (b_lane),
        .c_addr         (c_addr),
        .dst_addr       (dst_addr),
        .q_addr         (q_addr),
        .qs_addr        (qs_addr),
        .r_addr         (r_addr),
        .r_lane         (r_lane),
        .c_ext          (c_ext),
        .ext_part       (ext_part),
        .ext_pop        (ext_pop),
        .sum            (sum),
        .max            (max),
        .max_abs        (max_abs),
        .max_arg        (max_arg),
        .use_front      (use_front),
        .use_back       (use_back),
        .back_delay     (back_delay),
        .add_delay      (add_delay),
        .exit_delay     (exit_delay)
    );

    // ---- Operands a and b

    wire [15:0]          a_port;
    wire [15:0]          b_port;
    wire [15:0]          c_port;
    wire [VECTOR*32-1:0] front_a;
    wire [VECTOR*32-1:0] front_b;
    wire [VECTOR*32-1:0] direct_a;
    wire [VECTOR*32-1:0] direct_b;
    wire                 late_b_valid;

    wire [2:0] b_mode = cmd[`DFAB_VE_B_MODE];

    dfab_vector_operand #(
        .VECTOR    (VECTOR),
        .LANE_BITS (LANE_BITS)
    ) u_operand (
        .clk         (clk),
        .rst         (rst),
        .go          (go),
        .go_a_addr   (a_addr),
        .go_b_addr   (b_addr),
        .go_a_one    (cmd[`DFAB_VE_A_ONE]),
        .go_a_sm     (cmd[`DFAB_VE_A_MEM]),
        .go_a_swap   (cmd[`DFAB_VE_A_SWAP]),
        .go_b_sm     (cmd[`DFAB_VE_B_MEM] && b_mode != 3'd2),
        .go_b_scalar (b_mode == 3'd3 || b_mode == 3'd5),
        .go_b_imm    (b_mode == 3'd4),
        .go_b_lane   (b_lane),
        .go_b_use    (cmd[`DFAB_VE_B_USE]),
        .go_imm      (cmd[`DFAB_VE_IMM1]),
        .go_front    (use_front),
        .go_back     (use_back),
        .a_addr      (a_port),
        .b_addr      (b_port),
        .vm_a_data   (vm_a_data),
        .sm_a_data   (sm_a_data),
        .vm_b_data   (vm_b_data),
        .sm_b_data   (sm_b_data),
        .front_a     (front_a),
        .front_b     (front_b),
        .back_a      (direct_a),
        .back_b      (direct_b),
        .back_b_late (late_b_valid)
    );

    assign vm_a_addr = a_port[VM_ADDR_BITS-1:0];
    assign sm_a_addr = a_port[SM_ADDR_BITS-1:0];
    assign vm_b_addr = b_port[VM_ADDR_BITS-1:0];
    assign sm_b_addr = b_port[SM_ADDR_BITS-1:0];
    assign vm_c_addr = c_port[VM_ADDR_BITS-1:0];

    // ---- Front half: x3

    wire [VECTOR*32-1:0] front_x;

    dfab_vector_front #(
        .VECTOR       (VECTOR),
        .QS_ADDR_BITS (QS_ADDR_BITS)
    ) u_front (
        .clk            (clk),
        .rst            (rst),
        .go             (go && use_front),
        .go_factor      (cmd[`DFAB_VE_PRE_MUL] ? cmd[`DFAB_VE_IMM0] : ONE),
        .go_round       (cmd[`DFAB_VE_ROUND_F16]),
        .go_sfu         (cmd[`DFAB_VE_SFU]),
        .go_tap         (cmd[`DFAB_VE_WR_QS]),
        .go_mask        (mask),
        .go_qs_addr     (qs_addr[QS_ADDR_BITS-1:0]),
        .go_pc          (pc),
        .go_layer       (layer),
        .a              (front_a),
        .b              (front_b),
        .y              (front_x),
        .qs_we          (qs_we),
        .qs_waddr       (qs_waddr),
        .qs_wdata       (qs_wdata),
        .trace_qs_pc    (trace_qs_pc),
        .trace_qs_layer (trace_qs_layer)
    );

    // ---- External operand, and back half: x6

    wire                 use_now;
    wire [1:0]           use_fmt;
    wire [1:0]           use_part;
    wire                 use_pop;
    wire [VECTOR*32-1:0] ext_data;
    wire [VECTOR*32-1:0] back_x;

    dfab_vector_ext #(
        .VECTOR (VECTOR)
    ) u_ext (
        .clk            (clk),
        .rst            (rst),
        .s_request      (m_ext_valid && m_ext_ready),
        .s_words        (m_ext_words),
        .s_ext_valid    (s_ext_valid),
        .s_ext_ready    (s_ext_ready),
        .s_ext_data     (s_ext_data),
        .ready          (ext_ready),
        .take           (ext_take),
        .use_now        (use_now),
        .use_fmt        (use_fmt),
        .use_part       (use_part),
        .use_pop        (use_pop),
        .data           (ext_data)
    );

    dfab_vector_back #(
        .VECTOR (VECTOR)
    ) u_back (
        .clk            (clk),
        .rst            (rst),
        .go             (go && use_back),
        .go_delay       (back_delay),
        .go_add_delay   (add_delay),
        .go_from_front  (use_front),
        .go_c_use       (cmd[`DFAB_VE_C_USE]),
        .go_c_ext       (c_ext),
        .go_c_addr      (c_addr),
        .go_ext_fmt     (cmd[`DFAB_VE_EXT_FMT]),
        .go_ext_part    (ext_part),
        .go_ext_pop     (ext_pop),
        .go_imm         (cmd[`DFAB_VE_IMM1]),
        .front_x        (front_x),
        .direct_x       (direct_a),
        .direct_b       (direct_b),
        .late_b_valid   (late_b_valid),
        .ext_use        (use_now),
        .ext_fmt        (use_fmt),
        .ext_part       (use_part),
        .ext_pop        (use_pop),
        .c_addr         (c_port),
        .vm_c_data      (vm_c_data),
        .ext_data       (ext_data),
        .y              (back_x)
    );

    // ---- Writes and reductions

    wire                 word_vm;
    wire                 word_sm;
    wire [15:0]          word_addr;
    wire [VECTOR*32-1:0] word;
    wire [9:0]           word_pc;
    wire [7:0]           word_layer;
    wire                 sum_valid;
    wire                 max_valid;
    wire                 reduce_abs;
    wire                 reduce_arg;
    wire                 reduce_last;
    wire [VECTOR-1:0]    reduce_mask;
    wire [VECTOR*32-1:0] reduce_word;

    dfab_vector_exit #(
        .VECTOR       (VECTOR),
        .QM_ADDR_BITS (QM_ADDR_BITS),
        .ACT_BITS     (ACT_BITS),
        .KV_BITS      (KV_BITS)
    ) u_exit (
        .clk            (clk),
        .rst            (rst),
        .go             (go),
        .go_delay       (exit_delay),
        .go_from_front  (use_front),
        .go_from_back   (use_back),
        .go_mask        (mask),
        .go_dst_mem     (cmd[`DFAB_VE_DST_MEM]),
        .go_dst_addr    (dst_addr),
        .go_wr_q        (cmd[`DFAB_VE_WR_Q]),
        .go_q_kv        (cmd[`DFAB_VE_Q_KV]),
        .go_q_addr      (q_addr[QM_ADDR_BITS-1:0]),
        .go_sum         (sum),
        .go_max         (max),
        .go_abs         (max_abs),
        .go_arg         (max_arg),
        .go_seg_last    (seg_last),
        .go_pc          (pc),
        .go_layer       (layer),
        .direct_x       (direct_a),
        .front_x        (front_x),
        .back_x         (back_x),
        .vm_we          (word_vm),
        .sm_we          (word_sm),
        .addr           (word_addr),
        .word           (word),
        .pc             (word_pc),
        .layer          (word_layer),
        .qm_we          (qm_we),
        .qm_waddr       (qm_waddr),
        .qm_wdata       (qm_wdata),
        .trace_qm_pc    (trace_qm_pc),
        .trace_qm_layer (trace_qm_layer),
        .sum_valid      (sum_valid),
        .max_valid      (max_valid),
        .max_abs        (reduce_abs),
        .max_arg        (reduce_arg),
        .reduce_last    (reduce_last),
        .reduce_mask    (reduce_mask),
        .reduce_word    (reduce_word)
    );

    assign vm_we          = {VECTOR{word_vm}};
    assign vm_waddr       = word_addr[VM_ADDR_BITS-1:0];
    assign vm_wdata       = word;
    assign trace_vm_pc    = word_pc;
    assign trace_vm_layer = word_layer;

    dfab_vector_reduce #(
        .VECTOR       (VECTOR),
        .LANE_BITS    (LANE_BITS),
        .SM_ADDR_BITS (SM_ADDR_BITS)
    ) u_reduce (
        .clk            (clk),
        .rst            (rst),
        .sum_book       (sum_book),
        .sum_ready      (sum_ready),
        .max_book       (max_book),
        .max_ready      (max_ready),
        .book_arg       (max_arg),
        .book_addr      (r_addr[SM_ADDR_BITS-1:0]),
        .book_lane      (r_lane),
        .book_pc        (pc),
        .book_layer     (layer),
        .idle           (reduce_idle),
        .sum_valid      (sum_valid),
        .max_valid      (max_valid),
        .max_abs        (reduce_abs),
        .max_arg        (reduce_arg),
        .s_last         (reduce_last),
        .s_mask         (reduce_mask),
        .s_data         (reduce_word),
        .word_we        (word_sm),
        .word_addr      (word_addr[SM_ADDR_BITS-1:0]),
        .word_data      (word),
        .word_pc        (word_pc),
        .word_layer     (word_layer),
        .sm_we          (sm_we),
        .sm_waddr       (sm_waddr),
        .sm_wdata       (sm_wdata),
        .trace_sm_pc    (trace_sm_pc),
        .trace_sm_layer (trace_sm_layer),
        .argmax_index   (argmax_index)
    );

    wire unused_bits = &{1'b0, cmd, a_port, b_port, c_port, word_addr, q_addr, qs_addr, r_addr};

endmodule

`default_nettype wire
