// The stream contract as properties, around one cell: KIND 0 a queue, 1 a register slice.
//
// Once valid, valid and data hold until ready; nothing is valid after reset; ready says exactly
// that there is room. These hold by induction. With TRACK, a word that the solver picks comes out
// as it went in, in its turn: shown from reset over more cycles than the cell has states to fill.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module stream_contract #(
    parameter KIND  = 0,
    parameter TRACK = 0
) (
    input wire       clk,
    input wire       rst,
    input wire       s_valid,
    input wire [3:0] s_data,
    input wire       m_ready
);

    wire       s_ready;
    wire       m_valid;
    wire [3:0] m_data;
    wire [2:0] level;

    generate
        if (KIND == 0) begin : g_fifo
            dfab_fifo #(.WIDTH(4), .DEPTH(4)) u_cell (
                .clk(clk), .rst(rst),
                .s_valid(s_valid), .s_ready(s_ready), .s_data(s_data),
                .m_valid(m_valid), .m_ready(m_ready), .m_data(m_data), .level(level)
            );
        end else begin : g_skid
            assign level = 3'd0;
            dfab_skid #(.WIDTH(4)) u_cell (
                .clk(clk), .rst(rst),
                .s_valid(s_valid), .s_ready(s_ready), .s_data(s_data),
                .m_valid(m_valid), .m_ready(m_ready), .m_data(m_data)
            );
        end
    endgenerate

    reg       started_q = 1'b0;
    reg       rst_q;
    reg       stalled_q;
    reg [3:0] data_q;

    // The word that enters when the solver says so, and how many are ahead of it.
    (* anyseq *) wire track;
    reg       tracking_q;
    reg [2:0] ahead_q;
    reg [2:0] held_q;
    reg [3:0] tracked_q;

    wire push = s_valid && s_ready;
    wire pop  = m_valid && m_ready;

    always @(posedge clk) begin
        started_q <= 1'b1;
        rst_q     <= rst;
        stalled_q <= m_valid && !m_ready && !rst;
        data_q    <= m_data;
        if (rst) begin
            held_q     <= 3'd0;
            tracking_q <= 1'b0;
        end else begin
            held_q <= held_q + {2'd0, push} - {2'd0, pop};
            if (tracking_q) begin
                tracking_q <= !(pop && ahead_q == 3'd0);
                ahead_q    <= ahead_q - {2'd0, pop};
            end else if (track && push) begin
                tracking_q <= 1'b1;
                tracked_q  <= s_data;
                ahead_q    <= held_q - {2'd0, pop};
            end
        end
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
            if (TRACK != 0 && tracking_q) begin
                assert (ahead_q < held_q);
                if (ahead_q == 3'd0) begin
                    assert (m_data == tracked_q);
                end
            end
        end
    end

endmodule

`default_nettype wire
