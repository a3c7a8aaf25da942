// Every kind of element decoder side by side, each as a grid of 2 x 2 with just the
// bits that its integers need, and once more alone with 40 bits.
//
// in: four codes, a byte each, for the elements of the grid in order; the lone
// decoder gets the first. out: SLOTS times five integers of 64 bits, the grid's and
// the lone one. Slots: signed integers of b bits at b, unsigned ones at 9 + b, floats
// at 18 + 7 (e - 1) + m, tables of 2^b entries at 53 + b, base-3 digits at 62.

`resetall
`timescale 1ns / 1ps
`default_nettype none

/* verilator lint_off DECLFILENAME */
module decoder #(
    parameter KIND       = 0,
    parameter BITS       = 4,
    parameter EXPONENT   = 1,
    parameter MANTISSA   = 1,
    parameter VALUE_BITS = 8,
    parameter TABLE_BITS = 1,
    parameter [(TABLE_BITS << BITS)-1:0] TABLE = 0
) (
    input  wire [31:0]  in,
    output wire [319:0] out
);

    wire [4*BITS-1:0]       codes;
    wire [4*VALUE_BITS-1:0] values;
    wire [39:0]             wide;
    wire                    unused_in = &{1'b0, in};

    dfab_decode #(
        .ROWS       (2),
        .COLS       (2),
        .KIND       (KIND),
        .BITS       (BITS),
        .EXPONENT   (EXPONENT),
        .MANTISSA   (MANTISSA),
        .VALUE_BITS (VALUE_BITS),
        .TABLE_BITS (TABLE_BITS),
        .TABLE      (TABLE)
    ) u_grid (
        .codes  (codes),
        .values (values)
    );

    dfab_decode #(
        .ROWS       (1),
        .COLS       (1),
        .KIND       (KIND),
        .BITS       (BITS),
        .EXPONENT   (EXPONENT),
        .MANTISSA   (MANTISSA),
        .VALUE_BITS (40),
        .TABLE_BITS (TABLE_BITS),
        .TABLE      (TABLE)
    ) u_wide (
        .codes  (in[BITS-1:0]),
        .values (wide)
    );

    genvar i;
    generate
        for (i = 0; i < 4; i = i + 1) begin : g_element
            assign codes[i*BITS +: BITS] = in[i*8 +: BITS];
            assign out[i*64 +: 64] = {{(64-VALUE_BITS){values[i*VALUE_BITS + VALUE_BITS-1]}},
                                      values[i*VALUE_BITS +: VALUE_BITS]};
        end
    endgenerate

    assign out[319:256] = {{24{wide[39]}}, wide};

endmodule
/* verilator lint_on DECLFILENAME */

module bench #(
    // Tables of 2, 4, 8, ... 256 entries of 16 bits behind each other.
    parameter [510*16-1:0] TABLES = 0
) (
    input  wire              clk,
    input  wire [31:0]       in,
    output wire [63*320-1:0] out
);

    wire unused_clk = clk;

    assign out[0 +: 2*320]    = {(2*320){1'b0}};
    assign out[9*320 +: 2*320] = {(2*320){1'b0}};
    assign out[53*320 +: 320] = {320{1'b0}};

    genvar b;
    genvar e;
    genvar m;
    generate
        for (b = 2; b <= 8; b = b + 1) begin : g_integer
            decoder #(.KIND (0), .BITS (b), .VALUE_BITS (b)) u_signed (
                .in  (in),
                .out (out[b*320 +: 320])
            );
            decoder #(.KIND (1), .BITS (b), .VALUE_BITS (b + 1)) u_unsigned (
                .in  (in),
                .out (out[(9+b)*320 +: 320])
            );
        end
        for (e = 1; e <= 5; e = e + 1) begin : g_exponent
            for (m = 0; m <= 6; m = m + 1) begin : g_mantissa
                if (1 + e + m <= 8) begin : g_float
                    decoder #(
                        .KIND       (2),
                        .BITS       (1 + e + m),
                        .EXPONENT   (e),
                        .MANTISSA   (m),
                        .VALUE_BITS (m + (1 << e) - (e == 5 && m == 2 ? 1 : 0))
                    ) u_float (
                        .in  (in),
                        .out (out[(18+7*(e-1)+m)*320 +: 320])
                    );
                end else begin : g_none
                    assign out[(18+7*(e-1)+m)*320 +: 320] = {320{1'b0}};
                end
            end
        end
        for (b = 1; b <= 8; b = b + 1) begin : g_table
            decoder #(
                .KIND       (3),
                .BITS       (b),
                .VALUE_BITS (16),
                .TABLE_BITS (16),
                .TABLE      (TABLES[((1 << b)-2)*16 +: (16 << b)])
            ) u_table (
                .in  (in),
                .out (out[(53+b)*320 +: 320])
            );
        end
    endgenerate

    decoder #(.KIND (4), .BITS (2), .VALUE_BITS (2)) u_digit (
        .in  (in),
        .out (out[62*320 +: 320])
    );

endmodule

`default_nettype wire
