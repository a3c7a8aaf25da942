// Adds two fp32 numbers.
//
// Why a fixed pipeline without handshake: engines schedule by depth, so the
// adder can sit in trees and accumulators without any flow control.
//
// Numbers: round to nearest even; subnormal operands are zero of their sign; a
// sum below 2^-126 is exact and becomes zero of its sign; x - x is +0; every
// NaN is 7FC00000. Subtract by turning the sign bit of b.
//
// Latency 4, one sum per cycle.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_fp_add (
    input  wire        clk,
    input  wire [31:0] a,
    input  wire [31:0] b,
    output wire [31:0] y
);

    localparam [1:0] KIND_NUMBER = 2'd0;
    localparam [1:0] KIND_ZERO   = 2'd1;
    localparam [1:0] KIND_INF    = 2'd2;
    localparam [1:0] KIND_NAN    = 2'd3;

    // Stage 1: order by magnitude, exponent difference, special operands.
    // Raw bits order correctly even before subnormals are flushed.
    wire        swap       = b[30:0] > a[30:0];
    wire [31:0] upper      = swap ? b : a;
    wire [31:0] lower      = swap ? a : b;
    wire        upper_zero = upper[30:23] == 8'd0;
    wire        lower_zero = lower[30:23] == 8'd0;
    wire        upper_top  = upper[30:23] == 8'hFF;
    wire        lower_top  = lower[30:23] == 8'hFF;
    wire        subtract   = upper[31] ^ lower[31];
    wire        nan        = upper_top && (upper[22:0] != 23'd0 || (lower_top && subtract));
    wire [7:0]  distance   = upper[30:23] - lower[30:23];

    reg         sign1_q;
    reg         zero_sign1_q;
    reg         subtract1_q;
    reg         nan1_q;
    reg         inf1_q;
    reg  [7:0]  exp1_q;
    reg  [4:0]  shift1_q;
    reg  [23:0] upper1_q;
    reg  [23:0] lower1_q;

    always @(posedge clk) begin
        sign1_q      <= upper[31];
        zero_sign1_q <= upper[31] & lower[31];
        subtract1_q  <= subtract;
        nan1_q       <= nan;
        inf1_q       <= upper_top;
        exp1_q       <= upper[30:23];
        // From 26 places on only the sticky bit is left of the lower operand.
        shift1_q     <= (distance[7:5] != 3'd0) ? 5'd31 : distance[4:0];
        upper1_q     <= upper_zero ? 24'd0 : {1'b1, upper[22:0]};
        lower1_q     <= lower_zero ? 24'd0 : {1'b1, lower[22:0]};
    end

    // Stage 2: align with guard, round and sticky bits; add or subtract.
    wire [25:0] extended = {lower1_q, 2'b00};
    wire [25:0] aligned  = extended >> shift1_q;
    wire        sticky   = (extended & ~(26'h3FFFFFF << shift1_q)) != 26'd0;
    wire [27:0] addend   = {1'b0, aligned, sticky} ^ {28{subtract1_q}};

    reg         sign2_q;
    reg         zero_sign2_q;
    reg         nan2_q;
    reg         inf2_q;
    reg  [7:0]  exp2_q;
    reg  [27:0] sum2_q;

    always @(posedge clk) begin
        sign2_q      <= sign1_q;
        zero_sign2_q <= zero_sign1_q;
        nan2_q       <= nan1_q;
        inf2_q       <= inf1_q;
        exp2_q       <= exp1_q;
        sum2_q       <= {1'b0, upper1_q, 3'b000} + addend + {27'd0, subtract1_q};
    end

    // Stage 3: normalise in halving steps; each tells one bit of the count of
    // leading zeros.
    wire        lz16   = sum2_q[27:12] == 16'd0;
    wire [27:0] norm16 = lz16 ? {sum2_q[11:0], 16'd0} : sum2_q;
    wire        lz8    = norm16[27:20] == 8'd0;
    wire [27:0] norm8  = lz8 ? {norm16[19:0], 8'd0} : norm16;
    wire        lz4    = norm8[27:24] == 4'd0;
    wire [27:0] norm4  = lz4 ? {norm8[23:0], 4'd0} : norm8;
    wire        lz2    = norm4[27:26] == 2'd0;
    wire [27:0] norm2  = lz2 ? {norm4[25:0], 2'd0} : norm4;
    wire        lz1    = !norm2[27];
    // The leading one is implied by the format.
    wire [26:0] norm1  = lz1 ? {norm2[25:0], 1'd0} : norm2[26:0];
    wire        zero   = sum2_q == 28'd0;
    wire [9:0]  exp    = {2'b00, exp2_q} + 10'd1 - {5'd0, lz16, lz8, lz4, lz2, lz1};
    wire        under  = exp[9] || exp == 10'd0;
    wire        over   = !exp[9] && exp >= 10'd255;

    reg         sign3_q;
    reg  [1:0]  kind3_q;
    reg  [30:0] packed3_q;
    reg         round_up3_q;

    always @(posedge clk) begin
        sign3_q     <= zero ? zero_sign2_q : sign2_q;
        packed3_q   <= {exp[7:0], norm1[26:4]};
        round_up3_q <= norm1[3] && (norm1[4] || norm1[2:0] != 3'd0);
        if (nan2_q) begin
            kind3_q <= KIND_NAN;
        end else if (inf2_q || over) begin
            kind3_q <= KIND_INF;
        end else if (zero || under) begin
            kind3_q <= KIND_ZERO;
        end else begin
            kind3_q <= KIND_NUMBER;
        end
    end

    // Stage 4: round. A carry out of the fraction steps the exponent, at the
    // top into the bits of infinity.
    wire [30:0] rounded = packed3_q + {30'd0, round_up3_q};

    reg  [31:0] y_q;

    always @(posedge clk) begin
        case (kind3_q)
            KIND_NUMBER: y_q <= {sign3_q, rounded};
            KIND_ZERO:   y_q <= {sign3_q, 31'd0};
            KIND_INF:    y_q <= {sign3_q, 31'h7F800000};
            default:     y_q <= 32'h7FC00000;
        endcase
    end

    assign y = y_q;

endmodule

`default_nettype wire
