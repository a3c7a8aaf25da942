// Test bench of the matvec engine: the engine with its quantized and its scale
// memory, whose write ports are left to the test.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module matvec_bench #(
    parameter ROWS      = 8,
    parameter COLS      = 16,
    parameter VECTOR    = 8,
    parameter ACC_DEPTH = 64,
    parameter MAX_M     = 64,
    parameter QM_DEPTH  = 512,
    parameter QS_DEPTH  = 64,
    parameter VM_ABITS  = 12,
    parameter VALUE_BITS    = 8,
    parameter SUM_BITS      = 32,
    parameter SCALE_BITS    = 16,
    parameter FORMATS       = 2,
    parameter [FORMATS*48-1:0] FORMAT = {48'h40, 48'h80},
    parameter TABLE_BITS    = 8,
    parameter TABLE_ENTRIES = 1,
    parameter [TABLE_ENTRIES*TABLE_BITS-1:0] TABLE = 0,
    parameter [7:0] SCALE_KINDS = 8'b00000001,
    parameter [7:0] SUPER_KINDS = 8'd0,
    parameter [7:0] MIN_KINDS   = 8'd0,
    parameter SCALE_UNIT    = 8,
    parameter MATRIX_SCALE  = 0,
    parameter TABLE_ABITS   = 4,
    parameter PLANES        = 8,
    parameter PLACE_BITS    = 1,
    parameter SPAN          = 0,
    parameter LIST_CHUNK    = 0,
    parameter LIST_GROUP    = 0,
    parameter ZEROS         = 0,
    parameter KV_BITS       = 8,
    parameter WIDE_ROWS     = ROWS,
    parameter WIDE_BITS     = VALUE_BITS,
    parameter MULTIPLIER    = 1,
    parameter WIDE_MULTIPLIER = 1
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
    output wire                        m_post_valid,
    output wire [2:0]                  m_post_mask,
    input  wire                        s_w0_valid,
    output wire                        s_w0_ready,
    input  wire [ROWS*COLS*PLANES-1:0] s_w0_data,
    input  wire                        s_w1_valid,
    output wire                        s_w1_ready,
    input  wire [ROWS*COLS*PLANES-1:0] s_w1_data,
    input  wire                        s_kv_valid,
    output wire                        s_kv_ready,
    input  wire [ROWS*COLS*KV_BITS-1:0] s_kv_data,
    input  wire                        s_ws0_valid,
    output wire                        s_ws0_ready,
    input  wire [ROWS*SCALE_BITS-1:0]  s_ws0_data,
    input  wire                        s_ws1_valid,
    output wire                        s_ws1_ready,
    input  wire [ROWS*SCALE_BITS-1:0]  s_ws1_data,
    input  wire                        s_ks_valid,
    output wire                        s_ks_ready,
    input  wire [ROWS*16-1:0]          s_ks_data,
    input  wire                        s_list_valid,
    output wire                        s_list_ready,
    input  wire [(LIST_CHUNK == 0 ? 2 : LIST_CHUNK + LIST_GROUP)-1:0] s_list_data,
    output wire                        m_w0_run_valid,
    input  wire                        m_w0_run_ready,
    output wire                        m_w0_run_jump,
    output wire [19:0]                 m_w0_run_words,
    output wire                        m_ws0_run_valid,
    input  wire                        m_ws0_run_ready,
    output wire                        m_ws0_run_jump,
    output wire [19:0]                 m_ws0_run_words,
    output wire                        m_kv_valid,
    input  wire                        m_kv_ready,
    output wire [31:0]                 m_kv_base,
    output wire [31:0]                 m_kv_words,
    output wire                        m_kv_is_k,
    output wire [23:0]                 m_ks_base,
    output wire [15:0]                 m_ks_words,
    output wire                        m_res_valid,
    input  wire                        m_res_ready,
    output wire [VM_ABITS-1:0]         m_res_addr,
    output wire [VECTOR-1:0]           m_res_we,
    output wire [VECTOR*32-1:0]        m_res_data,
    output wire [9:0]                  m_res_pc,
    output wire [7:0]                  m_res_layer,
    output wire                        busy,
    output wire                        stall_in,
    output wire                        stall_out
);

    localparam QM_ABITS = $clog2(QM_DEPTH*VECTOR/COLS);
    localparam QS_ABITS = $clog2(QS_DEPTH*VECTOR);

    wire [QM_ABITS-1:0] qm_raddr;
    wire [(COLS << SPAN)*8-1:0] qm_rdata;
    wire                unused_part = &{1'b0, qm_raddr};
    wire [VECTOR*8-1:0] unused_v_rdata;
    wire [QS_ABITS-1:0] qs_addr;
    wire [31:0]         qs_data;
    wire [31:0]         unused_b_rdata;

    dfab_quant_memory #(.VECTOR (VECTOR), .COLS (COLS << SPAN), .DEPTH (QM_DEPTH)) u_qm (
        .clk     (clk),
        .we      (qm_we),
        .waddr   (qm_waddr),
        .wdata   (qm_wdata),
        .c_raddr (qm_raddr[QM_ABITS-1:SPAN]),
        .c_rdata (qm_rdata),
        .v_raddr (qm_waddr),
        .v_rdata (unused_v_rdata)
    );

    wire [QM_ABITS-1:0] flag_addr;
    wire                flag_zero;

    dfab_zero_flags #(.VECTOR (VECTOR), .COLS (COLS), .DEPTH (QM_DEPTH)) u_flags (
        .clk   (clk),
        .we    (qm_we),
        .waddr (qm_waddr),
        .wdata (qm_wdata),
        .raddr (flag_addr),
        .zero  (flag_zero)
    );

    dfab_scale_memory #(.VECTOR (VECTOR), .DEPTH (QS_DEPTH)) u_qs (
        .clk     (clk),
        .we      (qs_we),
        .waddr   (qs_waddr),
        .wdata   (qs_wdata),
        .a_raddr (qs_addr),
        .a_rdata (qs_data),
        .b_raddr (qs_addr),
        .b_rdata (unused_b_rdata)
    );

    // The table of matrix scales: word a is 2^a x 1.5.
    wire                   table_re;
    wire [TABLE_ABITS-1:0] table_addr;
    reg  [31:0]            table_q;

    always @(posedge clk) begin
        if (table_re) begin
            table_q <= {1'b0, 8'd127 + {{(8-TABLE_ABITS){1'b0}}, table_addr}, 23'h400000};
        end
    end

    dfab_matvec #(
        .ROWS          (ROWS),
        .COLS          (COLS),
        .VECTOR        (VECTOR),
        .ACC_DEPTH     (ACC_DEPTH),
        .MAX_M         (MAX_M),
        .QM_ABITS      (QM_ABITS),
        .QS_ABITS      (QS_ABITS),
        .VM_ABITS      (VM_ABITS),
        .VALUE_BITS    (VALUE_BITS),
        .SUM_BITS      (SUM_BITS),
        .SCALE_BITS    (SCALE_BITS),
        .FORMATS       (FORMATS),
        .FORMAT        (FORMAT),
        .TABLE_BITS    (TABLE_BITS),
        .TABLE_ENTRIES (TABLE_ENTRIES),
        .TABLE         (TABLE),
        .SCALE_KINDS   (SCALE_KINDS),
        .SUPER_KINDS   (SUPER_KINDS),
        .MIN_KINDS     (MIN_KINDS),
        .SCALE_UNIT    (SCALE_UNIT),
        .MATRIX_SCALE  (MATRIX_SCALE),
        .TABLE_ABITS   (TABLE_ABITS),
        .PLANES        (PLANES),
        .PLACE_BITS    (PLACE_BITS),
        .SPAN          (SPAN),
        .LIST_CHUNK    (LIST_CHUNK),
        .LIST_GROUP    (LIST_GROUP),
        .ZEROS         (ZEROS),
        .KV_BITS       (KV_BITS),
        .WIDE_ROWS     (WIDE_ROWS),
        .WIDE_BITS     (WIDE_BITS),
        .MULTIPLIER    (MULTIPLIER),
        .WIDE_MULTIPLIER (WIDE_MULTIPLIER)
    ) u_matvec (
        .clk          (clk),
        .rst          (rst),
        .s_cmd_valid  (s_cmd_valid),
        .s_cmd_ready  (s_cmd_ready),
        .s_cmd_data   (s_cmd_data),
        .s_cmd_pc     (s_cmd_pc),
        .s_cmd_layer  (s_cmd_layer),
        .m_post_valid (m_post_valid),
        .m_post_mask  (m_post_mask),
        .s_w0_valid   (s_w0_valid),
        .s_w0_ready   (s_w0_ready),
        .s_w0_data    (s_w0_data),
        .s_w1_valid   (s_w1_valid),
        .s_w1_ready   (s_w1_ready),
        .s_w1_data    (s_w1_data),
        .s_kv_valid   (s_kv_valid),
        .s_kv_ready   (s_kv_ready),
        .s_kv_data    (s_kv_data),
        .s_ws0_valid  (s_ws0_valid),
        .s_ws0_ready  (s_ws0_ready),
        .s_ws0_data   (s_ws0_data),
        .s_ws1_valid  (s_ws1_valid),
        .s_ws1_ready  (s_ws1_ready),
        .s_ws1_data   (s_ws1_data),
        .s_ks_valid   (s_ks_valid),
        .s_ks_ready   (s_ks_ready),
        .s_ks_data    (s_ks_data),
        .s_list_valid (s_list_valid),
        .s_list_ready (s_list_ready),
        .s_list_data  (s_list_data),
        .m_kv_valid   (m_kv_valid),
        .m_kv_ready   (m_kv_ready),
        .m_kv_base    (m_kv_base),
        .m_kv_words   (m_kv_words),
        .m_kv_is_k    (m_kv_is_k),
        .m_ks_base    (m_ks_base),
        .m_ks_words   (m_ks_words),
        .qm_raddr     (qm_raddr),
        .qm_rdata     (qm_rdata),
        .qs_addr      (qs_addr),
        .qs_data      (qs_data),
        .flag_addr       (flag_addr),
        .flag_zero       (flag_zero),
        .m_w0_run_valid  (m_w0_run_valid),
        .m_w0_run_ready  (m_w0_run_ready),
        .m_w0_run_jump   (m_w0_run_jump),
        .m_w0_run_words  (m_w0_run_words),
        .m_ws0_run_valid (m_ws0_run_valid),
        .m_ws0_run_ready (m_ws0_run_ready),
        .m_ws0_run_jump  (m_ws0_run_jump),
        .m_ws0_run_words (m_ws0_run_words),
        .table_re     (table_re),
        .table_addr   (table_addr),
        .table_data   (table_q),
        .m_res_valid  (m_res_valid),
        .m_res_ready  (m_res_ready),
        .m_res_addr   (m_res_addr),
        .m_res_we     (m_res_we),
        .m_res_data   (m_res_data),
        .m_res_pc     (m_res_pc),
        .m_res_layer  (m_res_layer),
        .busy         (busy),
        .stall_in     (stall_in),
        .stall_out    (stall_out)
    );

endmodule

`default_nettype wire
