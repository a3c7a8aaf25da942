// The AXI rules of dfab_axi_writer, and that each accepted word is written once, in order, with
// its own address.
//
// The memory takes address and data in any order, and answers a write once it has both.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module axi_write #(
    parameter AXI_WIDTH   = 32,
    parameter ADDR_BITS   = 13,
    parameter OUTSTANDING = 2,
    parameter WORD_BITS   = ADDR_BITS - $clog2(AXI_WIDTH / 8)
) (
    input wire                   clk,
    input wire                   hard_rst,
    input wire                   rst,
    input wire                   s_valid,
    input wire [WORD_BITS-1:0]   s_addr,
    input wire [AXI_WIDTH-1:0]   s_data,
    input wire [AXI_WIDTH/8-1:0] s_strb,
    input wire                   m_axi_awready,
    input wire                   m_axi_wready,
    input wire                   m_axi_bvalid,
    input wire [1:0]             m_axi_bresp
);

    localparam SIZE = $clog2(AXI_WIDTH / 8);

    wire                   quiet;
    wire                   error;
    wire                   beat;
    wire                   s_ready;
    wire                   m_axi_awvalid;
    wire [1:0]             m_axi_awid;
    wire [ADDR_BITS-1:0]   m_axi_awaddr;
    wire [7:0]             m_axi_awlen;
    wire [2:0]             m_axi_awsize;
    wire [1:0]             m_axi_awburst;
    wire                   m_axi_wvalid;
    wire [AXI_WIDTH-1:0]   m_axi_wdata;
    wire [AXI_WIDTH/8-1:0] m_axi_wstrb;
    wire                   m_axi_wlast;
    wire                   m_axi_bready;

    dfab_axi_writer #(
        .AXI_WIDTH(AXI_WIDTH), .ADDR_BITS(ADDR_BITS), .OUTSTANDING(OUTSTANDING)
    ) u_cell (
        .clk(clk), .hard_rst(hard_rst), .rst(rst), .quiet(quiet), .error(error), .beat(beat),
        .s_valid(s_valid), .s_ready(s_ready), .s_addr(s_addr), .s_data(s_data), .s_strb(s_strb),
        .m_axi_awvalid(m_axi_awvalid), .m_axi_awready(m_axi_awready), .m_axi_awid(m_axi_awid),
        .m_axi_awaddr(m_axi_awaddr), .m_axi_awlen(m_axi_awlen), .m_axi_awsize(m_axi_awsize),
        .m_axi_awburst(m_axi_awburst), .m_axi_wvalid(m_axi_wvalid), .m_axi_wready(m_axi_wready),
        .m_axi_wdata(m_axi_wdata), .m_axi_wstrb(m_axi_wstrb), .m_axi_wlast(m_axi_wlast),
        .m_axi_bvalid(m_axi_bvalid), .m_axi_bready(m_axi_bready), .m_axi_bid(2'd0),
        .m_axi_bresp(m_axi_bresp)
    );

    reg       started_q = 1'b0;
    reg       rst_q;
    reg       quiet_q;
    reg       wrote_q;
    reg       failed_q;
    reg       aw_waiting_q;
    reg       w_waiting_q;
    reg [2:0] addresses_q;   // taken by the memory and not yet answered
    reg [2:0] beats_q;
    wire      aw = m_axi_awvalid && m_axi_awready;
    wire      w  = m_axi_wvalid && m_axi_wready;

    wire [2:0] aw_inside;
    wire [2:0] w_inside;

    always @(posedge clk) begin
        started_q    <= 1'b1;
        rst_q        <= rst;
        quiet_q      <= quiet;
        wrote_q      <= w && !hard_rst;
        failed_q     <= m_axi_bvalid && m_axi_bresp[1] && !rst;
        aw_waiting_q <= m_axi_awvalid;
        w_waiting_q  <= m_axi_wvalid;
        addresses_q  <= hard_rst ? 3'd0 : addresses_q + {2'd0, aw} - {2'd0, m_axi_bvalid};
        beats_q      <= hard_rst ? 3'd0 : beats_q + {2'd0, w} - {2'd0, m_axi_bvalid};
    end

    stream_contract #(.WIDTH(WORD_BITS + AXI_WIDTH*9/8), .ASSERT(0)) u_in (
        .clk(clk), .rst(rst), .valid(s_valid), .ready(s_ready), .data({s_addr, s_data, s_strb})
    );

    stream_contract #(.WIDTH(ADDR_BITS + 15)) u_address (
        .clk(clk), .rst(hard_rst), .valid(m_axi_awvalid), .ready(m_axi_awready),
        .data({m_axi_awid, m_axi_awaddr, m_axi_awlen, m_axi_awsize, m_axi_awburst})
    );

    stream_contract #(.WIDTH(AXI_WIDTH*9/8 + 1)) u_data (
        .clk(clk), .rst(hard_rst), .valid(m_axi_wvalid), .ready(m_axi_wready),
        .data({m_axi_wdata, m_axi_wstrb, m_axi_wlast})
    );

    stream_order #(.WIDTH(WORD_BITS), .BITS(3), .MAX(2)) u_addresses (
        .clk(clk), .rst(hard_rst),
        .enter(s_valid && s_ready), .enter_items(3'd1), .enter_at(), .enter_data(s_addr),
        .leave(aw), .leave_items(3'd1), .leave_at(),
        .leave_data(m_axi_awaddr[ADDR_BITS-1:SIZE]), .inside(aw_inside)
    );

    stream_order #(.WIDTH(AXI_WIDTH*9/8), .BITS(3), .MAX(2)) u_beats (
        .clk(clk), .rst(hard_rst),
        .enter(s_valid && s_ready), .enter_items(3'd1), .enter_at(), .enter_data({s_data, s_strb}),
        .leave(w), .leave_items(3'd1), .leave_at(), .leave_data({m_axi_wdata, m_axi_wstrb}),
        .inside(w_inside)
    );

    always @* begin
        assume (hard_rst == !started_q);
        assume (started_q || rst);
        assume (!started_q || !rst_q || quiet_q || rst);
        assume (!m_axi_bvalid || (addresses_q != 3'd0 && beats_q != 3'd0));
        if (started_q) begin
            assert (m_axi_bready);
            assert (m_axi_awid == 2'd0);
            assert (m_axi_awlen == 8'd0);
            assert (m_axi_awsize == SIZE);
            assert (m_axi_awburst == 2'b01);
            assert (m_axi_awaddr[SIZE-1:0] == 0);
            assert (m_axi_wlast);
            assert (m_axi_awvalid == (aw_inside != 3'd0));
            assert (m_axi_wvalid == (w_inside != 3'd0));
            assert (addresses_q + {2'd0, m_axi_awvalid} == beats_q + {2'd0, m_axi_wvalid});
            assert (addresses_q + {2'd0, m_axi_awvalid} <= OUTSTANDING);
            assert (quiet == (addresses_q == 3'd0 && !m_axi_awvalid && beats_q == 3'd0 && !m_axi_wvalid));
            assert (!rst_q || aw_waiting_q || !m_axi_awvalid);
            assert (!rst_q || w_waiting_q || !m_axi_wvalid);
            assert (beat == wrote_q);
            assert (error == failed_q);
            // A word is taken whenever there is room for it on the bus.
            assert (s_ready == (!rst && addresses_q + {2'd0, m_axi_awvalid} < OUTSTANDING
                                && (!m_axi_awvalid || m_axi_awready) && (!m_axi_wvalid || m_axi_wready)));
        end
        cover (started_q && !rst && addresses_q == 3'd2 && beats_q == 3'd1);
        cover (started_q && !rst && addresses_q == 3'd1 && beats_q == 3'd2);
        cover (started_q && rst && rst_q && !quiet);
    end

endmodule

`default_nettype wire
