// Queues finished results and writes them to the vector memory.
//
// Why a queue: the vector engine has the write port of the vector memory first,
// and the arithmetic pipeline cannot wait. Where a result goes is queued at
// issue, its value at the end of the pipeline; both come out in the same order.
// The issue counts the places (credits), so neither queue ever overflows.
//
// A result is ROWS elements. ROWS >= VECTOR: it takes ROWS / VECTOR words; else
// it is a part of one word, selected by the lane mask.
// Latency 1 from value to write, one VM word per cycle. m_post_valid comes one
// cycle after the command's last word was accepted.
//
// DEPTH: places of the queues, a power of two, 2 or more.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_matvec_writer #(
    parameter ROWS     = 8,
    parameter VECTOR   = 8,
    parameter VM_ABITS = 10,
    parameter DEPTH    = 32
) (
    input  wire                 clk,
    input  wire                 rst,

    input  wire                 s_place_valid,
    input  wire [VM_ABITS-1:0]  s_place_addr,
    input  wire [5:0]           s_place_lane,
    input  wire                 s_place_cmd_last,
    input  wire [2:0]           s_place_post,
    input  wire [9:0]           s_place_pc,
    input  wire [7:0]           s_place_layer,

    input  wire                 s_acc_valid,
    input  wire [ROWS*32-1:0]   s_acc_data,

    output wire                 credit_return,

    output wire                 m_res_valid,
    input  wire                 m_res_ready,
    output wire [VM_ABITS-1:0]  m_res_addr,
    output wire [VECTOR-1:0]    m_res_we,
    output wire [VECTOR*32-1:0] m_res_data,
    output wire [9:0]           m_res_pc,
    output wire [7:0]           m_res_layer,

    output reg                  m_post_valid,
    output reg  [2:0]           m_post_mask
);

    localparam PLACE_BITS = VM_ABITS + 6 + 1 + 3 + 10 + 8;

    wire                  place_valid;
    wire [VM_ABITS-1:0]   addr;
    wire [5:0]            lane;
    wire                  cmd_last;
    wire [2:0]            post;
    wire                  acc_valid;
    wire [ROWS*32-1:0]    acc;
    wire                  word_last;
    wire                  accept = m_res_valid && m_res_ready;
    wire                  pop    = accept && word_last;
    wire                  unused_place_ready;
    wire                  unused_acc_ready;
    wire [$clog2(DEPTH):0] unused_place_level;
    wire [$clog2(DEPTH):0] unused_acc_level;

    dfab_fifo #(.WIDTH (PLACE_BITS), .DEPTH (DEPTH)) u_places (
        .clk     (clk),
        .rst     (rst),
        .s_valid (s_place_valid),
        .s_ready (unused_place_ready),
        .s_data  ({s_place_addr, s_place_lane, s_place_cmd_last, s_place_post, s_place_pc, s_place_layer}),
        .m_valid (place_valid),
        .m_ready (pop),
        .m_data  ({addr, lane, cmd_last, post, m_res_pc, m_res_layer}),
        .level   (unused_place_level)
    );

    dfab_fifo #(.WIDTH (ROWS*32), .DEPTH (DEPTH)) u_values (
        .clk     (clk),
        .rst     (rst),
        .s_valid (s_acc_valid),
        .s_ready (unused_acc_ready),
        .s_data  (s_acc_data),
        .m_valid (acc_valid),
        .m_ready (pop),
        .m_data  (acc),
        .level   (unused_acc_level)
    );

    generate
        if (ROWS > VECTOR) begin : g_words
            localparam WORD_BITS = $clog2(ROWS / VECTOR);
            localparam [WORD_BITS-1:0] ONE = 1;
            reg  [WORD_BITS-1:0] word_q;
            wire [WORD_BITS+VM_ABITS-1:0] offset = {{VM_ABITS{1'b0}}, word_q};
            wire unused_lane = &{1'b0, lane, offset};

            always @(posedge clk) begin
                if (rst) begin
                    word_q <= {WORD_BITS{1'b0}};
                end else if (accept) begin
                    word_q <= word_q + ONE;
                end
            end

            assign word_last  = &word_q;
            assign m_res_addr = addr + offset[VM_ABITS-1:0];
            assign m_res_we   = {VECTOR{1'b1}};
            assign m_res_data = acc[word_q*(VECTOR*32) +: VECTOR*32];
        end else begin : g_part
            wire [VECTOR+ROWS-1:0] mask = {{VECTOR{1'b0}}, {ROWS{1'b1}}};

            assign word_last  = 1'b1;
            assign m_res_addr = addr;
            assign m_res_we   = mask[VECTOR-1:0] << lane;
            assign m_res_data = {(VECTOR/ROWS){acc}};

            wire unused_mask = &{1'b0, mask[VECTOR+ROWS-1:VECTOR]};
        end
    endgenerate

    assign m_res_valid   = place_valid && acc_valid;
    assign credit_return = pop;

    always @(posedge clk) begin
        m_post_valid <= pop && cmd_last && post != 3'd0 && !rst;
        m_post_mask  <= post;
    end

endmodule

`default_nettype wire
