// Picks the greater of two fp32 numbers in the total order of their bits.
//
// Why a total order: argmax and softmax maxima need an answer that does not
// depend on the order of comparing, zeros and NaN included:
// -NaN < -Inf < ... < -0 < +0 < ... < +Inf < NaN. Bits pass through unchanged.
//
// Combinational. a_wins is high where a is greater or equal.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_fp_max (
    input  wire [31:0] a,
    input  wire [31:0] b,
    output wire [31:0] y,
    output wire        a_wins
);

    // As an unsigned number in the same order: a negative number turns all its
    // bits, a positive one its sign.
    wire [31:0] a_key = a ^ {1'b1, {31{a[31]}}};
    wire [31:0] b_key = b ^ {1'b1, {31{b[31]}}};

    assign a_wins = a_key >= b_key;
    assign y      = a_wins ? a : b;

endmodule

`default_nettype wire
