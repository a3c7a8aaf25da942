// The special-function unit: 2^a, 1/a and 1/sqrt(a) of an fp32 number.
//
// Why one unit: each function reduces to a significand in [1, 2] on 128
// segments of one binade, so all three share one table (a block RAM), one
// square and two products (three DSP blocks) and differ in the exponent only.
//
// op 0 passes a through unchanged, 1 is 2^a, 2 is 1/a, 3 is 1/sqrt(a).
// Worst error 0.80 ulp; powers of two are exact. Subnormal operands are zero of
// their sign, results below 2^-126 become zero of theirs, every NaN is
// 7FC00000. 1/0 and 1/sqrt(0) are infinity of the zero's sign; 1/sqrt of a
// negative number is NaN.
//
// Latency 5 for every op, one result per cycle.
// enable[k] lets register stage k + 1 take new values; all ones is always right. A
// stage that holds still burns no power, in silicon and in simulation alike: each
// stage's logic is a function called under its enable.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_fp_sfu (
    input  wire        clk,
    input  wire [4:0]  enable,
    input  wire [1:0]  op,
    input  wire [31:0] a,
    output wire [31:0] y
);

    localparam [1:0] OP_PASS  = 2'd0;
    localparam [1:0] OP_EXP2  = 2'd1;
    localparam [1:0] OP_RECIP = 2'd2;

    localparam [31:0] NAN     = 32'h7FC00000;
    localparam [30:0] INF     = 31'h7F800000;

    // 2^a: a to 25 fractional bits, nearest, halves away from zero. The lowest
    // of the 34 bits is the rounding bit, and rounding and negating share the
    // adder: -(t + r) = ~t + !r. From 2^8 on a is out of range anyway.
    function [33:0] fixed_point;
        input [31:0] number;
        reg   [7:0]  distance;
        reg   [33:0] guarded;
        reg   [33:0] magnitude;
        begin
            distance    = 8'd134 - number[30:23];
            guarded     = {number[30:23] != 8'd0, number[22:0], 10'd0} >> distance[5:0];
            magnitude   = distance[7:6] != 2'd0 ? 34'd0 : guarded;
            fixed_point = ({1'b0, magnitude[33:1]} ^ {34{number[31]}})
                        + {33'd0, magnitude[0] ^ number[31]};
        end
    endfunction

    // Where the table is entered: {exponent, index, offset within the segment}.
    function [36:0] place;
        input [1:0]  op_of;
        input [31:0] number;
        reg   [33:0] fixed;
        begin
            fixed = fixed_point(number);
            case (op_of)
                OP_EXP2: place = {10'd127 + {fixed[33], fixed[33:25]}, 2'd0, fixed[24:18], !fixed[17], fixed[16:0]};
                // 1 / (2^e m) = 2^(-e-1) * (2 / m)
                OP_RECIP: place = {10'd253 - {2'd0, number[30:23]}, 2'd1, number[22:16],
                                   !number[15], number[14:0], 2'b00};
                // An odd biased exponent is an even power of two: m in [1, 2).
                default: place = {10'd190 - {2'd0, {1'b0, number[30:24]} + {7'd0, number[23]}}, 1'b1, !number[23],
                                  number[22:16], !number[15], number[14:0], 2'b00};
            endcase
        end
    endfunction

    // Where no table is needed, the result itself: {1, value}.
    function [32:0] direct;
        input [1:0]  op_of;
        input [31:0] number;
        reg          sign;
        reg          zero;
        reg          top;
        reg          nan;
        begin
            sign = number[31];
            zero = number[30:23] == 8'd0;
            top  = number[30:23] == 8'hFF;
            nan  = top && number[22:0] != 23'd0;
            case (op_of)
                OP_PASS:  direct = {1'b1, number};
                OP_EXP2:  direct = {nan || number[30:23] > 8'd134, nan ? NAN : sign ? 32'd0 : {1'b0, INF}};
                OP_RECIP: direct = {zero || top, nan ? NAN : zero ? {sign, INF} : {sign, 31'd0}};
                default:  direct = {zero || top || sign, zero ? {sign, INF} : (nan || sign) ? NAN : 32'd0};
            endcase
        end
    endfunction

    // What falls below the precision kept, and what is always zero above it, has a
    // name of its own in each of these.

    // The offset is signed, from the middle of the segment.
    function [17:0] square_of;
        input signed [17:0] offset;
        reg                 unused_sign;
        reg          [16:0] unused_low;
        begin
            {unused_sign, square_of, unused_low} = offset * offset;
        end
    endfunction

    function [25:0] linear_of;
        input signed [21:0] slope;
        input signed [17:0] offset;
        reg          [13:0] unused_low;
        begin
            {linear_of, unused_low} = slope * offset;
        end
    endfunction

    function [16:0] curve_of;
        input [14:0] coefficient;
        input [17:0] square;
        reg   [15:0] unused_low;
        begin
            {curve_of, unused_low} = {18'd0, coefficient} * {15'd0, square};
        end
    endfunction

    // The significand, 2^23 as one, with the bit above it. The table already holds
    // the half ulp that rounds.
    function [24:0] significand_of;
        input [26:0] base;
        input [25:0] linear;
        input [16:0] curve;
        reg   [7:0]  unused_low;
        begin
            {significand_of, unused_low} = {2'b01, base, 4'd0} + {{7{linear[25]}}, linear} + {16'd0, curve};
        end
    endfunction

    // A significand of 2 carries into the exponent; its leading one is implied.
    function [31:0] finish;
        input        sign;
        input [9:0]  exp;
        input        carry;
        input [22:0] fraction;
        reg   [9:0]  exp_out;
        begin
            exp_out = exp + {9'd0, carry};
            if (exp_out[9] || exp_out == 10'd0) begin
                finish = {sign, 31'd0};
            end else if (exp_out >= 10'd255) begin
                finish = {sign, INF};
            end else begin
                finish = {sign, exp_out[7:0], fraction};
            end
        end
    endfunction

    // Stage 1: table index, offset, exponent; or the result itself.
    reg         direct1_q;
    reg  [31:0] value1_q;
    reg         sign1_q;
    reg  [9:0]  exp1_q;
    reg  [8:0]  index1_q;
    reg  [17:0] offset1_q;

    always @(posedge clk) begin
        if (enable[0]) begin
            {direct1_q, value1_q}         <= direct(op, a);
            {exp1_q, index1_q, offset1_q} <= place(op, a);
            sign1_q                       <= op == OP_RECIP && a[31];
        end
    end

    // Stage 2: coefficients, and the square of the offset.
    wire [63:0] coefficients;

    dfab_fp_sfu_rom u_rom (
        .clk   (clk),
        .re    (enable[1]),
        .raddr (index1_q),
        .rdata (coefficients)
    );

    reg         direct2_q;
    reg  [31:0] value2_q;
    reg         sign2_q;
    reg  [9:0]  exp2_q;
    reg  [17:0] offset2_q;
    reg  [17:0] square2_q;

    always @(posedge clk) begin
        if (enable[1]) begin
            direct2_q <= direct1_q;
            value2_q  <= value1_q;
            sign2_q   <= sign1_q;
            exp2_q    <= exp1_q;
            offset2_q <= offset1_q;
            square2_q <= square_of(offset1_q);
        end
    end

    // Stage 3: linear and quadratic terms.
    reg         direct3_q;
    reg  [31:0] value3_q;
    reg         sign3_q;
    reg  [9:0]  exp3_q;
    reg  [26:0] base3_q;
    reg  [25:0] linear3_q;
    reg  [16:0] curve3_q;

    always @(posedge clk) begin
        if (enable[2]) begin
            direct3_q <= direct2_q;
            value3_q  <= value2_q;
            sign3_q   <= sign2_q;
            exp3_q    <= exp2_q;
            base3_q   <= coefficients[63:37];
            linear3_q <= linear_of(coefficients[36:15], offset2_q);
            curve3_q  <= curve_of(coefficients[14:0], square2_q);
        end
    end

    // Stage 4: the significand.
    reg         direct4_q;
    reg  [31:0] value4_q;
    reg         sign4_q;
    reg  [9:0]  exp4_q;
    reg  [24:0] significand4_q;

    always @(posedge clk) begin
        if (enable[3]) begin
            direct4_q      <= direct3_q;
            value4_q       <= value3_q;
            sign4_q        <= sign3_q;
            exp4_q         <= exp3_q;
            significand4_q <= significand_of(base3_q, linear3_q, curve3_q);
        end
    end

    // Stage 5: pack.
    reg  [31:0] y_q;

    always @(posedge clk) begin
        if (enable[4]) begin
            y_q <= direct4_q ? value4_q : finish(sign4_q, exp4_q, significand4_q[24], significand4_q[22:0]);
        end
    end

    assign y = y_q;

    wire unused_leading_one = significand4_q[23];

endmodule

`default_nettype wire
