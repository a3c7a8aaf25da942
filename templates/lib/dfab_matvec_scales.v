// Supplies the factor of each result: weight scale of the row times activation
// scale of the vector, as fp32.
//
// Why a memory: scales come once per weight group and tile. When a weight group
// spans several activation groups, the other tiles of the block come in between
// before a tile's scale is needed again, so the scales of a block are kept.
//
// A command without weight scales gets 1.0 in their place, which leaves the
// activation scale as it is.
// Latency STAGES + 3 from slot to factor (product of from_f16 and fp_mul), one
// result per cycle. ascale is the activation scale, valid 1 cycle after the slot.
// STAGES: cycles from the slot to the multiplier's operands, 4 or more.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_matvec_scales #(
    parameter ROWS      = 8,
    parameter ACC_DEPTH = 64,
    parameter STAGES    = 5
) (
    input  wire                         clk,
    input  wire                         rst,

    input  wire                         s_ws0_valid,
    output wire                         s_ws0_ready,
    input  wire [ROWS*16-1:0]           s_ws0_data,
    input  wire                         s_ws1_valid,
    output wire                         s_ws1_ready,
    input  wire [ROWS*16-1:0]           s_ws1_data,
    input  wire                         s_ks_valid,
    output wire                         s_ks_ready,
    input  wire [ROWS*16-1:0]           s_ks_data,

    // With the slot.
    input  wire                         result,        // its factor is wanted
    input  wire [1:0]                   src,
    input  wire                         has_wscale,
    input  wire                         opens_wgroup,  // scale comes from the stream
    input  wire [$clog2(ACC_DEPTH)-1:0] index,         // tile of the block
    output wire                         scale_valid,
    input  wire                         scale_take,
    // One cycle later.
    input  wire [31:0]                  ascale,

    output wire [ROWS*32-1:0]           factor
);

    generate
        if (STAGES < 4) begin : g_error
            dfab_error_matvec_scales_stages_must_be_4_or_more u_error ();
        end
    endgenerate

    localparam INDEX_BITS = $clog2(ACC_DEPTH);
    localparam [15:0] F16_ONE = 16'h3C00;

    assign scale_valid = src == 2'd0 ? s_ws0_valid : src == 2'd1 ? s_ws1_valid : s_ks_valid;
    assign s_ws0_ready = scale_take && src == 2'd0;
    assign s_ws1_ready = scale_take && src == 2'd1;
    assign s_ks_ready  = scale_take && src[1];

    // Stage 1: the new scale, held for all vectors; or the kept one.
    reg  [ROWS*16-1:0]    fresh_q;
    reg  [INDEX_BITS-1:0] index_q;
    reg                   taken_q;
    reg                   has_wscale_q;
    reg                   opens_wgroup_q;
    wire [ROWS*16-1:0]    kept;

    always @(posedge clk) begin
        taken_q        <= scale_take && !rst;
        index_q        <= index;
        has_wscale_q   <= has_wscale;
        opens_wgroup_q <= opens_wgroup;
        if (scale_take) begin
            fresh_q <= src == 2'd0 ? s_ws0_data : src == 2'd1 ? s_ws1_data : s_ks_data;
        end
    end

    dfab_ram_1r1w #(
        .WIDTH (ROWS*16),
        .DEPTH (ACC_DEPTH),
        .LANE  (ROWS*16)
    ) u_kept (
        .clk   (clk),
        .we    (taken_q),
        .waddr (index_q),
        .wdata (fresh_q),
        .re    (!opens_wgroup),
        .raddr (index),
        .rdata (kept)
    );

    // Stage 2: chosen. Then both factors wait for the integer dot product.
    reg  [ROWS*16-1:0] wscale_q;
    wire [ROWS*16-1:0] wscale;
    wire [31:0]        ascale_late;

    always @(posedge clk) begin
        wscale_q <= !has_wscale_q ? {ROWS{F16_ONE}} : opens_wgroup_q ? fresh_q : kept;
    end

    dfab_delay #(.WIDTH (ROWS*16), .STAGES (STAGES-3)) u_wscale (
        .clk (clk),
        .d   (wscale_q),
        .q   (wscale)
    );

    dfab_delay #(.WIDTH (32), .STAGES (STAGES-1)) u_ascale (
        .clk (clk),
        .d   (ascale),
        .q   (ascale_late)
    );

    // Bit k: k + 1 cycles after the slot; the multipliers hold still without a result.
    reg [STAGES+1:0] here_q;

    always @(posedge clk) begin
        here_q <= {here_q[STAGES:0], result};
    end

    genvar r;
    generate
        for (r = 0; r < ROWS; r = r + 1) begin : g_row
            wire [31:0] wscale_fp;
            reg  [31:0] wscale_fp_q;

            dfab_fp_from_f16 u_from_f16 (
                .a (wscale[r*16 +: 16]),
                .y (wscale_fp)
            );

            always @(posedge clk) begin
                if (here_q[STAGES-2]) begin
                    wscale_fp_q <= wscale_fp;
                end
            end

            dfab_fp_mul u_mul (
                .clk    (clk),
                .enable (here_q[STAGES+1 -: 3]),
                .a      (wscale_fp_q),
                .b      (ascale_late),
                .y      (factor[r*32 +: 32])
            );
        end
    endgenerate

endmodule

`default_nettype wire
