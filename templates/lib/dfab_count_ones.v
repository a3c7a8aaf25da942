// The number of ones of a vector, one cycle later.
//
// WIDTH: 1 to 63.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_count_ones #(
    parameter WIDTH = 32
) (
    input  wire             clk,
    input  wire [WIDTH-1:0] a,
    output wire [5:0]       y
);

    generate
        if (WIDTH < 1 || WIDTH > 63) begin : g_error
            dfab_error_count_ones_width_must_be_1_to_63 u_error ();
        end
    endgenerate

    reg [5:0] sum;
    reg [5:0] y_q;

    integer i;
    always @* begin
        sum = 6'd0;
        for (i = 0; i < WIDTH; i = i + 1) begin
            sum = sum + {5'd0, a[i]};
        end
    end

    always @(posedge clk) begin
        y_q <= sum;
    end

    assign y = y_q;

endmodule

`default_nettype wire
