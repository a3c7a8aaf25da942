// Converts fp32 to int8, rounded to nearest even, clamped to -127..127.
//
// Why not -128: quantized activations are symmetric, so that negating a value
// negates its code. NaN becomes 0.
//
// Latency 1, one conversion per cycle; y is held where enable is low.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_fp_to_int8 (
    input  wire        clk,
    input  wire        enable,
    input  wire [31:0] a,
    output wire [7:0]  y
);

    // 7 integer bits, then the round bit, then what is sticky.
    function [7:0] round;
        input [25:0] number;  // the low bits of the exponent, and the fraction
        reg   [30:0] moved;
        begin
            moved = {1'b1, number[22:0], 7'd0} >> (3'd5 - number[25:23]);
            round = {1'b0, moved[30:24]} + {7'd0, moved[23] && (moved[24] || moved[22:0] != 23'd0)};
        end
    endfunction

    function [7:0] convert;
        input [31:0] number;
        reg   [7:0]  rounded;
        reg   [7:0]  clamped;
        begin
            rounded = round(number[25:0]);
            clamped = (number[30:23] >= 8'd134 || rounded[7]) ? 8'd127 : rounded;
            if ((number[30:23] == 8'hFF && number[22:0] != 23'd0) || number[30:23] < 8'd126) begin
                convert = 8'd0;
            end else begin
                convert = number[31] ? ~clamped + 8'd1 : clamped;
            end
        end
    endfunction

    reg  [7:0]  y_q;

    always @(posedge clk) begin
        if (enable) begin
            y_q <= convert(a);
        end
    end

    assign y = y_q;

endmodule

`default_nettype wire
