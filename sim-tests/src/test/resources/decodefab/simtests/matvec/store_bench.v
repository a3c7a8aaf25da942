// Test bench of the store engine: the engine with its quantized and its scale
// memory, whose write ports are left to the test.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module store_bench #(
    parameter ROWS        = 8,
    parameter COLS        = 16,
    parameter VECTOR      = 8,
    parameter LOG2_PGROUP = 5,
    parameter QM_DEPTH    = 512,
    parameter QS_DEPTH    = 64,
    parameter KV_BITS     = 8
) (
    input  wire                        clk,
    input  wire                        rst,
    input  wire                        qm_we,
    input  wire [$clog2(QM_DEPTH)-1:0] qm_waddr,
    input  wire [VECTOR*8-1:0]         qm_wdata,
    input  wire                        qs_we,
    input  wire [$clog2(QS_DEPTH)-1:0] qs_waddr,
    input  wire [VECTOR*32-1:0]        qs_wdata,
    input  wire                        s_cmd_valid,
    output wire                        s_cmd_ready,
    input  wire [383:0]                s_cmd_data,
    input  wire [9:0]                  s_cmd_pc,
    input  wire [7:0]                  s_cmd_layer,
    input  wire [19:0]                 position,
    output wire                        m_post_valid,
    output wire [2:0]                  m_post_mask,
    output wire                        m_kv_valid,
    input  wire                        m_kv_ready,
    output wire [31:0]                 m_kv_addr,
    output wire [ROWS*COLS*KV_BITS/8-1:0] m_kv_strb,
    output wire [ROWS*COLS*KV_BITS-1:0]   m_kv_data,
    input  wire                        kv_idle,
    output wire [ROWS-1:0]             ks_we,
    output wire [23:0]                 ks_addr,
    output wire [ROWS*16-1:0]          ks_data,
    output wire [VECTOR-1:0]           vs_we,
    output wire [23:0]                 vs_addr,
    output wire [VECTOR*16-1:0]        vs_data,
    output wire [9:0]                  trace_pc,
    output wire [7:0]                  trace_layer,
    output wire                        busy,
    output wire                        stall_in,
    output wire                        stall_out
);

    localparam QM_ABITS = $clog2(QM_DEPTH);
    localparam QS_ABITS = $clog2(QS_DEPTH*VECTOR);

    wire [QM_ABITS-1:0] qm_raddr;
    wire [VECTOR*KV_BITS-1:0] qm_rdata;
    wire [COLS*8-1:0]   unused_c_rdata;
    wire [QS_ABITS-1:0] qs_addr;
    wire [31:0]         qs_data;
    wire [31:0]         unused_a_rdata;

    dfab_quant_memory #(.VECTOR (VECTOR), .COLS (COLS), .DEPTH (QM_DEPTH), .KV_BITS (KV_BITS)) u_qm (
        .clk     (clk),
        .we      (qm_we),
        .waddr   (qm_waddr),
        .wdata   (qm_wdata),
        .c_raddr ({$clog2(QM_DEPTH*VECTOR/COLS){1'b0}}),
        .c_rdata (unused_c_rdata),
        .v_raddr (qm_raddr),
        .v_rdata (qm_rdata)
    );

    dfab_scale_memory #(.VECTOR (VECTOR), .DEPTH (QS_DEPTH)) u_qs (
        .clk     (clk),
        .we      (qs_we),
        .waddr   (qs_waddr),
        .wdata   (qs_wdata),
        .a_raddr (qs_addr),
        .a_rdata (unused_a_rdata),
        .b_raddr (qs_addr),
        .b_rdata (qs_data)
    );

    dfab_kv_store #(
        .ROWS        (ROWS),
        .COLS        (COLS),
        .VECTOR      (VECTOR),
        .LOG2_PGROUP (LOG2_PGROUP),
        .QM_ABITS    (QM_ABITS),
        .QS_ABITS    (QS_ABITS),
        .KV_BITS     (KV_BITS)
    ) u_store (
        .clk          (clk),
        .rst          (rst),
        .s_cmd_valid  (s_cmd_valid),
        .s_cmd_ready  (s_cmd_ready),
        .s_cmd_data   (s_cmd_data),
        .s_cmd_pc     (s_cmd_pc),
        .s_cmd_layer  (s_cmd_layer),
        .position     (position),
        .m_post_valid (m_post_valid),
        .m_post_mask  (m_post_mask),
        .qm_raddr     (qm_raddr),
        .qm_rdata     (qm_rdata),
        .qs_addr      (qs_addr),
        .qs_data      (qs_data),
        .m_kv_valid   (m_kv_valid),
        .m_kv_ready   (m_kv_ready),
        .m_kv_addr    (m_kv_addr),
        .m_kv_strb    (m_kv_strb),
        .m_kv_data    (m_kv_data),
        .kv_idle      (kv_idle),
        .ks_we        (ks_we),
        .ks_addr      (ks_addr),
        .ks_data      (ks_data),
        .vs_we        (vs_we),
        .vs_addr      (vs_addr),
        .vs_data      (vs_data),
        .trace_pc     (trace_pc),
        .trace_layer  (trace_layer),
        .busy         (busy),
        .stall_in     (stall_in),
        .stall_out    (stall_out)
    );

endmodule

`default_nettype wire
