// Reads a region of memory from its first to its last item, again and again.
//
// Why without addresses from outside: every token reads all weights in program
// order, so the stream can run ahead of arithmetic across operations, layers and
// tokens, as far as the queues of the memory have places.
//
// The region is padded to whole bus words in memory; padding is not given out.
//
// The first command leaves in the cycle after reset. Latency 1 from bus word to item;
// one item per cycle, or one bus word per cycle if items are larger.
//
// BUS_WIDTH, ITEM_WIDTH: one is a power of two times the other. WORD_BITS: bits of a bus
// word address, up to 48. ITEMS: 1 or more. BASE: byte address, a multiple of a bus word.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_circular_fetch #(
    parameter        BUS_WIDTH  = 256,
    parameter        ITEM_WIDTH = 64,
    parameter        WORD_BITS  = 28,
    parameter [63:0] ITEMS      = 64'd1,
    parameter [63:0] BASE       = 64'd0
) (
    input  wire                  clk,
    input  wire                  rst,

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

    localparam [63:0]          BASE_WORD  = BASE >> $clog2(BUS_WIDTH / 8);
    localparam [63:0]          LAST_ITEM  = ITEMS - 64'd1;
    localparam [63:0]          WORDS      = ((LAST_ITEM >> DOWN_LOG2) + 64'd1) << UP_LOG2;
    localparam [63:0]          MORE       = WORDS - 64'd1;
    localparam [PART_BITS-1:0] LAST_PART  = LAST_ITEM[PART_BITS-1:0];

    generate
        if (ITEMS < 64'd1) begin : g_error_items
            dfab_error_circular_fetch_items_must_be_positive u_error ();
        end
        if (WORD_BITS > 48 || BASE_WORD + WORDS > (64'd1 << WORD_BITS)) begin : g_error_word_bits
            dfab_error_circular_fetch_region_exceeds_the_memory u_error ();
        end
        if ((BASE_WORD << $clog2(BUS_WIDTH / 8)) != BASE) begin : g_error_base
            dfab_error_circular_fetch_base_must_be_a_multiple_of_a_bus_word u_error ();
        end
    endgenerate

    // Valid is low after reset like that of any stream.
    reg  running_q;
    wire round_done;

    always @(posedge clk) begin
        running_q <= !rst;
    end

    assign m_cmd_valid = running_q;
    assign m_cmd_word  = BASE_WORD[WORD_BITS-1:0];
    assign m_cmd_words = WORDS[WORD_BITS:0];

    dfab_region_items #(
        .BUS_WIDTH  (BUS_WIDTH),
        .ITEM_WIDTH (ITEM_WIDTH),
        .COUNT_BITS (WORD_BITS)
    ) u_items (
        .clk         (clk),
        .rst         (rst),
        .s_req_valid (1'b1),
        .s_req_ready (round_done),
        .s_req_more  (MORE[WORD_BITS-1:0]),
        .s_req_first ({PART_BITS{1'b0}}),
        .s_req_last  (LAST_PART),
        .s_valid     (s_valid),
        .s_ready     (s_ready),
        .s_data      (s_data),
        .m_valid     (m_valid),
        .m_ready     (m_ready),
        .m_data      (m_data)
    );

    // Nobody waits for it: the next round has begun long before.
    wire unused_signals = &{1'b0, m_cmd_ready, round_done};

endmodule

`default_nettype wire
