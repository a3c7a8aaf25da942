// Reduces segments and owns the write port of the scalar memory.
//
// Why the port is here: whole-word writes come straight from the lane pipeline and cannot
// wait, results of reductions can. Each waits in its queue for a cycle without a
// whole-word write; maxima go before sums, whose commands are longer under way anyway.
// The issue unit asks for a place per segment (`*_ready`) before it lets its last word go.
//
// Latency from the whole-word write cycle to that of the segment's result, when the port
// is free: sum 4 * log2(VECTOR) + 14, maxima log2(VECTOR) + 2.
//
// VECTOR: lanes, a power of two, 2 to 64; LANE_BITS: its log2.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_vector_reduce #(
    parameter VECTOR       = 8,
    parameter LANE_BITS    = 3,
    parameter SM_ADDR_BITS = 16
) (
    input  wire                    clk,
    input  wire                    rst,

    input  wire                    sum_book,   // a segment's last word is issued: sum
    output wire                    sum_ready,
    input  wire                    max_book,   // ... maximum, or argmax (`book_arg`)
    output wire                    max_ready,
    input  wire                    book_arg,
    input  wire [SM_ADDR_BITS-1:0] book_addr,
    input  wire [LANE_BITS-1:0]    book_lane,
    input  wire [9:0]              book_pc,
    input  wire [7:0]              book_layer,
    output wire                    idle,       // every booked result is written

    input  wire                    sum_valid,
    input  wire                    max_valid,
    input  wire                    max_abs,
    input  wire                    max_arg,
    input  wire                    s_last,
    input  wire [VECTOR-1:0]       s_mask,
    input  wire [VECTOR*32-1:0]    s_data,

    input  wire                    word_we,    // whole-word write, always accepted
    input  wire [SM_ADDR_BITS-1:0] word_addr,
    input  wire [VECTOR*32-1:0]    word_data,
    input  wire [9:0]              word_pc,
    input  wire [7:0]              word_layer,

    output wire [VECTOR-1:0]       sm_we,
    output wire [SM_ADDR_BITS-1:0] sm_waddr,
    output wire [VECTOR*32-1:0]    sm_wdata,
    output wire [9:0]              trace_sm_pc,
    output wire [7:0]              trace_sm_layer,
    output wire [19:0]             argmax_index
);

    localparam TAG_BITS = 19 + SM_ADDR_BITS + LANE_BITS;
    // Above a result's time from issue to write, so that waiting for room is rare.
    localparam DEPTH    = (VECTOR > 16) ? 128 : 64;

    wire [TAG_BITS-1:0] book_tag = {book_arg, book_addr, book_lane, book_pc, book_layer};

    wire                sum_result;
    wire [31:0]         sum_value;
    wire                sum_out;
    wire [31:0]         sum_data;
    wire [TAG_BITS-1:0] sum_tag;
    wire                sum_idle;
    wire                max_result;
    wire [31:0]         max_value;
    wire                max_out;
    wire [31:0]         max_data;
    wire [TAG_BITS-1:0] max_tag;
    wire                max_idle;

    // An argmax leaves for its register, without the port.
    wire is_arg  = max_tag[TAG_BITS-1];
    wire max_go  = is_arg || !word_we;
    wire max_use = max_out && !is_arg;
    wire sum_go  = !word_we && !max_use;

    dfab_vector_sum #(
        .VECTOR    (VECTOR),
        .LANE_BITS (LANE_BITS)
    ) u_sum (
        .clk     (clk),
        .rst     (rst),
        .s_valid (sum_valid),
        .s_last  (s_last),
        .s_data  (s_data),
        .m_valid (sum_result),
        .m_data  (sum_value)
    );

    dfab_vector_max #(
        .VECTOR    (VECTOR),
        .LANE_BITS (LANE_BITS)
    ) u_max (
        .clk     (clk),
        .rst     (rst),
        .s_valid (max_valid),
        .s_last  (s_last),
        .s_abs   (max_abs),
        .s_arg   (max_arg),
        .s_mask  (s_mask),
        .s_data  (s_data),
        .m_valid (max_result),
        .m_data  (max_value)
    );

    dfab_vector_result #(
        .TAG_BITS (TAG_BITS),
        .DEPTH    (DEPTH)
    ) u_sum_queue (
        .clk         (clk),
        .rst         (rst),
        .s_tag_valid (sum_book),
        .s_tag_ready (sum_ready),
        .s_tag       (book_tag),
        .s_valid     (sum_result),
        .s_data      (sum_value),
        .m_valid     (sum_out),
        .m_ready     (sum_go),
        .m_data      (sum_data),
        .m_tag       (sum_tag),
        .idle        (sum_idle)
    );

    dfab_vector_result #(
        .TAG_BITS (TAG_BITS),
        .DEPTH    (DEPTH)
    ) u_max_queue (
        .clk         (clk),
        .rst         (rst),
        .s_tag_valid (max_book),
        .s_tag_ready (max_ready),
        .s_tag       (book_tag),
        .s_valid     (max_result),
        .s_data      (max_value),
        .m_valid     (max_out),
        .m_ready     (max_go),
        .m_data      (max_data),
        .m_tag       (max_tag),
        .idle        (max_idle)
    );

    wire [TAG_BITS-1:0]     tag        = max_use ? max_tag : sum_tag;
    wire [31:0]             result     = max_use ? max_data : sum_data;
    wire                    result_we  = max_use || sum_out;
    wire [LANE_BITS-1:0]    result_lane = tag[18 +: LANE_BITS];
    wire [VECTOR-1:0]       result_mask = {VECTOR{result_we}} & ({{(VECTOR-1){1'b0}}, 1'b1} << result_lane);

    assign sm_we          = word_we ? {VECTOR{1'b1}} : result_mask;
    assign sm_waddr       = word_we ? word_addr : tag[18+LANE_BITS +: SM_ADDR_BITS];
    assign sm_wdata       = word_we ? word_data : {VECTOR{result}};
    assign trace_sm_pc    = word_we ? word_pc : tag[17:8];
    assign trace_sm_layer = word_we ? word_layer : tag[7:0];
    assign idle           = sum_idle && max_idle;

    reg [19:0] argmax_index_q;

    always @(posedge clk) begin
        if (max_out && is_arg) begin
            argmax_index_q <= max_data[19:0];
        end
    end

    assign argmax_index = argmax_index_q;

    wire unused_tag = tag[TAG_BITS-1];

endmodule

`default_nettype wire
