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

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_fp_sfu (
    input  wire        clk,
    input  wire [1:0]  op,
    input  wire [31:0] a,
    output wire [31:0] y
);

    localparam [1:0] OP_PASS  = 2'd0;
    localparam [1:0] OP_EXP2  = 2'd1;
    localparam [1:0] OP_RECIP = 2'd2;

    localparam [31:0] NAN     = 32'h7FC00000;
    localparam [30:0] INF     = 31'h7F800000;

    // Stage 1: table index, offset within the segment, exponent; or, where no
    // table is needed, the result itself.
    wire       sign = a[31];
    wire [7:0] exp  = a[30:23];
    wire       zero = exp == 8'd0;
    wire       top  = exp == 8'hFF;
    wire       nan  = top && a[22:0] != 23'd0;

    // 2^a: a to 25 fractional bits, nearest, halves away from zero. The lowest
    // of the 34 bits is the rounding bit, and rounding and negating share the
    // adder: -(t + r) = ~t + !r. From 2^8 on a is out of range anyway.
    wire        huge      = exp > 8'd134;
    wire [7:0]  distance  = 8'd134 - exp;
    wire [33:0] guarded   = {!zero, a[22:0], 10'd0} >> distance[5:0];
    wire        tiny      = distance[7:6] != 2'd0;
    wire [33:0] magnitude = tiny ? 34'd0 : guarded;
    wire [33:0] fixed     = ({1'b0, magnitude[33:1]} ^ {34{sign}})
                          + {33'd0, magnitude[0] ^ sign};

    reg         direct1_q;
    reg  [31:0] value1_q;
    reg         sign1_q;
    reg  [9:0]  exp1_q;
    reg  [8:0]  index1_q;
    reg  [17:0] offset1_q;

    always @(posedge clk) begin
        if (op == OP_EXP2) begin
            direct1_q <= nan || huge;
            value1_q  <= nan ? NAN : sign ? 32'd0 : {1'b0, INF};
            sign1_q   <= 1'b0;
            exp1_q    <= 10'd127 + {fixed[33], fixed[33:25]};
            index1_q  <= {2'd0, fixed[24:18]};
            offset1_q <= {!fixed[17], fixed[16:0]};
        end else if (op == OP_RECIP) begin
            // 1 / (2^e m) = 2^(-e-1) * (2 / m)
            direct1_q <= zero || top;
            value1_q  <= nan ? NAN : zero ? {sign, INF} : {sign, 31'd0};
            sign1_q   <= sign;
            exp1_q    <= 10'd253 - {2'd0, exp};
            index1_q  <= {2'd1, a[22:16]};
            offset1_q <= {!a[15], a[14:0], 2'b00};
        end else begin
            // An odd biased exponent is an even power of two: m in [1, 2).
            direct1_q <= op == OP_PASS || zero || top || sign;
            value1_q  <= op == OP_PASS ? a
                       : zero          ? {sign, INF}
                       : nan || sign   ? NAN
                       :                 32'd0;
            sign1_q   <= 1'b0;
            exp1_q    <= 10'd190 - {2'd0, {1'b0, exp[7:1]} + {7'd0, exp[0]}};
            index1_q  <= {1'b1, !exp[0], a[22:16]};
            offset1_q <= {!a[15], a[14:0], 2'b00};
        end
    end

    // Stage 2: coefficients, and the square of the offset. The offset is signed,
    // from the middle of the segment.
    wire        [63:0] coefficients;
    wire signed [17:0] offset1 = offset1_q;
    wire signed [35:0] square  = offset1 * offset1;

    dfab_fp_sfu_rom u_rom (
        .clk   (clk),
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
        direct2_q <= direct1_q;
        value2_q  <= value1_q;
        sign2_q   <= sign1_q;
        exp2_q    <= exp1_q;
        offset2_q <= offset1_q;
        square2_q <= square[34:17];
    end

    // Stage 3: linear and quadratic terms.
    wire signed [21:0] slope   = coefficients[36:15];
    wire signed [17:0] offset2 = offset2_q;
    wire signed [39:0] linear  = slope * offset2;
    wire        [32:0] curve   = {18'd0, coefficients[14:0]} * {15'd0, square2_q};

    reg         direct3_q;
    reg  [31:0] value3_q;
    reg         sign3_q;
    reg  [9:0]  exp3_q;
    reg  [26:0] base3_q;
    reg  [25:0] linear3_q;
    reg  [16:0] curve3_q;

    always @(posedge clk) begin
        direct3_q <= direct2_q;
        value3_q  <= value2_q;
        sign3_q   <= sign2_q;
        exp3_q    <= exp2_q;
        base3_q   <= coefficients[63:37];
        linear3_q <= linear[39:14];
        curve3_q  <= curve[32:16];
    end

    // Stage 4: the significand, 2^31 as one. The table already holds the half
    // ulp that rounds; what is below the last place falls away.
    wire [32:0] sum = {2'b01, base3_q, 4'd0}
                    + {{7{linear3_q[25]}}, linear3_q}
                    + {16'd0, curve3_q};

    reg         direct4_q;
    reg  [31:0] value4_q;
    reg         sign4_q;
    reg  [9:0]  exp4_q;
    reg  [24:0] significand4_q;

    always @(posedge clk) begin
        direct4_q      <= direct3_q;
        value4_q       <= value3_q;
        sign4_q        <= sign3_q;
        exp4_q         <= exp3_q;
        significand4_q <= sum[32:8];
    end

    // Stage 5: a significand of 2 carries into the exponent; pack.
    wire [9:0]  exp_out = exp4_q + {9'd0, significand4_q[24]};
    wire        under   = exp_out[9] || exp_out == 10'd0;
    wire        over    = !exp_out[9] && exp_out >= 10'd255;

    reg  [31:0] y_q;

    always @(posedge clk) begin
        if (direct4_q) begin
            y_q <= value4_q;
        end else if (under) begin
            y_q <= {sign4_q, 31'd0};
        end else if (over) begin
            y_q <= {sign4_q, INF};
        end else begin
            y_q <= {sign4_q, exp_out[7:0], significand4_q[22:0]};
        end
    end

    assign y = y_q;

    // Below the precision kept, or implied: the square is never negative, and
    // the significand's leading one follows from its range.
    wire unused_bits = &{1'b0, square[35], square[16:0], linear[13:0], curve[15:0],
                         sum[7:0], significand4_q[23]};

endmodule

`default_nettype wire
