// Multiplies two fp32 numbers.
//
// Numbers: round to nearest even; subnormal operands are zero of their sign; a
// product whose exact magnitude, before rounding, is below 2^-126 becomes zero
// of its sign; every NaN is 7FC00000.
//
// The registers stand where a DSP block has them: operands, product, result.
// Latency 3, one product per cycle.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_fp_mul (
    input  wire        clk,
    input  wire [31:0] a,
    input  wire [31:0] b,
    output wire [31:0] y
);

    localparam [1:0] KIND_NUMBER = 2'd0;
    localparam [1:0] KIND_ZERO   = 2'd1;
    localparam [1:0] KIND_INF    = 2'd2;
    localparam [1:0] KIND_NAN    = 2'd3;

    // Stage 1: exponent sum and special operands.
    wire a_zero = a[30:23] == 8'd0;
    wire b_zero = b[30:23] == 8'd0;
    wire a_top  = a[30:23] == 8'hFF;
    wire b_top  = b[30:23] == 8'hFF;
    wire a_nan  = a_top && a[22:0] != 23'd0;
    wire b_nan  = b_top && b[22:0] != 23'd0;

    reg         sign1_q;
    reg  [1:0]  kind1_q;
    reg  [9:0]  exp1_q;
    reg  [23:0] a1_q;
    reg  [23:0] b1_q;

    always @(posedge clk) begin
        sign1_q <= a[31] ^ b[31];
        exp1_q  <= {2'b00, a[30:23]} + {2'b00, b[30:23]} - 10'd127;
        a1_q    <= {1'b1, a[22:0]};
        b1_q    <= {1'b1, b[22:0]};
        if (a_nan || b_nan || (a_top && b_zero) || (b_top && a_zero)) begin
            kind1_q <= KIND_NAN;
        end else if (a_top || b_top) begin
            kind1_q <= KIND_INF;
        end else if (a_zero || b_zero) begin
            kind1_q <= KIND_ZERO;
        end else begin
            kind1_q <= KIND_NUMBER;
        end
    end

    // Stage 2: exact product, in [2^46, 2^48).
    reg         sign2_q;
    reg  [1:0]  kind2_q;
    reg  [9:0]  exp2_q;
    reg  [47:0] product2_q;

    always @(posedge clk) begin
        sign2_q    <= sign1_q;
        kind2_q    <= kind1_q;
        exp2_q     <= exp1_q;
        product2_q <= {24'd0, a1_q} * {24'd0, b1_q};
    end

    // Stage 3: normalise by at most one place, flush, round, pack. Whether the
    // result is flushed is decided by the exponent before rounding.
    wire        carry    = product2_q[47];
    wire [22:0] fraction = carry ? product2_q[46:24] : product2_q[45:23];
    wire        guard    = carry ? product2_q[23] : product2_q[22];
    wire        sticky   = product2_q[21:0] != 22'd0 || (carry && product2_q[22]);
    wire [9:0]  exp      = exp2_q + {9'd0, carry};
    wire        under    = exp[9] || exp == 10'd0;
    wire        over     = !exp[9] && exp >= 10'd255;
    wire        round_up = guard && (sticky || fraction[0]);
    // A carry out of the fraction steps the exponent, at the top into infinity.
    wire [30:0] rounded  = {exp[7:0], fraction} + {30'd0, round_up};

    reg  [31:0] y_q;

    always @(posedge clk) begin
        if (kind2_q == KIND_NAN) begin
            y_q <= 32'h7FC00000;
        end else if (kind2_q == KIND_INF || (kind2_q == KIND_NUMBER && over)) begin
            y_q <= {sign2_q, 31'h7F800000};
        end else if (kind2_q == KIND_ZERO || under) begin
            y_q <= {sign2_q, 31'd0};
        end else begin
            y_q <= {sign2_q, rounded};
        end
    end

    assign y = y_q;

endmodule

`default_nettype wire
