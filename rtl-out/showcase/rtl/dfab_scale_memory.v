// The scale memory QS: fp32 activation scales, written VECTOR at a time, read one
// element at a time by the matvec engine and by the store engine.
//
// Why two copies: each read port has its own memory with one write and one read
// port, the kind every device has; there is one scale per group of activations.
//
// waddr counts words of VECTOR elements, the read addresses count elements. Both
// reads take 1 cycle; a read of what is being written gives the old element.
//
// VECTOR: a power of two, 2 to 64. DEPTH: words, 2 or more.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_scale_memory #(
    parameter VECTOR = 8,
    parameter DEPTH  = 64
) (
    input  wire                            clk,

    input  wire                            we,
    input  wire [$clog2(DEPTH)-1:0]        waddr,
    input  wire [VECTOR*32-1:0]            wdata,

    input  wire [$clog2(DEPTH*VECTOR)-1:0] a_raddr,
    output wire [31:0]                     a_rdata,
    input  wire [$clog2(DEPTH*VECTOR)-1:0] b_raddr,
    output wire [31:0]                     b_rdata
);

    generate
        if (VECTOR < 2 || (VECTOR & (VECTOR - 1)) != 0 || DEPTH < 2) begin : g_error
            dfab_error_scale_memory_vector_must_be_a_power_of_two_and_depth_2_or_more u_error ();
        end
    endgenerate

    localparam LANE_BITS = $clog2(VECTOR);
    localparam WORD_BITS = $clog2(DEPTH);

    wire [VECTOR*32-1:0] a_word;
    wire [VECTOR*32-1:0] b_word;
    reg  [LANE_BITS-1:0] a_lane_q;
    reg  [LANE_BITS-1:0] b_lane_q;

    dfab_ram_1r1w #(
        .WIDTH (VECTOR*32),
        .DEPTH (DEPTH),
        .LANE  (VECTOR*32)
    ) u_a (
        .clk   (clk),
        .we    (we),
        .waddr (waddr),
        .wdata (wdata),
        .re    (1'b1),
        .raddr (a_raddr[LANE_BITS +: WORD_BITS]),
        .rdata (a_word)
    );

    dfab_ram_1r1w #(
        .WIDTH (VECTOR*32),
        .DEPTH (DEPTH),
        .LANE  (VECTOR*32)
    ) u_b (
        .clk   (clk),
        .we    (we),
        .waddr (waddr),
        .wdata (wdata),
        .re    (1'b1),
        .raddr (b_raddr[LANE_BITS +: WORD_BITS]),
        .rdata (b_word)
    );

    always @(posedge clk) begin
        a_lane_q <= a_raddr[LANE_BITS-1:0];
        b_lane_q <= b_raddr[LANE_BITS-1:0];
    end

    assign a_rdata = a_word[a_lane_q*32 +: 32];
    assign b_rdata = b_word[b_lane_q*32 +: 32];

endmodule

`default_nettype wire
