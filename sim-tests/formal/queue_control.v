// The control of dfab_fifo (KIND 0) and dfab_skid (1), by k-induction: stream contract, ready exactly
// when there is room, level never over depth.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module queue_control #(
    parameter KIND = 0
) (
    input wire       clk,
    input wire       rst,
    input wire       s_valid,
    input wire [1:0] s_data,
    input wire       m_ready
);

    wire       s_ready;
    wire       m_valid;
    wire [1:0] m_data;
    wire [2:0] level;

    generate
        if (KIND == 0) begin : g_fifo
            dfab_fifo #(.WIDTH(2), .DEPTH(4)) u_cell (
                .clk(clk), .rst(rst),
                .s_valid(s_valid), .s_ready(s_ready), .s_data(s_data),
                .m_valid(m_valid), .m_ready(m_ready), .m_data(m_data), .level(level)
            );
        end else begin : g_skid
            assign level = 3'd0;
            dfab_skid #(.WIDTH(2)) u_cell (
                .clk(clk), .rst(rst),
                .s_valid(s_valid), .s_ready(s_ready), .s_data(s_data),
                .m_valid(m_valid), .m_ready(m_ready), .m_data(m_data)
            );
        end
    endgenerate

    reg       started_q = 1'b0;
    reg       rst_q;
    reg       stalled_q;
    reg [1:0] data_q;

    reg [2:0] held_q;

    wire push = s_valid && s_ready;
    wire pop  = m_valid && m_ready;

    always @(posedge clk) begin
        started_q <= 1'b1;
        rst_q     <= rst;
        stalled_q <= m_valid && !m_ready && !rst;
        data_q    <= m_data;
        held_q    <= rst ? 3'd0 : held_q + {2'd0, push} - {2'd0, pop};
    end

    always @* begin
        if (!started_q) begin
            assume (rst);
        end else begin
            if (rst_q) begin
                assert (!m_valid);
                assert (s_ready);
            end
            if (stalled_q) begin
                assert (m_valid);
                assert (m_data == data_q);
            end
            assert (m_valid == (held_q != 3'd0));
            assert (s_ready == (held_q < (KIND == 0 ? 3'd4 : 3'd2)));
            assert (held_q <= (KIND == 0 ? 3'd4 : 3'd2));
            if (KIND == 0) begin
                assert (level == held_q);
            end
        end
        cover (started_q && !rst && held_q == (KIND == 0 ? 3'd4 : 3'd2));
        cover (started_q && !rst && stalled_q && pop);
    end

endmodule

`default_nettype wire
