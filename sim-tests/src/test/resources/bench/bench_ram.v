// Memories of several shapes, each with its own addresses.
//
// in, 3 words per memory: {re, 3'd0, raddr[9:0], waddr[9:0], we[7:0]}, 64 bits of write data.
// out, 2 words per memory: read data. Memory 5 is a dfab_rom loaded from INIT_FILE.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module bench #(
    parameter INIT_FILE = ""
) (
    input  wire         clk,
    input  wire [575:0] in,
    output wire [383:0] out
);

    genvar i;
    generate
        for (i = 0; i < 5; i = i + 1) begin : g_ram
            localparam WIDTH = i == 0 ? 32 : i == 1 ? 8 : i == 2 ? 64 : i == 3 ? 1 : 40;
            localparam DEPTH = i == 0 ? 16 : i == 1 ? 1 : i == 2 ? 5 : i == 3 ? 2 : 600;
            localparam LANE  = i == 0 ? 8 : i == 1 ? 8 : i == 2 ? 16 : i == 3 ? 1 : 40;
            localparam ADDR  = i == 0 ? 4 : i == 1 ? 1 : i == 2 ? 3 : i == 3 ? 1 : 10;

            wire [31:0] control = in[i*96 +: 32];

            dfab_ram_1r1w #(.WIDTH(WIDTH), .DEPTH(DEPTH), .LANE(LANE)) u_ram (
                .clk   (clk),
                .we    (control[WIDTH/LANE-1:0]),
                .waddr (control[8 +: ADDR]),
                .wdata (in[i*96+32 +: WIDTH]),
                .re    (control[31]),
                .raddr (control[18 +: ADDR]),
                .rdata (out[i*64 +: WIDTH])
            );

            if (WIDTH < 64) begin : g_pad
                assign out[i*64+WIDTH +: 64-WIDTH] = {(64-WIDTH){1'b0}};
            end

            wire unused_bits = &{1'b0, control, in[i*96+32 +: 64]};
        end
    endgenerate

    dfab_rom #(.WIDTH(24), .DEPTH(10), .INIT_FILE(INIT_FILE)) u_rom (
        .clk   (clk),
        .re    (in[5*96+31]),
        .raddr (in[5*96+18 +: 4]),
        .rdata (out[5*64 +: 24])
    );

    assign out[5*64+24 +: 40] = 40'd0;

    wire unused_bits = &{1'b0, in[5*96 +: 96]};

endmodule

`default_nettype wire
