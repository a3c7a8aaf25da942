// Reads bus words that are striped over several memory channels, for four queues.
//
// Why striped word by word: each queue then gets the bandwidth of all channels,
// and all channels are equally busy whatever is read.
//
// Bus word b has its part of AXI_WIDTH bits, channel 0 lowest, in each channel at the byte
// address b * AXI_WIDTH / 8. A command goes to each channel, at its own pace; a bus word
// is given out when all channels have their part.
//
// Latencies, resets and the other parameters: see dfab_axi_reader. NCH: channels, a power of
// two, 1 to 32.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_striped_reader #(
    parameter NCH         = 2,
    parameter AXI_WIDTH   = 256,
    parameter ADDR_BITS   = 33,
    parameter BURST       = 16,
    parameter OUTSTANDING = 16,
    parameter [3:0] USED  = 4'b1111,
    parameter DEPTH0      = 128,
    parameter DEPTH1      = 32,
    parameter DEPTH2      = 128,
    parameter DEPTH3      = 32
) (
    input  wire                                           clk,
    input  wire                                           hard_rst,
    input  wire                                           rst,
    output wire                                           quiet,
    output wire                                           error,
    output wire [NCH-1:0]                                 beat,

    // Per queue: first bus word and number of bus words, 1 or more
    input  wire [3:0]                                     s_cmd_valid,
    output wire [3:0]                                     s_cmd_ready,
    input  wire [4*(ADDR_BITS-$clog2(AXI_WIDTH/8))-1:0]   s_cmd_word,
    input  wire [4*(ADDR_BITS-$clog2(AXI_WIDTH/8)+1)-1:0] s_cmd_words,

    output wire [3:0]                                     m_valid,
    input  wire [3:0]                                     m_ready,
    output wire [4*NCH*AXI_WIDTH-1:0]                     m_data,

    output wire [NCH-1:0]                                 m_axi_arvalid,
    input  wire [NCH-1:0]                                 m_axi_arready,
    output wire [NCH*2-1:0]                               m_axi_arid,
    output wire [NCH*ADDR_BITS-1:0]                       m_axi_araddr,
    output wire [NCH*8-1:0]                               m_axi_arlen,
    output wire [NCH*3-1:0]                               m_axi_arsize,
    output wire [NCH*2-1:0]                               m_axi_arburst,
    input  wire [NCH-1:0]                                 m_axi_rvalid,
    output wire [NCH-1:0]                                 m_axi_rready,
    input  wire [NCH*2-1:0]                               m_axi_rid,
    input  wire [NCH*AXI_WIDTH-1:0]                       m_axi_rdata,
    input  wire [NCH*2-1:0]                               m_axi_rresp,
    input  wire [NCH-1:0]                                 m_axi_rlast
);

    generate
        if (NCH < 1 || NCH > 32 || (NCH & (NCH - 1)) != 0) begin : g_error
            dfab_error_striped_reader_channels_must_be_a_power_of_two_from_1_to_32 u_error ();
        end
    endgenerate

    // Between queues and channels: bit q*NCH + c.
    wire [4*NCH-1:0] cmd_valid;
    wire [4*NCH-1:0] cmd_ready;
    wire [4*NCH-1:0] part_valid;
    wire [NCH-1:0]   channel_quiet;
    wire [NCH-1:0]   channel_error;

    assign quiet = &channel_quiet;
    assign error = |channel_error;

    genvar q;
    genvar c;
    generate
        for (q = 0; q < 4; q = q + 1) begin : g_queue
            dfab_fork #(
                .COUNT (NCH)
            ) u_fork (
                .clk     (clk),
                .rst     (rst),
                .s_valid (s_cmd_valid[q]),
                .s_ready (s_cmd_ready[q]),
                .m_valid (cmd_valid[q*NCH +: NCH]),
                .m_ready (cmd_ready[q*NCH +: NCH])
            );

            assign m_valid[q] = &part_valid[q*NCH +: NCH];
        end

        for (c = 0; c < NCH; c = c + 1) begin : g_channel
            wire [3:0]             to_valid;
            wire [3:0]             to_ready;
            wire [3:0]             from_valid;
            wire [4*AXI_WIDTH-1:0] from_data;

            for (q = 0; q < 4; q = q + 1) begin : g_wire
                assign to_valid[q]            = cmd_valid[q*NCH + c];
                assign cmd_ready[q*NCH + c]   = to_ready[q];
                assign part_valid[q*NCH + c]  = from_valid[q];
                assign m_data[(q*NCH + c)*AXI_WIDTH +: AXI_WIDTH] = from_data[q*AXI_WIDTH +: AXI_WIDTH];
            end

            dfab_axi_reader #(
                .AXI_WIDTH   (AXI_WIDTH),
                .ADDR_BITS   (ADDR_BITS),
                .BURST       (BURST),
                .OUTSTANDING (OUTSTANDING),
                .USED        (USED),
                .DEPTH0      (DEPTH0),
                .DEPTH1      (DEPTH1),
                .DEPTH2      (DEPTH2),
                .DEPTH3      (DEPTH3)
            ) u_reader (
                .clk           (clk),
                .hard_rst      (hard_rst),
                .rst           (rst),
                .quiet         (channel_quiet[c]),
                .error         (channel_error[c]),
                .beat          (beat[c]),
                .s_cmd_valid   (to_valid),
                .s_cmd_ready   (to_ready),
                .s_cmd_addr    (s_cmd_word),
                .s_cmd_beats   (s_cmd_words),
                .m_valid       (from_valid),
                .m_ready       (m_valid & m_ready),
                .m_data        (from_data),
                .m_axi_arvalid (m_axi_arvalid[c]),
                .m_axi_arready (m_axi_arready[c]),
                .m_axi_arid    (m_axi_arid[c*2 +: 2]),
                .m_axi_araddr  (m_axi_araddr[c*ADDR_BITS +: ADDR_BITS]),
                .m_axi_arlen   (m_axi_arlen[c*8 +: 8]),
                .m_axi_arsize  (m_axi_arsize[c*3 +: 3]),
                .m_axi_arburst (m_axi_arburst[c*2 +: 2]),
                .m_axi_rvalid  (m_axi_rvalid[c]),
                .m_axi_rready  (m_axi_rready[c]),
                .m_axi_rid     (m_axi_rid[c*2 +: 2]),
                .m_axi_rdata   (m_axi_rdata[c*AXI_WIDTH +: AXI_WIDTH]),
                .m_axi_rresp   (m_axi_rresp[c*2 +: 2]),
                .m_axi_rlast   (m_axi_rlast[c])
            );
        end
    endgenerate

endmodule

`default_nettype wire
