// Scale decoders: one with every kind built, one for each kind alone.
//
// in: code, {29'd0, kind}. out, one word each: every kind, then kind 0 alone, 1 alone,
// ... 7 alone.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module bench (
    input  wire         clk,
    input  wire [63:0]  in,
    output wire [287:0] out
);

    wire unused_bits = &{1'b0, clk, in[63:35]};

    dfab_scale_decode #(.USED (8'hFF)) u_all (
        .kind (in[34:32]),
        .code (in[31:0]),
        .y    (out[31:0])
    );

    genvar k;
    generate
        for (k = 0; k < 8; k = k + 1) begin : g_alone
            dfab_scale_decode #(.USED (8'd1 << k)) u_decode (
                .kind (in[34:32]),
                .code (in[31:0]),
                .y    (out[32+k*32 +: 32])
            );
        end
    endgenerate

endmodule

`default_nettype wire
