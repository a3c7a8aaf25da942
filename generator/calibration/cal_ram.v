// Simple dual-port RAM, registered read.
`resetall
`timescale 1ns / 1ps
`default_nettype none
module cal_ram #(
    parameter WIDTH = 72,
    parameter DEPTH = 512
) (
    input  wire                     clk,
    input  wire                     we,
    input  wire [$clog2(DEPTH)-1:0] wa,
    input  wire [$clog2(DEPTH)-1:0] ra,
    input  wire [        WIDTH-1:0] wd,
    output reg  [        WIDTH-1:0] rd
);
  reg [WIDTH-1:0] mem[0:DEPTH-1];
  always @(posedge clk) begin
    if (we) mem[wa] <= wd;
    rd <= mem[ra];
  end
endmodule
`default_nettype wire
