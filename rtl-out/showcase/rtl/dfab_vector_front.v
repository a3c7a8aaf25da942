// Front half of the lane pipeline: x3 = SFU(round(PRE_MUL * (a +- b))) in every lane.
//
// Why the scale tap (QS) is here: a group's scale must be stored as the value that the
// rest of the command then inverts, rounded if the command rounds it.
//
// Cycles count from the read address: operands 2, sum 6, product 9, f16 10, tap 11,
// result 16. One word per cycle, no stall. Control comes with the issue of the word
// (`go*`, the cycle before cycle 0) and waits here for the stages that need it.
//
// VECTOR: lanes, a power of two, 2 to 64.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_vector_front #(
    parameter VECTOR       = 8,
    parameter QS_ADDR_BITS = 16
) (
    input  wire                    clk,
    input  wire                    rst,

    input  wire                    go,
    input  wire [31:0]             go_factor,    // what the sum is multiplied by
    input  wire                    go_round,
    input  wire [1:0]              go_sfu,
    input  wire                    go_tap,
    input  wire [VECTOR-1:0]       go_mask,      // lanes that hold an element
    input  wire [QS_ADDR_BITS-1:0] go_qs_addr,
    input  wire [9:0]              go_pc,
    input  wire [7:0]              go_layer,

    input  wire [VECTOR*32-1:0]    a,            // cycle 2
    input  wire [VECTOR*32-1:0]    b,
    output wire [VECTOR*32-1:0]    y,            // cycle 16

    output wire                    qs_we,        // cycle 11
    output wire [QS_ADDR_BITS-1:0] qs_waddr,
    output wire [VECTOR*32-1:0]    qs_wdata,
    output wire [9:0]              trace_qs_pc,
    output wire [7:0]              trace_qs_layer
);

    localparam LATE_BITS = 22 + VECTOR + QS_ADDR_BITS;

    wire                    factor_valid;
    wire [31:0]             factor;       // cycle 6
    wire                    late_valid;   // cycle 10, as all of late_*
    wire                    late_round;
    wire [1:0]              late_sfu;
    wire                    late_tap;
    wire [VECTOR-1:0]       late_mask;
    wire [QS_ADDR_BITS-1:0] late_addr;
    wire [9:0]              late_pc;
    wire [7:0]              late_layer;

    dfab_vector_calendar #(
        .WIDTH (32)
    ) u_factor (
        .clk     (clk),
        .rst     (rst),
        .s_valid (go),
        .s_delay (6'd7),
        .s_data  (go_factor),
        .m_valid (factor_valid),
        .m_data  (factor)
    );

    dfab_vector_calendar #(
        .WIDTH (LATE_BITS)
    ) u_late (
        .clk     (clk),
        .rst     (rst),
        .s_valid (go),
        .s_delay (6'd11),
        .s_data  ({go_round, go_sfu, go_tap, go_mask, go_qs_addr, go_pc, go_layer}),
        .m_valid (late_valid),
        .m_data  ({late_round, late_sfu, late_tap, late_mask, late_addr, late_pc, late_layer})
    );

    // Bit k: a word's cycle k. Stages without a word hold still.
    reg [15:0] here_q;

    always @(posedge clk) begin
        if (rst) begin
            here_q <= 16'd0;
        end else begin
            here_q <= {here_q[14:0], go};
        end
    end

    reg                    tap_q;
    reg [1:0]              sfu_q;
    reg [VECTOR-1:0]       mask_q;
    reg [QS_ADDR_BITS-1:0] addr_q;
    reg [9:0]              pc_q;
    reg [7:0]              layer_q;

    always @(posedge clk) begin
        if (rst) begin
            tap_q <= 1'b0;
        end else begin
            tap_q <= late_valid && late_tap;
        end
    end

    always @(posedge clk) begin
        if (here_q[10]) begin
            sfu_q   <= late_sfu;
            mask_q  <= late_mask;
            addr_q  <= late_addr;
            pc_q    <= late_pc;
            layer_q <= late_layer;
        end
    end

    genvar i;
    generate
        for (i = 0; i < VECTOR; i = i + 1) begin : g_lane
            wire [31:0] sum;
            wire [31:0] product;
            wire [15:0] half;
            wire [31:0] rounded;

            dfab_fp_add u_add (
                .clk    (clk),
                .enable (here_q[5:2]),
                .a      (a[32*i +: 32]),
                .b      (b[32*i +: 32]),
                .y      (sum)
            );

            dfab_fp_mul u_scale (
                .clk    (clk),
                .enable (here_q[8:6]),
                .a      (sum),
                .b      (factor),
                .y      (product)
            );

            dfab_fp_to_f16 u_to_f16 (
                .clk    (clk),
                .enable (here_q[9]),
                .a      (product),
                .y      (half)
            );

            dfab_fp_from_f16 u_from_f16 (
                .a (half),
                .y (rounded)
            );

            reg [31:0] exact_q;
            reg [31:0] x2_q;

            always @(posedge clk) begin
                if (here_q[9]) begin
                    exact_q <= product;
                end
                if (here_q[10]) begin
                    x2_q <= late_round ? rounded : exact_q;
                end
            end

            dfab_fp_sfu u_sfu (
                .clk    (clk),
                .enable (here_q[15:11]),
                .op     (sfu_q),
                .a      (x2_q),
                .y      (y[32*i +: 32])
            );

            assign qs_wdata[32*i +: 32] = x2_q & {32{mask_q[i]}};
        end
    endgenerate

    assign qs_we          = tap_q;
    assign qs_waddr       = addr_q;
    assign trace_qs_pc    = pc_q;
    assign trace_qs_layer = layer_q;

    wire unused_factor = factor_valid;

endmodule

`default_nettype wire
