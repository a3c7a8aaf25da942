// The lanes of one format alone, for lanes.py to count: from containers to the dot
// products of the tile's rows, registers of both included.
//
// FORMAT: as in dfab_matvec_unpack; the format is number 1, as in a fabric, and the
// KV cache, number 0, has lanes of its own, which are left out. Parameters else: as in
// dfab_matvec.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module lanes #(
    parameter ROWS       = 4,
    parameter COLS       = 16,
    parameter [47:0] FORMAT = 48'h40,
    parameter VALUE_BITS = 4,
    parameter PLACE_BITS = 1,
    parameter SPAN       = 0,
    parameter TABLE_BITS = 8,
    parameter TABLE_ENTRIES = 1,
    parameter [TABLE_ENTRIES*TABLE_BITS-1:0] TABLE = 0,
    parameter MULTIPLIER = 0
) (
    input  wire                             clk,
    input  wire                             rst,
    input  wire                             s_w0_valid,
    output wire                             s_w0_ready,
    input  wire [ROWS*COLS*8-1:0]           s_w0_data,
    input  wire                             word_take,
    input  wire                             word_last,
    input  wire [ROWS*8-1:0]                zero,
    input  wire [SPAN:0]                    part,
    input  wire [(COLS << SPAN)*8-1:0]      window,
    output wire [ROWS*(VALUE_BITS+8+$clog2(COLS))-1:0] y
);

    localparam Y_BITS = VALUE_BITS + 8 + $clog2(COLS);
    localparam STAGES = 1 + ($clog2(COLS) + 1) / 2;

    wire [ROWS*COLS*VALUE_BITS-1:0] lanes;
    wire [ROWS*COLS*PLACE_BITS-1:0] places;
    wire [2:0]                      format;
    reg  [(COLS << SPAN)*8-1:0]     window_q;

    always @(posedge clk) begin
        window_q <= window;
    end

    wire       word_valid;
    wire       s_w1_ready;
    wire       s_kv_ready;
    wire [COLS*8-1:0] wide_lanes;

    dfab_matvec_unpack #(
        .ROWS          (ROWS),
        .COLS          (COLS),
        .VALUE_BITS    (VALUE_BITS),
        .FORMATS       (2),
        .FORMAT        ({FORMAT, 48'h8000000080}),
        .TABLE_BITS    (TABLE_BITS),
        .TABLE_ENTRIES (TABLE_ENTRIES),
        .TABLE         (TABLE),
        .PLACE_BITS    (PLACE_BITS),
        .WIDE_ROWS     (1),
        .WIDE_BITS     (VALUE_BITS < 8 ? 8 : VALUE_BITS)
    ) u_unpack (
        .clk          (clk),
        .rst          (rst),
        .s_w0_valid   (s_w0_valid),
        .s_w0_ready   (s_w0_ready),
        .s_w0_data    (s_w0_data),
        .s_w1_valid   (1'b0),
        .s_w1_ready   (s_w1_ready),
        .s_w1_data    ({(ROWS*COLS*8){1'b0}}),
        .s_kv_valid   (1'b0),
        .s_kv_ready   (s_kv_ready),
        .s_kv_data    ({(ROWS*COLS*8){1'b0}}),
        .src          (2'd0),
        .format       (3'd1),
        .word_valid   (word_valid),
        .word_take    (word_take),
        .word_last    (word_last),
        .zero         (zero),
        .lanes        (lanes),
        .lanes_format (format),
        .places       (places),
        .wide_here    (1'b0),
        .wide_phase   (6'd0),
        .wide_lanes   (wide_lanes)
    );

    genvar r;
    generate
        if (SPAN == 0) begin : g_dense
            dfab_int_dot #(
                .ROWS       (ROWS),
                .COLS       (COLS),
                .A_BITS     (VALUE_BITS),
                .MULTIPLIER (MULTIPLIER)
            ) u_dot (
                .clk    (clk),
                .enable ({STAGES{1'b1}}),
                .a      (lanes),
                .b      (window_q),
                .y      (y)
            );
        end else begin : g_sparse
            wire [ROWS*COLS*8-1:0] activations;

            dfab_matvec_select #(
                .ROWS       (ROWS),
                .COLS       (COLS),
                .SPAN       (SPAN),
                .FORMATS    (2),
                .FORMAT     ({FORMAT, 48'h8000000080}),
                .PLACE_BITS (PLACE_BITS)
            ) u_select (
                .format (3'd1),
                .part   (part),
                .window (window_q),
                .places (places),
                .y      (activations)
            );

            for (r = 0; r < ROWS; r = r + 1) begin : g_row
                dfab_int_dot #(
                    .COLS       (COLS),
                    .A_BITS     (VALUE_BITS),
                    .MULTIPLIER (MULTIPLIER)
                ) u_dot (
                    .clk    (clk),
                    .enable ({STAGES{1'b1}}),
                    .a      (lanes[r*COLS*VALUE_BITS +: COLS*VALUE_BITS]),
                    .b      (activations[r*COLS*8 +: COLS*8]),
                    .y      (y[r*Y_BITS +: Y_BITS])
                );
            end
        end
    endgenerate

endmodule

`default_nettype wire
