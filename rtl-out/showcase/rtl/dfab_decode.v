// Decodes the codes of one number format to the integers that they stand for.
//
// Why integers: an element of every format here is such an integer times a power
// of two that the whole format shares, so that the dot product of a group is
// exact whatever the format; the power of two goes into the scale.
//
// KIND 0: signed integers of BITS bits. 1: unsigned ones. 2: a sign, EXPONENT
// and MANTISSA bits with subnormals; the integer counts steps of the smallest
// one. 3: entry TABLE[code], signed. 4: base-3 digits 0, 1, 2 in 2 bits, less 1.
//
// Combinational. BITS: of a code, 2 to 8; with KIND 3 also 1. VALUE_BITS: of an integer, enough for
// all of them. TABLE_BITS: of an entry of TABLE, which has 2^BITS (KIND 3), and
// may have more bits than VALUE_BITS, for the sake of other formats' entries.
// Element (r, c) is element r * COLS + c.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_decode #(
    parameter ROWS       = 8,
    parameter COLS       = 16,
    parameter KIND       = 0,
    parameter BITS       = 4,
    parameter EXPONENT   = 2,
    parameter MANTISSA   = 1,
    parameter VALUE_BITS = 8,
    parameter TABLE_BITS = 8,
    parameter [(TABLE_BITS << BITS)-1:0] TABLE = 0
) (
    input  wire [ROWS*COLS*BITS-1:0]       codes,
    output wire [ROWS*COLS*VALUE_BITS-1:0] values
);

    // Bits of the widest integer, sign included. The last exponent of an 8-bit float
    // of 5 exponent bits is kept for what is no number.
    // No run reaches what is done once, at elaboration.
    // verilator coverage_off
    function [31:0] table_needs;
        input [(TABLE_BITS << BITS)-1:0] entries;
        integer                          i;
        integer                          j;
        begin
            table_needs = 1;
            for (i = 0; i < (1 << BITS); i = i + 1) begin
                for (j = 0; j < TABLE_BITS - 1; j = j + 1) begin
                    if (entries[i*TABLE_BITS + j] != entries[(i+1)*TABLE_BITS - 1] && table_needs < j + 2) begin
                        table_needs = j + 2;
                    end
                end
            end
        end
    endfunction
    // verilator coverage_on

    localparam NEEDED = KIND == 1 ? BITS + 1
                      : KIND == 2 ? MANTISSA + (1 << EXPONENT) - (EXPONENT == 5 && MANTISSA == 2 ? 1 : 0)
                      : KIND == 3 ? table_needs(TABLE)
                      :             BITS;

    generate
        if (BITS < (KIND == 3 ? 1 : 2) || BITS > 8 || KIND > 4 || (KIND == 4 && BITS != 2)
            || (KIND == 2 && (1 + EXPONENT + MANTISSA != BITS || EXPONENT < 1 || EXPONENT > 5))) begin : g_error_bits
            dfab_error_decode_bits_must_be_1_to_8_and_those_of_the_kind u_error ();
        end
        if (VALUE_BITS < NEEDED) begin : g_error_value
            dfab_error_decode_value_bits_do_not_hold_the_values u_error ();
        end
    endgenerate

    wire [(TABLE_BITS << BITS)-1:0] table_bits = TABLE;
    wire                            unused_table = &{1'b0, table_bits};

    genvar r;
    genvar c;
    generate
        for (r = 0; r < ROWS; r = r + 1) begin : g_row
            for (c = 0; c < COLS; c = c + 1) begin : g_col
                wire [BITS-1:0]       code = codes[(r*COLS + c)*BITS +: BITS];
                wire [VALUE_BITS-1:0] value;

                assign values[(r*COLS + c)*VALUE_BITS +: VALUE_BITS] = value;

                if (KIND == 0) begin : g_signed
                    assign value = {{(VALUE_BITS-BITS+1){code[BITS-1]}}, code[BITS-2:0]};
                end else if (KIND == 1) begin : g_unsigned
                    assign value = {{(VALUE_BITS-BITS){1'b0}}, code};
                end else if (KIND == 2) begin : g_float
                    wire [EXPONENT-1:0]   field     = code[MANTISSA +: EXPONENT];
                    wire                  subnormal = field == {EXPONENT{1'b0}};
                    wire [VALUE_BITS-1:0] magnitude;

                    if (MANTISSA == 0) begin : g_power
                        assign magnitude = {{(VALUE_BITS-1){1'b0}}, !subnormal} << (field - {{(EXPONENT-1){1'b0}}, !subnormal});
                    end else begin : g_fraction
                        assign magnitude = {{(VALUE_BITS-MANTISSA-1){1'b0}}, !subnormal, code[MANTISSA-1:0]}
                                        << (field - {{(EXPONENT-1){1'b0}}, !subnormal});
                    end

                    assign value = (magnitude ^ {VALUE_BITS{code[BITS-1]}}) + {{(VALUE_BITS-1){1'b0}}, code[BITS-1]};
                end else if (KIND == 3) begin : g_table
                    wire [TABLE_BITS-1:0] entry = table_bits[code*TABLE_BITS +: TABLE_BITS];

                    if (TABLE_BITS < VALUE_BITS) begin : g_extend
                        assign value = {{(VALUE_BITS-TABLE_BITS){entry[TABLE_BITS-1]}}, entry};
                    end else begin : g_cut
                        wire unused_entry = &{1'b0, entry};

                        assign value = entry[VALUE_BITS-1:0];
                    end
                end else begin : g_digit
                    assign value = {{(VALUE_BITS-1){code == 2'd0}}, code != 2'd1};
                end
            end
        end
    endgenerate

endmodule

`default_nettype wire
