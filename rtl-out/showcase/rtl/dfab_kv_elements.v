// Reads the quantized elements of all heads and streams them, VECTOR at a time.
//
// Why the end of each head is marked: a head need not fill the last word of its
// cache row, so the next head starts in a word of its own.
//
// Heads lie one after another in the quantized memory, which answers on qm_rdata
// 1 cycle after qm_raddr. Latency 2 from start to the first word, one word per
// cycle. VECTOR: elements per word. KV_BITS: of an element. QM_ABITS: bits of a word
// address.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_kv_elements #(
    parameter VECTOR   = 8,
    parameter QM_ABITS = 10,
    parameter KV_BITS  = 8
) (
    input  wire                clk,
    input  wire                rst,

    input  wire                start,
    input  wire [QM_ABITS-1:0] first,
    input  wire [9:0]          heads,
    input  wire [11:0]         head_words,

    output wire [QM_ABITS-1:0] qm_raddr,
    input  wire [VECTOR*KV_BITS-1:0] qm_rdata,

    output wire                m_valid,
    input  wire                m_ready,
    output wire [VECTOR*KV_BITS-1:0] m_data,
    output wire                m_last
);

    localparam [QM_ABITS-1:0] ONE = 1;

    reg  [QM_ABITS-1:0] addr_q;
    reg  [9:0]          heads_left_q;
    reg  [11:0]         words_left_q;   // of this head
    reg                 last_q;
    wire                reading = heads_left_q != 10'd0;
    wire                last    = words_left_q == 12'd1;
    wire                ready;
    wire                step    = reading && ready;

    assign qm_raddr = addr_q;

    always @(posedge clk) begin
        if (rst) begin
            heads_left_q <= 10'd0;
        end else if (start) begin
            heads_left_q <= heads;
        end else if (step && last) begin
            heads_left_q <= heads_left_q - 10'd1;
        end
    end

    always @(posedge clk) begin
        if (start) begin
            addr_q       <= first;
            words_left_q <= head_words;
        end else if (step) begin
            addr_q       <= addr_q + ONE;
            words_left_q <= last ? head_words : words_left_q - 12'd1;
        end
        last_q <= last;
    end

    dfab_read_buffer #(.WIDTH (VECTOR*KV_BITS + 1), .DEPTH (4)) u_buffer (
        .clk     (clk),
        .rst     (rst),
        .s_valid (reading),
        .s_ready (ready),
        .rdata   ({last_q, qm_rdata}),
        .m_valid (m_valid),
        .m_ready (m_ready),
        .m_data  ({m_last, m_data})
    );

endmodule

`default_nettype wire
