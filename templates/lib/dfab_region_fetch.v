// Reads regions of memory on request: from item `base`, `items` of them.
//
// Why requests run ahead: the command for the memory leaves as soon as a request is
// accepted; what is needed to cut the items out of its bus words waits in a queue of
// 8. So the latency of the memory is paid once for requests that follow each other.
//
// Item i lies i * ITEM_WIDTH bits behind byte address BASE, which is a multiple of a bus
// word. A request of no items has no effect.
//
// Latency 2 from request to memory command, 1 from bus word to item.
//
// BUS_WIDTH, ITEM_WIDTH: one is a power of two times the other. WORD_BITS: bits of a
// bus word address, up to 48. BASE_BITS, COUNT_BITS: of a request, 1 to 32. The region
// has to lie inside the memory.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_region_fetch #(
    parameter        BUS_WIDTH  = 256,
    parameter        ITEM_WIDTH = 64,
    parameter        WORD_BITS  = 28,
    parameter        BASE_BITS  = 32,
    parameter        COUNT_BITS = 32,
    parameter [63:0] BASE       = 64'd0
) (
    input  wire                  clk,
    input  wire                  rst,
    output wire                  busy,

    input  wire                  s_req_valid,
    output wire                  s_req_ready,
    input  wire [BASE_BITS-1:0]  s_req_base,
    input  wire [COUNT_BITS-1:0] s_req_items,

    output wire                  m_cmd_valid,
    input  wire                  m_cmd_ready,
    output wire [WORD_BITS-1:0]  m_cmd_word,
    output wire [WORD_BITS:0]    m_cmd_words,

    input  wire                  s_valid,
    output wire                  s_ready,
    input  wire [BUS_WIDTH-1:0]  s_data,

    output wire                  m_valid,
    input  wire                  m_ready,
    output wire [ITEM_WIDTH-1:0] m_data
);

    localparam DOWN      = BUS_WIDTH / ITEM_WIDTH;
    localparam UP        = ITEM_WIDTH / BUS_WIDTH;
    localparam DOWN_LOG2 = (DOWN > 1) ? $clog2(DOWN) : 0;
    localparam UP_LOG2   = (UP > 1) ? $clog2(UP) : 0;
    localparam PART_BITS = (DOWN > 1) ? $clog2(DOWN) : 1;

    localparam [63:0] BASE_WORD = BASE >> $clog2(BUS_WIDTH / 8);
    localparam [63:0] UP_LESS_1 = (64'd1 << UP_LOG2) - 64'd1;

    generate
        if (BASE_BITS < 1 || BASE_BITS > 32 || COUNT_BITS < 1 || COUNT_BITS > 32) begin : g_error_request
            dfab_error_region_fetch_request_fields_must_be_1_to_32_bits u_error ();
        end
        if (WORD_BITS > 48) begin : g_error_word_bits
            dfab_error_region_fetch_word_bits_must_not_exceed_48 u_error ();
        end
        if ((BASE_WORD << $clog2(BUS_WIDTH / 8)) != BASE) begin : g_error_base
            dfab_error_region_fetch_base_must_be_a_multiple_of_a_bus_word u_error ();
        end
    endgenerate

    // First and last item, then the bus words they lie in. All in 64 bits: what
    // the address does not need is trimmed by synthesis.
    reg         item_valid_q;
    reg  [63:0] item_first_q;
    reg  [63:0] item_last_q;
    reg         cmd_valid_q;
    reg  [63:0] cmd_word_q;
    reg  [63:0] cmd_more_q;
    reg  [PART_BITS-1:0] cmd_first_q;
    reg  [PART_BITS-1:0] cmd_last_q;

    wire [63:0] base_wide  = {{(64-BASE_BITS){1'b0}}, s_req_base};
    wire [63:0] items_wide = {{(64-COUNT_BITS){1'b0}}, s_req_items};
    wire [63:0] first_word = (item_first_q >> DOWN_LOG2) << UP_LOG2;
    wire [63:0] last_word  = ((item_last_q >> DOWN_LOG2) << UP_LOG2) + UP_LESS_1;
    wire [63:0] words      = cmd_more_q + 64'd1;

    wire        has_place;
    wire        cmd_taken  = m_cmd_valid && m_cmd_ready;
    wire        cmd_free   = !cmd_valid_q || cmd_taken;
    wire        item_free  = !item_valid_q || cmd_free;

    assign s_req_ready = item_free;
    assign m_cmd_valid = cmd_valid_q && has_place;
    assign m_cmd_word  = cmd_word_q[WORD_BITS-1:0];
    assign m_cmd_words = words[WORD_BITS:0];

    always @(posedge clk) begin
        if (rst) begin
            item_valid_q <= 1'b0;
            cmd_valid_q  <= 1'b0;
        end else begin
            if (item_free) begin
                item_valid_q <= s_req_valid && s_req_items != {COUNT_BITS{1'b0}};
            end
            if (cmd_free) begin
                cmd_valid_q <= item_valid_q;
            end
        end
    end

    always @(posedge clk) begin
        if (item_free) begin
            item_first_q <= base_wide;
            item_last_q  <= base_wide + items_wide - 64'd1;
        end
        if (cmd_free) begin
            cmd_word_q  <= BASE_WORD + first_word;
            cmd_more_q  <= last_word - first_word;
            cmd_first_q <= item_first_q[PART_BITS-1:0];
            cmd_last_q  <= item_last_q[PART_BITS-1:0];
        end
    end

    localparam REQ_BITS = WORD_BITS + 2 * PART_BITS;

    wire                req_valid;
    wire                req_ready;
    wire [REQ_BITS-1:0] req;
    wire [3:0]          level;

    dfab_fifo #(
        .WIDTH (REQ_BITS),
        .DEPTH (8)
    ) u_requests (
        .clk     (clk),
        .rst     (rst),
        .s_valid (cmd_taken),
        .s_ready (has_place),
        .s_data  ({cmd_more_q[WORD_BITS-1:0], cmd_first_q, cmd_last_q}),
        .m_valid (req_valid),
        .m_ready (req_ready),
        .m_data  (req),
        .level   (level)
    );

    dfab_region_items #(
        .BUS_WIDTH  (BUS_WIDTH),
        .ITEM_WIDTH (ITEM_WIDTH),
        .COUNT_BITS (WORD_BITS)
    ) u_items (
        .clk         (clk),
        .rst         (rst),
        .s_req_valid (req_valid),
        .s_req_ready (req_ready),
        .s_req_more  (req[2*PART_BITS +: WORD_BITS]),
        .s_req_first (req[PART_BITS +: PART_BITS]),
        .s_req_last  (req[0 +: PART_BITS]),
        .s_valid     (s_valid),
        .s_ready     (s_ready),
        .s_data      (s_data),
        .m_valid     (m_valid),
        .m_ready     (m_ready),
        .m_data      (m_data)
    );

    assign busy = item_valid_q || cmd_valid_q || req_valid || m_valid;

    wire unused_wide = &{1'b0, cmd_word_q, words, level};

endmodule

`default_nettype wire
