// Chooses how much of the lane pipeline a vector command passes, and says when each
// of its words is where.
//
// Why: most commands use one half of the pipeline, and decoding a token is a chain of
// short dependent commands, so depth costs more than throughput. The front half is
// pre-add, pre-multiply, f16 rounding and the special function; the back half is
// multiply by b, multiply by c, add. A command skips a half that it does not use,
// unless a word would then leave before, or with, one issued earlier: words leave in
// the order of issue, which keeps every stage and write port free of collisions. It
// never waits to be allowed a shorter path.
//
// Latency of each path, from the cycle a word's address is on the read ports to the
// cycle it is on the write port: full 26, front half 16, back half 12, neither 2.
// Delays count from the cycle of `go`, one earlier.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_vector_path (
    input  wire       clk,
    input  wire       rst,
    input  wire       go,
    input  wire       first,        // first word of a command: choose
    input  wire       need_front,   // the command uses a stage of the front half
    input  wire       need_back,
    input  wire       need_tail,    // it writes QM, one cycle after the rest
    output wire       use_front,
    output wire       use_back,
    output wire [5:0] back_delay,   // to the multiply by b
    output wire [5:0] add_delay,    // to the last operand of the add being chosen
    output wire [5:0] exit_delay,   // to the write
    output wire       settled       // all words issued so far have been written
);

    localparam [5:0] FULL  = 6'd26;
    localparam [5:0] FRONT = 6'd16;
    localparam [5:0] BACK  = 6'd12;
    localparam [5:0] NONE  = 6'd2;

    // Cycles until the last word issued is written; a new one must not be earlier.
    reg [5:0] settle_q;
    reg       front_q;
    reg       back_q;

    wire none_fits  = !need_front && !need_back && settle_q <= NONE;
    wire back_fits  = !need_front && settle_q <= BACK;
    wire front_fits = !need_back && settle_q <= FRONT;

    assign use_front = first ? !(none_fits || back_fits) : front_q;
    assign use_back  = first ? !none_fits && (back_fits || !front_fits) : back_q;

    wire [5:0] latency = use_front ? (use_back ? FULL : FRONT) : (use_back ? BACK : NONE);

    assign back_delay = use_front ? 6'd17 : 6'd3;
    assign add_delay  = use_front ? 6'd22 : 6'd8;
    assign exit_delay = latency + 6'd1;
    assign settled    = settle_q == 6'd0;

    always @(posedge clk) begin
        if (rst) begin
            settle_q <= 6'd0;
        end else if (go) begin
            settle_q <= latency + {5'd0, need_tail};
        end else if (!settled) begin
            settle_q <= settle_q - 6'd1;
        end
    end

    always @(posedge clk) begin
        if (go) begin
            front_q <= use_front;
            back_q  <= use_back;
        end
    end

endmodule

`default_nettype wire
