// The KV cache on chip: tile words of K and V with byte enables, and the scales
// of K. The store engine writes, the matvec engine asks for blocks and gets them
// as streams.
//
// Why the K scales are here too: they are read by the same requests, one word of
// ROWS scales per tile. (An off-chip cache keeps its scales on chip as well: then
// a dfab_block_reader on a memory of its own does this part.)
//
// Writes are complete in the cycle after they are accepted, which is always at
// once. Latency 3 from request to first word, one word per cycle.
//
// ROWS, COLS, KV_BITS: as in dfab_matvec; a word has whole bytes. DEPTH: KV words,
// KS_DEPTH: words of scales, 2 or more. Addresses beyond the depths are not allowed.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_kv_memory #(
    parameter ROWS     = 8,
    parameter COLS     = 16,
    parameter DEPTH    = 1024,
    parameter KS_DEPTH = 256,
    parameter KV_BITS  = 8
) (
    input  wire                        clk,
    input  wire                        rst,

    input  wire                        s_kv_valid,
    output wire                        s_kv_ready,
    input  wire [31:0]                 s_kv_addr,
    input  wire [ROWS*COLS*KV_BITS/8-1:0] s_kv_strb,
    input  wire [ROWS*COLS*KV_BITS-1:0] s_kv_data,

    input  wire [ROWS-1:0]             ks_we,
    input  wire [23:0]                 ks_addr,
    input  wire [ROWS*16-1:0]          ks_data,

    input  wire                        s_req_valid,
    output wire                        s_req_ready,
    input  wire [31:0]                 s_req_base,
    input  wire [31:0]                 s_req_words,
    input  wire [23:0]                 s_req_ks_base,
    input  wire [15:0]                 s_req_ks_words,

    output wire                        m_kv_valid,
    input  wire                        m_kv_ready,
    output wire [ROWS*COLS*KV_BITS-1:0] m_kv_data,
    output wire                        m_ks_valid,
    input  wire                        m_ks_ready,
    output wire [ROWS*16-1:0]          m_ks_data
);

    localparam KV_ABITS = $clog2(DEPTH);
    localparam KS_ABITS = $clog2(KS_DEPTH);

    generate
        if (DEPTH < 2 || KS_DEPTH < 2) begin : g_error
            dfab_error_kv_memory_depths_must_be_2_or_more u_error ();
        end
        if (KV_BITS < 2 || KV_BITS > 8 || ROWS * COLS * KV_BITS % 8 != 0) begin : g_error_bits
            dfab_error_kv_memory_words_must_be_whole_bytes_of_codes_of_2_to_8_bits u_error ();
        end
    endgenerate

    wire                   kv_ready;
    wire                   ks_ready;
    wire                   kv_re;
    wire                   ks_re;
    wire [KV_ABITS-1:0]    kv_raddr;
    wire [KS_ABITS-1:0]    ks_raddr;
    wire [ROWS*COLS*KV_BITS-1:0] kv_rdata;
    wire [ROWS*16-1:0]     ks_rdata;
    wire                   unused_address = &{1'b0, s_kv_addr, s_req_base, s_req_ks_base, ks_addr};

    assign s_kv_ready  = 1'b1;
    assign s_req_ready = kv_ready && ks_ready;

    dfab_ram_1r1w #(
        .WIDTH (ROWS*COLS*KV_BITS),
        .DEPTH (DEPTH),
        .LANE  (8)
    ) u_kv (
        .clk   (clk),
        .we    (s_kv_valid ? s_kv_strb : {(ROWS*COLS*KV_BITS/8){1'b0}}),
        .waddr (s_kv_addr[KV_ABITS-1:0]),
        .wdata (s_kv_data),
        .re    (kv_re),
        .raddr (kv_raddr),
        .rdata (kv_rdata)
    );

    dfab_block_reader #(
        .WIDTH      (ROWS*COLS*KV_BITS),
        .ADDR_BITS  (KV_ABITS),
        .COUNT_BITS (32)
    ) u_kv_reader (
        .clk         (clk),
        .rst         (rst),
        .s_req_valid (s_req_valid && ks_ready),
        .s_req_ready (kv_ready),
        .s_req_base  (s_req_base[KV_ABITS-1:0]),
        .s_req_words (s_req_words),
        .re          (kv_re),
        .raddr       (kv_raddr),
        .rdata       (kv_rdata),
        .m_valid     (m_kv_valid),
        .m_ready     (m_kv_ready),
        .m_data      (m_kv_data)
    );

    dfab_ram_1r1w #(
        .WIDTH (ROWS*16),
        .DEPTH (KS_DEPTH),
        .LANE  (16)
    ) u_ks (
        .clk   (clk),
        .we    (ks_we),
        .waddr (ks_addr[KS_ABITS-1:0]),
        .wdata (ks_data),
        .re    (ks_re),
        .raddr (ks_raddr),
        .rdata (ks_rdata)
    );

    dfab_block_reader #(
        .WIDTH      (ROWS*16),
        .ADDR_BITS  (KS_ABITS),
        .COUNT_BITS (16)
    ) u_ks_reader (
        .clk         (clk),
        .rst         (rst),
        .s_req_valid (s_req_valid && kv_ready),
        .s_req_ready (ks_ready),
        .s_req_base  (s_req_ks_base[KS_ABITS-1:0]),
        .s_req_words (s_req_ks_words),
        .re          (ks_re),
        .raddr       (ks_raddr),
        .rdata       (ks_rdata),
        .m_valid     (m_ks_valid),
        .m_ready     (m_ks_ready),
        .m_data      (m_ks_data)
    );

endmodule

`default_nettype wire
