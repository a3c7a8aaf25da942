// Wide lanes: dot products of the few tile words with elements of many bits, some of
// their rows at a time.
//
// Why lanes of their own: elements of the KV cache have 8 bits whatever the weights
// have, and so has many a head. On common lanes they would make every lane as wide
// as theirs; here few wide lanes take a word over several phases, and those of the
// other weights stay narrow.
//
// Phase p multiplies rows p * LANE_ROWS and up; their sums wait until the last
// phase, with which those of all ROWS rows stand at y.
//
// Latency of dfab_int_dot. here[k]: k cycles after a phase was issued; its operands
// are at values and activations with here[2].
// ROWS, COLS: of the tile word. LANE_ROWS: rows of lanes, a power of two below
// ROWS. VALUE_BITS, ACT_BITS, MULTIPLIER: as A_BITS and those of dfab_int_dot.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_matvec_wide #(
    parameter ROWS       = 8,
    parameter COLS       = 16,
    parameter LANE_ROWS  = 2,
    parameter VALUE_BITS = 8,
    parameter ACT_BITS   = 8,
    parameter MULTIPLIER = 1
) (
    input  wire                                        clk,
    input  wire [3+($clog2(COLS)+1)/2:2]               here,
    input  wire [LANE_ROWS*COLS*VALUE_BITS-1:0]        values,
    input  wire [COLS*ACT_BITS-1:0]                    activations,
    output wire [ROWS*(VALUE_BITS+ACT_BITS+$clog2(COLS))-1:0] y
);

    localparam STAGE_DOT = 3 + ($clog2(COLS) + 1) / 2;
    localparam DOT_BITS  = VALUE_BITS + ACT_BITS + $clog2(COLS);
    localparam SUMS      = LANE_ROWS * DOT_BITS;

    generate
        if (LANE_ROWS < 1 || (LANE_ROWS & (LANE_ROWS - 1)) != 0 || LANE_ROWS >= ROWS) begin : g_error
            dfab_error_matvec_wide_lane_rows_must_be_a_power_of_two_below_rows u_error ();
        end
    endgenerate

    wire [SUMS-1:0] dot;

    dfab_int_dot #(
        .ROWS       (LANE_ROWS),
        .COLS       (COLS),
        .A_BITS     (VALUE_BITS),
        .ACT_BITS   (ACT_BITS),
        .MULTIPLIER (MULTIPLIER)
    ) u_dot (
        .clk    (clk),
        .enable (here[STAGE_DOT-1:2]),
        .a      (values),
        .b      (activations),
        .y      (dot)
    );

    // Sums of the phases before, the first one's lowest when the last one's are here.
    reg [ROWS*DOT_BITS-SUMS-1:0] before_q;

    assign y = {dot, before_q};

    always @(posedge clk) begin
        if (here[STAGE_DOT]) begin
            before_q <= y[ROWS*DOT_BITS-1:SUMS];
        end
    end

endmodule

`default_nettype wire
