// Three counters of 16 bits per step.
//
// in:  0 {clear, enable} from bit 0, select from bit 8, 1 steps of the first two, 2 step of the third
// out: 0..1 value

`resetall
`timescale 1ns / 1ps
`default_nettype none

module bench (
    input  wire        clk,
    input  wire [95:0] in,
    output wire [63:0] out
);

    dfab_counters #(.COUNT (3), .STEP_BITS (16)) u_counters (
        .clk    (clk),
        .clear  (in[0]),
        .enable (in[1]),
        .step   (in[32 +: 48]),
        .select (in[8 +: 5]),
        .value  (out)
    );

    wire unused_in = &{1'b0, in};

endmodule

`default_nettype wire
