// The scale of a group times that of its super-group, as fp32. The same for a minimum.
//
// Why here and not where results are scaled: both factors are known with the slot, and
// the product is ready when the dot product is.
//
// Latency STAGES, one product per cycle. enable[k] lets register stage k + 1 take new
// values: decoding, then the three of the multiplier. KINDS, SUPER_KINDS: of scales in
// use, see dfab_scale_decode. STAGES: 4 or more.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_matvec_scale_product #(
    parameter [7:0] KINDS       = 8'b01000000,
    parameter [7:0] SUPER_KINDS = 8'b00000001,
    parameter       STAGES      = 4
) (
    input  wire        clk,
    input  wire [3:0]  enable,
    input  wire [2:0]  inner_kind,
    input  wire [31:0] inner_code,
    input  wire [2:0]  outer_kind,
    input  wire [31:0] outer_code,
    output wire [31:0] y
);

    generate
        if (STAGES < 4) begin : g_error
            dfab_error_matvec_scale_product_stages_must_be_4_or_more u_error ();
        end
    endgenerate

    wire [31:0] inner;
    wire [31:0] outer;
    reg  [31:0] inner_q;
    reg  [31:0] outer_q;
    wire [31:0] early;

    dfab_scale_decode #(.USED (KINDS | 8'b00100001)) u_inner (
        .kind (inner_kind),
        .code (inner_code),
        .y    (inner)
    );

    dfab_scale_decode #(.USED (SUPER_KINDS)) u_outer (
        .kind (outer_kind),
        .code (outer_code),
        .y    (outer)
    );

    always @(posedge clk) begin
        if (enable[0]) begin
            inner_q <= inner;
            outer_q <= outer;
        end
    end

    dfab_fp_mul u_mul (
        .clk    (clk),
        .enable (enable[3:1]),
        .a      (inner_q),
        .b      (outer_q),
        .y      (early)
    );

    generate
        if (STAGES == 4) begin : g_at_once
            assign y = early;
        end else begin : g_later
            dfab_delay #(.WIDTH (32), .STAGES (STAGES-4)) u_later (
                .clk (clk),
                .d   (early),
                .q   (y)
            );
        end
    endgenerate

endmodule

`default_nettype wire
