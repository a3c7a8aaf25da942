// Pairs the results of a reduction unit with where they go, and holds them until the
// scalar memory's write port is free.
//
// Why two queues: the destination is known at issue, dozens of cycles before the result.
// Its queue is the budget: a segment's last word is issued only when there is room for
// one more (`s_tag_ready`), so a result always finds room here and none is ever lost.
//
// A result that finds the port free is offered in the cycle it comes.
// TAG_BITS: width of a destination. DEPTH: results that may be on their way, a power of
// two; the unit's latency from issue keeps it at one result per cycle.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_vector_result #(
    parameter TAG_BITS = 32,
    parameter DEPTH    = 64
) (
    input  wire                clk,
    input  wire                rst,
    input  wire                s_tag_valid,
    output wire                s_tag_ready,
    input  wire [TAG_BITS-1:0] s_tag,
    input  wire                s_valid,     // results, in the order of their tags
    input  wire [31:0]         s_data,
    output wire                m_valid,
    input  wire                m_ready,
    output wire [31:0]         m_data,
    output wire [TAG_BITS-1:0] m_tag,
    output wire                idle         // no result is on its way
);

    wire                   tag_valid;
    wire                   held_valid;
    wire [31:0]            held;
    wire                   held_room;
    wire [$clog2(DEPTH):0] tag_level;
    wire [$clog2(DEPTH):0] held_level;
    wire                   leave = m_valid && m_ready;

    dfab_fifo #(
        .WIDTH (TAG_BITS),
        .DEPTH (DEPTH)
    ) u_tags (
        .clk     (clk),
        .rst     (rst),
        .s_valid (s_tag_valid),
        .s_ready (s_tag_ready),
        .s_data  (s_tag),
        .m_valid (tag_valid),
        .m_ready (leave),
        .m_data  (m_tag),
        .level   (tag_level)
    );

    dfab_fifo #(
        .WIDTH (32),
        .DEPTH (DEPTH)
    ) u_held (
        .clk     (clk),
        .rst     (rst),
        .s_valid (s_valid && (held_valid || !m_ready)),
        .s_ready (held_room),
        .s_data  (s_data),
        .m_valid (held_valid),
        .m_ready (m_ready),
        .m_data  (held),
        .level   (held_level)
    );

    assign m_valid = held_valid || s_valid;
    assign m_data  = held_valid ? held : s_data;
    assign idle    = !tag_valid;

    wire unused_levels = &{1'b0, held_room, tag_level, held_level};

endmodule

`default_nettype wire
