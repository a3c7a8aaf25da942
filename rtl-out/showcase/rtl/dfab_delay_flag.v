// Delays one flag by a fixed number of cycles, and forgets all flags on reset.
//
// Why beside dfab_delay: a flag that announces data (a write enable, a push)
// must not come out of reset as a random one, while the data may.
//
// Latency STAGES. STAGES: 1 or more.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_delay_flag #(
    parameter STAGES = 2
) (
    input  wire clk,
    input  wire rst,
    input  wire d,
    output wire q
);

    generate
        if (STAGES < 1) begin : g_error
            dfab_error_delay_flag_stages_must_be_positive u_error ();
        end
    endgenerate

    reg [STAGES-1:0] line_q;

    generate
        if (STAGES == 1) begin : g_single
            always @(posedge clk) begin
                line_q <= d && !rst;
            end
        end else begin : g_line
            always @(posedge clk) begin
                line_q <= rst ? {STAGES{1'b0}} : {line_q[STAGES-2:0], d};
            end
        end
    endgenerate

    assign q = line_q[STAGES-1];

endmodule

`default_nettype wire
