// Converts f16 to fp32, exactly: every f16 subnormal is a normal fp32.
//
// Infinities stay; every f16 NaN becomes 7FC00000.
//
// Combinational.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_fp_from_f16 (
    input  wire [15:0] a,
    output wire [31:0] y
);

    wire        subnormal = a[14:10] == 5'd0;
    wire        top       = a[14:10] == 5'h1F;
    wire        nan       = top && a[9:0] != 10'd0;
    wire        zero      = a[14:0] == 15'd0;

    // Leading zeros of a subnormal's fraction, in halving steps.
    wire        lz8   = a[9:2] == 8'd0;
    wire [9:0]  norm8 = lz8 ? {a[1:0], 8'd0} : a[9:0];
    wire        lz4   = norm8[9:6] == 4'd0;
    wire [9:0]  norm4 = lz4 ? {norm8[5:0], 4'd0} : norm8;
    wire        lz2   = norm4[9:8] == 2'd0;
    wire [9:0]  norm2 = lz2 ? {norm4[7:0], 2'd0} : norm4;
    wire        lz1   = !norm2[9];
    wire [8:0]  fraction = lz1 ? {norm2[7:0], 1'b0} : norm2[8:0];

    // The exponent biases differ by 112; a subnormal with its leading one in
    // the top fraction bit is in [2^-15, 2^-14).
    wire [7:0]  exp = subnormal ? 8'd112 - {4'd0, lz8, lz4, lz2, lz1}
                    : top       ? 8'hFF
                    :             {3'd0, a[14:10]} + 8'd112;

    assign y = nan       ? 32'h7FC00000
             : zero      ? {a[15], 31'd0}
             : subnormal ? {a[15], exp, fraction, 14'd0}
             :             {a[15], exp, a[9:0], 13'd0};

endmodule

`default_nettype wire
