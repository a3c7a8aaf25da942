// Delays data by a fixed number of cycles.
//
// Why no reset and no enable: so that FPGA tools can map it to shift-register
// primitives. Flags that must be low after reset go through dfab_delay_flag.
//
// Latency STAGES, one word per cycle. WIDTH: bits, 1 or more. STAGES: 1 or more.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_delay #(
    parameter WIDTH  = 8,
    parameter STAGES = 2
) (
    input  wire             clk,
    input  wire [WIDTH-1:0] d,
    output wire [WIDTH-1:0] q
);

    generate
        if (WIDTH < 1 || STAGES < 1) begin : g_error
            dfab_error_delay_width_and_stages_must_be_positive u_error ();
        end
    endgenerate

    // The youngest word in the lowest bits.
    reg [WIDTH*STAGES-1:0] line_q;

    generate
        if (STAGES == 1) begin : g_single
            always @(posedge clk) begin
                line_q <= d;
            end
        end else begin : g_line
            always @(posedge clk) begin
                line_q <= {line_q[WIDTH*(STAGES-1)-1:0], d};
            end
        end
    endgenerate

    assign q = line_q[WIDTH*(STAGES-1) +: WIDTH];

endmodule

`default_nettype wire
