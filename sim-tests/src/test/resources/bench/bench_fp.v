// All scalar number cells side by side on the same operands.
//
// in: a, b, {30'd0, op}. out, one word each: add, mul, from_int of a (32 bits), of
// {b, a} (48 bits), of a (9 bits), of a (2 bits), sfu, {a_wins, to_int of 8 bits, to_f16}, max, from_f16,
// to_int {of 2 bits, of 9 bits but no more than 7, of 5 bits, of 16 bits but no more than the low bits of b}.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module bench (
    input  wire         clk,
    input  wire [95:0]  in,
    output wire [351:0] out
);

    wire [31:0] a = in[31:0];
    wire [31:0] b = in[63:32];

    dfab_fp_add u_add (.clk(clk), .enable(4'hF), .a(a), .b(b), .y(out[0*32 +: 32]));
    dfab_fp_mul u_mul (.clk(clk), .enable(3'h7), .a(a), .b(b), .y(out[1*32 +: 32]));
    dfab_fp_from_int #(.WIDTH(32)) u_int32 (.clk(clk), .enable(2'h3), .a(a), .y(out[2*32 +: 32]));
    dfab_fp_from_int #(.WIDTH(48)) u_int48 (.clk(clk), .enable(2'h3), .a({b[15:0], a}), .y(out[3*32 +: 32]));
    dfab_fp_from_int #(.WIDTH(9)) u_int9 (.clk(clk), .enable(2'h3), .a(a[8:0]), .y(out[4*32 +: 32]));
    dfab_fp_from_int #(.WIDTH(2)) u_int2 (.clk(clk), .enable(2'h3), .a(a[1:0]), .y(out[5*32 +: 32]));
    dfab_fp_sfu u_sfu (.clk(clk), .enable(5'h1F), .op(in[65:64]), .a(a), .y(out[6*32 +: 32]));
    dfab_fp_to_f16 u_to_f16 (.clk(clk), .enable(1'b1), .a(a), .y(out[7*32 +: 16]));
    dfab_fp_to_int #(.BITS(8)) u_to_int8 (.clk(clk), .enable(1'b1), .a(a), .limit(7'd127), .y(out[7*32+16 +: 8]));
    dfab_fp_to_int #(.BITS(16)) u_to_int16 (.clk(clk), .enable(1'b1), .a(a), .limit(b[14:0]), .y(out[10*32 +: 16]));
    dfab_fp_to_int #(.BITS(5)) u_to_int5 (.clk(clk), .enable(1'b1), .a(a), .limit(4'd15), .y(out[10*32+16 +: 5]));
    dfab_fp_to_int #(.BITS(9)) u_to_int9 (.clk(clk), .enable(1'b1), .a(a), .limit(8'd7), .y(out[10*32+21 +: 9]));
    dfab_fp_to_int #(.BITS(2)) u_to_int2 (.clk(clk), .enable(1'b1), .a(a), .limit(1'd1), .y(out[10*32+30 +: 2]));
    assign out[7*32+25 +: 7] = 7'd0;
    dfab_fp_max u_max (.a(a), .b(b), .y(out[8*32 +: 32]), .a_wins(out[7*32+24]));
    dfab_fp_from_f16 u_from_f16 (.a(a[15:0]), .y(out[9*32 +: 32]));

    wire unused_bits = &{1'b0, in[95:66]};

endmodule

`default_nettype wire
