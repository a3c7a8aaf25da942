// Sum trees of several sizes on the low lanes of the same row.
//
// in: 64 lanes. out: the sums of the first 1, 2, 8 and 64 lanes.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module bench (
    input  wire          clk,
    input  wire [2047:0] in,
    output wire [127:0]  out
);

    genvar i;
    generate
        for (i = 0; i < 4; i = i + 1) begin : g_size
            localparam LANES = i == 0 ? 1 : i == 1 ? 2 : i == 2 ? 8 : 64;

            dfab_fp_sum_tree #(.LANES(LANES)) u_tree (
                .clk    (clk),
                .enable ({(LANES == 1 ? 1 : 4*$clog2(LANES)){1'b1}}),
                .a      (in[LANES*32-1:0]),
                .y      (out[i*32 +: 32])
            );
        end
    endgenerate

endmodule

`default_nettype wire
