// The memory outside the chip, as the engines see it: weights and weight scales as streams
// that never end, KV words to read and write, words of external operands.
//
// Why one cell: all of these share the channels of one tier, striped so that each
// gets the bandwidth of all channels while the others are silent.
//
// Byte x of the logical memory lies in bus word b = x / (NCH * AXI_WIDTH / 8); its part of
// channel c is at byte address b * AXI_WIDTH / 8 of that channel. The regions start at the
// given logical byte addresses; an item i (container, scale word, operand word, KV word) lies
// i times its size behind. Weights and scales are read round and round, from reset on.
//
// rst may come at any time, also after an error: no new requests leave, what is on the
// bus goes on to its end and is discarded, then all begins anew; `idle` is low until
// then. hard_rst is for power on and for a reset that the memory sees as well.
//
// idle: ready, with no KV or operand request and no write unfinished. kv_idle: each
// accepted KV write has all its responses. Errors are pulses, one or more per failed
// transfer. read_beats and written_beats count the beats of two cycles before.
//
// From KV or operand request to AXI address 5 cycles, from data to the first item 5.
//
// PLANES: bits of a lane in a weight container, 8 or 16; a word of the KV cache has 8.
// ROWS * COLS: 4 to 4096, ROWS 1 or more, VECTOR 2 or more, NCH 1 to 32, AXI_WIDTH 32 to
// 1024: powers of two. SCALE_BITS: of a row in a word of scales, 8, 16, 32 or 64. KV_BITS:
// of an element of the KV cache, 2, 4 or 8; its words are whole bytes. Without a cache
// (HAS_KV 0) any that keep them so. ADDR_BITS: byte address of a channel, 13 to 48.
// WEIGHT_ITEMS, SCALE_ITEMS: 0 = none. Bases: multiples of NCH * 4096. BURST, OUTSTANDING,
// depths: see dfab_axi_reader.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_offchip #(
    parameter        ROWS         = 8,
    parameter        COLS         = 16,
    parameter        VECTOR       = 8,
    parameter        SCALE_BITS   = 16,
    parameter        PLANES       = 8,
    parameter        KV_BITS      = 8,
    parameter        NCH          = 2,
    parameter        AXI_WIDTH    = 256,
    parameter        ADDR_BITS    = 33,
    parameter [63:0] WEIGHT_ITEMS = 64'd1024,
    parameter [63:0] WEIGHT_BASE  = 64'h0,
    parameter [63:0] SCALE_ITEMS  = 64'd256,
    parameter [63:0] SCALE_BASE   = 64'h40000,
    parameter [63:0] EXT_BASE     = 64'h80000,
    parameter [63:0] KV_BASE      = 64'hC0000,
    parameter        HAS_KV       = 1,
    parameter        HAS_EXT      = 1,
    parameter        BURST        = 16,
    parameter        OUTSTANDING  = 16,
    parameter        WEIGHT_DEPTH = 128,
    parameter        SCALE_DEPTH  = 32,
    parameter        KV_DEPTH     = 128,
    parameter        EXT_DEPTH    = 32
) (
    input  wire                       clk,
    input  wire                       hard_rst,
    input  wire                       rst,
    output wire                       idle,
    output wire                       read_error,
    output wire                       write_error,
    output wire [5:0]                 read_beats,
    output wire [5:0]                 written_beats,

    // Weight containers and scale words, in the order of the image
    output wire                       m_w_valid,
    input  wire                       m_w_ready,
    output wire [ROWS*COLS*PLANES-1:0] m_w_data,
    output wire                       m_ws_valid,
    input  wire                       m_ws_ready,
    output wire [ROWS*SCALE_BITS-1:0] m_ws_data,

    // KV cache, in tile words
    input  wire                       s_kvr_valid,
    output wire                       s_kvr_ready,
    input  wire [31:0]                s_kvr_base,
    input  wire [31:0]                s_kvr_words,
    output wire                       m_kv_valid,
    input  wire                       m_kv_ready,
    output wire [ROWS*COLS*KV_BITS-1:0] m_kv_data,
    input  wire                       s_kvw_valid,
    output wire                       s_kvw_ready,
    input  wire [31:0]                s_kvw_addr,
    input  wire [ROWS*COLS*KV_BITS/8-1:0] s_kvw_strb,
    input  wire [ROWS*COLS*KV_BITS-1:0] s_kvw_data,
    output wire                       kv_idle,

    // External operand, in words of VECTOR * 32 bits
    input  wire                       s_ext_valid,
    output wire                       s_ext_ready,
    input  wire [27:0]                s_ext_base,
    input  wire [19:0]                s_ext_words,
    output wire                       m_ext_valid,
    input  wire                       m_ext_ready,
    output wire [VECTOR*32-1:0]       m_ext_data,

    output wire [NCH-1:0]             m_axi_arvalid,
    input  wire [NCH-1:0]             m_axi_arready,
    output wire [NCH*2-1:0]           m_axi_arid,
    output wire [NCH*ADDR_BITS-1:0]   m_axi_araddr,
    output wire [NCH*8-1:0]           m_axi_arlen,
    output wire [NCH*3-1:0]           m_axi_arsize,
    output wire [NCH*2-1:0]           m_axi_arburst,
    input  wire [NCH-1:0]             m_axi_rvalid,
    output wire [NCH-1:0]             m_axi_rready,
    input  wire [NCH*2-1:0]           m_axi_rid,
    input  wire [NCH*AXI_WIDTH-1:0]   m_axi_rdata,
    input  wire [NCH*2-1:0]           m_axi_rresp,
    input  wire [NCH-1:0]             m_axi_rlast,
    output wire [NCH-1:0]             m_axi_awvalid,
    input  wire [NCH-1:0]             m_axi_awready,
    output wire [NCH*2-1:0]           m_axi_awid,
    output wire [NCH*ADDR_BITS-1:0]   m_axi_awaddr,
    output wire [NCH*8-1:0]           m_axi_awlen,
    output wire [NCH*3-1:0]           m_axi_awsize,
    output wire [NCH*2-1:0]           m_axi_awburst,
    output wire [NCH-1:0]             m_axi_wvalid,
    input  wire [NCH-1:0]             m_axi_wready,
    output wire [NCH*AXI_WIDTH-1:0]   m_axi_wdata,
    output wire [NCH*AXI_WIDTH/8-1:0] m_axi_wstrb,
    output wire [NCH-1:0]             m_axi_wlast,
    input  wire [NCH-1:0]             m_axi_bvalid,
    output wire [NCH-1:0]             m_axi_bready,
    input  wire [NCH*2-1:0]           m_axi_bid,
    input  wire [NCH*2-1:0]           m_axi_bresp
);

    localparam BUS       = NCH * AXI_WIDTH;
    localparam CONTAINER = ROWS * COLS * PLANES;
    localparam KV_WORD   = ROWS * COLS * KV_BITS;
    localparam WORD_BITS = ADDR_BITS - $clog2(AXI_WIDTH / 8);
    localparam LEN_BITS  = WORD_BITS + 1;

    // The queues of the reader
    localparam W   = 0;
    localparam WS  = 1;
    localparam KV  = 2;
    localparam EXT = 3;

    localparam [3:0]  USED      = {HAS_EXT != 0, HAS_KV != 0, SCALE_ITEMS != 64'd0, WEIGHT_ITEMS != 64'd0};
    localparam [63:0] ALIGNMENT = NCH * 4096;

    generate
        if (HAS_KV != 0 && KV_BITS != 2 && KV_BITS != 4 && KV_BITS != 8) begin : g_error_kv
            dfab_error_offchip_kv_bits_must_be_2_4_or_8 u_error ();
        end
        if (ROWS < 1 || (ROWS & (ROWS - 1)) != 0 || (COLS & (COLS - 1)) != 0
            || ROWS * COLS < 4 || ROWS * COLS > 4096) begin : g_error_tile
            dfab_error_offchip_tile_must_be_powers_of_two_with_4_to_4096_lanes u_error ();
        end
        if (PLANES != 8 && PLANES != 16) begin : g_error_planes
            dfab_error_offchip_planes_must_be_8_or_16 u_error ();
        end
        if (VECTOR < 2 || VECTOR > 64 || (VECTOR & (VECTOR - 1)) != 0) begin : g_error_vector
            dfab_error_offchip_vector_must_be_a_power_of_two_from_2_to_64 u_error ();
        end
        if (WEIGHT_BASE % ALIGNMENT != 64'd0 || SCALE_BASE % ALIGNMENT != 64'd0
            || EXT_BASE % ALIGNMENT != 64'd0 || KV_BASE % ALIGNMENT != 64'd0) begin : g_error_base
            dfab_error_offchip_bases_must_be_multiples_of_channels_times_4096 u_error ();
        end
    endgenerate

    // After rst everything but the bus itself stays in reset until the bus is quiet.
    reg  drain_q;
    wire read_quiet;
    wire write_quiet;
    wire core_rst = hard_rst || rst || drain_q;

    always @(posedge clk) begin
        if (hard_rst) begin
            drain_q <= 1'b0;
        end else begin
            drain_q <= rst || (drain_q && !(read_quiet && write_quiet));
        end
    end

    wire [3:0]             cmd_valid;
    wire [3:0]             cmd_ready;
    wire [4*WORD_BITS-1:0] cmd_word;
    wire [4*LEN_BITS-1:0]  cmd_words;
    wire [3:0]             bus_valid;
    wire [3:0]             bus_ready;
    wire [4*BUS-1:0]       bus_data;
    wire [NCH-1:0]         read_beat;
    wire [NCH-1:0]         write_beat;
    wire                   kv_busy;
    wire                   ext_busy;

    assign idle = !core_rst && !kv_busy && !ext_busy && kv_idle;

    dfab_striped_reader #(
        .NCH         (NCH),
        .AXI_WIDTH   (AXI_WIDTH),
        .ADDR_BITS   (ADDR_BITS),
        .BURST       (BURST),
        .OUTSTANDING (OUTSTANDING),
        .USED        (USED),
        .DEPTH0      (WEIGHT_DEPTH),
        .DEPTH1      (SCALE_DEPTH),
        .DEPTH2      (KV_DEPTH),
        .DEPTH3      (EXT_DEPTH)
    ) u_reader (
        .clk           (clk),
        .hard_rst      (hard_rst),
        .rst           (core_rst),
        .quiet         (read_quiet),
        .error         (read_error),
        .beat          (read_beat),
        .s_cmd_valid   (cmd_valid),
        .s_cmd_ready   (cmd_ready),
        .s_cmd_word    (cmd_word),
        .s_cmd_words   (cmd_words),
        .m_valid       (bus_valid),
        .m_ready       (bus_ready),
        .m_data        (bus_data),
        .m_axi_arvalid (m_axi_arvalid),
        .m_axi_arready (m_axi_arready),
        .m_axi_arid    (m_axi_arid),
        .m_axi_araddr  (m_axi_araddr),
        .m_axi_arlen   (m_axi_arlen),
        .m_axi_arsize  (m_axi_arsize),
        .m_axi_arburst (m_axi_arburst),
        .m_axi_rvalid  (m_axi_rvalid),
        .m_axi_rready  (m_axi_rready),
        .m_axi_rid     (m_axi_rid),
        .m_axi_rdata   (m_axi_rdata),
        .m_axi_rresp   (m_axi_rresp),
        .m_axi_rlast   (m_axi_rlast)
    );

    dfab_count_ones #(
        .WIDTH (NCH)
    ) u_read_beats (
        .clk (clk),
        .a   (read_beat),
        .y   (read_beats)
    );

    dfab_count_ones #(
        .WIDTH (NCH)
    ) u_written_beats (
        .clk (clk),
        .a   (write_beat),
        .y   (written_beats)
    );

    generate
        if (WEIGHT_ITEMS != 64'd0) begin : g_weights
            dfab_circular_fetch #(
                .BUS_WIDTH  (BUS),
                .ITEM_WIDTH (CONTAINER),
                .WORD_BITS  (WORD_BITS),
                .ITEMS      (WEIGHT_ITEMS),
                .BASE       (WEIGHT_BASE)
            ) u_weights (
                .clk         (clk),
                .rst         (core_rst),
                .m_cmd_valid (cmd_valid[W]),
                .m_cmd_ready (cmd_ready[W]),
                .m_cmd_word  (cmd_word[W*WORD_BITS +: WORD_BITS]),
                .m_cmd_words (cmd_words[W*LEN_BITS +: LEN_BITS]),
                .s_valid     (bus_valid[W]),
                .s_ready     (bus_ready[W]),
                .s_data      (bus_data[W*BUS +: BUS]),
                .m_valid     (m_w_valid),
                .m_ready     (m_w_ready),
                .m_data      (m_w_data)
            );
        end else begin : g_no_weights
            wire unused_weights = &{1'b0, cmd_ready[W], bus_valid[W], bus_data[W*BUS +: BUS], m_w_ready};

            assign cmd_valid[W] = 1'b0;
            assign cmd_word[W*WORD_BITS +: WORD_BITS] = {WORD_BITS{1'b0}};
            assign cmd_words[W*LEN_BITS +: LEN_BITS] = {LEN_BITS{1'b0}};
            assign bus_ready[W] = 1'b0;
            assign m_w_valid = 1'b0;
            assign m_w_data = {(CONTAINER / 8){8'h00}};
        end

        if (SCALE_ITEMS != 64'd0) begin : g_scales
            dfab_circular_fetch #(
                .BUS_WIDTH  (BUS),
                .ITEM_WIDTH (ROWS*SCALE_BITS),
                .WORD_BITS  (WORD_BITS),
                .ITEMS      (SCALE_ITEMS),
                .BASE       (SCALE_BASE)
            ) u_scales (
                .clk         (clk),
                .rst         (core_rst),
                .m_cmd_valid (cmd_valid[WS]),
                .m_cmd_ready (cmd_ready[WS]),
                .m_cmd_word  (cmd_word[WS*WORD_BITS +: WORD_BITS]),
                .m_cmd_words (cmd_words[WS*LEN_BITS +: LEN_BITS]),
                .s_valid     (bus_valid[WS]),
                .s_ready     (bus_ready[WS]),
                .s_data      (bus_data[WS*BUS +: BUS]),
                .m_valid     (m_ws_valid),
                .m_ready     (m_ws_ready),
                .m_data      (m_ws_data)
            );
        end else begin : g_no_scales
            wire unused_scales = &{1'b0, cmd_ready[WS], bus_valid[WS], bus_data[WS*BUS +: BUS], m_ws_ready};

            assign cmd_valid[WS] = 1'b0;
            assign cmd_word[WS*WORD_BITS +: WORD_BITS] = {WORD_BITS{1'b0}};
            assign cmd_words[WS*LEN_BITS +: LEN_BITS] = {LEN_BITS{1'b0}};
            assign bus_ready[WS] = 1'b0;
            assign m_ws_valid = 1'b0;
            assign m_ws_data = {(ROWS*SCALE_BITS){1'b0}};
        end

        if (HAS_KV != 0) begin : g_kv
            wire                 word_valid;
            wire                 word_ready;
            wire [WORD_BITS-1:0] word;
            wire [BUS/8-1:0]     word_strb;
            wire [BUS-1:0]       word_data;
            wire                 words_idle;

            dfab_region_fetch #(
                .BUS_WIDTH  (BUS),
                .ITEM_WIDTH (KV_WORD),
                .WORD_BITS  (WORD_BITS),
                .BASE_BITS  (32),
                .COUNT_BITS (32),
                .BASE       (KV_BASE)
            ) u_kv_read (
                .clk         (clk),
                .rst         (core_rst),
                .busy        (kv_busy),
                .s_req_valid (s_kvr_valid),
                .s_req_ready (s_kvr_ready),
                .s_req_base  (s_kvr_base),
                .s_req_items (s_kvr_words),
                .m_cmd_valid (cmd_valid[KV]),
                .m_cmd_ready (cmd_ready[KV]),
                .m_cmd_word  (cmd_word[KV*WORD_BITS +: WORD_BITS]),
                .m_cmd_words (cmd_words[KV*LEN_BITS +: LEN_BITS]),
                .s_valid     (bus_valid[KV]),
                .s_ready     (bus_ready[KV]),
                .s_data      (bus_data[KV*BUS +: BUS]),
                .m_valid     (m_kv_valid),
                .m_ready     (m_kv_ready),
                .m_data      (m_kv_data)
            );

            dfab_kv_split #(
                .BUS_WIDTH  (BUS),
                .ITEM_WIDTH (KV_WORD),
                .WORD_BITS  (WORD_BITS),
                .BASE       (KV_BASE)
            ) u_kv_split (
                .clk     (clk),
                .rst     (core_rst),
                .s_valid (s_kvw_valid),
                .s_ready (s_kvw_ready),
                .s_addr  (s_kvw_addr),
                .s_strb  (s_kvw_strb),
                .s_data  (s_kvw_data),
                .m_valid (word_valid),
                .m_ready (word_ready),
                .m_word  (word),
                .m_strb  (word_strb),
                .m_data  (word_data)
            );

            dfab_striped_writer #(
                .NCH         (NCH),
                .AXI_WIDTH   (AXI_WIDTH),
                .ADDR_BITS   (ADDR_BITS),
                .OUTSTANDING (OUTSTANDING)
            ) u_writer (
                .clk           (clk),
                .hard_rst      (hard_rst),
                .rst           (core_rst),
                .quiet         (write_quiet),
                .idle          (words_idle),
                .error         (write_error),
                .beat          (write_beat),
                .s_valid       (word_valid),
                .s_ready       (word_ready),
                .s_word        (word),
                .s_strb        (word_strb),
                .s_data        (word_data),
                .m_axi_awvalid (m_axi_awvalid),
                .m_axi_awready (m_axi_awready),
                .m_axi_awid    (m_axi_awid),
                .m_axi_awaddr  (m_axi_awaddr),
                .m_axi_awlen   (m_axi_awlen),
                .m_axi_awsize  (m_axi_awsize),
                .m_axi_awburst (m_axi_awburst),
                .m_axi_wvalid  (m_axi_wvalid),
                .m_axi_wready  (m_axi_wready),
                .m_axi_wdata   (m_axi_wdata),
                .m_axi_wstrb   (m_axi_wstrb),
                .m_axi_wlast   (m_axi_wlast),
                .m_axi_bvalid  (m_axi_bvalid),
                .m_axi_bready  (m_axi_bready),
                .m_axi_bid     (m_axi_bid),
                .m_axi_bresp   (m_axi_bresp)
            );

            assign kv_idle = words_idle && !word_valid;
        end else begin : g_no_kv
            wire unused_kv = &{1'b0, cmd_ready[KV], bus_valid[KV], bus_data[KV*BUS +: BUS], s_kvr_valid,
                               s_kvr_base, s_kvr_words, m_kv_ready, s_kvw_valid, s_kvw_addr, s_kvw_strb,
                               s_kvw_data, m_axi_awready, m_axi_wready, m_axi_bvalid, m_axi_bid, m_axi_bresp};

            assign cmd_valid[KV] = 1'b0;
            assign cmd_word[KV*WORD_BITS +: WORD_BITS] = {WORD_BITS{1'b0}};
            assign cmd_words[KV*LEN_BITS +: LEN_BITS] = {LEN_BITS{1'b0}};
            assign bus_ready[KV] = 1'b0;
            assign s_kvr_ready = 1'b0;
            assign s_kvw_ready = 1'b0;
            assign m_kv_valid = 1'b0;
            assign m_kv_data = {(KV_WORD / 8){8'h00}};
            assign kv_busy = 1'b0;
            assign kv_idle = 1'b1;
            assign write_quiet = 1'b1;
            assign write_error = 1'b0;
            assign write_beat = {NCH{1'b0}};
            assign m_axi_awvalid = {NCH{1'b0}};
            assign m_axi_awid = {(NCH*2){1'b0}};
            assign m_axi_awaddr = {(NCH*ADDR_BITS){1'b0}};
            assign m_axi_awlen = {(NCH*8){1'b0}};
            assign m_axi_awsize = {(NCH*3){1'b0}};
            assign m_axi_awburst = {(NCH*2){1'b0}};
            assign m_axi_wvalid = {NCH{1'b0}};
            assign m_axi_wdata = {NCH{{AXI_WIDTH{1'b0}}}};
            assign m_axi_wstrb = {(BUS/8){1'b0}};
            assign m_axi_wlast = {NCH{1'b0}};
            assign m_axi_bready = {NCH{1'b1}};
        end

        if (HAS_EXT != 0) begin : g_ext
            dfab_region_fetch #(
                .BUS_WIDTH  (BUS),
                .ITEM_WIDTH (VECTOR*32),
                .WORD_BITS  (WORD_BITS),
                .BASE_BITS  (28),
                .COUNT_BITS (20),
                .BASE       (EXT_BASE)
            ) u_ext (
                .clk         (clk),
                .rst         (core_rst),
                .busy        (ext_busy),
                .s_req_valid (s_ext_valid),
                .s_req_ready (s_ext_ready),
                .s_req_base  (s_ext_base),
                .s_req_items (s_ext_words),
                .m_cmd_valid (cmd_valid[EXT]),
                .m_cmd_ready (cmd_ready[EXT]),
                .m_cmd_word  (cmd_word[EXT*WORD_BITS +: WORD_BITS]),
                .m_cmd_words (cmd_words[EXT*LEN_BITS +: LEN_BITS]),
                .s_valid     (bus_valid[EXT]),
                .s_ready     (bus_ready[EXT]),
                .s_data      (bus_data[EXT*BUS +: BUS]),
                .m_valid     (m_ext_valid),
                .m_ready     (m_ext_ready),
                .m_data      (m_ext_data)
            );
        end else begin : g_no_ext
            wire unused_ext = &{1'b0, cmd_ready[EXT], bus_valid[EXT], bus_data[EXT*BUS +: BUS], s_ext_valid,
                                s_ext_base, s_ext_words, m_ext_ready};

            assign cmd_valid[EXT] = 1'b0;
            assign cmd_word[EXT*WORD_BITS +: WORD_BITS] = {WORD_BITS{1'b0}};
            assign cmd_words[EXT*LEN_BITS +: LEN_BITS] = {LEN_BITS{1'b0}};
            assign bus_ready[EXT] = 1'b0;
            assign s_ext_ready = 1'b0;
            assign m_ext_valid = 1'b0;
            assign m_ext_data = {(VECTOR*32){1'b0}};
            assign ext_busy = 1'b0;
        end
    endgenerate

endmodule

`default_nettype wire
