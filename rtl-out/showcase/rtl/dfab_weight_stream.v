// Streams the words of a ROM in order, for ever: containers or scales of the
// weights that are placed on chip, or the columns of the blocks that are kept.
//
// Why without addresses from outside: matrices are used in the same order for
// every token, so the stream only has to wrap around; it runs ahead by itself
// across operations, layers and tokens.
//
// Throughput one word per cycle; the first word is there 3 cycles after reset.
// WIDTH: bits per word. DEPTH: words, 1 or more. INIT_FILE: as in dfab_rom.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_weight_stream #(
    parameter WIDTH     = 1024,
    parameter DEPTH     = 512,
    parameter INIT_FILE = ""
) (
    input  wire             clk,
    input  wire             rst,
    output wire             m_valid,
    input  wire             m_ready,
    output wire [WIDTH-1:0] m_data
);

    localparam ADDR_BITS = DEPTH > 1 ? $clog2(DEPTH) : 1;
    localparam [ADDR_BITS-1:0] ONE = 1;
    localparam [31:0] LAST = DEPTH - 1;

    reg  [ADDR_BITS-1:0] addr_q;
    wire                 ready;
    wire [WIDTH-1:0]     rdata;

    always @(posedge clk) begin
        if (rst) begin
            addr_q <= {ADDR_BITS{1'b0}};
        end else if (ready) begin
            addr_q <= addr_q == LAST[ADDR_BITS-1:0] ? {ADDR_BITS{1'b0}} : addr_q + ONE;
        end
    end

    dfab_rom #(
        .WIDTH     (WIDTH),
        .DEPTH     (DEPTH),
        .INIT_FILE (INIT_FILE)
    ) u_rom (
        .clk   (clk),
        .re    (ready),
        .raddr (addr_q),
        .rdata (rdata)
    );

    dfab_read_buffer #(.WIDTH (WIDTH), .DEPTH (4)) u_buffer (
        .clk     (clk),
        .rst     (rst),
        .s_valid (1'b1),
        .s_ready (ready),
        .rdata   (rdata),
        .m_valid (m_valid),
        .m_ready (m_ready),
        .m_data  (m_data)
    );

endmodule

`default_nettype wire
