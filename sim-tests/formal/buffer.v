// Credits of dfab_read_buffer: a read starts only when its word has a place, and always then.
//
// Reads under way and words held are never more than DEPTH, and a read may start exactly while
// they are fewer: no credit is lost, none is made up. Words come out in the order of their reads.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module buffer #(
    parameter WIDTH = 2,
    parameter DEPTH = 4
) (
    input wire             clk,
    input wire             rst,
    input wire             s_valid,
    input wire [WIDTH-1:0] word,      // what the read that starts now will find
    input wire             m_ready
);

    wire             s_ready;
    wire             m_valid;
    wire [WIDTH-1:0] m_data;
    wire [3:0]       inside;
    reg  [WIDTH-1:0] rdata_q;
    reg              started_q = 1'b0;

    always @(posedge clk) begin
        started_q <= 1'b1;
        if (s_valid && s_ready) begin
            rdata_q <= word;
        end
    end

    dfab_read_buffer #(.WIDTH(WIDTH), .DEPTH(DEPTH)) u_cell (
        .clk(clk), .rst(rst),
        .s_valid(s_valid), .s_ready(s_ready), .rdata(rdata_q),
        .m_valid(m_valid), .m_ready(m_ready), .m_data(m_data)
    );

    starts_in_reset u_start (.clk(clk), .rst(rst));

    stream_contract #(.WIDTH(WIDTH)) u_out (
        .clk(clk), .rst(rst), .valid(m_valid), .ready(m_ready), .data(m_data)
    );

    stream_order #(.WIDTH(WIDTH), .BITS(4), .MAX(DEPTH)) u_order (
        .clk(clk), .rst(rst),
        .enter(s_valid && s_ready), .enter_items(4'd1), .enter_at(), .enter_data(word),
        .leave(m_valid && m_ready), .leave_items(4'd1), .leave_at(), .leave_data(m_data),
        .inside(inside)
    );

    // A word that was read stands at the output 2 cycles later.
    reg [1:0] waited_q;

    always @(posedge clk) begin
        waited_q <= (rst || m_valid || inside == 4'd0) ? 2'd0 : waited_q + 2'd1;
    end

    always @* begin
        if (started_q) begin
            assert (waited_q <= 2'd1);
            assert (inside <= DEPTH);
            assert (s_ready == (inside < DEPTH));
        end
        cover (started_q && inside == DEPTH);
    end

endmodule

`default_nettype wire
