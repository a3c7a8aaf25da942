// The on-chip KV memory and the weight stream, both with a request queue or none
// in front, so that a row of inputs needs no answer.
//
// in:  0 flags {rst, kv write, request, kv ready, ks ready, weight ready} from bit 0
//      1 KV address, 2 strobes, 3..4 KV data
//      5 KS address, 6 KS lane enables, 7 KS data
//      8 request base, 9 words, 10 KS base, 11 KS words
// out: 0 flags {kv valid, ks valid, weight valid, ready to write}, 1..2 KV data, 3 KS data, 4 weight

`resetall
`timescale 1ns / 1ps
`default_nettype none

module bench (
    input  wire         clk,
    input  wire [383:0] in,
    output wire [159:0] out
);

    wire         rst = in[0];
    wire         req_valid;
    wire         req_ready;
    wire [103:0] req;
    wire         kv_valid;
    wire [63:0]  kv_data;
    wire         ks_valid;
    wire [31:0]  ks_data;
    wire         weight_valid;
    wire [31:0]  weight;
    wire         unused_ready;
    wire         write_ready;
    wire [4:0]   unused_level;
    wire         unused_in = &{1'b0, in};

    dfab_fifo #(.WIDTH (104), .DEPTH (16)) u_requests (
        .clk     (clk),
        .rst     (rst),
        .s_valid (in[2]),
        .s_ready (unused_ready),
        .s_data  ({in[8*32 +: 32], in[9*32 +: 32], in[10*32 +: 24], in[11*32 +: 16]}),
        .m_valid (req_valid),
        .m_ready (req_ready),
        .m_data  (req),
        .level   (unused_level)
    );

    dfab_kv_memory #(.ROWS (2), .COLS (4), .DEPTH (64), .KS_DEPTH (16)) u_kv (
        .clk            (clk),
        .rst            (rst),
        .s_kv_valid     (in[1]),
        .s_kv_ready     (write_ready),
        .s_kv_addr      (in[32 +: 32]),
        .s_kv_strb      (in[64 +: 8]),
        .s_kv_data      (in[96 +: 64]),
        .ks_we          (in[6*32 +: 2]),
        .ks_addr        (in[5*32 +: 24]),
        .ks_data        (in[7*32 +: 32]),
        .s_req_valid    (req_valid),
        .s_req_ready    (req_ready),
        .s_req_base     (req[72 +: 32]),
        .s_req_words    (req[40 +: 32]),
        .s_req_ks_base  (req[16 +: 24]),
        .s_req_ks_words (req[0 +: 16]),
        .m_kv_valid     (kv_valid),
        .m_kv_ready     (in[3]),
        .m_kv_data      (kv_data),
        .m_ks_valid     (ks_valid),
        .m_ks_ready     (in[4]),
        .m_ks_data      (ks_data)
    );

    dfab_weight_stream #(.WIDTH (32), .DEPTH (11), .INIT_FILE ("weights.hex")) u_weights (
        .clk     (clk),
        .rst     (rst),
        .m_valid (weight_valid),
        .m_ready (in[5]),
        .m_data  (weight)
    );

    assign out = {weight, ks_data, kv_data, 28'd0, write_ready, weight_valid, ks_valid, kv_valid};

endmodule

`default_nettype wire
