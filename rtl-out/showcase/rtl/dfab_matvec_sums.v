// Adds the dot products of the chunks of a piece: int[m][r] of the tile.
//
// Why integers: the sum inside a group is exact, whatever the order or the number
// of chunks. SUM_BITS must hold the largest, up to 48 bits.
//
// One sum per row is kept for each vector m. With one vector, slots may follow
// each other every cycle and the sum is taken from its register; with more, a
// memory keeps the sums, and a vector's turn comes every second cycle at most.
// Latency 1 from dot to sum, one slot per cycle. early_m is the vector of the
// slot one cycle before its dot product.
//
// DOT_BITS: bits of a dot product, 2 or more. Also more than SUM_BITS, when pieces are
// shorter than a row of the tile: what is above SUM_BITS then repeats the sign.
// VECTORS: how many m, a power of two, 2 to 128.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_matvec_sums #(
    parameter ROWS     = 8,
    parameter DOT_BITS = 20,
    parameter SUM_BITS = 32,
    parameter VECTORS  = 64
) (
    input  wire                       clk,
    input  wire [$clog2(VECTORS)-1:0] early_m,
    input  wire                       valid,
    input  wire                       first_chunk,
    input  wire                       single,       // M = 1
    input  wire [$clog2(VECTORS)-1:0] m,
    input  wire [ROWS*DOT_BITS-1:0]   dot,
    output wire [ROWS*SUM_BITS-1:0]   sum
);

    generate
        if (DOT_BITS < 2 || SUM_BITS < 2 || SUM_BITS > 48) begin : g_error_bits
            dfab_error_matvec_sums_bits_must_be_2_or_more_and_of_sums_48_at_most u_error ();
        end
        if (VECTORS < 2 || VECTORS > 128 || (VECTORS & (VECTORS - 1)) != 0) begin : g_error_vectors
            dfab_error_matvec_sums_vectors_must_be_a_power_of_two_2_to_128 u_error ();
        end
    endgenerate

    wire [ROWS*SUM_BITS-1:0] kept;
    wire [ROWS*SUM_BITS-1:0] sum_d;
    reg  [ROWS*SUM_BITS-1:0] sum_q;
    wire [ROWS*SUM_BITS-1:0] carried = first_chunk ? {(ROWS*SUM_BITS){1'b0}} : single ? sum_q : kept;

    genvar r;
    generate
        for (r = 0; r < ROWS; r = r + 1) begin : g_row
            wire [DOT_BITS-1:0] part = dot[r*DOT_BITS +: DOT_BITS];
            wire [SUM_BITS-1:0] term;
            wire                unused_part = &{1'b0, part};

            if (DOT_BITS < SUM_BITS) begin : g_widen
                assign term = {{(SUM_BITS-DOT_BITS){part[DOT_BITS-1]}}, part};
            end else begin : g_narrow
                assign term = part[SUM_BITS-1:0];
            end

            assign sum_d[r*SUM_BITS +: SUM_BITS] = carried[r*SUM_BITS +: SUM_BITS] + term;
        end
    endgenerate

    always @(posedge clk) begin
        if (valid) begin
            sum_q <= sum_d;
        end
    end

    dfab_ram_1r1w #(
        .WIDTH (ROWS*SUM_BITS),
        .DEPTH (VECTORS),
        .LANE  (ROWS*SUM_BITS)
    ) u_kept (
        .clk   (clk),
        .we    (valid && !single),
        .waddr (m),
        .wdata (sum_d),
        .re    (1'b1),
        .raddr (early_m),
        .rdata (kept)
    );

    assign sum = sum_q;

endmodule

`default_nettype wire
