// Converts fp32 to a signed integer, rounded to nearest even, clamped to
// -limit..limit.
//
// Why clamped alike on both sides: quantized activations are symmetric, so that
// negating a value negates its code. Why the limit comes with the value: codes of
// activations and of the KV cache may differ in width and take turns. NaN becomes 0.
//
// Latency 1, one conversion per cycle; y is held where enable is low. BITS: of an
// integer, 2 to 16.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_fp_to_int #(
    parameter BITS = 8
) (
    input  wire            clk,
    input  wire            enable,
    input  wire [31:0]     a,
    input  wire [BITS-2:0] limit,
    output wire [BITS-1:0] y
);

    localparam SHIFT_BITS = $clog2(BITS);
    // Exponents of 0.5 to below 1, and of the largest numbers that need no clamping.
    localparam [31:0] HALF    = 126;
    localparam [31:0] LARGEST = 125 + BITS;

    generate
        if (BITS < 2 || BITS > 16) begin : g_error
            dfab_error_fp_to_int_bits_must_be_2_to_16 u_error ();
        end
    endgenerate

    // BITS - 1 integer bits, then the round bit, then what is sticky.
    function [BITS-1:0] round;
        input [22:0]           fraction;
        input [SHIFT_BITS-1:0] right;
        reg   [22+BITS:0]      moved;
        begin
            moved = {1'b1, fraction, {(BITS-1){1'b0}}} >> right;
            round = {1'b0, moved[22+BITS:24]}
                  + {{(BITS-1){1'b0}}, moved[23] && (moved[24] || moved[22:0] != 23'd0)};
        end
    endfunction

    function [BITS-1:0] convert;
        input [31:0]     number;
        input [BITS-2:0] most;
        reg   [BITS-1:0] rounded;
        reg   [BITS-1:0] clamped;
        begin
            rounded = round(number[22:0], LARGEST[SHIFT_BITS-1:0] - number[23 +: SHIFT_BITS]);
            clamped = (number[30:23] > LARGEST[7:0] || rounded > {1'b0, most}) ? {1'b0, most} : rounded;
            if ((number[30:23] == 8'hFF && number[22:0] != 23'd0) || number[30:23] < HALF[7:0]) begin
                convert = {BITS{1'b0}};
            end else begin
                convert = number[31] ? ~clamped + {{(BITS-1){1'b0}}, 1'b1} : clamped;
            end
        end
    endfunction

    reg [BITS-1:0] y_q;

    always @(posedge clk) begin
        if (enable) begin
            y_q <= convert(a, limit);
        end
    end

    assign y = y_q;

    wire unused_constants = &{1'b0, HALF, LARGEST};

endmodule

`default_nettype wire
