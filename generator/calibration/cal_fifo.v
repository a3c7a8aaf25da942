// Synchronous FIFO, register in front, storage that the tool chooses.
`resetall
`timescale 1ns / 1ps
`default_nettype none
module cal_fifo #(
    parameter WIDTH = 64,
    parameter DEPTH = 32
) (
    input  wire             clk,
    input  wire             rst,
    input  wire             s_valid,
    output wire             s_ready,
    input  wire [WIDTH-1:0] s_data,
    output reg              m_valid,
    input  wire             m_ready,
    output reg  [WIDTH-1:0] m_data
);
  localparam AW = $clog2(DEPTH);
  reg [WIDTH-1:0] mem[0:DEPTH-1];
  reg [AW:0] head_q, tail_q;
  assign s_ready = head_q - tail_q != DEPTH[AW:0];
  wire pop = head_q != tail_q && (!m_valid || m_ready);
  always @(posedge clk) begin
    if (s_valid && s_ready) mem[head_q[AW-1:0]] <= s_data;
    if (pop) m_data <= mem[tail_q[AW-1:0]];
    if (rst) begin
      head_q  <= {(AW + 1) {1'b0}};
      tail_q  <= {(AW + 1) {1'b0}};
      m_valid <= 1'b0;
    end else begin
      if (s_valid && s_ready) head_q <= head_q + 1'b1;
      if (pop) tail_q <= tail_q + 1'b1;
      m_valid <= pop | (m_valid & ~m_ready);
    end
  end
endmodule
`default_nettype wire
