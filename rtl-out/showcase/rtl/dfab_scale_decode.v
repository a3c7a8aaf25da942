// Decodes a stored scale to fp32, exactly.
//
// KIND 0: f16. 1: bf16. 2: f32. 3: e8m0, the power of two 2^(code - 127), whose
// code 0 is below the smallest normal fp32 and becomes zero. 4: e4m3 without
// sign, 7 bits. 5: always 1. 6: signed integer, 7: unsigned, 8 bits both.
//
// Combinational. USED: which kinds are built, one bit each; others give 1.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_scale_decode #(
    parameter [7:0] USED = 8'b00100001
) (
    input  wire [2:0]  kind,
    input  wire [31:0] code,
    output wire [31:0] y
);

    localparam [31:0] ONE = 32'h3F800000;

    wire [31:0] f16;
    wire [31:0] e4m3;
    wire [31:0] integer_fp;

    generate
        if (USED[0]) begin : g_f16
            dfab_fp_from_f16 u_from_f16 (
                .a (code[15:0]),
                .y (f16)
            );
        end else begin : g_no_f16
            assign f16 = ONE;
        end
        if (USED[4]) begin : g_e4m3
            // A subnormal has its leading one in one of three places.
            wire       subnormal = code[6:3] == 4'd0;
            wire       lz1       = !code[2];
            wire       lz2       = code[2:1] == 2'd0;
            wire [2:0] fraction  = !subnormal ? code[2:0] : !lz1 ? {code[1:0], 1'b0} : !lz2 ? {code[0], 2'b00} : 3'd0;
            wire [7:0] exp       = subnormal ? 8'd120 - {7'd0, lz1} - {7'd0, lz2} : {4'd0, code[6:3]} + 8'd120;

            assign e4m3 = code[6:0] == 7'd0 ? 32'd0 : {1'b0, exp, fraction, 20'd0};
        end else begin : g_no_e4m3
            assign e4m3 = ONE;
        end
        if (USED[6] || USED[7]) begin : g_integer
            // The leading one of the magnitude is looked for in halves.
            wire       negative  = USED[6] && kind == 3'd6 && code[7];
            wire [7:0] magnitude = negative ? 8'd0 - code[7:0] : code[7:0];
            wire       lz4       = magnitude[7:4] == 4'd0;
            wire [7:0] shifted4  = lz4 ? {magnitude[3:0], 4'd0} : magnitude;
            wire       lz2       = shifted4[7:6] == 2'd0;
            wire [7:0] shifted2  = lz2 ? {shifted4[5:0], 2'd0} : shifted4;
            wire       lz1       = !shifted2[7];
            wire [6:0] fraction  = lz1 ? {shifted2[5:0], 1'b0} : shifted2[6:0];
            wire [7:0] exp       = 8'd134 - {5'd0, lz4, lz2, lz1};

            assign integer_fp = magnitude == 8'd0 ? 32'd0 : {negative, exp, fraction, 16'd0};
        end else begin : g_no_integer
            assign integer_fp = ONE;
        end
    endgenerate

    assign y = (kind == 3'd0 && USED[0]) ? f16
             : (kind == 3'd1 && USED[1]) ? {code[15:0], 16'd0}
             : (kind == 3'd2 && USED[2]) ? code
             : (kind == 3'd3 && USED[3]) ? {1'b0, code[7:0], 23'd0}
             : (kind == 3'd4 && USED[4]) ? e4m3
             : (kind[2:1] == 2'd3 && USED[{2'd3, kind[0]}]) ? integer_fp
             :                             ONE;

    wire unused_code = &{1'b0, code};

endmodule

`default_nettype wire
