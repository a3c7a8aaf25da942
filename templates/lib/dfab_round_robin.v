// A fair choice: one of the requests, the one after the last winner first.
//
// Why: each queue of a memory channel gets its turn, however busy the others are.
//
// The choice is combinational; `take` makes it the last winner.
// COUNT: requests, 2 or more.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_round_robin #(
    parameter COUNT = 4
) (
    input  wire             clk,
    input  wire             rst,
    input  wire [COUNT-1:0] request,
    input  wire             take,
    output wire [COUNT-1:0] grant      // one bit at most, none without a request
);

    generate
        if (COUNT < 2) begin : g_error
            dfab_error_round_robin_count_must_be_2_or_more u_error ();
        end
    endgenerate

    // Ones at the places behind the last winner: these come first.
    reg  [COUNT-1:0] behind_q;

    wire [COUNT-1:0] preferred = request & behind_q;
    wire [COUNT-1:0] pool      = (preferred != {COUNT{1'b0}}) ? preferred : request;

    // The lowest one of pool; and all places above it.
    assign grant = pool & (~pool + {{(COUNT-1){1'b0}}, 1'b1});

    always @(posedge clk) begin
        if (rst) begin
            behind_q <= {COUNT{1'b0}};
        end else if (take) begin
            behind_q <= ~(grant | (grant - {{(COUNT-1){1'b0}}, 1'b1}));
        end
    end

endmodule

`default_nettype wire
