// Issues the words of vector commands: the one place of the engine where anything waits.
//
// Why: a word that goes can never be held up again, so before it goes its external operand
// must be here, a result of its segment must have room, and a fence must have passed. What
// the word needs at each stage goes out with it, beside `go`; each stage keeps its part
// until the word arrives.
//
// Outputs other than the handshakes belong to the word that `go` lets go. One word per
// cycle, across commands too. VECTOR: lanes, a power of two, 2 to 64; LANE_BITS: its log2.

`resetall
`timescale 1ns / 1ps
`default_nettype none
`include "dfab_isa.vh"

module dfab_vector_issue #(
    parameter VECTOR    = 8,
    parameter LANE_BITS = 3
) (
    input  wire                 clk,
    input  wire                 rst,

    input  wire                 s_cmd_valid,
    output wire                 s_cmd_ready,
    input  wire [383:0]         s_cmd_data,
    input  wire [9:0]           s_cmd_pc,
    input  wire [7:0]           s_cmd_layer,
    output wire                 m_post_valid,
    output wire [2:0]           m_post_mask,
    output wire                 m_ext_valid,
    input  wire                 m_ext_ready,
    output wire [1:0]           m_ext_src,
    output wire [27:0]          m_ext_base,
    output wire [19:0]          m_ext_words,

    input  wire                 ext_ready,     // a source word is here
    output wire                 ext_take,      // ... and this word is the first to use it
    input  wire                 sum_ready,     // a sum has room
    output wire                 sum_book,      // ... which this word takes
    input  wire                 max_ready,
    output wire                 max_book,
    input  wire                 reduce_idle,   // no result is on its way
    output wire                 busy,
    output wire                 stall_in,
    output wire                 stall_out,

    output wire                 go,
    output wire [383:0]         cmd,           // the command of the word
    output wire [9:0]           pc,
    output wire [7:0]           layer,
    output wire                 seg_last,      // last word of its segment
    output wire [VECTOR-1:0]    mask,          // lanes that hold an element
    output wire [15:0]          a_addr,
    output wire [15:0]          b_addr,
    output wire [LANE_BITS-1:0] b_lane,        // of a scalar b
    output wire [15:0]          c_addr,
    output wire [15:0]          dst_addr,
    output wire [15:0]          q_addr,
    output wire [15:0]          qs_addr,
    output wire [15:0]          r_addr,        // element that the segment reduces to
    output wire [LANE_BITS-1:0] r_lane,
    output wire                 c_ext,         // c is the external operand
    output wire [1:0]           ext_part,      // vector word inside the source word
    output wire                 ext_pop,       // last use of the source word
    output wire                 sum,           // kind of reduction
    output wire                 max,
    output wire                 max_abs,
    output wire                 max_arg,
    output wire                 use_front,     // path, and when the word is where
    output wire                 use_back,
    output wire [5:0]           back_delay,
    output wire [5:0]           add_delay,
    output wire [5:0]           exit_delay
);

    wire                 load;
    wire                 may_issue;
    wire                 holding;
    wire                 first;
    wire                 last;
    wire [LANE_BITS-1:0] last_lane;
    wire                 settled;
    wire                 quiet = settled && reduce_idle;

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

    // What the command uses.
    wire [1:0] b_use  = cmd[`DFAB_VE_B_USE];
    wire [1:0] c_use  = cmd[`DFAB_VE_C_USE];
    wire [2:0] reduce = cmd[`DFAB_VE_REDUCE];
    wire       tap    = cmd[`DFAB_VE_WR_QS];

    wire need_front = b_use == 2'd1 || b_use == 2'd2 || cmd[`DFAB_VE_PRE_MUL] || cmd[`DFAB_VE_ROUND_F16]
                    || cmd[`DFAB_VE_SFU] != 2'd0 || tap;
    wire need_back  = b_use == 2'd3 || c_use != 2'd0;

    assign c_ext   = cmd[`DFAB_VE_C_MODE] == 2'd3 && (c_use == 2'd1 || c_use == 2'd2);
    assign sum     = reduce == 3'd1;
    assign max_abs = reduce == 3'd3;
    assign max_arg = reduce == 3'd4;
    assign max     = reduce == 3'd2 || max_abs || max_arg;
    assign mask    = {VECTOR{1'b1}} >> ~last_lane;

    // The word goes, or waits.
    wire ext_first = c_ext && ext_part == 2'd0;
    wire ext_wait  = ext_first && !ext_ready;
    wire out_wait  = seg_last && ((sum && !sum_ready) || (max && !max_ready));

    assign go        = may_issue && !ext_wait && !out_wait;
    assign ext_take  = go && ext_first;
    assign sum_book  = go && seg_last && sum;
    assign max_book  = go && seg_last && max;
    assign busy      = holding || !quiet;
    assign stall_in  = may_issue && ext_wait;
    assign stall_out = may_issue && !ext_wait && out_wait;

    dfab_vector_path u_path (
        .clk        (clk),
        .rst        (rst),
        .go         (go),
        .first      (first),
        .need_front (need_front),
        .need_back  (need_back),
        .need_tail  (cmd[`DFAB_VE_WR_Q]),
        .use_front  (use_front),
        .use_back   (use_back),
        .back_delay (back_delay),
        .add_delay  (add_delay),
        .exit_delay (exit_delay),
        .settled    (settled)
    );

endmodule

`default_nettype wire
