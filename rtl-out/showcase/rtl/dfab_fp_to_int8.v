// Converts fp32 to int8, rounded to nearest even, clamped to -127..127.
//
// Why not -128: quantized activations are symmetric, so that negating a value
// negates its code. NaN becomes 0.
//
// Latency 1, one conversion per cycle.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_fp_to_int8 (
    input  wire        clk,
    input  wire [31:0] a,
    output wire [7:0]  y
);

    wire [7:0]  exp   = a[30:23];
    wire        nan   = exp == 8'hFF && a[22:0] != 23'd0;
    wire        under = exp < 8'd126;   // below one half
    wire        over  = exp >= 8'd134;  // 128 and above

    // 7 integer bits, then the round bit, then what is sticky.
    wire [2:0]  shift    = 3'd5 - exp[2:0];
    wire [30:0] moved    = {1'b1, a[22:0], 7'd0} >> shift;
    wire        round_up = moved[23] && (moved[24] || moved[22:0] != 23'd0);
    wire [7:0]  rounded  = {1'b0, moved[30:24]} + {7'd0, round_up};
    wire [7:0]  clamped  = (over || rounded[7]) ? 8'd127 : rounded;

    reg  [7:0]  y_q;

    always @(posedge clk) begin
        if (nan || under) begin
            y_q <= 8'd0;
        end else begin
            y_q <= a[31] ? ~clamped + 8'd1 : clamped;
        end
    end

    assign y = y_q;

endmodule

`default_nettype wire
