// The queue in front of an engine, and the gate that holds a command back until the
// tokens that it waits for are there.
//
// Why a queue: the sequencer runs ahead while the engine works, so a command whose
// tokens are there starts at once. Tokens are taken when the engine takes the command.
//
// Latency 1 cycle through an empty queue. DEPTH: commands, a power of two, 2 or more.

`resetall
`timescale 1ns / 1ps
`default_nettype none
`include "dfab_isa.vh"

module dfab_issue #(
    parameter DEPTH = 8
) (
    input  wire         clk,
    input  wire         rst,

    input  wire         s_cmd_valid,
    output wire         s_cmd_ready,
    input  wire [383:0] s_cmd_data,
    input  wire [9:0]   s_cmd_pc,
    input  wire [7:0]   s_cmd_layer,

    output wire         m_cmd_valid,
    input  wire         m_cmd_ready,
    output wire [383:0] m_cmd_data,
    output wire [9:0]   m_cmd_pc,
    output wire [7:0]   m_cmd_layer,

    input  wire [2:0]   tokens,   // from each engine: one is there
    output wire [2:0]   take,     // from each engine: it is taken
    output wire         idle
);

    wire                 queued;
    wire                 taken;
    wire [401:0]         front;
    wire [2:0]           wanted;
    wire [$clog2(DEPTH):0] level;

    dfab_fifo #(
        .WIDTH (402),
        .DEPTH (DEPTH)
    ) u_queue (
        .clk     (clk),
        .rst     (rst),
        .s_valid (s_cmd_valid),
        .s_ready (s_cmd_ready),
        .s_data  ({s_cmd_layer, s_cmd_pc, s_cmd_data}),
        .m_valid (queued),
        .m_ready (taken),
        .m_data  (front),
        .level   (level)
    );

    assign m_cmd_data  = front[383:0];
    assign m_cmd_pc    = front[393:384];
    assign m_cmd_layer = front[401:394];

    assign wanted      = m_cmd_data[`DFAB_WAIT];
    assign m_cmd_valid = queued && (wanted & ~tokens) == 3'd0;
    assign taken       = m_cmd_valid && m_cmd_ready;
    assign take        = taken ? wanted : 3'd0;
    assign idle        = level == 0;

endmodule

`default_nettype wire
