// Supplies the factors of each result, as fp32: weight scale of the row times
// (activation scale of the vector times scale of the matrix), where the weight scale
// is that of the group times that of its super-group, if the format has one. With
// minima, the same of the minimum in the place of the weight scale.
//
// Scales come once per weight group and tile, and are held for the tile's other rounds
// (dfab_matvec_held), those of super-groups apart. A command without weight scales gets
// 1.0 in their place, which leaves the activation scale as it is. In a word, a zero
// point or a minimum lies behind the scale, in bytes of its own, and the super-group's
// scales behind those; zero points are handed on as integers.
//
// Latency STAGES + 3 from slot to factor (decoding and fp_mul), one result per cycle;
// 1 from slot to zero. ascale is the activation scale, valid 1 cycle after the slot.
// STAGES: cycles from the slot to the multiplier's operands, 4 or more, 6 with
// super-groups. SCALE_BITS: of a row in a word of a weight-scale stream, 8, 16, 32 or
// 64. FORMATS, FORMAT: as in dfab_matvec_unpack; also a bit and a kind for the scale of
// a super-group [43], [42:40] and for a minimum [47], [46:44]. KINDS, SUPER_KINDS,
// MIN_KINDS: kinds in use, for dfab_scale_decode; none leaves out what they are for.
// UNIT: with super-groups, what words are multiples of (dfab_matvec_scale_words).
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
    parameter [7:0] KINDS = 8'b00000001,
    parameter [7:0] SUPER_KINDS = 8'd0,
    parameter [7:0] MIN_KINDS = 8'd0,
    parameter UNIT      = 8,
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
    input  wire                         opens_super,   // and with it that of the super-group
    input  wire                         ends,          // the last slot of the command goes
    input  wire [$clog2(ACC_DEPTH)-1:0] index,         // tile of the block
    output wire                         scale_valid,
    input  wire                         scale_take,
    output wire                         has_min,       // of the format
    // One cycle later.
    input  wire [31:0]                  ascale,

    output wire [ROWS*ZERO_BITS-1:0]    zero,
    output wire [ROWS*32-1:0]           factor,
    output wire [ROWS*32-1:0]           min_factor
);

    localparam SUPER = SUPER_KINDS != 8'd0;
    localparam MIN   = MIN_KINDS != 8'd0;

    generate
        if (STAGES < 4) begin : g_error
            dfab_error_matvec_scales_stages_must_be_4_or_more u_error ();
        end
        if (SUPER && STAGES < 6) begin : g_error_super
            dfab_error_matvec_scales_of_super_groups_need_6_stages u_error ();
        end
    endgenerate

    localparam [2:0] KIND_ONE = 3'd5;
    // A K scale is f16, whatever the weights have.
    localparam FIELD      = SCALE_BITS < 16 ? 16 : SCALE_BITS;
    // The widest scale of a super-group.
    localparam SUPER_BITS = SUPER_KINDS[2] ? 32 : (SUPER_KINDS[1:0] != 2'd0) ? 16 : 8;

    function [3:0] kind_bytes;
        input [2:0] scale_kind;
        begin
            case (scale_kind)
                3'd0, 3'd1: kind_bytes = 4'd2;
                3'd2:       kind_bytes = 4'd4;
                3'd5:       kind_bytes = 4'd0;
                default:    kind_bytes = 4'd1;
            endcase
        end
    endfunction

    wire [FORMATS*48-1:0] descriptions = FORMAT;
    wire [47:0]           description  = descriptions[format*48 +: 48];
    wire [2:0]            kind         = has_wscale ? description[18:16] : KIND_ONE;
    wire [2:0]            super_kind   = description[43] && has_wscale ? description[42:40] : KIND_ONE;
    wire [2:0]            min_kind     = description[47] ? description[46:44] : KIND_ONE;
    wire                  unused_description = &{1'b0, description};

    assign has_min = description[47];

    // Where the parts of a word lie.
    wire [3:0] group_bytes = kind_bytes(description[18:16]) + {3'd0, description[19]} + kind_bytes(min_kind);
    wire [3:0] super_bytes = kind_bytes(super_kind);
    wire       unused_bytes = &{1'b0, group_bytes, super_bytes};

    // The weight-scale stream that is read, a field for each row.
    wire                       stream_valid;
    wire                       stream_take = scale_take && !src[1];
    wire [ROWS*SCALE_BITS-1:0] fields;

    assign scale_valid = src[1] ? s_ks_valid : stream_valid;
    assign s_ks_ready  = scale_take && src[1];

    genvar r;
    generate
        if (SUPER) begin : g_words
            localparam UNIT_BYTES = UNIT / 8;

            wire       ready;
            wire [4:0] both  = {1'b0, super_bytes} << description[47];
            wire [4:0] bytes = {1'b0, group_bytes} + (opens_super ? both : 5'd0);
            wire [4:0] units = bytes / UNIT_BYTES[4:0];
            wire       unused_units = units[4];

            dfab_matvec_scale_words #(
                .ROWS       (ROWS),
                .SCALE_BITS (SCALE_BITS),
                .UNIT       (UNIT)
            ) u_words (
                .clk     (clk),
                .rst     (rst),
                .s_valid (src[0] ? s_ws1_valid : s_ws0_valid),
                .s_ready (ready),
                .s_data  (src[0] ? s_ws1_data : s_ws0_data),
                .units   (units[3:0]),
                .valid   (stream_valid),
                .take    (stream_take),
                .ends    (ends),
                .word    (fields)
            );

            assign s_ws0_ready = ready && !src[0];
            assign s_ws1_ready = ready && src[0];
        end else begin : g_fields
            assign stream_valid = src[0] ? s_ws1_valid : s_ws0_valid;
            assign s_ws0_ready  = stream_take && !src[0];
            assign s_ws1_ready  = stream_take && src[0];
            assign fields       = src[0] ? s_ws1_data : s_ws0_data;

            wire unused_ends = &{1'b0, ends, opens_super};
        end
    endgenerate

    wire [ROWS*FIELD-1:0] arriving;
    wire [ROWS*FIELD-1:0] present;

    generate
        for (r = 0; r < ROWS; r = r + 1) begin : g_arriving
            wire [63:0] wide = src[1] ? {48'd0, s_ks_data[r*16 +: 16]}
                                      : {{(64-SCALE_BITS){1'b0}}, fields[r*SCALE_BITS +: SCALE_BITS]};
            wire        unused_wide = &{1'b0, wide};

            assign arriving[r*FIELD +: FIELD] = wide[FIELD-1:0];
        end
    endgenerate

    // Stage 1: the new scale, held for all vectors; or the kept one.
    reg [2:0]  kind_q;
    reg [2:0]  min_kind_q;
    reg [31:0] matrix_scale_q;

    always @(posedge clk) begin
        kind_q         <= kind;
        min_kind_q     <= min_kind;
        matrix_scale_q <= matrix_scale;
    end

    dfab_matvec_held #(
        .WIDTH (ROWS*FIELD),
        .DEPTH (ACC_DEPTH)
    ) u_group (
        .clk      (clk),
        .rst      (rst),
        .take     (scale_take),
        .opens    (opens_wgroup),
        .index    (index),
        .arriving (arriving),
        .present  (present)
    );

    // Bit k: k + 1 cycles after the slot; the multipliers hold still without a result.
    reg [STAGES+1:0] here_q;

    always @(posedge clk) begin
        here_q <= {here_q[STAGES:0], result};
    end

    // Stage 2: chosen, and taken apart.
    reg  [ROWS*FIELD-1:0] wscale_q;
    reg  [2:0]            wscale_kind_q;
    reg  [2:0]            wmin_kind_q;
    wire                  unused_min_kind = &{1'b0, wmin_kind_q};

    always @(posedge clk) begin
        wscale_q      <= present;
        wscale_kind_q <= kind_q;
        wmin_kind_q   <= min_kind_q;
    end

    // A zero point lies behind its scale.
    generate
        for (r = 0; r < ROWS; r = r + 1) begin : g_zero
            wire [63:0] wide   = {{(64-FIELD){1'b0}}, present[r*FIELD +: FIELD]};
            wire [63:0] behind = wide >> {kind_bytes(kind_q), 3'd0};
            wire        unused_zero = &{1'b0, behind};

            assign zero[r*ZERO_BITS +: ZERO_BITS] = behind[ZERO_BITS-1:0];
        end
    endgenerate

    // Activation scale times scale of the matrix, when the dot product is there.
    wire [31:0] ascale_late;

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
    endgenerate

    // Weight scales, and minima, as fp32 with the dot product.
    wire [ROWS*32-1:0] wscale_fp;
    wire [ROWS*32-1:0] wmin_fp;

    generate
        if (SUPER) begin : g_super
            localparam BOTH = MIN ? 2 * SUPER_BITS : SUPER_BITS;

            wire [ROWS*BOTH-1:0] arriving_super;
            wire [ROWS*BOTH-1:0] present_super;
            reg  [ROWS*BOTH-1:0] super_q;
            reg  [2:0]           kind1_q;
            reg  [2:0]           kind2_q;

            always @(posedge clk) begin
                super_q <= present_super;
                kind1_q <= super_kind;
                kind2_q <= kind1_q;
            end

            dfab_matvec_held #(
                .WIDTH (ROWS*BOTH),
                .DEPTH (ACC_DEPTH)
            ) u_held (
                .clk      (clk),
                .rst      (rst),
                .take     (scale_take && opens_super),
                .opens    (opens_super),
                .index    (index),
                .arriving (arriving_super),
                .present  (present_super)
            );

            for (r = 0; r < ROWS; r = r + 1) begin : g_row
                wire [63:0]           code   = {{(64-FIELD){1'b0}}, wscale_q[r*FIELD +: FIELD]};
                wire                  unused_code = &{1'b0, code};
                wire [63:0]           wide   = {{(64-SCALE_BITS){1'b0}}, fields[r*SCALE_BITS +: SCALE_BITS]};
                wire [63:0]           behind = wide >> {group_bytes, 3'd0};
                wire                  unused_behind = &{1'b0, behind};
                wire [SUPER_BITS-1:0] over   = super_q[r*BOTH +: SUPER_BITS];

                assign arriving_super[r*BOTH +: SUPER_BITS] = behind[SUPER_BITS-1:0];

                dfab_matvec_scale_product #(
                    .KINDS       (KINDS),
                    .SUPER_KINDS (SUPER_KINDS),
                    .STAGES      (STAGES-2)
                ) u_scale (
                    .clk        (clk),
                    .enable     (here_q[4:1]),
                    .inner_kind (wscale_kind_q),
                    .inner_code (code[31:0]),
                    .outer_kind (kind2_q),
                    .outer_code ({{(32-SUPER_BITS){1'b0}}, over}),
                    .y          (wscale_fp[r*32 +: 32])
                );

                if (MIN) begin : g_min
                    wire [63:0]           min_code = code >> {kind_bytes(wscale_kind_q), 3'd0};
                    wire                  unused_min_code = &{1'b0, min_code};
                    wire [63:0]           last     = behind >> {super_bytes, 3'd0};
                    wire                  unused_last = &{1'b0, last};
                    wire [SUPER_BITS-1:0] over_min = super_q[r*BOTH + SUPER_BITS +: SUPER_BITS];

                    assign arriving_super[r*BOTH + SUPER_BITS +: SUPER_BITS] = last[SUPER_BITS-1:0];

                    dfab_matvec_scale_product #(
                        .KINDS       (MIN_KINDS),
                        .SUPER_KINDS (SUPER_KINDS),
                        .STAGES      (STAGES-2)
                    ) u_min (
                        .clk        (clk),
                        .enable     (here_q[4:1]),
                        .inner_kind (wmin_kind_q),
                        .inner_code (min_code[31:0]),
                        .outer_kind (kind2_q),
                        .outer_code ({{(32-SUPER_BITS){1'b0}}, over_min}),
                        .y          (wmin_fp[r*32 +: 32])
                    );
                end
            end
        end else begin : g_plain
            // Codes wait, which takes fewer registers than numbers.
            wire [ROWS*FIELD-1:0] late;
            wire [2:0]            late_kind;
            wire [2:0]            late_min_kind;
            wire                  unused_late = &{1'b0, late_min_kind};

            dfab_delay #(.WIDTH (ROWS*FIELD + 6), .STAGES (STAGES-3)) u_late (
                .clk (clk),
                .d   ({wscale_q, wscale_kind_q, wmin_kind_q}),
                .q   ({late, late_kind, late_min_kind})
            );

            for (r = 0; r < ROWS; r = r + 1) begin : g_row
                wire [63:0] code = {{(64-FIELD){1'b0}}, late[r*FIELD +: FIELD]};
                wire        unused_code = &{1'b0, code};
                wire [31:0] scale_d;
                reg  [31:0] scale_q;

                dfab_scale_decode #(.USED (KINDS | 8'b00100001)) u_decode (
                    .kind (late_kind),
                    .code (code[31:0]),
                    .y    (scale_d)
                );

                always @(posedge clk) begin
                    if (here_q[STAGES-2]) begin
                        scale_q <= scale_d;
                    end
                end

                assign wscale_fp[r*32 +: 32] = scale_q;

                if (MIN) begin : g_min
                    wire [63:0] min_code = code >> {kind_bytes(late_kind), 3'd0};
                    wire        unused_min_code = &{1'b0, min_code};
                    wire [31:0] min_d;
                    reg  [31:0] min_q;

                    dfab_scale_decode #(.USED (MIN_KINDS)) u_decode_min (
                        .kind (late_min_kind),
                        .code (min_code[31:0]),
                        .y    (min_d)
                    );

                    always @(posedge clk) begin
                        if (here_q[STAGES-2]) begin
                            min_q <= min_d;
                        end
                    end

                    assign wmin_fp[r*32 +: 32] = min_q;
                end
            end
        end
    endgenerate

    generate
        for (r = 0; r < ROWS; r = r + 1) begin : g_factor
            dfab_fp_mul u_mul (
                .clk    (clk),
                .enable (here_q[STAGES+1 -: 3]),
                .a      (wscale_fp[r*32 +: 32]),
                .b      (ascale_late),
                .y      (factor[r*32 +: 32])
            );

            if (MIN) begin : g_min
                dfab_fp_mul u_mul_min (
                    .clk    (clk),
                    .enable (here_q[STAGES+1 -: 3]),
                    .a      (wmin_fp[r*32 +: 32]),
                    .b      (ascale_late),
                    .y      (min_factor[r*32 +: 32])
                );
            end
        end
        if (!MIN) begin : g_no_min
            assign wmin_fp    = {ROWS{32'd0}};
            assign min_factor = {ROWS{32'd0}};

            wire unused_min = &{1'b0, wmin_fp};
        end
    endgenerate

endmodule

`default_nettype wire
