// A signed integer times an activation, without a multiplier.
//
// Why: codes of few bits need none. Two bits of the weight at a time, with the bit
// below them, are a digit of -2 to 2 (Booth's recoding); a digit selects, shifts or
// inverts the activation, one LUT per bit, and from the second digit on in the LUT
// that feeds the adder anyway. So 2-bit weights and trits take no adder at all.
//
// To negate is to invert and to add one. Every digit but the lowest adds its one by
// its carry; the product still owes that of the lowest to whoever adds it up:
// a * b = y + owed.
//
// Combinational. A_BITS, ACT_BITS: 2 to 16. y has A_BITS + ACT_BITS bits; with
// A_BITS 2 the upper two are equal.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_int_product #(
    parameter A_BITS   = 4,
    parameter ACT_BITS = 8
) (
    input  wire [A_BITS-1:0]          a,
    input  wire [ACT_BITS-1:0]        b,
    output wire [A_BITS+ACT_BITS-1:0] y,
    output wire                       owed
);

    localparam DIGITS = (A_BITS + 1) / 2;
    localparam PADDED = 2 * DIGITS + 1;

    generate
        if (A_BITS < 2 || A_BITS > 16) begin : g_error
            dfab_error_int_product_a_bits_must_be_2_to_16 u_error ();
        end
        if (ACT_BITS < 2 || ACT_BITS > 16) begin : g_error_act_bits
            dfab_error_int_product_act_bits_must_be_2_to_16 u_error ();
        end
    endgenerate

    // The sign repeated to an even number of bits, and a zero below the lowest.
    wire [PADDED-1:0] padded;

    generate
        if (A_BITS % 2 == 0) begin : g_even
            assign padded = {a, 1'b0};
        end else begin : g_odd
            assign padded = {a[A_BITS-1], a, 1'b0};
        end
    endgenerate

    // Digit d's sum holds the product with the digits 0 to d, less what is owed.
    genvar d;
    generate
        for (d = 0; d < DIGITS; d = d + 1) begin : g_digit
            wire       one      = padded[2*d+1] ^ padded[2*d];
            wire       two      = padded[2*d+2] != padded[2*d+1] && !one;
            wire       negative = padded[2*d+2];
            wire [ACT_BITS:0] selected = ({(ACT_BITS+1){one}} & {b[ACT_BITS-1], b}) | ({(ACT_BITS+1){two}} & {b, 1'b0});
            wire [ACT_BITS:0] part     = selected ^ {(ACT_BITS+1){negative}};

            wire [2*d+ACT_BITS+1:0] sum;

            if (d == 0) begin : g_first
                assign sum = {part[ACT_BITS], part};
            end else begin : g_more
                // Bits below 2d are final. A bit below the sum brings in the carry.
                wire [2*d+ACT_BITS-1:0] before_it = g_digit[d-1].sum;
                wire [ACT_BITS:0]       above     = {{2{before_it[2*d+ACT_BITS-1]}}, before_it[2*d+ACT_BITS-2:2*d]};
                wire [ACT_BITS+2:0]     added     = {above[ACT_BITS], above, 1'b1} + {part[ACT_BITS], part, negative};
                wire                    unused_carry = &{1'b0, added[0]};

                assign sum = {added[ACT_BITS+2:1], before_it[2*d-1:0]};
            end
        end
    endgenerate

    wire [2*DIGITS+ACT_BITS-1:0] total = g_digit[DIGITS-1].sum;
    wire                         unused_top = &{1'b0, total};

    assign y    = total[A_BITS+ACT_BITS-1:0];
    assign owed = padded[2];

endmodule

`default_nettype wire
