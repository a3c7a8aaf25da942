// Turns the bus words of a region of memory into its items.
//
// Why a cell: memory is read in whole bus words, but a region may begin and end
// inside one; the items before and after it are left out here, at no cost in cycles.
//
// A request tells how many bus words belong to the region and which items of its
// first and last word are wanted. It stands until its last word has passed.
//
// Latency 1. One item per cycle, or one bus word per cycle if items are larger.
//
// BUS_WIDTH, ITEM_WIDTH: one is a power of two times the other. COUNT_BITS: 1 or more.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_region_items #(
    parameter BUS_WIDTH  = 256,
    parameter ITEM_WIDTH = 64,
    parameter COUNT_BITS = 32
) (
    input  wire                                                                        clk,
    input  wire                                                                        rst,

    input  wire                                                                        s_req_valid,
    output wire                                                                        s_req_ready,
    input  wire [COUNT_BITS-1:0]                                                       s_req_more,   // bus words - 1
    input  wire [(BUS_WIDTH > ITEM_WIDTH ? $clog2(BUS_WIDTH/ITEM_WIDTH) : 1)-1:0]      s_req_first,
    input  wire [(BUS_WIDTH > ITEM_WIDTH ? $clog2(BUS_WIDTH/ITEM_WIDTH) : 1)-1:0]      s_req_last,

    input  wire                                                                        s_valid,
    output wire                                                                        s_ready,
    input  wire [BUS_WIDTH-1:0]                                                        s_data,

    output wire                                                                        m_valid,
    input  wire                                                                        m_ready,
    output wire [ITEM_WIDTH-1:0]                                                       m_data
);

    localparam PART_BITS = (BUS_WIDTH > ITEM_WIDTH) ? $clog2(BUS_WIDTH / ITEM_WIDTH) : 1;

    reg  [COUNT_BITS-1:0] word_q;      // words of this region that have passed
    reg                   begun_q;
    wire                  last_word = word_q == s_req_more;
    wire                  resize_ready;
    wire                  step      = s_req_valid && s_valid && resize_ready;

    assign s_ready     = s_req_valid && resize_ready;
    assign s_req_ready = s_valid && resize_ready && last_word;

    always @(posedge clk) begin
        if (rst) begin
            word_q  <= {COUNT_BITS{1'b0}};
            begun_q <= 1'b0;
        end else if (step) begin
            word_q  <= last_word ? {COUNT_BITS{1'b0}} : word_q + {{(COUNT_BITS-1){1'b0}}, 1'b1};
            begun_q <= !last_word;
        end
    end

    dfab_resize #(
        .S_WIDTH (BUS_WIDTH),
        .M_WIDTH (ITEM_WIDTH)
    ) u_resize (
        .clk     (clk),
        .rst     (rst),
        .s_valid (s_req_valid && s_valid),
        .s_ready (resize_ready),
        .s_data  (s_data),
        .s_first (begun_q ? {PART_BITS{1'b0}} : s_req_first),
        .s_last  (last_word ? s_req_last : {PART_BITS{1'b1}}),
        .m_valid (m_valid),
        .m_ready (m_ready),
        .m_data  (m_data)
    );

endmodule

`default_nettype wire
