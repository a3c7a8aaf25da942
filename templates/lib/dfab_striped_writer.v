// Writes bus words that are striped over several memory channels.
//
// The parts of a word go to their channels as in dfab_striped_reader; channels of which
// no byte is written are left out. Each has a queue of 4 words, so that one that
// waits for its bus does not hold up the next word at once.
//
// `idle` is high when each accepted word has the responses of all its channels.
//
// Latency 2 from word to bus, one word per cycle. Resets and the other parameters: see
// dfab_axi_writer. NCH: channels, a power of two, 1 to 32.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_striped_writer #(
    parameter NCH         = 2,
    parameter AXI_WIDTH   = 256,
    parameter ADDR_BITS   = 33,
    parameter OUTSTANDING = 16
) (
    input  wire                                     clk,
    input  wire                                     hard_rst,
    input  wire                                     rst,
    output wire                                     quiet,   // nothing on the bus
    output wire                                     idle,    // nothing waits for it either
    output wire                                     error,
    output wire [NCH-1:0]                           beat,

    input  wire                                     s_valid,
    output wire                                     s_ready,
    input  wire [ADDR_BITS-$clog2(AXI_WIDTH/8)-1:0] s_word,
    input  wire [NCH*AXI_WIDTH/8-1:0]               s_strb,
    input  wire [NCH*AXI_WIDTH-1:0]                 s_data,

    output wire [NCH-1:0]                           m_axi_awvalid,
    input  wire [NCH-1:0]                           m_axi_awready,
    output wire [NCH*2-1:0]                         m_axi_awid,
    output wire [NCH*ADDR_BITS-1:0]                 m_axi_awaddr,
    output wire [NCH*8-1:0]                         m_axi_awlen,
    output wire [NCH*3-1:0]                         m_axi_awsize,
    output wire [NCH*2-1:0]                         m_axi_awburst,
    output wire [NCH-1:0]                           m_axi_wvalid,
    input  wire [NCH-1:0]                           m_axi_wready,
    output wire [NCH*AXI_WIDTH-1:0]                 m_axi_wdata,
    output wire [NCH*AXI_WIDTH/8-1:0]               m_axi_wstrb,
    output wire [NCH-1:0]                           m_axi_wlast,
    input  wire [NCH-1:0]                           m_axi_bvalid,
    output wire [NCH-1:0]                           m_axi_bready,
    input  wire [NCH*2-1:0]                         m_axi_bid,
    input  wire [NCH*2-1:0]                         m_axi_bresp
);

    localparam BYTES     = AXI_WIDTH / 8;
    localparam WORD_BITS = ADDR_BITS - $clog2(BYTES);
    localparam ALL_BITS  = WORD_BITS + BYTES + AXI_WIDTH;

    generate
        if (NCH < 1 || NCH > 32 || (NCH & (NCH - 1)) != 0) begin : g_error
            dfab_error_striped_writer_channels_must_be_a_power_of_two_from_1_to_32 u_error ();
        end
    endgenerate

    wire [NCH-1:0] has_place;
    wire [NCH-1:0] waiting;
    wire [NCH-1:0] channel_quiet;
    wire [NCH-1:0] channel_error;

    assign s_ready = &has_place;
    assign quiet   = &channel_quiet;
    assign idle    = quiet && waiting == {NCH{1'b0}};
    assign error   = |channel_error;

    genvar c;
    generate
        for (c = 0; c < NCH; c = c + 1) begin : g_channel
            wire                take = s_valid && s_ready && s_strb[c*BYTES +: BYTES] != {BYTES{1'b0}};
            wire                ready;
            wire [ALL_BITS-1:0] head;
            wire [2:0]          level;
            wire                unused_level = &{1'b0, level};

            dfab_fifo #(
                .WIDTH (ALL_BITS),
                .DEPTH (4)
            ) u_fifo (
                .clk     (clk),
                .rst     (rst),
                .s_valid (take),
                .s_ready (has_place[c]),
                .s_data  ({s_word, s_strb[c*BYTES +: BYTES], s_data[c*AXI_WIDTH +: AXI_WIDTH]}),
                .m_valid (waiting[c]),
                .m_ready (ready),
                .m_data  (head),
                .level   (level)
            );

            dfab_axi_writer #(
                .AXI_WIDTH   (AXI_WIDTH),
                .ADDR_BITS   (ADDR_BITS),
                .OUTSTANDING (OUTSTANDING)
            ) u_writer (
                .clk           (clk),
                .hard_rst      (hard_rst),
                .rst           (rst),
                .quiet         (channel_quiet[c]),
                .error         (channel_error[c]),
                .beat          (beat[c]),
                .s_valid       (waiting[c]),
                .s_ready       (ready),
                .s_addr        (head[AXI_WIDTH+BYTES +: WORD_BITS]),
                .s_data        (head[0 +: AXI_WIDTH]),
                .s_strb        (head[AXI_WIDTH +: BYTES]),
                .m_axi_awvalid (m_axi_awvalid[c]),
                .m_axi_awready (m_axi_awready[c]),
                .m_axi_awid    (m_axi_awid[c*2 +: 2]),
                .m_axi_awaddr  (m_axi_awaddr[c*ADDR_BITS +: ADDR_BITS]),
                .m_axi_awlen   (m_axi_awlen[c*8 +: 8]),
                .m_axi_awsize  (m_axi_awsize[c*3 +: 3]),
                .m_axi_awburst (m_axi_awburst[c*2 +: 2]),
                .m_axi_wvalid  (m_axi_wvalid[c]),
                .m_axi_wready  (m_axi_wready[c]),
                .m_axi_wdata   (m_axi_wdata[c*AXI_WIDTH +: AXI_WIDTH]),
                .m_axi_wstrb   (m_axi_wstrb[c*BYTES +: BYTES]),
                .m_axi_wlast   (m_axi_wlast[c]),
                .m_axi_bvalid  (m_axi_bvalid[c]),
                .m_axi_bready  (m_axi_bready[c]),
                .m_axi_bid     (m_axi_bid[c*2 +: 2]),
                .m_axi_bresp   (m_axi_bresp[c*2 +: 2])
            );
        end
    endgenerate

endmodule

`default_nettype wire
