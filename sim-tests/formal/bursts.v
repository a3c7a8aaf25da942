// dfab_axi_bursts: the bursts of a command are its beats, once and in order; none crosses a
// multiple of BURST; places promised and not yet left are never more than DEPTH, and a queue that
// is empty has all of them free.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module bursts #(
    parameter WORD_BITS = 4,
    parameter BURST     = 4,
    parameter DEPTH     = 4
) (
    input wire                 clk,
    input wire                 rst,
    input wire                 s_cmd_valid,
    input wire [WORD_BITS-1:0] s_cmd_addr,
    input wire [WORD_BITS:0]   s_cmd_beats,
    input wire                 m_burst_ready,
    input wire                 pop
);

    wire                 s_cmd_ready;
    wire                 m_burst_valid;
    wire [WORD_BITS-1:0] m_burst_addr;
    wire [7:0]           m_burst_len;
    wire                 fires = m_burst_valid && m_burst_ready;
    wire                 takes = s_cmd_valid && s_cmd_ready;
    wire [8:0]           beats = {1'b0, m_burst_len} + 9'd1;
    wire [WORD_BITS-1:0] last  = m_burst_addr + m_burst_len[WORD_BITS-1:0];

    dfab_axi_bursts #(.WORD_BITS(WORD_BITS), .BURST(BURST), .DEPTH(DEPTH)) u_cell (
        .clk(clk), .rst(rst),
        .s_cmd_valid(s_cmd_valid), .s_cmd_ready(s_cmd_ready),
        .s_cmd_addr(s_cmd_addr), .s_cmd_beats(s_cmd_beats),
        .m_burst_valid(m_burst_valid), .m_burst_ready(m_burst_ready),
        .m_burst_addr(m_burst_addr), .m_burst_len(m_burst_len), .pop(pop)
    );

    starts_in_reset u_start (.clk(clk), .rst(rst));

    stream_contract #(.WIDTH(2*WORD_BITS+1), .ASSERT(0)) u_in (
        .clk(clk), .rst(rst), .valid(s_cmd_valid), .ready(s_cmd_ready),
        .data({s_cmd_addr, s_cmd_beats})
    );

    stream_contract #(.WIDTH(WORD_BITS+8)) u_out (
        .clk(clk), .rst(rst), .valid(m_burst_valid), .ready(m_burst_ready),
        .data({m_burst_addr, m_burst_len})
    );

    // The beats of the command under way that no burst has asked for, and where they begin. A new
    // command is accepted while the last burst of the one before still waits, so two are kept.
    reg [WORD_BITS:0]   left_q;
    reg [WORD_BITS-1:0] at_q;
    reg [WORD_BITS:0]   next_left_q;
    reg [WORD_BITS-1:0] next_at_q;
    reg [4:0]           promised_q;
    reg                 started_q = 1'b0;
    wire                done = left_q == {(WORD_BITS+1){1'b0}};
    wire                ends = fires && beats == left_q;

    always @(posedge clk) begin
        started_q <= 1'b1;
        if (rst) begin
            left_q      <= {(WORD_BITS+1){1'b0}};
            next_left_q <= {(WORD_BITS+1){1'b0}};
            promised_q  <= 5'd0;
        end else begin
            promised_q <= promised_q + (fires ? beats[4:0] : 5'd0) - {4'd0, pop};
            if (done || ends) begin
                left_q      <= takes ? s_cmd_beats : next_left_q;
                at_q        <= takes ? s_cmd_addr : next_at_q;
                next_left_q <= {(WORD_BITS+1){1'b0}};
            end else begin
                if (fires) begin
                    left_q <= left_q - beats[WORD_BITS:0];
                    at_q   <= at_q + beats[WORD_BITS-1:0];
                end
                if (takes) begin
                    next_left_q <= s_cmd_beats;
                    next_at_q   <= s_cmd_addr;
                end
            end
        end
    end

    always @* begin
        // A command lies inside the memory; only what was promised can leave.
        assume (!s_cmd_valid || (s_cmd_beats != 0 && {1'b0, s_cmd_addr} + s_cmd_beats <= (1 << WORD_BITS)));
        assume (!pop || promised_q != 5'd0);
        if (started_q) begin
            assert (promised_q <= DEPTH);
            if (m_burst_valid) begin
                assert (promised_q + beats <= DEPTH);
                assert (!done);
                assert (beats <= BURST);
                assert (m_burst_addr == at_q);
                assert (beats <= left_q);
                assert (m_burst_addr / BURST == last / BURST);
                // As long as the boundary and the command allow.
                assert (beats == left_q || (last + 1'b1) % BURST == 0);
            end
        end
        cover (started_q && !rst && fires && beats == BURST && promised_q == 5'd0);
        cover (started_q && !rst && fires && beats == 2 && left_q > beats);
        cover (started_q && next_left_q != 0);
    end

    // A command whose places are free gets its burst: credits come back.
    reg [1:0] waited_q;

    always @(posedge clk) begin
        if (rst || m_burst_valid || done || promised_q != 5'd0) begin
            waited_q <= 2'd0;
        end else begin
            waited_q <= waited_q + 2'd1;
        end
    end

    always @* begin
        assert (!started_q || waited_q < 2'd3);
    end

endmodule

`default_nettype wire
