// Sums LANES fp32 numbers as a balanced tree that pairs neighbours.
//
// Why the order is fixed: fp32 addition is not associative, and the golden
// model adds in exactly this order: (0+1)+(2+3), and so on upwards.
//
// Latency 4 * log2(LANES), one sum per cycle; LANES of 1 is a wire.
// enable[k] lets register stage k + 1 take new values; all ones is always right.
// LANES: a power of two, 1 to 64. Lane i is a[32*i +: 32].

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_fp_sum_tree #(
    parameter LANES = 8
) (
    input  wire                                          clk,
    input  wire [(LANES == 1 ? 1 : 4*$clog2(LANES))-1:0] enable,
    input  wire [LANES*32-1:0]                           a,
    output wire [31:0]                                   y
);

    generate
        if (LANES < 1 || LANES > 64 || (LANES & (LANES - 1)) != 0) begin : g_error
            dfab_error_fp_sum_tree_lanes_must_be_a_power_of_two_1_to_64 u_error ();
        end
    endgenerate

    // An illegal LANES must end in the error above, not in an endless loop.
    localparam ADDERS = (LANES < 1 || LANES > 64) ? 0 : LANES - 1;

    // Nodes in heap order, but from the leaves up: node i < LANES is lane i,
    // node LANES + i adds nodes 2i and 2i + 1, the last node is the sum.
    wire [(2*LANES-1)*32-1:0] node;

    assign node[LANES*32-1:0] = a;

    genvar i;
    generate
        for (i = 0; i < ADDERS; i = i + 1) begin : g_add
            // Levels of adders before this one: half of all, then half of the rest.
            localparam LEVEL = $clog2(LANES) - $clog2(LANES - i);

            dfab_fp_add u_add (
                .clk    (clk),
                .enable (enable[4*LEVEL +: 4]),
                .a      (node[(2*i)*32 +: 32]),
                .b      (node[(2*i+1)*32 +: 32]),
                .y      (node[(LANES+i)*32 +: 32])
            );
        end
        if (LANES == 1) begin : g_wire
            wire unused_clk = &{1'b0, clk, enable};
        end
    endgenerate

    assign y = node[(2*LANES-2)*32 +: 32];

endmodule

`default_nettype wire
