// Converts a signed integer to fp32, rounded once to nearest even.
//
// Why: integer dot products are exact up to here, so this is the only rounding
// that a group's sum sees.
//
// Latency 2, one conversion per cycle. WIDTH: bits of a, 2 to 48.
// enable[k] lets register stage k + 1 take new values; all ones is always right. A
// stage that holds still burns no power, in silicon and in simulation alike: each
// stage's logic is a function called under its enable.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_fp_from_int #(
    parameter WIDTH = 32
) (
    input  wire             clk,
    input  wire [1:0]       enable,
    input  wire [WIDTH-1:0] a,
    output wire [31:0]      y
);

    generate
        if (WIDTH < 2 || WIDTH > 48) begin : g_error
            dfab_error_fp_from_int_width_must_be_2_to_48 u_error ();
        end
    endgenerate

    // Biased exponent of a number whose magnitude has its top bit set.
    localparam [7:0] TOP_EXPONENT = 8'd126 + WIDTH[7:0];

    // Leading zeros of a number that is not zero.
    function [5:0] leading_zeros;
        input [63:0] wide;
        reg   [31:0] top32;
        reg   [15:0] top16;
        reg   [7:0]  top8;
        reg   [3:0]  top4;
        reg   [1:0]  top2;
        begin
            leading_zeros[5] = wide[63:32] == 32'd0;
            top32            = leading_zeros[5] ? wide[31:0] : wide[63:32];
            leading_zeros[4] = top32[31:16] == 16'd0;
            top16            = leading_zeros[4] ? top32[15:0] : top32[31:16];
            leading_zeros[3] = top16[15:8] == 8'd0;
            top8             = leading_zeros[3] ? top16[7:0] : top16[15:8];
            leading_zeros[2] = top8[7:4] == 4'd0;
            top4             = leading_zeros[2] ? top8[3:0] : top8[7:4];
            leading_zeros[1] = top4[3:2] == 2'd0;
            top2             = leading_zeros[1] ? top4[1:0] : top4[3:2];
            leading_zeros[0] = top2 < 2'd2;
        end
    endfunction

    // Rounds a significand whose leading one is its highest bit, and packs.
    function [31:0] finish;
        input        sign;
        input [5:0]  zeros;
        input [62:0] norm;
        reg   [7:0]  exp;
        begin
            exp    = TOP_EXPONENT - {2'b00, zeros};
            finish = {sign, {exp, norm[62:40]} + {30'd0, norm[39] && (norm[40] || norm[38:0] != 39'd0)}};
        end
    endfunction

    // The magnitude of the most negative integer fits as an unsigned number.
    function [WIDTH-1:0] magnitude_of;
        input [WIDTH-1:0] number;
        begin
            magnitude_of = (number ^ {WIDTH{number[WIDTH-1]}}) + {{(WIDTH-1){1'b0}}, number[WIDTH-1]};
        end
    endfunction

    // Stage 1: magnitude, flush left in 64 bits, and its leading zeros.
    reg         sign1_q;
    reg         zero1_q;
    reg  [5:0]  zeros1_q;
    reg  [63:0] wide1_q;

    always @(posedge clk) begin
        if (enable[0]) begin
            sign1_q  <= a[WIDTH-1];
            zero1_q  <= a == {WIDTH{1'b0}};
            zeros1_q <= leading_zeros({magnitude_of(a), {(64-WIDTH){1'b0}}});
            wide1_q  <= {magnitude_of(a), {(64-WIDTH){1'b0}}};
        end
    end

    // Stage 2: normalise, round, pack.
    wire [63:0] norm = wide1_q << zeros1_q;

    reg  [31:0] y_q;

    always @(posedge clk) begin
        if (enable[1]) begin
            y_q <= zero1_q ? 32'd0 : finish(sign1_q, zeros1_q, norm[62:0]);
        end
    end

    assign y = y_q;

    // The leading one is implied by the format.
    wire unused_norm = norm[63];

endmodule

`default_nettype wire
