// Asks the KV memory for the tile words and K scales of a command.
//
// Why here and ahead: the request leaves as soon as the command is accepted,
// while the one before it still computes, so that the latency of the KV memory
// hides behind it. Commands of other sources pass without effect.
//
// Words: tiles * ceil(K / COLS) for the K cache. In the V cache every tile of the
// last group of positions spans the whole group, so the words of a tile are those
// of ceil(K / group) groups; only behind the very last word used nothing is asked.
//
// Latency 3 from command to request. COLS: as in dfab_matvec.

`resetall
`timescale 1ns / 1ps
`default_nettype none

`include "dfab_isa.vh"

module dfab_matvec_kv_request #(
    parameter COLS = 16
) (
    input  wire         clk,
    input  wire         rst,

    input  wire         s_cmd_valid,
    output wire         s_cmd_ready,
    input  wire [383:0] s_cmd_data,

    output wire         m_kv_valid,
    input  wire         m_kv_ready,
    output wire [31:0]  m_kv_base,
    output wire [31:0]  m_kv_words,
    output wire         m_kv_is_k,
    output wire [23:0]  m_ks_base,
    output wire [15:0]  m_ks_words
);

    localparam COL_BITS = $clog2(COLS);
    localparam [31:0] LAST_COLUMN = COLS - 1;

    // One command at a time: chunks, then words, then the request stands.
    reg [2:0]  step_q;
    reg [31:0] base_q;
    reg [31:0] words_q;
    reg        is_k_q;
    reg [23:0] ks_base_q;
    reg [15:0] tiles_q;
    reg [20:0] k_q;
    reg [20:0] group_q;
    reg [20:0] chunks_q;
    reg [20:0] unused_tail_q;

    wire load = s_cmd_valid && s_cmd_ready && s_cmd_data[`DFAB_MV_SRC] == 2'd2;
    wire unused_cmd = &{1'b0, s_cmd_data};

    // Groups of the V cache are powers of two and multiples of COLS.
    wire [20:0] k_chunks   = (k_q + LAST_COLUMN[20:0]) >> COL_BITS;
    wire [20:0] k_in_full  = (k_q + group_q - 21'd1) & ~(group_q - 21'd1);
    wire [20:0] all_chunks = is_k_q ? k_chunks : k_in_full >> COL_BITS;
    wire [36:0] product    = {21'd0, tiles_q} * {16'd0, chunks_q};
    wire        unused_top = &{1'b0, product[36:32]};

    always @(posedge clk) begin
        if (rst) begin
            step_q <= 3'b000;
        end else if (load) begin
            step_q <= 3'b001;
        end else if (!step_q[2] || m_kv_ready) begin
            step_q <= step_q << 1;
        end
    end

    always @(posedge clk) begin
        if (load) begin
            base_q    <= s_cmd_data[`DFAB_MV_KV_BASE];
            is_k_q    <= s_cmd_data[`DFAB_MV_HAS_WSCALE];
            ks_base_q <= s_cmd_data[`DFAB_MV_KS_BASE];
            tiles_q   <= s_cmd_data[`DFAB_MV_TILES];
            k_q       <= {1'b0, s_cmd_data[`DFAB_MV_K]};
            group_q   <= {1'b0, s_cmd_data[`DFAB_MV_AGROUP]};
        end
        if (step_q[0]) begin
            chunks_q      <= all_chunks;
            unused_tail_q <= all_chunks - k_chunks;
        end
        if (step_q[1]) begin
            words_q <= product[31:0] - {11'd0, unused_tail_q};
        end
    end

    assign s_cmd_ready = step_q == 3'b000 || s_cmd_data[`DFAB_MV_SRC] != 2'd2;
    assign m_kv_valid  = step_q[2];
    assign m_kv_base   = base_q;
    assign m_kv_words  = words_q;
    assign m_kv_is_k   = is_k_q;
    assign m_ks_base   = ks_base_q;
    assign m_ks_words  = is_k_q ? tiles_q : 16'd0;

endmodule

`default_nettype wire
