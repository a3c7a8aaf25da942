// A first-in first-out queue whose words lie in a RAM cell.
//
// Why beside dfab_fifo: that one reads without a clock, which costs LUTs in
// proportion to its depth; a read queue of one memory channel is hundreds of
// beats deep. A dfab_fifo of 4 words behind the RAM hides its read cycle.
//
// A word passes in 3 cycles, one word per cycle. Holds DEPTH words, and up to 4
// more that have left the RAM.
//
// WIDTH: bits per word, 1 or more. DEPTH: words, a power of two, 2 or more.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_ram_fifo #(
    parameter WIDTH = 32,
    parameter DEPTH = 128
) (
    input  wire             clk,
    input  wire             rst,

    input  wire             s_valid,
    output wire             s_ready,
    input  wire [WIDTH-1:0] s_data,

    output wire             m_valid,
    input  wire             m_ready,
    output wire [WIDTH-1:0] m_data
);

    localparam ADDR_BITS = $clog2(DEPTH);

    generate
        if (WIDTH < 1) begin : g_error_width
            dfab_error_ram_fifo_width_must_be_positive u_error ();
        end
        if (DEPTH < 2 || (DEPTH & (DEPTH - 1)) != 0) begin : g_error_depth
            dfab_error_ram_fifo_depth_must_be_a_power_of_two u_error ();
        end
    endgenerate

    // Pointers carry one bit more than an address, so that full and empty differ.
    reg  [ADDR_BITS:0] write_q;
    reg  [ADDR_BITS:0] read_q;
    reg                fetched_q;
    wire [ADDR_BITS:0] held = write_q - read_q;
    wire [WIDTH-1:0]   rdata;
    wire [2:0]         level;
    wire               out_ready;
    wire               push = s_valid && s_ready;

    // A word read now needs a place behind the one that was read last cycle.
    wire               fetch = write_q != read_q && level + {2'b00, fetched_q} < 3'd4;

    assign s_ready = !held[ADDR_BITS];

    always @(posedge clk) begin
        if (rst) begin
            write_q   <= {(ADDR_BITS+1){1'b0}};
            read_q    <= {(ADDR_BITS+1){1'b0}};
            fetched_q <= 1'b0;
        end else begin
            write_q   <= write_q + {{ADDR_BITS{1'b0}}, push};
            read_q    <= read_q + {{ADDR_BITS{1'b0}}, fetch};
            fetched_q <= fetch;
        end
    end

    dfab_ram_1r1w #(
        .WIDTH (WIDTH),
        .DEPTH (DEPTH)
    ) u_ram (
        .clk   (clk),
        .we    (push),
        .waddr (write_q[ADDR_BITS-1:0]),
        .wdata (s_data),
        .re    (fetch),
        .raddr (read_q[ADDR_BITS-1:0]),
        .rdata (rdata)
    );

    dfab_fifo #(
        .WIDTH (WIDTH),
        .DEPTH (4)
    ) u_out (
        .clk     (clk),
        .rst     (rst),
        .s_valid (fetched_q),
        .s_ready (out_ready),
        .s_data  (rdata),
        .m_valid (m_valid),
        .m_ready (m_ready),
        .m_data  (m_data),
        .level   (level)
    );

    wire unused_ready = &{1'b0, out_ready};

endmodule

`default_nettype wire
