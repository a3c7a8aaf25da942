// The vector engine: passes over vectors of fp32, one vector word per cycle, with
// reductions over segments, as FABRIC.md specifies a vector command.
//
// Why it is built around a pipeline that never stalls: 2 x VECTOR x 3 arithmetic cells
// need no enables, and everything that has to wait (external operand, room for a
// reduction's result, fence) is settled in one place, at issue. From there on the time
// at which a word passes each stage is known; its control waits in calendars.
//
//   command -> index -> issue -> operand a, b -> [front half] -> [back half] -> exit
//                                   VM, SM          QS             VM, ext       VM, SM, QM
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
// words, 1 to 16.

`resetall
`timescale 1ns / 1ps
`default_nettype none
`include "dfab_isa.vh"

module dfab_vector #(
    parameter VECTOR       = 8,
    parameter VM_ADDR_BITS = 16,
    parameter SM_ADDR_BITS = 16,
    parameter QM_ADDR_BITS = 16,
    parameter QS_ADDR_BITS = 16
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
    output wire [VECTOR*8-1:0]     qm_wdata,
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

    localparam [31:0] ONE      = 32'h3F800000;
    localparam [31:0] NEG_ZERO = 32'h80000000;

    // ---- The current command and its current word

    wire                 load;
    wire [383:0]         cmd;
    wire [9:0]           pc;
    wire [7:0]           layer;
    wire                 may_issue;
    wire                 go;
    wire                 quiet;
    wire                 holding;
    wire                 first;
    wire                 last;
    wire                 seg_last;
    wire [LANE_BITS-1:0] last_lane;
    wire [15:0]          a_addr;
    wire [15:0]          b_addr;
    wire [LANE_BITS-1:0] b_lane;
    wire [15:0]          c_addr;
    wire [15:0]          dst_addr;
    wire [15:0]          q_addr;
    wire [15:0]          qs_addr;
    wire [15:0]          r_addr;
    wire [LANE_BITS-1:0] r_lane;
    wire [1:0]           ext_part;
    wire                 ext_pop;

    dfab_vector_command #(
        .VECTOR (VECTOR)
    ) u_command (
        .clk          (clk),
        .rst          (rst),
        .s_cmd_valid  (s_cmd_valid),
        .s_cmd_ready  (s_cmd_ready),
        .s_cmd_data   (s_cmd_data),
        .s_cmd_pc     (s_cmd_pc),
        .s_cmd_layer  (s_cmd_layer),
        .m_ext_valid  (m_ext_valid),
        .m_ext_ready  (m_ext_ready),
        .m_ext_src    (m_ext_src),
        .m_ext_base   (m_ext_base),
        .m_ext_words  (m_ext_words),
        .m_post_valid (m_post_valid),
        .m_post_mask  (m_post_mask),
        .load         (load),
        .cmd          (cmd),
        .pc           (pc),
        .layer        (layer),
        .may_issue    (may_issue),
        .issue_last   (go && last),
        .quiet        (quiet),
        .busy         (holding)
    );

    dfab_vector_index #(
        .VECTOR    (VECTOR),
        .LANE_BITS (LANE_BITS)
    ) u_index (
        .clk        (clk),
        .load       (load),
        .s_cmd_data (s_cmd_data),
        .cmd        (cmd),
        .go         (go),
        .first      (first),
        .last       (last),
        .seg_last   (seg_last),
        .last_lane  (last_lane),
        .a_addr     (a_addr),
        .b_addr     (b_addr),
        .b_lane     (b_lane),
        .c_addr     (c_addr),
        .dst_addr   (dst_addr),
        .q_addr     (q_addr),
        .qs_addr    (qs_addr),
        .r_addr     (r_addr),
        .r_lane     (r_lane),
        .ext_part   (ext_part),
        .ext_pop    (ext_pop)
    );

    // ---- What the command uses

    wire [2:0]  b_mode   = cmd[`DFAB_VE_B_MODE];
    wire [1:0]  b_use    = cmd[`DFAB_VE_B_USE];
    wire [1:0]  c_use    = cmd[`DFAB_VE_C_USE];
    wire [1:0]  sfu      = cmd[`DFAB_VE_SFU];
    wire [2:0]  reduce   = cmd[`DFAB_VE_REDUCE];
    wire [1:0]  dst_mem  = cmd[`DFAB_VE_DST_MEM];
    wire [31:0] imm0     = cmd[`DFAB_VE_IMM0];
    wire [31:0] imm1     = cmd[`DFAB_VE_IMM1];
    wire        pre_mul  = cmd[`DFAB_VE_PRE_MUL];
    wire        round    = cmd[`DFAB_VE_ROUND_F16];
    wire        tap      = cmd[`DFAB_VE_WR_QS];
    wire        wr_q     = cmd[`DFAB_VE_WR_Q];
    wire        c_ext    = cmd[`DFAB_VE_C_MODE] == 2'd3 && (c_use == 2'd1 || c_use == 2'd2);
    wire        b_scalar = b_mode == 3'd3;
    wire        b_sm     = cmd[`DFAB_VE_B_MEM] && b_mode != 3'd2;
    wire        sum      = reduce == 3'd1;
    wire        max_abs  = reduce == 3'd3;
    wire        max_arg  = reduce == 3'd4;
    wire        max      = reduce == 3'd2 || max_abs || max_arg;

    wire        need_front = b_use == 2'd1 || b_use == 2'd2 || pre_mul || round || sfu != 2'd0 || tap;
    wire        need_back  = b_use == 2'd3 || c_use != 2'd0;

    // ---- Issue: one word goes, or says what it waits for

    wire ext_ready;
    wire sum_ready;
    wire max_ready;
    wire reduce_idle;
    wire settled;
    wire ext_take = c_ext && ext_part == 2'd0;
    wire ext_wait = ext_take && !ext_ready;
    wire out_wait = seg_last && ((sum && !sum_ready) || (max && !max_ready));

    assign go        = may_issue && !ext_wait && !out_wait;
    assign quiet     = settled && reduce_idle;
    assign busy      = holding || !quiet;
    assign stall_in  = may_issue && ext_wait;
    assign stall_out = may_issue && !ext_wait && out_wait;

    wire       use_front;
    wire       use_back;
    wire [5:0] back_delay;
    wire [5:0] add_delay;
    wire [5:0] exit_delay;

    dfab_vector_path u_path (
        .clk        (clk),
        .rst        (rst),
        .go         (go),
        .first      (first),
        .need_front (need_front),
        .need_back  (need_back),
        .need_tail  (wr_q),
        .use_front  (use_front),
        .use_back   (use_back),
        .back_delay (back_delay),
        .add_delay  (add_delay),
        .exit_delay (exit_delay),
        .settled    (settled)
    );

    wire [VECTOR-1:0] mask = {VECTOR{1'b1}} >> ~last_lane;

    // ---- Operands

    wire [15:0]          a_port;
    wire [15:0]          b_port;
    wire [15:0]          c_port;
    wire [VECTOR*32-1:0] front_a;
    wire [VECTOR*32-1:0] front_b;
    wire [VECTOR*32-1:0] direct_a;
    wire [VECTOR*32-1:0] direct_b;
    wire                 late_b_valid;
    wire [VECTOR*32-1:0] late_b;

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
        .go_b_sm     (b_sm),
        .go_b_scalar (b_scalar),
        .go_b_imm    (b_mode == 3'd4),
        .go_b_lane   (b_lane),
        .go_b_use    (b_use),
        .go_imm      (imm1),
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

    // b was read with a, so that one port serves early and late use; on the full path
    // its factor waits here for the front half.
    wire late_b_due;

    dfab_vector_calendar #(
        .WIDTH (VECTOR * 32)
    ) u_late_b (
        .clk     (clk),
        .rst     (rst),
        .s_valid (late_b_valid),
        .s_delay (6'd14),
        .s_data  (direct_b),
        .m_valid (late_b_due),
        .m_data  (late_b)
    );

    // ---- Front half

    localparam LATE_BITS = 22 + VECTOR + QS_ADDR_BITS;

    wire                    factor_valid;
    wire [31:0]             factor;
    wire                    late_valid;
    wire                    late_round;
    wire [1:0]              late_sfu;
    wire                    late_tap;
    wire [VECTOR-1:0]       late_mask;
    wire [QS_ADDR_BITS-1:0] late_addr;
    wire [9:0]              late_pc;
    wire [7:0]              late_layer;
    wire [VECTOR*32-1:0]    front_x;

    dfab_vector_calendar #(
        .WIDTH (32)
    ) u_factor (
        .clk     (clk),
        .rst     (rst),
        .s_valid (go && use_front),
        .s_delay (6'd7),
        .s_data  (pre_mul ? imm0 : ONE),
        .m_valid (factor_valid),
        .m_data  (factor)
    );

    dfab_vector_calendar #(
        .WIDTH (LATE_BITS)
    ) u_late (
        .clk     (clk),
        .rst     (rst),
        .s_valid (go && use_front),
        .s_delay (6'd11),
        .s_data  ({round, sfu, tap, mask, qs_addr[QS_ADDR_BITS-1:0], pc, layer}),
        .m_valid (late_valid),
        .m_data  ({late_round, late_sfu, late_tap, late_mask, late_addr, late_pc, late_layer})
    );

    dfab_vector_front #(
        .VECTOR       (VECTOR),
        .QS_ADDR_BITS (QS_ADDR_BITS)
    ) u_front (
        .clk            (clk),
        .rst            (rst),
        .a              (front_a),
        .b              (front_b),
        .mul_factor     (factor),
        .late_valid     (late_valid),
        .late_round     (late_round),
        .late_sfu       (late_sfu),
        .late_tap       (late_tap),
        .late_mask      (late_mask),
        .late_addr      (late_addr),
        .late_pc        (late_pc),
        .late_layer     (late_layer),
        .y              (front_x),
        .qs_we          (qs_we),
        .qs_waddr       (qs_waddr),
        .qs_wdata       (qs_wdata),
        .trace_qs_pc    (trace_qs_pc),
        .trace_qs_layer (trace_qs_layer)
    );

    // ---- Back half

    wire                 back_valid;
    wire                 back_from_front;
    wire                 back_c_mul;
    wire                 back_c_add;
    wire                 back_c_ext;
    wire [15:0]          back_c_addr;
    wire [1:0]           back_fmt;
    wire [1:0]           back_part;
    wire                 back_pop;
    wire                 add_valid;
    wire                 add_c;
    wire [31:0]          add_scalar;
    wire [VECTOR*32-1:0] ext_data;
    wire [VECTOR*32-1:0] back_x;

    dfab_vector_calendar #(
        .WIDTH (25)
    ) u_back_control (
        .clk     (clk),
        .rst     (rst),
        .s_valid (go && use_back),
        .s_delay (back_delay),
        .s_data  ({use_front, c_use == 2'd1, c_use == 2'd2, c_ext, c_addr, cmd[`DFAB_VE_EXT_FMT], ext_part, ext_pop}),
        .m_valid (back_valid),
        .m_data  ({back_from_front, back_c_mul, back_c_add, back_c_ext, back_c_addr, back_fmt, back_part, back_pop})
    );

    dfab_vector_calendar #(
        .WIDTH (33)
    ) u_add_control (
        .clk     (clk),
        .rst     (rst),
        .s_valid (go && use_back),
        .s_delay (add_delay),
        .s_data  ({c_use == 2'd2, (c_use == 2'd3) ? imm1 : NEG_ZERO}),
        .m_valid (add_valid),
        .m_data  ({add_c, add_scalar})
    );

    dfab_vector_ext #(
        .VECTOR (VECTOR)
    ) u_ext (
        .clk         (clk),
        .rst         (rst),
        .s_request   (m_ext_valid && m_ext_ready),
        .s_words     (m_ext_words),
        .s_ext_valid (s_ext_valid),
        .s_ext_ready (s_ext_ready),
        .s_ext_data  (s_ext_data),
        .ready       (ext_ready),
        .take        (go && ext_take),
        .use_fmt     (back_fmt),
        .use_part    (back_part),
        .use_pop     (back_valid && back_c_ext && back_pop),
        .data        (ext_data)
    );

    dfab_vector_back #(
        .VECTOR (VECTOR)
    ) u_back (
        .clk          (clk),
        .rst          (rst),
        .s_valid      (back_valid),
        .s_from_front (back_from_front),
        .front_x      (front_x),
        .front_b      (late_b),
        .direct_x     (direct_a),
        .direct_b     (direct_b),
        .s_c_mul      (back_c_mul),
        .s_c_add      (back_c_add),
        .s_c_ext      (back_c_ext),
        .s_c_addr     (back_c_addr),
        .c_addr       (c_port),
        .vm_c_data    (vm_c_data),
        .ext_data     (ext_data),
        .add_valid    (add_valid),
        .add_c        (add_c),
        .add_scalar   (add_scalar),
        .y            (back_x)
    );

    // ---- Exit and reductions

    localparam EXIT_BITS = 44 + VECTOR + QM_ADDR_BITS;

    wire                    exit_valid;
    wire                    exit_from_front;
    wire                    exit_from_back;
    wire                    exit_vm;
    wire                    exit_sm;
    wire [15:0]             exit_addr;
    wire                    exit_wr_q;
    wire [QM_ADDR_BITS-1:0] exit_q_addr;
    wire [VECTOR-1:0]       exit_mask;
    wire                    exit_sum;
    wire                    exit_max;
    wire                    exit_abs;
    wire                    exit_arg;
    wire                    exit_seg_last;
    wire [9:0]              exit_pc;
    wire [7:0]              exit_layer;
    wire [VECTOR*32-1:0]    exit_word;
    wire                    sum_valid;
    wire                    max_valid;
    wire                    reduce_abs;
    wire                    reduce_arg;
    wire                    reduce_last;
    wire [VECTOR-1:0]       reduce_mask;
    wire [VECTOR*32-1:0]    reduce_word;

    dfab_vector_calendar #(
        .WIDTH (EXIT_BITS)
    ) u_exit_control (
        .clk     (clk),
        .rst     (rst),
        .s_valid (go),
        .s_delay (exit_delay),
        .s_data  ({use_front, use_back, dst_mem == 2'd1, dst_mem == 2'd2, dst_addr, wr_q, q_addr[QM_ADDR_BITS-1:0],
                   mask, sum, max, max_abs, max_arg, seg_last, pc, layer}),
        .m_valid (exit_valid),
        .m_data  ({exit_from_front, exit_from_back, exit_vm, exit_sm, exit_addr, exit_wr_q, exit_q_addr,
                   exit_mask, exit_sum, exit_max, exit_abs, exit_arg, exit_seg_last, exit_pc, exit_layer})
    );

    dfab_vector_exit #(
        .VECTOR       (VECTOR),
        .QM_ADDR_BITS (QM_ADDR_BITS)
    ) u_exit (
        .clk            (clk),
        .rst            (rst),
        .s_valid        (exit_valid),
        .s_from_front   (exit_from_front),
        .s_from_back    (exit_from_back),
        .s_mask         (exit_mask),
        .s_wr_q         (exit_wr_q),
        .s_q_addr       (exit_q_addr),
        .s_sum          (exit_sum),
        .s_max          (exit_max),
        .s_abs          (exit_abs),
        .s_arg          (exit_arg),
        .s_seg_last     (exit_seg_last),
        .s_pc           (exit_pc),
        .s_layer        (exit_layer),
        .direct_x       (direct_a),
        .front_x        (front_x),
        .back_x         (back_x),
        .word           (exit_word),
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

    assign vm_we          = {VECTOR{exit_valid && exit_vm}};
    assign vm_waddr       = exit_addr[VM_ADDR_BITS-1:0];
    assign vm_wdata       = exit_word;
    assign trace_vm_pc    = exit_pc;
    assign trace_vm_layer = exit_layer;

    dfab_vector_reduce #(
        .VECTOR       (VECTOR),
        .LANE_BITS    (LANE_BITS),
        .SM_ADDR_BITS (SM_ADDR_BITS)
    ) u_reduce (
        .clk            (clk),
        .rst            (rst),
        .sum_book       (go && seg_last && sum),
        .sum_ready      (sum_ready),
        .max_book       (go && seg_last && max),
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
        .word_we        (exit_valid && exit_sm),
        .word_addr      (exit_addr[SM_ADDR_BITS-1:0]),
        .word_data      (exit_word),
        .word_pc        (exit_pc),
        .word_layer     (exit_layer),
        .sm_we          (sm_we),
        .sm_waddr       (sm_waddr),
        .sm_wdata       (sm_wdata),
        .trace_sm_pc    (trace_sm_pc),
        .trace_sm_layer (trace_sm_layer),
        .argmax_index   (argmax_index)
    );

    wire unused_bits = &{1'b0, cmd, late_b_due, factor_valid, a_port, b_port, c_port, exit_addr,
                         q_addr, qs_addr, r_addr};

endmodule

`default_nettype wire
