// A first-in first-out queue between two streams on one clock.
//
// First-word fall-through: the oldest word stands on m_data while m_valid is
// high. Storage is read without a clock, as distributed RAM; for depths in the
// hundreds put a dfab_ram_1r1w behind a small one of these.
//
// Throughput one word per cycle at any fill below full; a word passes in 1
// cycle. A full queue takes no word in the cycle that frees a place, so no path
// runs from m_ready to s_ready. level: words held.
//
// WIDTH: bits per word, 1 or more. DEPTH: words, a power of two, 2 or more.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_fifo #(
    parameter WIDTH = 32,
    parameter DEPTH = 16
) (
    input  wire                   clk,
    input  wire                   rst,

    input  wire                   s_valid,
    output wire                   s_ready,
    input  wire [WIDTH-1:0]       s_data,

    output wire                   m_valid,
    input  wire                   m_ready,
    output wire [WIDTH-1:0]       m_data,

    output wire [$clog2(DEPTH):0] level
);

    localparam ADDR_BITS = $clog2(DEPTH);

    generate
        if (WIDTH < 1) begin : g_error_width
            dfab_error_fifo_width_must_be_positive u_error ();
        end
        if (DEPTH < 2 || (DEPTH & (DEPTH - 1)) != 0) begin : g_error_depth
            dfab_error_fifo_depth_must_be_a_power_of_two u_error ();
        end
    endgenerate

    // Pointers carry one bit more than an address, so that full and empty differ.
    reg  [ADDR_BITS:0] write_q;
    reg  [ADDR_BITS:0] read_q;
    reg  [WIDTH-1:0]   mem [0:DEPTH-1];

    wire [ADDR_BITS:0] held = write_q - read_q;
    wire               push = s_valid && s_ready;
    wire               pop  = m_valid && m_ready;

    always @(posedge clk) begin
        if (push) begin
            mem[write_q[ADDR_BITS-1:0]] <= s_data;
        end
    end

    always @(posedge clk) begin
        if (rst) begin
            write_q <= {(ADDR_BITS+1){1'b0}};
            read_q  <= {(ADDR_BITS+1){1'b0}};
        end else begin
            write_q <= write_q + {{ADDR_BITS{1'b0}}, push};
            read_q  <= read_q + {{ADDR_BITS{1'b0}}, pop};
        end
    end

    assign s_ready = !held[ADDR_BITS];
    assign m_valid = write_q != read_q;
    assign m_data  = mem[read_q[ADDR_BITS-1:0]];
    assign level   = held;

endmodule

`default_nettype wire
