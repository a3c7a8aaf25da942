// For each bit of a vector the number of ones below it.
//
// Why: where a bitmap says which weights of a group are stored, the rank of a set
// bit is the place among the stored ones of the weight that belongs to it.
//
// Counted by halves: a bit's rank in a block of 2^k is that in its half, and in the
// upper half the ones of the lower half more. So no rank is behind more than
// LOG2_WIDTH additions.
// Combinational. LOG2_WIDTH: 1 to 6. RANK_BITS: of a rank, 1 to 6; what does not fit
// is cut off.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_bit_ranks #(
    parameter LOG2_WIDTH = 5,
    parameter RANK_BITS  = 5
) (
    input  wire [(1 << LOG2_WIDTH)-1:0]           bits,
    output wire [(RANK_BITS << LOG2_WIDTH)-1:0]   ranks
);

    localparam WIDTH = 1 << LOG2_WIDTH;

    generate
        if (LOG2_WIDTH < 1 || LOG2_WIDTH > 6 || RANK_BITS < 1 || RANK_BITS > 6) begin : g_error
            dfab_error_bit_ranks_width_and_rank_bits_must_be_1_to_6 u_error ();
        end
    endgenerate

    genvar k;
    genvar i;
    generate
        for (k = 0; k <= LOG2_WIDTH; k = k + 1) begin : g_level
            // What a block of 2^k has in all.
            for (i = 0; i < (WIDTH >> k); i = i + 1) begin : g_block
                wire [RANK_BITS-1:0] ones;

                if (k > 0) begin : g_halves
                    assign ones = g_level[k-1].g_block[2*i].ones + g_level[k-1].g_block[2*i+1].ones;
                end else if (RANK_BITS > 1) begin : g_wide
                    assign ones = {{(RANK_BITS-1){1'b0}}, bits[i]};
                end else begin : g_narrow
                    assign ones = bits[i];
                end
            end

            // What a bit has below it in its block.
            for (i = 0; i < WIDTH; i = i + 1) begin : g_bit
                wire [RANK_BITS-1:0] below;

                if (k == 0) begin : g_alone
                    assign below = {RANK_BITS{1'b0}};
                end else if ((i >> (k - 1)) % 2 == 0) begin : g_lower
                    assign below = g_level[k-1].g_bit[i].below;
                end else begin : g_upper
                    assign below = g_level[k-1].g_bit[i].below + g_level[k-1].g_block[(i >> (k - 1)) - 1].ones;
                end
            end
        end

        for (i = 0; i < WIDTH; i = i + 1) begin : g_rank
            assign ranks[i*RANK_BITS +: RANK_BITS] = g_level[LOG2_WIDTH].g_bit[i].below;
        end
    endgenerate

    wire [RANK_BITS-1:0] unused_all = g_level[LOG2_WIDTH].g_block[0].ones;

endmodule

`default_nettype wire
