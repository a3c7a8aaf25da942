// Adds the activations of a piece, by whose sum a minimum is multiplied.
//
// Why one more row: with ones for its weights inside the piece and zeros outside, the
// tree and the sums of any row give it, in step with theirs, and once for all rows. Where
// rows store weights of different columns (n of m sparse), each has such a sum of its own.
//
// Latency from the slot as that of a row's sum: 2 to the operands, dfab_int_dot, WAIT,
// dfab_matvec_sums. One slot per cycle. enable[0] is high 1 cycle after a slot, and so
// on; activations are due 2 cycles after it. column_first and column_last: of the tile,
// where the piece begins and ends inside the slot's chunk.
//
// ROWS: 1 or, with activations of their own, all rows of the tile. COLS: a power of two, 2 to
// 256. ACT_BITS: of an activation. WAIT: cycles that dot products wait, 0 or more. SUM_BITS,
// VECTORS: as in dfab_matvec_sums.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_matvec_min_sum #(
    parameter ROWS     = 1,
    parameter COLS     = 16,
    parameter ACT_BITS = 8,
    parameter SUM_BITS = 32,
    parameter VECTORS  = 64,
    parameter WAIT     = 0
) (
    input  wire                          clk,
    input  wire [($clog2(COLS)+1)/2+1:0] enable,
    input  wire [$clog2(COLS)-1:0]       column_first,  // with the slot
    input  wire [$clog2(COLS)-1:0]       column_last,
    input  wire [ROWS*COLS*ACT_BITS-1:0] activations,
    input  wire [$clog2(VECTORS)-1:0]    early_m,       // these as for dfab_matvec_sums
    input  wire                          valid,
    input  wire                          first_chunk,
    input  wire                          single,
    input  wire [$clog2(VECTORS)-1:0]    m,
    output wire [ROWS*SUM_BITS-1:0]      sum
);

    localparam COL_BITS = $clog2(COLS);
    localparam DOT_BITS = 2 + ACT_BITS + COL_BITS;

    reg  [COL_BITS-1:0] first_q;
    reg  [COL_BITS-1:0] last_q;
    wire [COLS-1:0]     from   = {COLS{1'b1}} << first_q;
    wire [COLS-1:0]     behind = {COLS{1'b1}} << last_q << 1;
    reg  [COLS-1:0]     inside_q;
    wire [COLS*2-1:0]   ones;
    wire [ROWS*DOT_BITS-1:0] early;
    wire [ROWS*DOT_BITS-1:0] dot;

    always @(posedge clk) begin
        first_q <= column_first;
        last_q  <= column_last;
        if (enable[0]) begin
            inside_q <= from & ~behind;
        end
    end

    genvar r;
    genvar c;
    generate
        for (c = 0; c < COLS; c = c + 1) begin : g_column
            assign ones[2*c +: 2] = {1'b0, inside_q[c]};
        end
        for (r = 0; r < ROWS; r = r + 1) begin : g_row
            dfab_int_dot #(
                .COLS       (COLS),
                .A_BITS     (2),
                .ACT_BITS   (ACT_BITS),
                .MULTIPLIER (0)
            ) u_dot (
                .clk    (clk),
                .enable (enable[COL_BITS/2 + COL_BITS%2 + 1:1]),
                .a      (ones),
                .b      (activations[r*COLS*ACT_BITS +: COLS*ACT_BITS]),
                .y      (early[r*DOT_BITS +: DOT_BITS])
            );
        end
    endgenerate

    generate
        if (WAIT == 0) begin : g_no_wait
            assign dot = early;
        end else begin : g_wait
            dfab_delay #(.WIDTH (ROWS*DOT_BITS), .STAGES (WAIT)) u_dot (
                .clk (clk),
                .d   (early),
                .q   (dot)
            );
        end
    endgenerate

    dfab_matvec_sums #(
        .ROWS     (ROWS),
        .DOT_BITS (DOT_BITS),
        .SUM_BITS (SUM_BITS),
        .VECTORS  (VECTORS)
    ) u_sums (
        .clk         (clk),
        .early_m     (early_m),
        .valid       (valid),
        .first_chunk (first_chunk),
        .single      (single),
        .m           (m),
        .dot         (dot),
        .sum         (sum)
    );

endmodule

`default_nettype wire
