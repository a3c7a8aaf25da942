// Multiplies two fp32 numbers.
//
// Numbers: round to nearest even; subnormal operands are zero of their sign; a
// product whose exact magnitude, before rounding, is below 2^-126 becomes zero
// of its sign; every NaN is 7FC00000.
//
// The registers stand where a DSP block has them: operands, product, result.
// Latency 3, one product per cycle.
// enable[k] lets register stage k + 1 take new values; all ones is always right. A
// stage that holds still burns no power, in silicon and in simulation alike: each
// stage's logic is a function called under its enable.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_fp_mul (
    input  wire        clk,
    input  wire [2:0]  enable,
    input  wire [31:0] a,
    input  wire [31:0] b,
    output wire [31:0] y
);

    localparam [1:0] KIND_NUMBER = 2'd0;
    localparam [1:0] KIND_ZERO   = 2'd1;
    localparam [1:0] KIND_INF    = 2'd2;
    localparam [1:0] KIND_NAN    = 2'd3;

    // Special operands decide the kind of the product before its exponent does.
    function [1:0] kind_of;
        input [30:0] left;   // magnitudes
        input [30:0] right;
        reg          left_zero;
        reg          right_zero;
        reg          left_top;
        reg          right_top;
        begin
            left_zero  = left[30:23] == 8'd0;
            right_zero = right[30:23] == 8'd0;
            left_top   = left[30:23] == 8'hFF;
            right_top  = right[30:23] == 8'hFF;
            if ((left_top && left[22:0] != 23'd0) || (right_top && right[22:0] != 23'd0)
                    || (left_top && right_zero) || (right_top && left_zero)) begin
                kind_of = KIND_NAN;
            end else if (left_top || right_top) begin
                kind_of = KIND_INF;
            end else if (left_zero || right_zero) begin
                kind_of = KIND_ZERO;
            end else begin
                kind_of = KIND_NUMBER;
            end
        end
    endfunction

    // Normalises by at most one place, flushes, rounds, packs. Whether the result
    // is flushed is decided by the exponent before rounding.
    function [31:0] finish;
        input        sign;
        input [1:0]  kind;
        input [9:0]  exps;     // their sum, less the bias
        input [47:0] product;  // in [2^46, 2^48)
        reg          carry;
        reg   [22:0] fraction;
        reg          guard;
        reg          sticky;
        reg   [9:0]  exp;
        reg   [30:0] rounded;
        begin
            carry    = product[47];
            fraction = carry ? product[46:24] : product[45:23];
            guard    = carry ? product[23] : product[22];
            sticky   = product[21:0] != 22'd0 || (carry && product[22]);
            exp      = exps + {9'd0, carry};
            // A carry out of the fraction steps the exponent, at the top into infinity.
            rounded  = {exp[7:0], fraction} + {30'd0, guard && (sticky || fraction[0])};
            if (kind == KIND_NAN) begin
                finish = 32'h7FC00000;
            end else if (kind == KIND_INF || (kind == KIND_NUMBER && !exp[9] && exp >= 10'd255)) begin
                finish = {sign, 31'h7F800000};
            end else if (kind == KIND_ZERO || exp[9] || exp == 10'd0) begin
                finish = {sign, 31'd0};
            end else begin
                finish = {sign, rounded};
            end
        end
    endfunction

    // Stage 1: exponent sum and special operands.
    reg         sign1_q;
    reg  [1:0]  kind1_q;
    reg  [9:0]  exp1_q;
    reg  [23:0] a1_q;
    reg  [23:0] b1_q;

    always @(posedge clk) begin
        if (enable[0]) begin
            sign1_q <= a[31] ^ b[31];
            kind1_q <= kind_of(a[30:0], b[30:0]);
            exp1_q  <= {2'b00, a[30:23]} + {2'b00, b[30:23]} - 10'd127;
            a1_q    <= {1'b1, a[22:0]};
            b1_q    <= {1'b1, b[22:0]};
        end
    end

    // Stage 2: exact product.
    reg         sign2_q;
    reg  [1:0]  kind2_q;
    reg  [9:0]  exp2_q;
    reg  [47:0] product2_q;

    always @(posedge clk) begin
        if (enable[1]) begin
            sign2_q    <= sign1_q;
            kind2_q    <= kind1_q;
            exp2_q     <= exp1_q;
            product2_q <= {24'd0, a1_q} * {24'd0, b1_q};
        end
    end

    // Stage 3: the fp32 number.
    reg  [31:0] y_q;

    always @(posedge clk) begin
        if (enable[2]) begin
            y_q <= finish(sign2_q, kind2_q, exp2_q, product2_q);
        end
    end

    assign y = y_q;

endmodule

`default_nettype wire
