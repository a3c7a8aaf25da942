// Front half of the lane pipeline: x3 = SFU(round(PRE_MUL * (a +- b))) in every lane.
//
// Why the scale tap (QS) is here: a group's scale must be stored as the value that the
// rest of the command then inverts, rounded if the command rounds it.
//
// Cycles count from the read address: operands 2, sum 6, product 9, f16 10, tap 11,
// result 16. One word per cycle, no stall. The multiplier's operand (mul_*, cycle 6)
// and the control of rounding, function and tap (late_*, cycle 10) come from calendars.
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

    input  wire [VECTOR*32-1:0]    a,            // cycle 2
    input  wire [VECTOR*32-1:0]    b,
    input  wire [31:0]             mul_factor,   // cycle 6
    input  wire                    late_valid,   // cycle 10
    input  wire                    late_round,
    input  wire [1:0]              late_sfu,
    input  wire                    late_tap,
    input  wire [VECTOR-1:0]       late_mask,    // lanes that hold an element
    input  wire [QS_ADDR_BITS-1:0] late_addr,
    input  wire [9:0]              late_pc,
    input  wire [7:0]              late_layer,
    output wire [VECTOR*32-1:0]    y,            // cycle 16

    output wire                    qs_we,        // cycle 11
    output wire [QS_ADDR_BITS-1:0] qs_waddr,
    output wire [VECTOR*32-1:0]    qs_wdata,
    output wire [9:0]              trace_qs_pc,
    output wire [7:0]              trace_qs_layer
);

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
        sfu_q   <= late_sfu;
        mask_q  <= late_mask;
        addr_q  <= late_addr;
        pc_q    <= late_pc;
        layer_q <= late_layer;
    end

    genvar i;
    generate
        for (i = 0; i < VECTOR; i = i + 1) begin : g_lane
            wire [31:0] sum;
            wire [31:0] product;
            wire [15:0] half;
            wire [31:0] rounded;

            dfab_fp_add u_add (
                .clk (clk),
                .a   (a[32*i +: 32]),
                .b   (b[32*i +: 32]),
                .y   (sum)
            );

            dfab_fp_mul u_scale (
                .clk (clk),
                .a   (sum),
                .b   (mul_factor),
                .y   (product)
            );

            dfab_fp_to_f16 u_to_f16 (
                .clk (clk),
                .a   (product),
                .y   (half)
            );

            dfab_fp_from_f16 u_from_f16 (
                .a (half),
                .y (rounded)
            );

            reg [31:0] exact_q;
            reg [31:0] x2_q;

            always @(posedge clk) begin
                exact_q <= product;
                x2_q    <= late_round ? rounded : exact_q;
            end

            dfab_fp_sfu u_sfu (
                .clk (clk),
                .op  (sfu_q),
                .a   (x2_q),
                .y   (y[32*i +: 32])
            );

            assign qs_wdata[32*i +: 32] = x2_q & {32{mask_q[i]}};
        end
    endgenerate

    assign qs_we          = tap_q;
    assign qs_waddr       = addr_q;
    assign trace_qs_pc    = pc_q;
    assign trace_qs_layer = layer_q;

endmodule

`default_nettype wire
