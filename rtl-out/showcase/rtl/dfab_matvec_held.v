// Holds a word of each tile of a block: the one that arrives, or the one that the tile
// was given before.
//
// Why a memory: scales come once per group and tile. When a group spans several rounds,
// the other tiles of the block come in between before a tile's scale is needed again.
//
// Latency 1 from index to present. A word that is taken is present from the next cycle
// on while opens stays high, and for its index afterwards.
//
// WIDTH: bits of a word, 1 or more. DEPTH: tiles, a power of two, 2 or more.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_matvec_held #(
    parameter WIDTH = 128,
    parameter DEPTH = 64
) (
    input  wire                     clk,
    input  wire                     rst,
    input  wire                     take,      // arriving is this tile's
    input  wire                     opens,     // the tile's word is what came last
    input  wire [$clog2(DEPTH)-1:0] index,
    input  wire [WIDTH-1:0]         arriving,
    output wire [WIDTH-1:0]         present
);

    reg  [WIDTH-1:0]         fresh_q;
    reg  [$clog2(DEPTH)-1:0] index_q;
    reg                      taken_q;
    reg                      use_fresh_q;
    wire [WIDTH-1:0]         kept;

    always @(posedge clk) begin
        taken_q     <= take && !rst;
        index_q     <= index;
        // What is just being written to the memory cannot be read from it yet.
        use_fresh_q <= opens || (taken_q && index_q == index);
        if (take) begin
            fresh_q <= arriving;
        end
    end

    dfab_ram_1r1w #(
        .WIDTH (WIDTH),
        .DEPTH (DEPTH),
        .LANE  (WIDTH)
    ) u_kept (
        .clk   (clk),
        .we    (taken_q),
        .waddr (index_q),
        .wdata (fresh_q),
        .re    (!opens),
        .raddr (index),
        .rdata (kept)
    );

    assign present = use_fresh_q ? fresh_q : kept;

endmodule

`default_nettype wire
