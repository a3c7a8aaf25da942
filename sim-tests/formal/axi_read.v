// The AXI rules of dfab_axi_reader, and that each beat reaches the queue that asked for it.
//
// The memory behind it answers bursts of one ID in order, those of different IDs in any order and
// beat by beat in turn, with any delay; it never answers what was not asked. Resets come at any
// time and stay until the bus is quiet, as the cell asks.
//
// DATA 0 leaves out what the queues hold, so that the address channel can be shown at sizes at
// which bursts really are 4 KiB; 2 also asks that nothing stands still.

`resetall
`timescale 1ns / 1ps
`default_nettype none

// Assumes of a memory what AXI asks of it, for up to 2 bursts of an ID.
module axi_read_memory #(
    parameter LEN_BITS = 1
) (
    input wire                clk,
    input wire                hard_rst,
    input wire                asks,
    input wire [1:0]          arid,
    input wire [LEN_BITS-1:0] arlen,
    input wire                rvalid,
    input wire [1:0]          rid,
    input wire                rlast
);

    wire [3:0] none;
    wire [3:0] ends;

    genvar i;
    generate
        for (i = 0; i < 4; i = i + 1) begin : g_id
            localparam [1:0] ID = i;

            reg  [1:0]          bursts_q;
            reg  [LEN_BITS-1:0] first_q;
            reg  [LEN_BITS-1:0] second_q;
            reg  [LEN_BITS-1:0] beat_q;
            wire                asked  = asks && arid == ID;
            wire                comes  = rvalid && rid == ID;
            wire                passes = comes && rlast;

            assign none[i] = bursts_q == 2'd0;
            assign ends[i] = beat_q == first_q;

            always @(posedge clk) begin
                if (hard_rst) begin
                    bursts_q <= 2'd0;
                    beat_q   <= {LEN_BITS{1'b0}};
                end else begin
                    bursts_q <= bursts_q + {1'b0, asked} - {1'b0, passes};
                    if (comes) begin
                        beat_q <= rlast ? {LEN_BITS{1'b0}} : beat_q + 1'b1;
                    end
                    if (passes) begin
                        first_q <= second_q;
                    end
                    if (asked && bursts_q == {1'b0, passes}) begin
                        first_q <= arlen;
                    end
                    if (asked) begin
                        second_q <= arlen;
                    end
                end
            end
        end
    endgenerate

    always @* begin
        assume (!rvalid || !none[rid]);
        assume (!rvalid || rlast == ends[rid]);
    end

endmodule

module axi_read #(
    parameter AXI_WIDTH = 32,
    parameter ADDR_BITS = 13,
    parameter BURST     = 2,
    parameter [3:0] USED = 4'b0011,
    parameter DEPTH     = 2,
    parameter DATA      = 0,
    parameter WORD_BITS = ADDR_BITS - $clog2(AXI_WIDTH / 8)
) (
    input wire                     clk,
    input wire                     hard_rst,
    input wire                     rst,
    input wire [3:0]               s_cmd_valid,
    input wire [4*WORD_BITS-1:0]   s_cmd_addr,
    input wire [4*WORD_BITS+3:0]   s_cmd_beats,
    input wire [3:0]               m_ready,
    input wire                     m_axi_arready,
    input wire                     m_axi_rvalid,
    input wire [1:0]               m_axi_rid,
    input wire                     tag,
    input wire [1:0]               m_axi_rresp,
    input wire                     m_axi_rlast
);

    localparam LEN_BITS = $clog2(BURST);
    localparam SIZE     = $clog2(AXI_WIDTH / 8);

    wire                   quiet;
    wire                   error;
    wire                   beat;
    wire [3:0]             s_cmd_ready;
    wire [3:0]             m_valid;
    wire [4*AXI_WIDTH-1:0] m_data;
    wire                   m_axi_arvalid;
    wire [1:0]             m_axi_arid;
    wire [ADDR_BITS-1:0]   m_axi_araddr;
    wire [7:0]             m_axi_arlen;
    wire [2:0]             m_axi_arsize;
    wire [1:0]             m_axi_arburst;
    wire                   m_axi_rready;

    dfab_axi_reader #(
        .AXI_WIDTH(AXI_WIDTH), .ADDR_BITS(ADDR_BITS), .BURST(BURST), .OUTSTANDING(2), .USED(USED),
        .DEPTH0(DEPTH), .DEPTH1(DEPTH), .DEPTH2(DEPTH), .DEPTH3(DEPTH)
    ) u_cell (
        .clk(clk), .hard_rst(hard_rst), .rst(rst), .quiet(quiet), .error(error), .beat(beat),
        .s_cmd_valid(s_cmd_valid), .s_cmd_ready(s_cmd_ready),
        .s_cmd_addr(s_cmd_addr), .s_cmd_beats(s_cmd_beats),
        .m_valid(m_valid), .m_ready(m_ready), .m_data(m_data),
        .m_axi_arvalid(m_axi_arvalid), .m_axi_arready(m_axi_arready), .m_axi_arid(m_axi_arid),
        .m_axi_araddr(m_axi_araddr), .m_axi_arlen(m_axi_arlen), .m_axi_arsize(m_axi_arsize),
        .m_axi_arburst(m_axi_arburst), .m_axi_rvalid(m_axi_rvalid), .m_axi_rready(m_axi_rready),
        .m_axi_rid(m_axi_rid), .m_axi_rdata({{(AXI_WIDTH-1){1'b0}}, tag}),
        .m_axi_rresp(m_axi_rresp), .m_axi_rlast(m_axi_rlast)
    );

    reg       started_q = 1'b0;
    reg       rst_q;
    reg       quiet_q;
    reg       waiting_q;
    reg       came_q;
    reg       failed_q;
    reg [2:0] open_q;        // bursts asked for and not yet answered
    wire      asks = m_axi_arvalid && m_axi_arready;

    always @(posedge clk) begin
        started_q <= 1'b1;
        rst_q     <= rst;
        quiet_q   <= quiet;
        waiting_q <= m_axi_arvalid;
        came_q    <= m_axi_rvalid && !hard_rst;
        failed_q  <= m_axi_rvalid && m_axi_rresp[1] && !rst;
        open_q    <= hard_rst ? 3'd0 : open_q + {2'd0, asks} - {2'd0, m_axi_rvalid && m_axi_rlast};
    end

    axi_read_memory #(.LEN_BITS(LEN_BITS)) u_memory (
        .clk(clk), .hard_rst(hard_rst),
        .asks(asks), .arid(m_axi_arid), .arlen(m_axi_arlen[LEN_BITS-1:0]),
        .rvalid(m_axi_rvalid), .rid(m_axi_rid), .rlast(m_axi_rlast)
    );

    genvar q;
    generate
        for (q = 0; q < 4; q = q + 1) begin : g_command
            wire [WORD_BITS-1:0] addr  = s_cmd_addr[q*WORD_BITS +: WORD_BITS];
            wire [WORD_BITS:0]   beats = s_cmd_beats[q*(WORD_BITS+1) +: WORD_BITS+1];

            // An unused queue takes nothing and gives nothing.
            always @* begin
                if (started_q && !USED[q]) begin
                    assert (!s_cmd_ready[q] && !m_valid[q]);
                end
            end

            // A command has beats, and lies inside the memory.
            always @* begin
                assume (beats != 0 && {1'b0, addr} + beats <= (1 << WORD_BITS));
            end

            stream_contract #(.WIDTH(2*WORD_BITS+1), .ASSERT(0)) u_in (
                .clk(clk), .rst(rst), .valid(s_cmd_valid[q]), .ready(s_cmd_ready[q]),
                .data({addr, beats})
            );

            if (DATA != 0 && USED[q]) begin : g_data
                wire [4:0] inside;
                reg  [7:0] owed_q;      // beats of accepted commands that are not asked for
                reg  [2:0] idle_q;      // cycles that an address could have gone out and did not
                reg  [2:0] waited_q;    // cycles that a word is inside and does not stand at the output
                wire       accepts = s_cmd_valid[q] && s_cmd_ready[q];
                wire       issues  = asks && m_axi_arid == q;

                always @(posedge clk) begin
                    if (rst) begin
                        owed_q <= 8'd0;
                    end else begin
                        owed_q <= owed_q + (accepts ? beats[7:0] : 8'd0)
                                - (issues ? m_axi_arlen + 8'd1 : 8'd0);
                    end
                    idle_q   <= (rst || owed_q == 8'd0 || open_q != 3'd0 || m_axi_arvalid || inside != 5'd0)
                                ? 3'd0 : idle_q + 3'd1;
                    waited_q <= (rst || m_valid[q] || inside == 5'd0) ? 3'd0 : waited_q + 3'd1;
                end

                always @* begin
                    // Few commands at a time suffice to see that none is forgotten.
                    assume (DATA != 2 || !s_cmd_valid[q] || (beats <= 4 && owed_q < 8'd8));
                    if (started_q && DATA == 2) begin
                        assert (idle_q < 3'd4);
                        assert (waited_q < 3'd4);
                    end
                end

                stream_contract #(.WIDTH(1)) u_out (
                    .clk(clk), .rst(rst), .valid(m_valid[q]), .ready(m_ready[q]),
                    .data(m_data[q*AXI_WIDTH])
                );

                stream_order #(.WIDTH(1), .BITS(5), .MAX(DEPTH)) u_order (
                    .clk(clk), .rst(rst),
                    .enter(m_axi_rvalid && m_axi_rid == q), .enter_items(5'd1), .enter_at(),
                    .enter_data(tag),
                    .leave(m_valid[q] && m_ready[q]), .leave_items(5'd1), .leave_at(),
                    .leave_data(m_data[q*AXI_WIDTH]), .inside(inside)
                );
            end
        end
    endgenerate

    stream_contract #(.WIDTH(ADDR_BITS + 15)) u_address (
        .clk(clk), .rst(hard_rst), .valid(m_axi_arvalid), .ready(m_axi_arready),
        .data({m_axi_arid, m_axi_araddr, m_axi_arlen, m_axi_arsize, m_axi_arburst})
    );

    wire [ADDR_BITS:0] last = {1'b0, m_axi_araddr} + ({1'b0, m_axi_arlen} << SIZE);

    always @* begin
        assume (hard_rst == !started_q);
        assume (started_q || rst);
        // rst stays until the bus is quiet.
        assume (!started_q || !rst_q || quiet_q || rst);
        if (started_q) begin
            assert (m_axi_rready);
            assert (m_axi_arsize == SIZE);
            assert (m_axi_arburst == 2'b01);
            if (m_axi_arvalid) begin
                assert (USED[m_axi_arid]);
                assert (m_axi_arlen < BURST);
                assert (m_axi_araddr[SIZE-1:0] == 0);
                assert (!last[ADDR_BITS]);
                assert (last[ADDR_BITS-1:12] == m_axi_araddr[ADDR_BITS-1:12]);
            end
            assert (open_q + {2'd0, m_axi_arvalid} <= 3'd2);
            assert (quiet == (open_q == 3'd0 && !m_axi_arvalid));
            // No new address during rst.
            assert (!rst_q || waiting_q || !m_axi_arvalid);
            assert (beat == came_q);
            assert (error == failed_q);
        end
        cover (started_q && !rst && asks && open_q == 3'd1);
        cover (started_q && !rst && asks && m_axi_arlen == BURST - 1);
        cover (started_q && rst && rst_q && !quiet);
        cover (started_q && !rst && m_axi_rvalid && m_axi_rlast && open_q == 3'd2);
    end

endmodule

`default_nettype wire
