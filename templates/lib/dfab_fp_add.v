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
// enable[k] lets register stage k + 1 take new values; all ones is always right. A
// stage that holds still burns no power, in silicon and in simulation alike: each
// stage's logic is a function called under its enable.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_fp_add (
    input  wire        clk,
    input  wire [3:0]  enable,
    input  wire [31:0] a,
    input  wire [31:0] b,
    output wire [31:0] y
);

    localparam [1:0] KIND_NUMBER = 2'd0;
    localparam [1:0] KIND_ZERO   = 2'd1;
    localparam [1:0] KIND_INF    = 2'd2;
    localparam [1:0] KIND_NAN    = 2'd3;

    // Where the lower operand goes: from 26 places on only its sticky bit is left.
    function [4:0] places;
        input [7:0] upper_exp;
        input [7:0] lower_exp;
        reg   [7:0] distance;
        begin
            distance = upper_exp - lower_exp;
            places   = (distance[7:5] != 3'd0) ? 5'd31 : distance[4:0];
        end
    endfunction

    // The lower significand aligned with guard, round and sticky bits, turned for
    // a subtraction.
    function [27:0] align;
        input [23:0] significand;
        input [4:0]  shift;
        input        subtract;
        reg   [25:0] extended;
        reg   [25:0] aligned;
        reg          sticky;
        begin
            extended = {significand, 2'b00};
            aligned  = extended >> shift;
            sticky   = (extended & ~(26'h3FFFFFF << shift)) != 26'd0;
            align    = {1'b0, aligned, sticky} ^ {28{subtract}};
        end
    endfunction

    // Normalises in halving steps, each of which tells one bit of the count of
    // leading zeros: {kind, exponent, fraction, round up}.
    function [33:0] normalise;
        input [27:0] aligned_sum;
        input [7:0]  top_exp;
        input        nan;
        input        inf;
        reg          lz16;
        reg          lz8;
        reg          lz4;
        reg          lz2;
        reg   [27:0] norm16;
        reg   [27:0] norm8;
        reg   [27:0] norm4;
        reg   [27:0] norm2;
        reg   [26:0] norm1;  // without the leading one, which the format implies
        reg   [9:0]  exp;
        reg   [1:0]  kind;
        begin
            lz16   = aligned_sum[27:12] == 16'd0;
            norm16 = lz16 ? {aligned_sum[11:0], 16'd0} : aligned_sum;
            lz8    = norm16[27:20] == 8'd0;
            norm8  = lz8 ? {norm16[19:0], 8'd0} : norm16;
            lz4    = norm8[27:24] == 4'd0;
            norm4  = lz4 ? {norm8[23:0], 4'd0} : norm8;
            lz2    = norm4[27:26] == 2'd0;
            norm2  = lz2 ? {norm4[25:0], 2'd0} : norm4;
            norm1  = norm2[27] ? norm2[26:0] : {norm2[25:0], 1'd0};
            exp    = {2'b00, top_exp} + 10'd1 - {5'd0, lz16, lz8, lz4, lz2, !norm2[27]};
            if (nan) begin
                kind = KIND_NAN;
            end else if (inf || (!exp[9] && exp >= 10'd255)) begin
                kind = KIND_INF;
            end else if (aligned_sum == 28'd0 || exp[9] || exp == 10'd0) begin
                kind = KIND_ZERO;
            end else begin
                kind = KIND_NUMBER;
            end
            normalise = {kind, exp[7:0], norm1[26:4], norm1[3] && (norm1[4] || norm1[2:0] != 3'd0)};
        end
    endfunction

    // Rounds and packs. A carry out of the fraction steps the exponent, at the
    // top into the bits of infinity.
    function [31:0] finish;
        input        sign;
        input [1:0]  kind;
        input [30:0] magnitude;
        input        round_up;
        begin
            case (kind)
                KIND_NUMBER: finish = {sign, magnitude + {30'd0, round_up}};
                KIND_ZERO:   finish = {sign, 31'd0};
                KIND_INF:    finish = {sign, 31'h7F800000};
                default:     finish = 32'h7FC00000;
            endcase
        end
    endfunction

    // Stage 1: order by magnitude, exponent difference, special operands.
    // Raw bits order correctly even before subnormals are flushed.
    wire        swap      = b[30:0] > a[30:0];
    wire [31:0] upper     = swap ? b : a;
    wire [31:0] lower     = swap ? a : b;

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
        if (enable[0]) begin
            sign1_q      <= upper[31];
            zero_sign1_q <= upper[31] & lower[31];
            subtract1_q  <= upper[31] ^ lower[31];
            nan1_q       <= upper[30:23] == 8'hFF
                         && (upper[22:0] != 23'd0 || (lower[30:23] == 8'hFF && upper[31] != lower[31]));
            inf1_q       <= upper[30:23] == 8'hFF;
            exp1_q       <= upper[30:23];
            shift1_q     <= places(upper[30:23], lower[30:23]);
            upper1_q     <= upper[30:23] == 8'd0 ? 24'd0 : {1'b1, upper[22:0]};
            lower1_q     <= lower[30:23] == 8'd0 ? 24'd0 : {1'b1, lower[22:0]};
        end
    end

    // Stage 2: add or subtract.
    reg         sign2_q;
    reg         zero_sign2_q;
    reg         nan2_q;
    reg         inf2_q;
    reg  [7:0]  exp2_q;
    reg  [27:0] sum2_q;

    always @(posedge clk) begin
        if (enable[1]) begin
            sign2_q      <= sign1_q;
            zero_sign2_q <= zero_sign1_q;
            nan2_q       <= nan1_q;
            inf2_q       <= inf1_q;
            exp2_q       <= exp1_q;
            sum2_q       <= {1'b0, upper1_q, 3'b000} + align(lower1_q, shift1_q, subtract1_q) + {27'd0, subtract1_q};
        end
    end

    // Stage 3: normalise.
    reg         sign3_q;
    reg  [1:0]  kind3_q;
    reg  [30:0] packed3_q;
    reg         round_up3_q;

    always @(posedge clk) begin
        if (enable[2]) begin
            sign3_q <= sum2_q == 28'd0 ? zero_sign2_q : sign2_q;
            {kind3_q, packed3_q, round_up3_q} <= normalise(sum2_q, exp2_q, nan2_q, inf2_q);
        end
    end

    // Stage 4: the fp32 number.
    reg  [31:0] y_q;

    always @(posedge clk) begin
        if (enable[3]) begin
            y_q <= finish(sign3_q, kind3_q, packed3_q, round_up3_q);
        end
    end

    assign y = y_q;

endmodule

`default_nettype wire
