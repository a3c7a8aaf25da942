// dfab_round_robin: one winner, only among those that ask, always when one asks, and nobody who
// keeps asking is passed over more than COUNT - 1 times.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module arbiter #(
    parameter COUNT = 4
) (
    input wire             clk,
    input wire             rst,
    input wire [COUNT-1:0] request,
    input wire             take
);

    (* anyconst *) wire [1:0] who;

    wire [COUNT-1:0] grant;
    reg  [2:0]       passed_q;
    reg              started_q = 1'b0;
    reg              rst_q;

    dfab_round_robin #(.COUNT(COUNT)) u_cell (
        .clk(clk), .rst(rst), .request(request), .take(take), .grant(grant)
    );

    starts_in_reset u_start (.clk(clk), .rst(rst));

    always @(posedge clk) begin
        started_q <= 1'b1;
        rst_q     <= rst;
        if (rst || !request[who] || (take && grant[who])) begin
            passed_q <= 3'd0;
        end else begin
            passed_q <= passed_q + {2'd0, take};
        end
    end

    always @* begin
        assume (who < COUNT);
        // A choice is taken where there is one, as a master does.
        assume (!take || request != {COUNT{1'b0}});
        if (started_q) begin
            assert ((grant & (grant - 1'b1)) == {COUNT{1'b0}});
            assert ((grant & ~request) == {COUNT{1'b0}});
            assert ((grant != {COUNT{1'b0}}) == (request != {COUNT{1'b0}}));
            assert (passed_q < COUNT);
            // After reset the lowest comes first.
            assert (!rst_q || grant == (request & (~request + 1'b1)));
        end
        cover (started_q && take && grant[who] && passed_q == COUNT - 1);
    end

endmodule

`default_nettype wire
