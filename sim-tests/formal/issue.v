// dfab_issue: commands leave in order, each only with all tokens that it waits for, which it then
// takes, and takes no others. Tokens stay until taken.

`resetall
`timescale 1ns / 1ps
`default_nettype none
`include "dfab_isa.vh"

module issue #(
    parameter DEPTH = 2
) (
    input wire         clk,
    input wire         rst,
    input wire         s_cmd_valid,
    input wire [383:0] s_cmd_data,
    input wire [1:0]   tag,
    input wire         m_cmd_ready,
    input wire [2:0]   tokens
);

    wire         s_cmd_ready;
    wire         m_cmd_valid;
    wire [383:0] m_cmd_data;
    wire [9:0]   m_cmd_pc;
    wire [7:0]   m_cmd_layer;
    wire [2:0]   take;
    wire         idle;
    wire [3:0]   inside;
    wire [2:0]   waits  = s_cmd_data[`DFAB_WAIT];
    wire [2:0]   waited = m_cmd_data[`DFAB_WAIT];
    wire         goes   = m_cmd_valid && m_cmd_ready;
    reg          started_q = 1'b0;
    reg          rst_q;
    reg  [2:0]   kept_q;

    dfab_issue #(.DEPTH(DEPTH)) u_cell (
        .clk(clk), .rst(rst),
        .s_cmd_valid(s_cmd_valid), .s_cmd_ready(s_cmd_ready), .s_cmd_data(s_cmd_data),
        .s_cmd_pc({8'd0, tag}), .s_cmd_layer({6'd0, ~tag}),
        .m_cmd_valid(m_cmd_valid), .m_cmd_ready(m_cmd_ready), .m_cmd_data(m_cmd_data),
        .m_cmd_pc(m_cmd_pc), .m_cmd_layer(m_cmd_layer),
        .tokens(tokens), .take(take), .idle(idle)
    );

    starts_in_reset u_start (.clk(clk), .rst(rst));

    stream_contract #(.WIDTH(5), .ASSERT(0)) u_in (
        .clk(clk), .rst(rst), .valid(s_cmd_valid), .ready(s_cmd_ready), .data({waits, tag})
    );

    stream_contract #(.WIDTH(7)) u_out (
        .clk(clk), .rst(rst), .valid(m_cmd_valid), .ready(m_cmd_ready),
        .data({waited, m_cmd_pc[1:0], m_cmd_layer[1:0]})
    );

    stream_order #(.WIDTH(7), .BITS(4), .MAX(DEPTH + 1)) u_order (
        .clk(clk), .rst(rst),
        .enter(s_cmd_valid && s_cmd_ready), .enter_items(4'd1), .enter_at(),
        .enter_data({waits, tag, ~tag}),
        .leave(goes), .leave_items(4'd1), .leave_at(),
        .leave_data({waited, m_cmd_pc[1:0], m_cmd_layer[1:0]}), .inside(inside)
    );

    always @(posedge clk) begin
        started_q <= 1'b1;
        rst_q     <= rst;
        kept_q    <= rst ? 3'd0 : tokens & ~take;
    end

    always @* begin
        if (started_q) begin
            assume (rst_q || (kept_q & ~tokens) == 3'd0);
            assert (idle == (inside == 4'd0));
            assert (take == (goes ? waited : 3'd0));
            assert ((take & ~tokens) == 3'd0);
            assert (!m_cmd_valid || (waited & ~tokens) == 3'd0);
            assert (m_cmd_valid || idle || (waited & ~tokens) != 3'd0);
        end
        cover (started_q && !rst && goes && waited == 3'd5 && tokens == 3'd5);
        cover (started_q && !rst && !idle && !m_cmd_valid && m_cmd_ready);
    end

endmodule

`default_nettype wire
