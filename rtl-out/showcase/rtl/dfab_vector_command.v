// Holds the vector engine's current command: admission, fences, posts, and the
// request for its external operand.
//
// Why the request leaves while the previous command is still issuing: it only needs
// what the semaphores already guarantee (they were taken before the command came
// here), and an off-chip operand then arrives as early as it can.
//
// A command follows the previous one without a bubble. One with a nonzero POST stays
// until everything written so far, reductions included, is in memory (quiet); the
// next command starts after that. A fence holds back the first word the same way.
// A command of no elements writes nothing, but still fences and posts.
//
// VECTOR: lanes, a power of two, 2 to 64.

`resetall
`timescale 1ns / 1ps
`default_nettype none
`include "dfab_isa.vh"

module dfab_vector_command #(
    parameter VECTOR = 8
) (
    input  wire         clk,
    input  wire         rst,

    input  wire         s_cmd_valid,
    output wire         s_cmd_ready,
    input  wire [383:0] s_cmd_data,
    input  wire [9:0]   s_cmd_pc,
    input  wire [7:0]   s_cmd_layer,

    output wire         m_ext_valid,
    input  wire         m_ext_ready,
    output wire [1:0]   m_ext_src,
    output wire [27:0]  m_ext_base,
    output wire [19:0]  m_ext_words,

    output wire         m_post_valid,
    output wire [2:0]   m_post_mask,

    output wire         load,         // s_cmd_data becomes the current command
    output wire [383:0] cmd,
    output wire [9:0]   pc,
    output wire [7:0]   layer,
    output wire         may_issue,    // a word of it may go, as far as fences say
    input  wire         issue_last,   // its last word goes now
    input  wire         quiet,        // nothing issued is still on its way
    output wire         busy
);

    localparam LANE_BITS = $clog2(VECTOR);
    localparam [31:0] ROUND_F32  = VECTOR - 1;
    localparam [31:0] ROUND_F16  = 2 * VECTOR - 1;
    localparam [31:0] ROUND_INT8 = 4 * VECTOR - 1;

    reg          active_q;     // words are left to issue
    reg          drain_q;      // nothing left to issue, but it must end in quiet
    reg          fence_q;      // no word may go before quiet
    reg          requested_q;  // the operand of the command at s_cmd is on order
    reg          post_valid_q;
    reg  [2:0]   post_mask_q;
    reg  [383:0] cmd_q;
    reg  [9:0]   pc_q;
    reg  [7:0]   layer_q;

    // The command at the door.
    wire [19:0] next_n     = s_cmd_data[`DFAB_VE_N];
    wire [1:0]  next_c_use = s_cmd_data[`DFAB_VE_C_USE];
    wire        next_empty = next_n == 20'd0;
    wire        next_ext   = s_cmd_data[`DFAB_VE_C_MODE] == 2'd3 && ^next_c_use && !next_empty;
    wire        next_drain = s_cmd_data[`DFAB_POST] != 3'd0 || s_cmd_data[`DFAB_FENCE];

    wire post     = cmd_q[`DFAB_POST] != 3'd0;
    wire drained  = drain_q && quiet;
    wire leaving  = (issue_last && !post) || drained;
    wire room     = leaving || (!active_q && !drain_q);
    wire supplied = !next_ext || requested_q || m_ext_ready;

    assign s_cmd_ready = room && supplied;
    assign load        = s_cmd_valid && s_cmd_ready;

    // Whole source words that hold n elements: 1, 2 or 4 vector words in each.
    wire [1:0]  ext_fmt    = s_cmd_data[`DFAB_VE_EXT_FMT];
    wire [20:0] ext_round  = (ext_fmt == 2'd0) ? ROUND_F32[20:0]
                           : (ext_fmt == 2'd1) ? ROUND_F16[20:0]
                           :                     ROUND_INT8[20:0];
    wire [20:0] ext_padded = {1'b0, next_n} + ext_round;
    wire [20:0] ext_f32    = ext_padded >> LANE_BITS;
    wire [20:0] ext_count  = (ext_fmt == 2'd0) ? ext_f32
                           : (ext_fmt == 2'd1) ? {1'b0, ext_f32[20:1]}
                           :                     {2'b00, ext_f32[20:2]};

    assign m_ext_valid = s_cmd_valid && next_ext && !requested_q;
    assign m_ext_src   = s_cmd_data[`DFAB_VE_EXT_SRC];
    assign m_ext_base  = s_cmd_data[`DFAB_VE_EXT_BASE];
    assign m_ext_words = ext_count[19:0];

    always @(posedge clk) begin
        if (rst) begin
            active_q     <= 1'b0;
            drain_q      <= 1'b0;
            fence_q      <= 1'b0;
            requested_q  <= 1'b0;
            post_valid_q <= 1'b0;
        end else begin
            requested_q  <= !load && (requested_q || (m_ext_valid && m_ext_ready));
            post_valid_q <= drained && post;
            if (load) begin
                active_q <= !next_empty;
                drain_q  <= next_empty && next_drain;
                fence_q  <= s_cmd_data[`DFAB_FENCE];
            end else begin
                active_q <= active_q && !issue_last;
                drain_q  <= (drain_q && !quiet) || (issue_last && post);
                fence_q  <= fence_q && !quiet;
            end
        end
    end

    always @(posedge clk) begin
        post_mask_q <= cmd_q[`DFAB_POST];
        if (load) begin
            cmd_q   <= s_cmd_data;
            pc_q    <= s_cmd_pc;
            layer_q <= s_cmd_layer;
        end
    end

    assign m_post_valid = post_valid_q;
    assign m_post_mask  = post_mask_q;
    assign cmd          = cmd_q;
    assign pc           = pc_q;
    assign layer        = layer_q;
    assign may_issue    = active_q && (!fence_q || quiet);
    assign busy         = active_q || drain_q || post_valid_q;

    wire unused_count = ext_count[20];

endmodule

`default_nettype wire
