// Counts the tokens that engines leave for each other.
//
// Why counters and not flags: an engine may run several commands ahead of the one that
// waits for it. The program balances posts and takes, so every counter is zero again when
// a token of text is done; 8 bits hold more tokens than a program of 1024 words can post
// ahead of a queue.
//
// Bit 3 * from + to of `tokens` says that `to` may take a token of `from`. A post is
// seen one cycle later.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_semaphores (
    input  wire       clk,
    input  wire       rst,
    input  wire [8:0] post,    // bit 3 * from + to
    input  wire [8:0] take,
    output wire [8:0] tokens
);

    genvar i;
    generate
        for (i = 0; i < 9; i = i + 1) begin : g_pair
            reg [7:0] count_q;

            always @(posedge clk) begin
                if (rst) begin
                    count_q <= 8'd0;
                end else if (post[i] && !take[i]) begin
                    count_q <= count_q + 8'd1;
                end else if (!post[i] && take[i]) begin
                    count_q <= count_q - 8'd1;
                end
            end

            assign tokens[i] = count_q != 8'd0;
        end
    endgenerate

endmodule

`default_nettype wire
