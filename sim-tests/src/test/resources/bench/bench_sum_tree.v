// Sum trees of every legal size on the low lanes of the same row.
//
// in: 64 lanes. out: the sums of the first 1, 2, 4, 8, 16, 32 and 64 lanes.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module bench (
    input  wire          clk,
    input  wire [2047:0] in,
    output wire [223:0]  out
);

    genvar i;
    generate
        for (i = 0; i < 7; i = i + 1) begin : g_size
            dfab_fp_sum_tree #(.LANES(1 << i)) u_tree (
                .clk (clk),
                .a   (in[(32 << i)-1:0]),
                .y   (out[i*32 +: 32])
            );
        end
    endgenerate

endmodule

`default_nettype wire
