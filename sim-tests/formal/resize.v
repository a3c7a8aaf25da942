// dfab_resize: the parts of the stream, in their order, whatever the widths; narrowing, exactly
// those from s_first to s_last.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module resize #(
    parameter S_WIDTH = 4,
    parameter M_WIDTH = 1
) (
    input wire               clk,
    input wire               rst,
    input wire               s_valid,
    input wire [S_WIDTH-1:0] s_data,
    input wire [(S_WIDTH > M_WIDTH ? $clog2(S_WIDTH/M_WIDTH) : 1)-1:0] s_first,
    input wire [(S_WIDTH > M_WIDTH ? $clog2(S_WIDTH/M_WIDTH) : 1)-1:0] s_last,
    input wire               m_ready
);

    localparam DOWN  = S_WIDTH / M_WIDTH;
    localparam UP    = M_WIDTH / S_WIDTH;
    localparam ITEM  = DOWN > 1 ? M_WIDTH : S_WIDTH;
    localparam FIELD = S_WIDTH > M_WIDTH ? $clog2(S_WIDTH/M_WIDTH) : 1;

    wire               s_ready;
    wire               m_valid;
    wire [M_WIDTH-1:0] m_data;
    wire [3:0]         enter_at;
    wire [3:0]         leave_at;
    wire [3:0]         inside;

    dfab_resize #(.S_WIDTH(S_WIDTH), .M_WIDTH(M_WIDTH)) u_cell (
        .clk(clk), .rst(rst),
        .s_valid(s_valid), .s_ready(s_ready), .s_data(s_data), .s_first(s_first), .s_last(s_last),
        .m_valid(m_valid), .m_ready(m_ready), .m_data(m_data)
    );

    starts_in_reset u_start (.clk(clk), .rst(rst));

    stream_contract #(.WIDTH(S_WIDTH + 2*FIELD), .ASSERT(0)) u_in (
        .clk(clk), .rst(rst), .valid(s_valid), .ready(s_ready), .data({s_data, s_first, s_last})
    );

    stream_contract #(.WIDTH(M_WIDTH)) u_out (
        .clk(clk), .rst(rst), .valid(m_valid), .ready(m_ready), .data(m_data)
    );

    // A word that is cut stands at the input meanwhile, so it enters when it first stands there.
    reg standing_q;

    always @(posedge clk) begin
        standing_q <= !rst && s_valid && !s_ready;
    end

    always @* begin
        if (DOWN > 1) begin
            assume (s_first <= s_last);
        end
    end

    wire [3:0] parts = DOWN > 1 ? {1'b0, s_last} - {1'b0, s_first} + 4'd1 : 4'd1;
    wire [3:0] part  = DOWN > 1 ? s_first + enter_at : 4'd0;

    stream_order #(.WIDTH(ITEM), .BITS(4), .MAX(DOWN > UP ? DOWN + 1 : UP + 1)) u_order (
        .clk(clk), .rst(rst),
        .enter(DOWN > 1 ? s_valid && !standing_q : s_valid && s_ready), .enter_items(parts),
        .enter_at(enter_at), .enter_data(s_data[part*ITEM +: ITEM]),
        .leave(m_valid && m_ready), .leave_items(UP > 1 ? UP : 4'd1),
        .leave_at(leave_at), .leave_data(m_data[(UP > 1 ? leave_at : 4'd0)*ITEM +: ITEM]),
        .inside(inside)
    );

    // An accepted word has left but for its last part, which stands at the output.
    reg started_q = 1'b0;

    always @(posedge clk) begin
        started_q <= 1'b1;
    end

    always @* begin
        if (started_q && DOWN > 1 && !standing_q) begin
            assert (inside == {3'd0, m_valid});
        end
        if (started_q && UP == 1 && DOWN == 1) begin
            assert (s_ready == (!m_valid || m_ready));
        end
    end

endmodule

`default_nettype wire
