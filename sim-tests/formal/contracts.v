// The stream contract of cells whose data other tests compare word by word: KIND 0 dfab_kv_elements,
// 1 dfab_weight_stream, 2 dfab_matvec_writer, 3 dfab_matvec_kv_request, 4 dfab_matvec_rounds, 5
// dfab_kv_memory, 6 dfab_kv_store, 7 dfab_vector_command, 8 dfab_sequencer.
//
// Inputs that are not named are free in every cycle.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module contracts #(
    parameter KIND = 0
) (
    input wire         clk,
    input wire         rst,
    input wire         s_valid,
    input wire [383:0] s_cmd,
    input wire         start,
    input wire         m_ready,
    input wire         m_ready2
);

    localparam WIDTH = 64;

    wire             s_ready;
    wire             m_valid;
    wire             m_valid2;
    wire [WIDTH-1:0] m_data;
    wire [WIDTH-1:0] m_data2;

    starts_in_reset u_start (.clk(clk), .rst(rst));

    stream_contract #(.WIDTH(384), .ASSERT(0)) u_in (
        .clk(clk), .rst(rst), .valid(s_valid), .ready(s_ready), .data(s_cmd)
    );

    stream_contract #(.WIDTH(WIDTH)) u_out (
        .clk(clk), .rst(rst), .valid(m_valid), .ready(m_ready), .data(m_data)
    );

    generate
        if (KIND == 0) begin : g_elements
            assign m_data[WIDTH-1:5] = 0;
            dfab_kv_elements #(.VECTOR(2), .QM_ABITS(3), .KV_BITS(2)) u_cell (
                .clk(clk), .rst(rst), .start(start),
                .m_valid(m_valid), .m_ready(m_ready), .m_data(m_data[3:0]), .m_last(m_data[4])
            );
        end else if (KIND == 1) begin : g_weights
            assign m_data[WIDTH-1:2] = 0;
            dfab_weight_stream #(.WIDTH(2), .DEPTH(3)) u_cell (
                .clk(clk), .rst(rst),
                .m_valid(m_valid), .m_ready(m_ready), .m_data(m_data[1:0])
            );
        end else if (KIND == 2) begin : g_writer
            assign m_data[WIDTH-1:6] = 0;
            dfab_matvec_writer #(.ROWS(2), .VECTOR(2), .VM_ABITS(4), .DEPTH(2)) u_cell (
                .clk(clk), .rst(rst),
                .m_res_valid(m_valid), .m_res_ready(m_ready),
                .m_res_addr(m_data[3:0]), .m_res_we(m_data[5:4])
            );
        end else if (KIND == 3) begin : g_request
            dfab_matvec_kv_request #(.COLS(4)) u_cell (
                .clk(clk), .rst(rst), .s_cmd_valid(s_valid), .s_cmd_ready(s_ready), .s_cmd_data(s_cmd),
                .m_kv_valid(m_valid), .m_kv_ready(m_ready),
                .m_kv_base(m_data[31:0]), .m_kv_words(m_data[63:32])
            );
        end else if (KIND == 4) begin : g_rounds
            assign m_data[WIDTH-1:20] = 0;
            dfab_matvec_rounds #(.COLS(4), .VECTOR(4), .QM_ABITS(4), .QS_ABITS(4)) u_cell (
                .clk(clk), .rst(rst), .s_cmd_valid(s_valid), .s_cmd_ready(s_ready), .s_cmd_data(s_cmd),
                .m_round_valid(m_valid), .m_round_ready(m_ready),
                .m_round_a_start(m_data[3:0]), .m_round_tiles_last(m_data[11:4]),
                .m_round_m_last(m_data[18:12]), .m_round_cmd_last(m_data[19])
            );
        end else if (KIND == 5) begin : g_memory
            assign m_data[WIDTH-1:8]   = 0;
            assign m_data2[WIDTH-1:16] = 0;
            dfab_kv_memory #(.ROWS(1), .COLS(4), .DEPTH(4), .KS_DEPTH(2), .KV_BITS(2)) u_cell (
                .clk(clk), .rst(rst), .s_req_valid(s_valid), .s_req_ready(s_ready),
                .m_kv_valid(m_valid), .m_kv_ready(m_ready), .m_kv_data(m_data[7:0]),
                .m_ks_valid(m_valid2), .m_ks_ready(m_ready2), .m_ks_data(m_data2[15:0])
            );
            stream_contract #(.WIDTH(WIDTH)) u_scales (
                .clk(clk), .rst(rst), .valid(m_valid2), .ready(m_ready2), .data(m_data2)
            );
        end else if (KIND == 6) begin : g_store
            assign m_data[WIDTH-1:33] = 0;
            dfab_kv_store #(
                .ROWS(2), .COLS(4), .VECTOR(2), .LOG2_PGROUP(3), .QM_ABITS(4), .QS_ABITS(4), .KV_BITS(4)
            ) u_cell (
                .clk(clk), .rst(rst), .s_cmd_valid(s_valid), .s_cmd_ready(s_ready), .s_cmd_data(s_cmd),
                .m_kv_valid(m_valid), .m_kv_ready(m_ready), .m_kv_addr(m_data[31:0]),
                .m_kv_strb(m_data[32])
            );
        end else if (KIND == 7) begin : g_command
            assign m_data[WIDTH-1:50] = 0;
            dfab_vector_command #(.VECTOR(2)) u_cell (
                .clk(clk), .rst(rst), .s_cmd_valid(s_valid), .s_cmd_ready(s_ready), .s_cmd_data(s_cmd),
                .m_ext_valid(m_valid), .m_ext_ready(m_ready), .m_ext_src(m_data[1:0]),
                .m_ext_base(m_data[29:2]), .m_ext_words(m_data[49:30])
            );
        end else begin : g_sequencer
            wire [2:0] valid;
            assign m_valid = |valid;
            dfab_sequencer #(.PROGRAM_LENGTH(4), .ROWS(2), .LOG2_PGROUP(2)) u_cell (
                .clk(clk), .rst(rst), .start(start),
                .m_cmd_valid(valid), .m_cmd_ready({3{m_ready}}), .m_cmd_data(m_data)
            );
        end
    endgenerate

endmodule

`default_nettype wire
