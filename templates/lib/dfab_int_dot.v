// Dot products of rows of signed integers with one vector of activations.
//
// Why exact: inside a quantization group everything is integer arithmetic, so
// the order of this tree is free to follow timing.
//
// MULTIPLIER 0: products of selected, shifted and inverted activations in LUTs
// (dfab_int_product). 1: one multiplier, so one DSP, per product. 2: one per two
// rows, since (a1 * 2^k + a0) * b holds both products; k = A_BITS + ACT_BITS, and the
// upper one lacks 1 where the lower is negative.
//
// A product may so owe 1 to the sum. In each node the right operand's comes in as
// the carry, and the left one's is passed on; column 0, which is left at every node,
// pays at once. The owed ones then cost no adder of their own.
//
// Products are registered first, then every second level of the adder tree, and
// the sum always. Products of one digit (A_BITS 2, MULTIPLIER 0) are no more than a
// LUT before the first adder, so that registers come a level later.
// Latency 1 + ceil(log2(COLS) / 2), one dot product of each row per cycle, no stall.
// enable[k] lets register stage k + 1 take new values; all ones is always right.
// DFAB_FAST_LANES defined: every product is multiplied, whatever MULTIPLIER says, for
// simulations of whole designs.
// ROWS: that share b, 1 or more; even with MULTIPLIER 2. COLS: a power of two, 2 to
// 256. A_BITS: of an element of a, 2 to 40; at most 16 with MULTIPLIER 0. ACT_BITS: of
// an activation, 2 to 16. Sum: A_BITS + ACT_BITS + log2(COLS) bits, never overflows.
// Element (r, c) of a is element r * COLS + c.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_int_dot #(
    parameter ROWS       = 1,
    parameter COLS       = 16,
    parameter A_BITS     = 8,
    parameter ACT_BITS   = 8,
    parameter MULTIPLIER = 1
) (
    input  wire                                   clk,
    input  wire [($clog2(COLS)+1)/2:0]            enable,
    input  wire [ROWS*COLS*A_BITS-1:0]            a,
    input  wire [COLS*ACT_BITS-1:0]               b,
    output wire [ROWS*(A_BITS+ACT_BITS+$clog2(COLS))-1:0] y
);

    // The same sums in the same cycles: simulators multiply faster than they select.
`ifdef DFAB_FAST_LANES
    localparam PRODUCTS = 1;
`else
    localparam PRODUCTS = MULTIPLIER;
`endif

    localparam LEVELS  = $clog2(COLS);
    localparam STAGES  = 1 + (LEVELS + 1) / 2;
    localparam OWES    = PRODUCTS != 1;
    localparam DIGIT   = PRODUCTS == 0 && A_BITS == 2;
    localparam LEAF    = A_BITS + ACT_BITS;
    localparam Y_BITS  = LEAF + LEVELS;

    generate
        if (COLS < 2 || COLS > 256 || (COLS & (COLS - 1)) != 0) begin : g_error
            dfab_error_int_dot_cols_must_be_a_power_of_two_2_to_256 u_error ();
        end
        if (A_BITS < 2 || A_BITS > 40) begin : g_error_bits
            dfab_error_int_dot_a_bits_must_be_2_to_40 u_error ();
        end
        if (ACT_BITS < 2 || ACT_BITS > 16) begin : g_error_act_bits
            dfab_error_int_dot_act_bits_must_be_2_to_16 u_error ();
        end
        if (ROWS < 1 || MULTIPLIER > 2 || (MULTIPLIER == 2 && ROWS % 2 != 0)) begin : g_error_rows
            dfab_error_int_dot_rows_must_be_1_or_more_and_even_in_pairs u_error ();
        end
    endgenerate

    genvar r;
    genvar l;
    genvar i;

    // Products: of one row, or of two in one.
    wire [ROWS*COLS*LEAF-1:0] product;
    wire [ROWS*COLS-1:0]      product_owed;

    generate
        if (PRODUCTS == 2) begin : g_pairs
            for (r = 0; r < ROWS; r = r + 2) begin : g_row
                for (i = 0; i < COLS; i = i + 1) begin : g_col
                    wire signed [A_BITS-1:0]  lower = a[(r*COLS + i)*A_BITS +: A_BITS];
                    wire signed [A_BITS-1:0]  upper = a[((r+1)*COLS + i)*A_BITS +: A_BITS];
                    wire signed [A_BITS:0]    above = {upper[A_BITS-1], upper} - {{A_BITS{1'b0}}, lower[A_BITS-1]};
                    wire signed [A_BITS+LEAF:0] both  = {above, {(LEAF-A_BITS){lower[A_BITS-1]}}, lower};
                    wire signed [ACT_BITS-1:0] right = b[i*ACT_BITS +: ACT_BITS];
                    reg  signed [2*LEAF-1:0] both_q;

                    always @(posedge clk) begin
                        if (enable[0]) begin
                            both_q <= both * right;
                        end
                    end

                    assign product[(r*COLS + i)*LEAF +: LEAF]     = both_q[LEAF-1:0];
                    assign product[((r+1)*COLS + i)*LEAF +: LEAF] = both_q[2*LEAF-1:LEAF];
                    assign product_owed[r*COLS + i]               = 1'b0;
                    assign product_owed[(r+1)*COLS + i]           = both_q[LEAF-1];
                end
            end
        end else begin : g_single
            wire [ROWS*COLS*LEAF-1:0] product_d;
            wire [ROWS*COLS-1:0]      owed_d;

            for (r = 0; r < ROWS; r = r + 1) begin : g_row
                for (i = 0; i < COLS; i = i + 1) begin : g_col
                    if (PRODUCTS == 0) begin : g_select
                        dfab_int_product #(.A_BITS (A_BITS), .ACT_BITS (ACT_BITS)) u_product (
                            .a    (a[(r*COLS + i)*A_BITS +: A_BITS]),
                            .b    (b[i*ACT_BITS +: ACT_BITS]),
                            .y    (product_d[(r*COLS + i)*LEAF +: LEAF]),
                            .owed (owed_d[r*COLS + i])
                        );
                    end else begin : g_multiply
                        wire signed [A_BITS-1:0] left  = a[(r*COLS + i)*A_BITS +: A_BITS];
                        wire signed [ACT_BITS-1:0] right = b[i*ACT_BITS +: ACT_BITS];

                        assign product_d[(r*COLS + i)*LEAF +: LEAF] = left * right;
                        assign owed_d[r*COLS + i]                   = 1'b0;
                    end
                end
            end

            if (DIGIT) begin : g_wire
                assign product      = product_d;
                assign product_owed = owed_d;
            end else begin : g_register
                reg [ROWS*COLS*LEAF-1:0] product_q;
                reg [ROWS*COLS-1:0]      owed_q;

                always @(posedge clk) begin
                    if (enable[0]) begin
                        product_q <= product_d;
                        owed_q    <= owed_d;
                    end
                end

                assign product      = product_q;
                assign product_owed = owed_q;
            end
        end
    endgenerate

    // Level l has COLS >> l nodes of LEAF + l bits in each row, packed; level 0 holds products.
    generate
        for (r = 0; r < ROWS; r = r + 1) begin : g_row
            for (l = 0; l <= LEVELS; l = l + 1) begin : g_level
                localparam NODES = COLS >> l;
                localparam BITS  = LEAF + l;
                // Which register stage stands behind this level, if any.
                localparam REGISTERED = l > 0 && ((l % 2 == (DIGIT ? 1 : 0)) || (l == LEVELS));
                localparam STAGE      = DIGIT ? l / 2 : (l + 1) / 2;

                wire [NODES*BITS-1:0] node_d;
                wire [NODES-1:0]      owed_d;
                wire [NODES*BITS-1:0] node;
                wire [NODES-1:0]      owed;
                wire                  unused_owed = &{1'b0, owed};

                for (i = 0; i < NODES; i = i + 1) begin : g_node
                    if (l == 0) begin : g_product
                        if (OWES && i == 0) begin : g_pays
                            assign node_d[BITS-1:0] = product[r*COLS*LEAF +: LEAF]
                                                    + {{(LEAF-1){1'b0}}, product_owed[r*COLS]};
                            assign owed_d[0]        = 1'b0;
                        end else begin : g_owes
                            assign node_d[i*BITS +: BITS] = product[(r*COLS + i)*LEAF +: LEAF];
                            assign owed_d[i]              = product_owed[r*COLS + i];
                        end
                    end else begin : g_sum
                        wire [BITS-2:0] left  = g_level[l-1].node[(2*i)*(BITS-1) +: BITS-1];
                        wire [BITS-2:0] right = g_level[l-1].node[(2*i+1)*(BITS-1) +: BITS-1];

                        assign owed_d[i] = g_level[l-1].owed[2*i];

                        if (OWES) begin : g_carry
                            // A bit below the sum brings in the carry.
                            wire [BITS:0] added = {left[BITS-2], left, 1'b1}
                                                + {right[BITS-2], right, g_level[l-1].owed[2*i+1]};
                            wire          unused_carry = &{1'b0, added[0]};

                            assign node_d[i*BITS +: BITS] = added[BITS:1];
                        end else begin : g_plain
                            assign node_d[i*BITS +: BITS] = {left[BITS-2], left} + {right[BITS-2], right};
                        end
                    end
                end

                if (REGISTERED) begin : g_register
                    reg [NODES*BITS-1:0] node_q;
                    reg [NODES-1:0]      owed_q;

                    always @(posedge clk) begin
                        if (enable[STAGE]) begin
                            node_q <= node_d;
                            owed_q <= owed_d;
                        end
                    end

                    assign node = node_q;
                    assign owed = owed_q;
                end else begin : g_wire
                    assign node = node_d;
                    assign owed = owed_d;
                end
            end

            // Registers that began a level late end a stage early in trees of odd height.
            if (DIGIT && LEVELS % 2 != 0) begin : g_late
                reg [Y_BITS-1:0] y_q;

                always @(posedge clk) begin
                    if (enable[STAGES-1]) begin
                        y_q <= g_level[LEVELS].node;
                    end
                end

                assign y[r*Y_BITS +: Y_BITS] = y_q;
            end else begin : g_direct
                assign y[r*Y_BITS +: Y_BITS] = g_level[LEVELS].node;
            end
        end
    endgenerate

endmodule

`default_nettype wire
