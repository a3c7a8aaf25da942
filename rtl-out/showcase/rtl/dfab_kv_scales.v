// Writes the scale of each head of one position: reads it as fp32, rounds it to
// f16 and stores it in the lane of the position.
//
// Why other lanes are cleared with lane 0: they belong to positions that are not
// written yet, and a cleared scale keeps what is computed from them defined.
//
// Latency 3 from start to the first write, one head per cycle. active: writes
// are still to come.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_kv_scales #(
    parameter ROWS     = 8,
    parameter VECTOR   = 8,
    parameter QS_ABITS = 10
) (
    input  wire                 clk,
    input  wire                 rst,

    input  wire                 start,
    input  wire                 is_v,
    input  wire [9:0]           heads,
    input  wire [QS_ABITS-1:0]  first,   // scale element of head 0
    input  wire [23:0]          base,    // word written for head 0
    input  wire [23:0]          stride,  // words from head to head
    input  wire [5:0]           lane,
    input  wire                 lane_first,
    output wire                 active,

    output wire [QS_ABITS-1:0]  qs_addr,
    input  wire [31:0]          qs_data,

    output wire [ROWS-1:0]      ks_we,
    output wire [23:0]          ks_addr,
    output wire [ROWS*16-1:0]   ks_data,
    output wire [VECTOR-1:0]    vs_we,
    output wire [23:0]          vs_addr,
    output wire [VECTOR*16-1:0] vs_data
);

    localparam [QS_ABITS-1:0] ADDR_ONE = 1;

    reg  [9:0]          left_q;
    reg  [QS_ABITS-1:0] addr_q;
    reg  [23:0]         word_q;
    wire                reading = left_q != 10'd0;
    wire                write;
    wire                pending;
    wire [15:0]         scale;

    always @(posedge clk) begin
        if (rst) begin
            left_q <= 10'd0;
        end else if (start) begin
            left_q <= heads;
        end else if (reading) begin
            left_q <= left_q - 10'd1;
        end
    end

    always @(posedge clk) begin
        if (start) begin
            addr_q <= first;
        end else begin
            addr_q <= addr_q + ADDR_ONE;
        end
        if (start) begin
            word_q <= base;
        end else if (write) begin
            word_q <= word_q + stride;
        end
    end

    // One cycle for the scale memory, one for the conversion.
    dfab_delay_flag #(.STAGES (1)) u_pending (
        .clk (clk),
        .rst (rst),
        .d   (reading),
        .q   (pending)
    );

    dfab_delay_flag #(.STAGES (1)) u_write (
        .clk (clk),
        .rst (rst),
        .d   (pending),
        .q   (write)
    );

    dfab_fp_to_f16 u_to_f16 (
        .clk    (clk),
        .enable (pending),
        .a      (qs_data),
        .y      (scale)
    );

    assign qs_addr = addr_q;
    assign active  = reading || pending || write;
    assign ks_addr = word_q;
    assign vs_addr = word_q;

    genvar i;
    generate
        for (i = 0; i < ROWS; i = i + 1) begin : g_ks
            assign ks_we[i]            = write && !is_v && (lane == i || lane_first);
            assign ks_data[i*16 +: 16] = lane == i ? scale : 16'd0;
        end
        for (i = 0; i < VECTOR; i = i + 1) begin : g_vs
            assign vs_we[i]            = write && is_v && (lane == i || lane_first);
            assign vs_data[i*16 +: 16] = lane == i ? scale : 16'd0;
        end
    endgenerate

endmodule

`default_nettype wire
