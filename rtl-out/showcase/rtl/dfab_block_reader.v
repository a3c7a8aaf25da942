// Streams consecutive words of a memory on request.
//
// Why: both halves of the on-chip KV cache, words and scales, are read as one
// block per command. The next request is accepted in the cycle in which the last
// address of the one before goes out, so blocks follow each other without a gap.
//
// re and raddr go to a memory that answers on rdata 1 cycle later.
// Latency 3 from request to first word, one word per cycle. A request of 0 words
// passes without effect. WIDTH: bits per word. ADDR_BITS: of the memory.
// COUNT_BITS: of a request's length.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_block_reader #(
    parameter WIDTH      = 32,
    parameter ADDR_BITS  = 10,
    parameter COUNT_BITS = 16
) (
    input  wire                  clk,
    input  wire                  rst,

    input  wire                  s_req_valid,
    output wire                  s_req_ready,
    input  wire [ADDR_BITS-1:0]  s_req_base,
    input  wire [COUNT_BITS-1:0] s_req_words,

    output wire                  re,
    output wire [ADDR_BITS-1:0]  raddr,
    input  wire [WIDTH-1:0]      rdata,

    output wire                  m_valid,
    input  wire                  m_ready,
    output wire [WIDTH-1:0]      m_data
);

    localparam [ADDR_BITS-1:0]  ADDR_ONE  = 1;
    localparam [COUNT_BITS-1:0] COUNT_ONE = 1;

    reg  [ADDR_BITS-1:0]  addr_q;
    reg  [COUNT_BITS-1:0] left_q;
    wire                  reading = left_q != {COUNT_BITS{1'b0}};
    wire                  ready;

    assign re          = reading && ready;
    assign raddr       = addr_q;
    assign s_req_ready = !reading || (ready && left_q == COUNT_ONE);

    always @(posedge clk) begin
        if (rst) begin
            left_q <= {COUNT_BITS{1'b0}};
        end else if (s_req_valid && s_req_ready) begin
            left_q <= s_req_words;
        end else if (re) begin
            left_q <= left_q - COUNT_ONE;
        end
    end

    always @(posedge clk) begin
        if (s_req_valid && s_req_ready) begin
            addr_q <= s_req_base;
        end else if (re) begin
            addr_q <= addr_q + ADDR_ONE;
        end
    end

    dfab_read_buffer #(.WIDTH (WIDTH), .DEPTH (4)) u_buffer (
        .clk     (clk),
        .rst     (rst),
        .s_valid (reading),
        .s_ready (ready),
        .rdata   (rdata),
        .m_valid (m_valid),
        .m_ready (m_ready),
        .m_data  (m_data)
    );

endmodule

`default_nettype wire
