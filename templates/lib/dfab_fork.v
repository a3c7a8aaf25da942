// Gives each word of a stream to several receivers, each at its own pace.
//
// Why with a memory of who has it: a receiver that waited for all others to be
// ready could wait in a circle. The word is done when the last one took it.
//
// No latency. COUNT: receivers, 1 or more. The payload goes past this cell.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_fork #(
    parameter COUNT = 2
) (
    input  wire             clk,
    input  wire             rst,
    input  wire             s_valid,
    output wire             s_ready,
    output wire [COUNT-1:0] m_valid,
    input  wire [COUNT-1:0] m_ready
);

    generate
        if (COUNT < 1) begin : g_error
            dfab_error_fork_count_must_be_positive u_error ();
        end
    endgenerate

    reg  [COUNT-1:0] done_q;
    wire [COUNT-1:0] done = done_q | m_ready;

    assign s_ready = &done;
    assign m_valid = {COUNT{s_valid}} & ~done_q;

    always @(posedge clk) begin
        if (rst) begin
            done_q <= {COUNT{1'b0}};
        end else if (s_valid) begin
            done_q <= s_ready ? {COUNT{1'b0}} : done;
        end
    end

endmodule

`default_nettype wire
