// dfab_fork: each receiver takes each word exactly once, and the word is done with the last.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module fork_once #(
    parameter COUNT = 3
) (
    input wire             clk,
    input wire             rst,
    input wire             s_valid,
    input wire [COUNT-1:0] m_ready
);

    wire             s_ready;
    wire [COUNT-1:0] m_valid;
    reg  [COUNT-1:0] has_q;      // receivers that took the word that stands now
    reg              started_q = 1'b0;
    wire [COUNT-1:0] takes = m_valid & m_ready;

    dfab_fork #(.COUNT(COUNT)) u_cell (
        .clk(clk), .rst(rst),
        .s_valid(s_valid), .s_ready(s_ready), .m_valid(m_valid), .m_ready(m_ready)
    );

    starts_in_reset u_start (.clk(clk), .rst(rst));

    stream_contract #(.WIDTH(1), .ASSERT(0)) u_in (
        .clk(clk), .rst(rst), .valid(s_valid), .ready(s_ready), .data(1'b0)
    );

    genvar i;
    generate
        for (i = 0; i < COUNT; i = i + 1) begin : g_out
            stream_contract #(.WIDTH(1)) u_out (
                .clk(clk), .rst(rst), .valid(m_valid[i]), .ready(m_ready[i]), .data(1'b0)
            );
        end
    endgenerate

    always @(posedge clk) begin
        started_q <= 1'b1;
        has_q     <= (rst || (s_valid && s_ready)) ? {COUNT{1'b0}} : has_q | takes;
    end

    always @* begin
        if (started_q) begin
            assert ((has_q & m_valid) == {COUNT{1'b0}});
            assert (!s_valid || (has_q | m_valid) == {COUNT{1'b1}});
            assert (s_valid || m_valid == {COUNT{1'b0}});
            if (s_valid) begin
                assert (s_ready == ((has_q | takes) == {COUNT{1'b1}}));
            end
        end
        cover (started_q && !rst && has_q == 3'b101 && s_valid && s_ready);
    end

endmodule

`default_nettype wire
