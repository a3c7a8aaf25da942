// Dot product of a row of signed integers with a vector of activations.
//
// Why exact: inside a quantization group everything is integer arithmetic, so
// the order of this tree is free to follow timing.
//
// Products are registered first (one DSP or LUT multiplier per lane), then every
// second level of the adder tree, and the sum always.
// Latency 1 + ceil(log2(COLS) / 2), one dot product per cycle, no stall.
// enable[k] lets register stage k + 1 take new values; all ones is always right.
// COLS: a power of two, 2 to 256. A_BITS: of an element of a, 2 to 40. ACT_BITS: of
// an activation, 2 to 16. Sum: A_BITS + ACT_BITS + log2(COLS) bits, never overflows.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_int_dot #(
    parameter COLS   = 16,
    parameter A_BITS = 8,
    parameter ACT_BITS = 8
) (
    input  wire                          clk,
    input  wire [($clog2(COLS)+1)/2:0]   enable,
    input  wire [COLS*A_BITS-1:0]        a,
    input  wire [COLS*ACT_BITS-1:0]      b,
    output wire [A_BITS+ACT_BITS-1+$clog2(COLS):0] y
);

    localparam LEVELS = $clog2(COLS);

    generate
        if (COLS < 2 || COLS > 256 || (COLS & (COLS - 1)) != 0) begin : g_error
            dfab_error_int_dot_cols_must_be_a_power_of_two_2_to_256 u_error ();
        end
    endgenerate

    generate
        if (A_BITS < 2 || A_BITS > 40) begin : g_error_bits
            dfab_error_int_dot_a_bits_must_be_2_to_40 u_error ();
        end
        if (ACT_BITS < 2 || ACT_BITS > 16) begin : g_error_act_bits
            dfab_error_int_dot_act_bits_must_be_2_to_16 u_error ();
        end
    endgenerate

    // Level l has COLS >> l nodes of A_BITS + ACT_BITS + l bits, packed; level 0 holds products.
    genvar l;
    genvar i;
    generate
        for (l = 0; l <= LEVELS; l = l + 1) begin : g_level
            localparam NODES = COLS >> l;
            localparam BITS  = A_BITS + ACT_BITS + l;
            // Registers after the products, after levels 2, 4, ... and at the end.
            localparam REGISTERED = (l % 2 == 0) || (l == LEVELS);

            wire [NODES*BITS-1:0] node_d;
            wire [NODES*BITS-1:0] node;

            for (i = 0; i < NODES; i = i + 1) begin : g_node
                if (l == 0) begin : g_product
                    wire signed [A_BITS-1:0]   left  = a[i*A_BITS +: A_BITS];
                    wire signed [ACT_BITS-1:0] right = b[i*ACT_BITS +: ACT_BITS];
                    assign node_d[i*BITS +: BITS] = left * right;
                end else begin : g_sum
                    wire [BITS-2:0] left  = g_level[l-1].node[(2*i)*(BITS-1) +: BITS-1];
                    wire [BITS-2:0] right = g_level[l-1].node[(2*i+1)*(BITS-1) +: BITS-1];
                    assign node_d[i*BITS +: BITS] = {left[BITS-2], left} + {right[BITS-2], right};
                end
            end

            if (REGISTERED) begin : g_register
                reg [NODES*BITS-1:0] node_q;
                always @(posedge clk) begin
                    if (enable[(l+1)/2]) begin
                        node_q <= node_d;
                    end
                end
                assign node = node_q;
            end else begin : g_wire
                assign node = node_d;
            end
        end
    endgenerate

    assign y = g_level[LEVELS].node;

endmodule

`default_nettype wire
