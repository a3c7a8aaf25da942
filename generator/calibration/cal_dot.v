// Integer dot product: LANES products of a WB-bit weight and an AB-bit activation, registered, and a
// tree of adders with a register at every level. Area per lane = area / LANES.
`resetall
`timescale 1ns / 1ps
`default_nettype none
module cal_dot #(
    parameter LANES = 32,
    parameter WB    = 4,
    parameter AB    = 8
) (
    input  wire                       clk,
    input  wire [LANES*WB-1:0]        w,
    input  wire [LANES*AB-1:0]        a,
    output wire [WB+AB+$clog2(LANES)-1:0] sum
);
  localparam LEVELS = $clog2(LANES);
  genvar l, i;
  generate
    for (l = 0; l <= LEVELS; l = l + 1) begin : g_level
      localparam N = LANES >> l;
      localparam B = WB + AB + l;
      reg [N*B-1:0] part_q;
      for (i = 0; i < N; i = i + 1) begin : g_node
        if (l == 0) begin : g_mul
          wire signed [WB-1:0] wi = w[i*WB+:WB];
          wire signed [AB-1:0] ai = a[i*AB+:AB];
          always @(posedge clk) part_q[i*B+:B] <= wi * ai;
        end else begin : g_add
          wire signed [B-2:0] x = g_level[l-1].part_q[(2*i)*(B-1)+:B-1];
          wire signed [B-2:0] y = g_level[l-1].part_q[(2*i+1)*(B-1)+:B-1];
          always @(posedge clk) part_q[i*B+:B] <= x + y;
        end
      end
    end
  endgenerate
  assign sum = g_level[LEVELS].part_q;
endmodule
`default_nettype wire
