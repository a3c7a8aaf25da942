// Supplies the factor of each result, as fp32: weight scale of the row times
// (activation scale of the vector times scale of the matrix).
//
// Why a memory: scales come once per weight group and tile. When a weight group
// spans several activation groups, the other tiles of the block come in between
// before a tile's scale is needed again, so the scales of a block are kept.
//
// A command without weight scales gets 1.0 in their place, which leaves the
// activation scale as it is. A zero point, where a format has one, lies behind the
// scale in the same word, and is handed on as integers.
//
// Latency STAGES + 3 from slot to factor (decoding and fp_mul), one result per cycle;
// 1 from slot to zero. ascale is the activation scale, valid 1 cycle after the slot.
// STAGES: cycles from the slot to the multiplier's operands, 4 or more. SCALE_BITS:
// of a row in a word of a weight-scale stream, 8, 16 or 32. FORMATS, FORMAT: as in
// dfab_matvec_unpack. KINDS: kinds of scale in use, for dfab_scale_decode.
// MATRIX_SCALE: whether any matrix has a scale other than 1.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_matvec_scales #(
    parameter ROWS      = 8,
    parameter ACC_DEPTH = 64,
    parameter STAGES    = 5,
    parameter SCALE_BITS = 16,
    parameter FORMATS   = 2,
    parameter [FORMATS*48-1:0] FORMAT = {48'h40, 48'h80},
    parameter [5:0] KINDS = 6'b000001,
    parameter MATRIX_SCALE = 0,
    parameter ZERO_BITS = 8
) (
    input  wire                         clk,
    input  wire                         rst,

    input  wire                         s_ws0_valid,
    output wire                         s_ws0_ready,
    input  wire [ROWS*SCALE_BITS-1:0]   s_ws0_data,
    input  wire                         s_ws1_valid,
    output wire                         s_ws1_ready,
    input  wire [ROWS*SCALE_BITS-1:0]   s_ws1_data,
    input  wire                         s_ks_valid,
    output wire                         s_ks_ready,
    input  wire [ROWS*16-1:0]           s_ks_data,

    // With the slot.
    input  wire                         result,        // its factor is wanted
    input  wire [1:0]                   src,
    input  wire [2:0]                   format,
    input  wire [31:0]                  matrix_scale,
    input  wire                         has_wscale,
    input  wire                         opens_wgroup,  // scale comes from the stream
    input  wire [$clog2(ACC_DEPTH)-1:0] index,         // tile of the block
    output wire                         scale_valid,
    input  wire                         scale_take,
    // One cycle later.
    input  wire [31:0]                  ascale,

    output wire [ROWS*ZERO_BITS-1:0]    zero,
    output wire [ROWS*32-1:0]           factor
);

    generate
        if (STAGES < 4) begin : g_error
            dfab_error_matvec_scales_stages_must_be_4_or_more u_error ();
        end
    endgenerate

    localparam INDEX_BITS = $clog2(ACC_DEPTH);
    localparam [2:0] KIND_ONE = 3'd5;
    // A K scale is f16, whatever the weights have.
    localparam FIELD      = SCALE_BITS < 16 ? 16 : SCALE_BITS;

    assign scale_valid = src == 2'd0 ? s_ws0_valid : src == 2'd1 ? s_ws1_valid : s_ks_valid;
    assign s_ws0_ready = scale_take && src == 2'd0;
    assign s_ws1_ready = scale_take && src == 2'd1;
    assign s_ks_ready  = scale_take && src[1];

    wire [FORMATS*48-1:0] descriptions = FORMAT;
    wire [47:0]           description  = descriptions[format*48 +: 48];
    wire [2:0]            kind         = has_wscale ? description[18:16] : KIND_ONE;
    wire                  unused_description = &{1'b0, description};

    // Each row's field of the stream that is read.
    wire [ROWS*FIELD-1:0] arriving;

    genvar r;
    generate
        for (r = 0; r < ROWS; r = r + 1) begin : g_arriving
            wire [SCALE_BITS-1:0] near = s_ws0_data[r*SCALE_BITS +: SCALE_BITS];
            wire [SCALE_BITS-1:0] far  = s_ws1_data[r*SCALE_BITS +: SCALE_BITS];
            wire [31:0]           wide = src == 2'd0 ? {{(32-SCALE_BITS){1'b0}}, near}
                                       : src == 2'd1 ? {{(32-SCALE_BITS){1'b0}}, far}
                                       :               {16'd0, s_ks_data[r*16 +: 16]};
            wire                  unused_wide = &{1'b0, wide};

            assign arriving[r*FIELD +: FIELD] = wide[FIELD-1:0];
        end
    endgenerate

    // Stage 1: the new scale, held for all vectors; or the kept one.
    reg  [ROWS*FIELD-1:0] fresh_q;
    reg  [INDEX_BITS-1:0] index_q;
    reg                   taken_q;
    reg                   use_fresh_q;
    reg  [2:0]            kind_q;
    reg  [31:0]           matrix_scale_q;
    wire [ROWS*FIELD-1:0] kept;

    always @(posedge clk) begin
        taken_q        <= scale_take && !rst;
        index_q        <= index;
        kind_q         <= kind;
        matrix_scale_q <= matrix_scale;
        // What is just being written to the memory cannot be read from it yet.
        use_fresh_q    <= opens_wgroup || (taken_q && index_q == index);
        if (scale_take) begin
            fresh_q <= arriving;
        end
    end

    dfab_ram_1r1w #(
        .WIDTH (ROWS*FIELD),
        .DEPTH (ACC_DEPTH),
        .LANE  (ROWS*FIELD)
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
    wire [ROWS*FIELD-1:0] present = use_fresh_q ? fresh_q : kept;
    reg  [ROWS*FIELD-1:0] wscale_q;
    reg  [2:0]            wscale_kind_q;
    wire [ROWS*FIELD-1:0] wscale;
    wire [2:0]            wscale_kind;
    wire [31:0]           ascale_late;

    always @(posedge clk) begin
        wscale_q      <= present;
        wscale_kind_q <= kind_q;
    end

    // A zero point lies behind an 8-bit or a 16-bit scale.
    generate
        for (r = 0; r < ROWS; r = r + 1) begin : g_zero
            wire [31:0] wide       = {{(32-FIELD){1'b0}}, present[r*FIELD +: FIELD]};
            wire        short      = kind_q == 3'd3 || kind_q == 3'd4;
            wire [7:0]  zero_point = short ? wide[15:8] : wide[23:16];
            wire        unused_zero = &{1'b0, wide, zero_point};

            assign zero[r*ZERO_BITS +: ZERO_BITS] = zero_point[ZERO_BITS-1:0];
        end
    endgenerate

    dfab_delay #(.WIDTH (ROWS*FIELD + 3), .STAGES (STAGES-3)) u_wscale (
        .clk (clk),
        .d   ({wscale_q, wscale_kind_q}),
        .q   ({wscale, wscale_kind})
    );

    // Bit k: k + 1 cycles after the slot; the multipliers hold still without a result.
    reg [STAGES+1:0] here_q;

    always @(posedge clk) begin
        here_q <= {here_q[STAGES:0], result};
    end

    generate
        if (MATRIX_SCALE != 0) begin : g_matrix_scale
            wire [31:0] scaled;

            dfab_fp_mul u_mul (
                .clk    (clk),
                .enable (here_q[2:0]),
                .a      (ascale),
                .b      (matrix_scale_q),
                .y      (scaled)
            );

            if (STAGES == 4) begin : g_at_once
                assign ascale_late = scaled;
            end else begin : g_later
                dfab_delay #(.WIDTH (32), .STAGES (STAGES-4)) u_ascale (
                    .clk (clk),
                    .d   (scaled),
                    .q   (ascale_late)
                );
            end
        end else begin : g_no_matrix_scale
            wire unused_scale = &{1'b0, matrix_scale_q};

            dfab_delay #(.WIDTH (32), .STAGES (STAGES-1)) u_ascale (
                .clk (clk),
                .d   (ascale),
                .q   (ascale_late)
            );
        end
        for (r = 0; r < ROWS; r = r + 1) begin : g_row
            wire [31:0] wscale_fp;
            reg  [31:0] wscale_fp_q;

            dfab_scale_decode #(.USED (KINDS | 6'b100001)) u_decode (
                .kind (wscale_kind),
                .code ({{(32-FIELD){1'b0}}, wscale[r*FIELD +: FIELD]}),
                .y    (wscale_fp)
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
