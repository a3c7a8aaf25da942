// The control of runs, with small limits.
//
// in:  0 flags {rst, start, cancel, done, progress, read error, write error, far side idle} from bit 0,
//      1 position, 2 token
// out: 0 {core start, core reset, far reset, busy, done, error, begun} from bit 0, cause from bit 8

`resetall
`timescale 1ns / 1ps
`default_nettype none

module bench (
    input  wire        clk,
    input  wire [95:0] in,
    output wire [31:0] out
);

    dfab_run_control #(.CONTEXT (100), .VOCAB (70), .TIMEOUT (16)) u_control (
        .clk         (clk),
        .rst         (in[0]),
        .start       (in[1]),
        .cancel      (in[2]),
        .position    (in[32 +: 32]),
        .token       (in[64 +: 32]),
        .begun       (out[6]),
        .core_start  (out[0]),
        .core_rst    (out[1]),
        .far_rst     (out[2]),
        .core_done   (in[3]),
        .progress    (in[4]),
        .read_error  (in[5]),
        .write_error (in[6]),
        .far_idle    (in[7]),
        .busy        (out[3]),
        .done        (out[4]),
        .error       (out[5]),
        .cause       (out[11:8])
    );

    assign out[7]     = 1'b0;
    assign out[31:12] = 20'd0;

    wire unused_in = &{1'b0, in[31:8]};

endmodule

`default_nettype wire
