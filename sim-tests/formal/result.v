// dfab_vector_result: each result leaves once, in order, with its own destination; as only what was
// announced comes, and no more is announced than there is room for, nothing is lost.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module result #(
    parameter DEPTH = 2
) (
    input wire       clk,
    input wire       rst,
    input wire       s_tag_valid,
    input wire [1:0] s_tag,
    input wire       s_valid,
    input wire [1:0] s_data,
    input wire       m_ready
);

    wire        s_tag_ready;
    wire        m_valid;
    wire [31:0] m_data;
    wire [1:0]  m_tag;
    wire        idle;
    wire [3:0]  tags;
    wire [3:0]  results;
    reg         started_q = 1'b0;
    reg  [3:0]  coming_q;     // announced, and not come yet

    dfab_vector_result #(.TAG_BITS(2), .DEPTH(DEPTH)) u_cell (
        .clk(clk), .rst(rst),
        .s_tag_valid(s_tag_valid), .s_tag_ready(s_tag_ready), .s_tag(s_tag),
        .s_valid(s_valid), .s_data({30'd0, s_data}),
        .m_valid(m_valid), .m_ready(m_ready), .m_data(m_data), .m_tag(m_tag), .idle(idle)
    );

    starts_in_reset u_start (.clk(clk), .rst(rst));

    stream_contract #(.WIDTH(2), .ASSERT(0)) u_in (
        .clk(clk), .rst(rst), .valid(s_tag_valid), .ready(s_tag_ready), .data(s_tag)
    );

    stream_contract #(.WIDTH(4)) u_out (
        .clk(clk), .rst(rst), .valid(m_valid), .ready(m_ready), .data({m_tag, m_data[1:0]})
    );

    stream_order #(.WIDTH(2), .BITS(4), .MAX(DEPTH + 1)) u_tags (
        .clk(clk), .rst(rst),
        .enter(s_tag_valid && s_tag_ready), .enter_items(4'd1), .enter_at(), .enter_data(s_tag),
        .leave(m_valid && m_ready), .leave_items(4'd1), .leave_at(), .leave_data(m_tag),
        .inside(tags)
    );

    stream_order #(.WIDTH(2), .BITS(4), .MAX(DEPTH + 1)) u_results (
        .clk(clk), .rst(rst),
        .enter(s_valid), .enter_items(4'd1), .enter_at(), .enter_data(s_data),
        .leave(m_valid && m_ready), .leave_items(4'd1), .leave_at(), .leave_data(m_data[1:0]),
        .inside(results)
    );

    always @(posedge clk) begin
        started_q <= 1'b1;
        coming_q  <= rst ? 4'd0 : coming_q + {3'd0, s_tag_valid && s_tag_ready} - {3'd0, s_valid};
    end

    always @* begin
        // Results come after their announcement, and none during reset or in the cycle behind it.
        assume (!s_valid || (started_q && !rst && coming_q != 4'd0));
        if (started_q) begin
            assert (idle == (tags == 4'd0));
            assert (s_tag_ready == (tags < DEPTH));
        end
        cover (started_q && !rst && results == DEPTH);
    end

endmodule

`default_nettype wire
