// Takes tile words out of weight containers and decodes them to int8 lanes.
//
// Why two stages: choosing between three container streams of thousands of bits
// and decoding are both wide, and the quantized activations arrive a cycle later
// anyway. A container is kept until all its tile words are taken; a word is held
// in the lanes until the next one is taken, so one word serves several vectors.
//
// int8: a container is a tile word. int4: two, first in the low half, element e
// in bits 4e +: 4.
// Latency 2 from take to lanes, one word per cycle. LANES: 4 to 16384, even.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_matvec_unpack #(
    parameter LANES = 128
) (
    input  wire               clk,

    input  wire               s_w0_valid,
    output wire               s_w0_ready,
    input  wire [LANES*8-1:0] s_w0_data,
    input  wire               s_w1_valid,
    output wire               s_w1_ready,
    input  wire [LANES*8-1:0] s_w1_data,
    input  wire               s_kv_valid,
    output wire               s_kv_ready,
    input  wire [LANES*8-1:0] s_kv_data,

    input  wire [1:0]         src,         // 0 on chip, 1 off chip, 2 KV
    input  wire               int8,
    output wire               word_valid,
    input  wire               word_take,
    input  wire               word_pop,    // the container is used up
    input  wire               word_half,

    output wire [LANES*8-1:0] lanes
);

    generate
        if (LANES < 2 || (LANES & 1) != 0) begin : g_error
            dfab_error_matvec_unpack_lanes_must_be_even u_error ();
        end
    endgenerate

    reg  [LANES*8-1:0] container_q;
    reg                int8_q;
    reg                half_q;
    reg                taken_q;
    reg  [LANES*8-1:0] lanes_q;

    assign word_valid = src == 2'd0 ? s_w0_valid : src == 2'd1 ? s_w1_valid : s_kv_valid;
    assign s_w0_ready = word_pop && src == 2'd0;
    assign s_w1_ready = word_pop && src == 2'd1;
    assign s_kv_ready = word_pop && src[1];

    always @(posedge clk) begin
        taken_q <= word_take;
        if (word_take) begin
            container_q <= src == 2'd0 ? s_w0_data : src == 2'd1 ? s_w1_data : s_kv_data;
            int8_q      <= int8;
            half_q      <= word_half;
        end
    end

    wire [LANES*4-1:0] nibbles = half_q ? container_q[LANES*4 +: LANES*4] : container_q[0 +: LANES*4];
    wire [LANES*8-1:0] wide;

    // Two lanes a turn, for at 4096 turns a simulator gives up unrolling.
    genvar i;
    generate
        for (i = 0; i < LANES; i = i + 2) begin : g_lanes
            assign wide[i*8 +: 16] = {{4{nibbles[i*4+7]}}, nibbles[i*4+4 +: 4],
                                      {4{nibbles[i*4+3]}}, nibbles[i*4 +: 4]};
        end
    endgenerate

    always @(posedge clk) begin
        if (taken_q) begin
            lanes_q <= int8_q ? container_q : wide;
        end
    end

    assign lanes = lanes_q;

endmodule

`default_nettype wire
