// Converts a signed integer to fp32, rounded once to nearest even.
//
// Why: integer dot products are exact up to here, so this is the only rounding
// that a group's sum sees.
//
// Latency 2, one conversion per cycle. WIDTH: bits of a, 2 to 48.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_fp_from_int #(
    parameter WIDTH = 32
) (
    input  wire             clk,
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

    // Stage 1: magnitude, flush left in 64 bits, and its leading zeros. The
    // magnitude of the most negative integer fits as an unsigned number.
    wire             sign      = a[WIDTH-1];
    wire [WIDTH-1:0] magnitude = (a ^ {WIDTH{sign}}) + {{(WIDTH-1){1'b0}}, sign};
    wire [63:0]      wide      = {magnitude, {(64-WIDTH){1'b0}}};

    wire        lz32  = wide[63:32] == 32'd0;
    wire [31:0] top32 = lz32 ? wide[31:0] : wide[63:32];
    wire        lz16  = top32[31:16] == 16'd0;
    wire [15:0] top16 = lz16 ? top32[15:0] : top32[31:16];
    wire        lz8   = top16[15:8] == 8'd0;
    wire [7:0]  top8  = lz8 ? top16[7:0] : top16[15:8];
    wire        lz4   = top8[7:4] == 4'd0;
    wire [3:0]  top4  = lz4 ? top8[3:0] : top8[7:4];
    wire        lz2   = top4[3:2] == 2'd0;
    wire        lz1   = !(lz2 ? top4[1] : top4[3]);

    reg         sign1_q;
    reg         zero1_q;
    reg  [5:0]  zeros1_q;
    reg  [63:0] wide1_q;

    always @(posedge clk) begin
        sign1_q  <= sign;
        zero1_q  <= a == {WIDTH{1'b0}};
        zeros1_q <= {lz32, lz16, lz8, lz4, lz2, lz1};
        wide1_q  <= wide;
    end

    // Stage 2: normalise, round, pack.
    wire [63:0] norm     = wide1_q << zeros1_q;
    wire [7:0]  exp      = TOP_EXPONENT - {2'b00, zeros1_q};
    wire        round_up = norm[39] && (norm[40] || norm[38:0] != 39'd0);
    wire [30:0] rounded  = {exp, norm[62:40]} + {30'd0, round_up};

    reg  [31:0] y_q;

    always @(posedge clk) begin
        y_q <= zero1_q ? 32'd0 : {sign1_q, rounded};
    end

    assign y = y_q;

    // The leading one is implied by the format; a lowest set bit is what is left
    // when no other one is.
    wire unused_bits = &{1'b0, norm[63], top4[0]};

endmodule

`default_nettype wire
