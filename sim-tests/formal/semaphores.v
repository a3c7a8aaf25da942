// dfab_semaphores: a token is there exactly while more were posted than taken.
//
// Up to 255 at once: the program posts no more.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module semaphores (
    input wire       clk,
    input wire       rst,
    input wire [8:0] post,
    input wire [8:0] take
);

    (* anyconst *) wire [3:0] pair;

    wire [8:0] tokens;
    reg  [8:0] held_q;
    reg        started_q = 1'b0;

    dfab_semaphores u_cell (.clk(clk), .rst(rst), .post(post), .take(take), .tokens(tokens));

    starts_in_reset u_start (.clk(clk), .rst(rst));

    always @(posedge clk) begin
        started_q <= 1'b1;
        held_q    <= rst ? 9'd0 : held_q + {8'd0, post[pair]} - {8'd0, take[pair]};
    end

    always @* begin
        assume (pair < 4'd9);
        // Nobody takes what is not there; see dfab_issue. The program bounds what is posted.
        assume ((take & ~tokens) == 9'd0);
        assume (held_q < 9'd255 || take[pair] || !post[pair]);
        if (started_q) begin
            assert (tokens[pair] == (held_q != 9'd0));
        end
        cover (started_q && !rst && held_q == 9'd3);
        cover (started_q && !rst && held_q == 9'd2 && post[pair] && take[pair]);
    end

endmodule

`default_nettype wire
