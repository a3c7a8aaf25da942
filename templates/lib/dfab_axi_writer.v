// The write master of one AXI4 memory channel: each word of its input is one burst
// of a single beat.
//
// Why single beats: the only writes are those of the KV cache, a few bytes per token
// and head at scattered places; longer bursts would find nothing to carry.
//
// Several writes are on their way at once, all with ID 0, so they take effect in
// order. `quiet` is high when each has its response. Reset is in two steps as in
// dfab_axi_reader: hard_rst clears all, rst only stops new writes, and has to stay
// high until `quiet`.
//
// Latency 1, one write per cycle while the bus takes address and data together.
//
// AXI_WIDTH: 32 to 1024, a power of two. ADDR_BITS: byte address, 13 to 48.
// OUTSTANDING: writes, 1 to 255.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_axi_writer #(
    parameter AXI_WIDTH   = 256,
    parameter ADDR_BITS   = 33,
    parameter OUTSTANDING = 16
) (
    input  wire                                     clk,
    input  wire                                     hard_rst,
    input  wire                                     rst,
    output wire                                     quiet,   // nothing on the bus
    output wire                                     error,   // pulse: a write failed
    output wire                                     beat,    // pulse: a beat was taken

    input  wire                                     s_valid,
    output wire                                     s_ready,
    input  wire [ADDR_BITS-$clog2(AXI_WIDTH/8)-1:0] s_addr,  // in beats
    input  wire [AXI_WIDTH-1:0]                     s_data,
    input  wire [AXI_WIDTH/8-1:0]                   s_strb,

    output wire                                     m_axi_awvalid,
    input  wire                                     m_axi_awready,
    output wire [1:0]                               m_axi_awid,
    output wire [ADDR_BITS-1:0]                     m_axi_awaddr,
    output wire [7:0]                               m_axi_awlen,
    output wire [2:0]                               m_axi_awsize,
    output wire [1:0]                               m_axi_awburst,
    output wire                                     m_axi_wvalid,
    input  wire                                     m_axi_wready,
    output wire [AXI_WIDTH-1:0]                     m_axi_wdata,
    output wire [AXI_WIDTH/8-1:0]                   m_axi_wstrb,
    output wire                                     m_axi_wlast,
    input  wire                                     m_axi_bvalid,
    output wire                                     m_axi_bready,
    input  wire [1:0]                               m_axi_bid,
    input  wire [1:0]                               m_axi_bresp
);

    localparam [31:0] SIZE = $clog2(AXI_WIDTH / 8);

    localparam [31:0] LIMIT = OUTSTANDING;

    generate
        if (AXI_WIDTH < 32 || AXI_WIDTH > 1024 || (AXI_WIDTH & (AXI_WIDTH - 1)) != 0) begin : g_error_width
            dfab_error_axi_writer_width_must_be_a_power_of_two_from_32_to_1024 u_error ();
        end
        if (ADDR_BITS < 13 || ADDR_BITS > 48) begin : g_error_addr
            dfab_error_axi_writer_address_bits_must_be_13_to_48 u_error ();
        end
        if (OUTSTANDING < 1 || OUTSTANDING > 255) begin : g_error_outstanding
            dfab_error_axi_writer_outstanding_must_be_1_to_255 u_error ();
        end
    endgenerate

    reg                      aw_valid_q;
    reg                      w_valid_q;
    reg                      error_q;
    reg                      beat_q;
    reg [7:0]                outstanding_q;
    reg [ADDR_BITS-SIZE-1:0] addr_q;
    reg [AXI_WIDTH-1:0]      data_q;
    reg [AXI_WIDTH/8-1:0]    strb_q;

    wire aw_free = !aw_valid_q || m_axi_awready;
    wire w_free  = !w_valid_q || m_axi_wready;
    wire issue   = s_valid && s_ready;

    assign s_ready = aw_free && w_free && outstanding_q != LIMIT[7:0] && !rst;

    always @(posedge clk) begin
        if (hard_rst) begin
            aw_valid_q    <= 1'b0;
            w_valid_q     <= 1'b0;
            outstanding_q <= 8'd0;
            beat_q        <= 1'b0;
        end else begin
            aw_valid_q    <= issue || (aw_valid_q && !m_axi_awready);
            w_valid_q     <= issue || (w_valid_q && !m_axi_wready);
            outstanding_q <= outstanding_q + {7'd0, issue} - {7'd0, m_axi_bvalid};
            beat_q        <= w_valid_q && m_axi_wready;
        end
        error_q <= m_axi_bvalid && m_axi_bresp[1] && !rst;
    end

    always @(posedge clk) begin
        if (issue) begin
            addr_q <= s_addr;
            data_q <= s_data;
            strb_q <= s_strb;
        end
    end

    assign quiet         = outstanding_q == 8'd0;
    assign error         = error_q;
    assign beat          = beat_q;
    assign m_axi_awvalid = aw_valid_q;
    assign m_axi_awid    = 2'd0;
    assign m_axi_awaddr  = {addr_q, {SIZE{1'b0}}};
    assign m_axi_awlen   = 8'd0;
    assign m_axi_awsize  = SIZE[2:0];
    assign m_axi_awburst = 2'b01;
    assign m_axi_wvalid  = w_valid_q;
    assign m_axi_wdata   = data_q;
    assign m_axi_wstrb   = strb_q;
    assign m_axi_wlast   = 1'b1;
    assign m_axi_bready  = 1'b1;

    // All writes have ID 0; the low bit tells an exclusive access, of which there are none.
    wire unused_b = &{1'b0, m_axi_bid, m_axi_bresp[0]};

endmodule

`default_nettype wire
