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

module bench #(
    // Tables of 2, 4, 8, ... 256 entries of 16 bits behind each other.
    parameter [510*16-1:0] TABLES = 0
) (
    input  wire              clk,
    input  wire [31:0]       in,
    output wire [63*320-1:0] out
);

    wire unused = &{1'b0, clk, in};

    genvar slot;
    genvar i;
    generate
        for (slot = 0; slot < 63; slot = slot + 1) begin : g_slot
            localparam KIND     = slot < 9  ? 0
                                : slot < 18 ? 1
                                : slot < 53 ? 2
                                : slot < 62 ? 3
                                :             4;
            localparam EXPONENT = KIND == 2 ? 1 + (slot - 18) / 7 : 1;
            localparam MANTISSA = KIND == 2 ? (slot - 18) % 7 : 0;
            localparam BITS     = KIND == 0 ? slot
                                : KIND == 1 ? slot - 9
                                : KIND == 2 ? 1 + EXPONENT + MANTISSA
                                : KIND == 3 ? slot - 53
                                :             2;
            localparam LEAST      = KIND == 3 ? 1 : 2;
            localparam VALUE_BITS = KIND == 1 ? BITS + 1
                                  : KIND == 2 ? MANTISSA + (1 << EXPONENT) - (EXPONENT == 5 && MANTISSA == 2 ? 1 : 0)
                                  : KIND == 3 ? 16
                                  :             BITS;
            localparam TABLE_BITS = KIND == 3 ? 16 : 1;
            localparam FIRST      = KIND == 3 ? ((1 << BITS) - 2) * 16 : 0;

            if (BITS < LEAST || BITS > 8) begin : g_none
                assign out[slot*320 +: 320] = {320{1'b0}};
            end else begin : g_decoders
                wire [4*BITS-1:0]       codes;
                wire [4*VALUE_BITS-1:0] values;
                wire [39:0]             wide;

                dfab_decode #(
                    .ROWS       (2),
                    .COLS       (2),
                    .KIND       (KIND),
                    .BITS       (BITS),
                    .EXPONENT   (EXPONENT),
                    .MANTISSA   (MANTISSA),
                    .VALUE_BITS (VALUE_BITS),
                    .TABLE_BITS (TABLE_BITS),
                    .TABLE      (TABLES[FIRST +: (TABLE_BITS << BITS)])
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
                    .TABLE      (TABLES[FIRST +: (TABLE_BITS << BITS)])
                ) u_wide (
                    .codes  (in[BITS-1:0]),
                    .values (wide)
                );

                for (i = 0; i < 4; i = i + 1) begin : g_element
                    assign codes[i*BITS +: BITS] = in[i*8 +: BITS];
                    assign out[slot*320 + i*64 +: 64] = {{(64-VALUE_BITS){values[i*VALUE_BITS + VALUE_BITS-1]}},
                                                         values[i*VALUE_BITS +: VALUE_BITS]};
                end

                assign out[slot*320 + 256 +: 64] = {{24{wide[39]}}, wide};
            end
        end
    endgenerate

endmodule

`default_nettype wire
