// The read master of one AXI4 memory channel, shared by four queues: 0 weights,
// 1 weight scales, 2 KV cache, 3 external operand.
//
// Why four queues on one master: each runs ahead of its consumer by its own depth,
// so a stalled one never holds back the others; the ID of a burst is its queue, so
// the memory may answer the queues in any order, also beat by beat in turn.
//
// Bursts are handed out round robin, and only when their queue has a place for each
// beat; so rready is always high. Unused queues (USED) cost nothing.
//
// Reset in two steps, since a bus transfer that has begun cannot be taken back:
// hard_rst (power on) clears all. rst clears the queues and stops new bursts, but
// what is on the bus goes on: the address stays until taken, data is discarded. rst
// has to stay high until `quiet`. Errors of discarded data are not reported.
//
// From command to address 3 cycles, from data to queue output 4. One beat per cycle.
//
// AXI_WIDTH: 32 to 1024, a power of two. ADDR_BITS: byte address, 13 to 48. BURST:
// beats, a power of two, 2 to 256, 4 KiB at most. OUTSTANDING: bursts, 1 to 255.
// USED: a bit per queue. DEPTH0..3: beats per queue, powers of two, at least BURST.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_axi_reader #(
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
    input  wire                                         clk,
    input  wire                                         hard_rst,
    input  wire                                         rst,
    output wire                                         quiet,   // nothing on the bus
    output wire                                         error,   // pulse: a beat came with an error
    output wire                                         beat,    // pulse: a beat came

    // Per queue: first beat address and number of beats, 1 or more
    input  wire [3:0]                                   s_cmd_valid,
    output wire [3:0]                                   s_cmd_ready,
    input  wire [4*(ADDR_BITS-$clog2(AXI_WIDTH/8))-1:0]   s_cmd_addr,
    input  wire [4*(ADDR_BITS-$clog2(AXI_WIDTH/8)+1)-1:0] s_cmd_beats,

    output wire [3:0]                                   m_valid,
    input  wire [3:0]                                   m_ready,
    output wire [4*AXI_WIDTH-1:0]                       m_data,

    output wire                                         m_axi_arvalid,
    input  wire                                         m_axi_arready,
    output wire [1:0]                                   m_axi_arid,
    output wire [ADDR_BITS-1:0]                         m_axi_araddr,
    output wire [7:0]                                   m_axi_arlen,
    output wire [2:0]                                   m_axi_arsize,
    output wire [1:0]                                   m_axi_arburst,
    input  wire                                         m_axi_rvalid,
    output wire                                         m_axi_rready,
    input  wire [1:0]                                   m_axi_rid,
    input  wire [AXI_WIDTH-1:0]                         m_axi_rdata,
    input  wire [1:0]                                   m_axi_rresp,
    input  wire                                         m_axi_rlast
);

    localparam [31:0] SIZE = $clog2(AXI_WIDTH / 8);
    localparam WORD_BITS = ADDR_BITS - SIZE;

    localparam [31:0] LIMIT = OUTSTANDING;

    generate
        if (AXI_WIDTH < 32 || AXI_WIDTH > 1024 || (AXI_WIDTH & (AXI_WIDTH - 1)) != 0) begin : g_error_width
            dfab_error_axi_reader_width_must_be_a_power_of_two_from_32_to_1024 u_error ();
        end
        if (ADDR_BITS < 13 || ADDR_BITS > 48) begin : g_error_addr
            dfab_error_axi_reader_address_bits_must_be_13_to_48 u_error ();
        end
        if (BURST * AXI_WIDTH / 8 > 4096) begin : g_error_burst
            dfab_error_axi_reader_burst_must_not_exceed_4_kib u_error ();
        end
        if (OUTSTANDING < 1 || OUTSTANDING > 255) begin : g_error_outstanding
            dfab_error_axi_reader_outstanding_must_be_1_to_255 u_error ();
        end
    endgenerate

    wire [3:0]             burst_valid;
    wire [3:0]             grant;
    wire                   issue;         // the burst of the granted queue goes to the bus
    wire [4*WORD_BITS-1:0] burst_addr;
    wire [31:0]            burst_len;

    // The data channel is registered before it fans out to the queues.
    reg                    r_valid_q;
    reg                    r_error_q;
    reg                    beat_q;
    reg [1:0]              r_id_q;
    reg [AXI_WIDTH-1:0]    r_data_q;

    genvar q;
    generate
        for (q = 0; q < 4; q = q + 1) begin : g_queue
            if (USED[q]) begin : g_used
                localparam DEPTH = (q == 0) ? DEPTH0 : (q == 1) ? DEPTH1 : (q == 2) ? DEPTH2 : DEPTH3;
                localparam [1:0] ID = q;

                wire has_place;
                wire unused_place = &{1'b0, has_place};

                dfab_axi_bursts #(
                    .WORD_BITS (WORD_BITS),
                    .BURST     (BURST),
                    .DEPTH     (DEPTH)
                ) u_bursts (
                    .clk           (clk),
                    .rst           (rst),
                    .s_cmd_valid   (s_cmd_valid[q]),
                    .s_cmd_ready   (s_cmd_ready[q]),
                    .s_cmd_addr    (s_cmd_addr[q*WORD_BITS +: WORD_BITS]),
                    .s_cmd_beats   (s_cmd_beats[q*(WORD_BITS+1) +: WORD_BITS+1]),
                    .m_burst_valid (burst_valid[q]),
                    .m_burst_ready (issue && grant[q]),
                    .m_burst_addr  (burst_addr[q*WORD_BITS +: WORD_BITS]),
                    .m_burst_len   (burst_len[q*8 +: 8]),
                    .pop           (m_valid[q] && m_ready[q])
                );

                dfab_ram_fifo #(
                    .WIDTH (AXI_WIDTH),
                    .DEPTH (DEPTH)
                ) u_fifo (
                    .clk     (clk),
                    .rst     (rst),
                    .s_valid (r_valid_q && r_id_q == ID),
                    .s_ready (has_place),
                    .s_data  (r_data_q),
                    .m_valid (m_valid[q]),
                    .m_ready (m_ready[q]),
                    .m_data  (m_data[q*AXI_WIDTH +: AXI_WIDTH])
                );
            end else begin : g_unused
                wire unused_queue = &{1'b0, s_cmd_valid[q], s_cmd_addr[q*WORD_BITS +: WORD_BITS],
                                      s_cmd_beats[q*(WORD_BITS+1) +: WORD_BITS+1], m_ready[q], grant[q]};

                assign s_cmd_ready[q] = 1'b0;
                assign burst_valid[q] = 1'b0;
                assign burst_addr[q*WORD_BITS +: WORD_BITS] = {WORD_BITS{1'b0}};
                assign burst_len[q*8 +: 8] = 8'd0;
                assign m_valid[q] = 1'b0;
                assign m_data[q*AXI_WIDTH +: AXI_WIDTH] = {AXI_WIDTH{1'b0}};
            end
        end
    endgenerate

    // Address channel: outlives rst.
    reg                 ar_valid_q;
    reg [1:0]           ar_id_q;
    reg [7:0]           ar_len_q;
    reg [WORD_BITS-1:0] ar_addr_q;
    reg [7:0]           outstanding_q;

    wire                may_issue = (!ar_valid_q || m_axi_arready) && outstanding_q != LIMIT[7:0] && !rst;
    wire                finish    = m_axi_rvalid && m_axi_rlast;
    wire [1:0]          winner    = {grant[3] || grant[2], grant[3] || grant[1]};

    assign issue = may_issue && burst_valid != 4'd0;

    dfab_round_robin #(
        .COUNT (4)
    ) u_turn (
        .clk     (clk),
        .rst     (rst),
        .request (burst_valid),
        .take    (issue),
        .grant   (grant)
    );

    always @(posedge clk) begin
        if (hard_rst) begin
            ar_valid_q    <= 1'b0;
            outstanding_q <= 8'd0;
            beat_q        <= 1'b0;
        end else begin
            ar_valid_q    <= issue || (ar_valid_q && !m_axi_arready);
            outstanding_q <= outstanding_q + {7'd0, issue} - {7'd0, finish};
            beat_q        <= m_axi_rvalid;
        end
        if (rst) begin
            r_valid_q <= 1'b0;
            r_error_q <= 1'b0;
        end else begin
            r_valid_q <= m_axi_rvalid;
            r_error_q <= m_axi_rvalid && m_axi_rresp[1];
        end
    end

    always @(posedge clk) begin
        if (issue) begin
            ar_id_q   <= winner;
            ar_len_q  <= burst_len[winner*8 +: 8];
            ar_addr_q <= burst_addr[winner*WORD_BITS +: WORD_BITS];
        end
        r_id_q   <= m_axi_rid;
        r_data_q <= m_axi_rdata;
    end

    assign quiet         = outstanding_q == 8'd0;
    assign error         = r_error_q;
    assign beat          = beat_q;
    assign m_axi_arvalid = ar_valid_q;
    assign m_axi_arid    = ar_id_q;
    assign m_axi_araddr  = {ar_addr_q, {SIZE{1'b0}}};
    assign m_axi_arlen   = ar_len_q;
    assign m_axi_arsize  = SIZE[2:0];
    assign m_axi_arburst = 2'b01;
    assign m_axi_rready  = 1'b1;

    // The low bit tells an exclusive access, of which there are none; without any queue
    // nothing looks at the data.
    wire unused_r = &{1'b0, m_axi_rresp[0], r_valid_q, r_id_q, r_data_q};

endmodule

`default_nettype wire
