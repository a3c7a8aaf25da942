// Cuts writes of KV tile words into bus words.
//
// A container larger than the bus word becomes several; one that is smaller is put at its
// place inside one. Words of which no byte is wanted are left out.
//
// Why the container waits at the input while it is cut: the word register behind is
// all the storage there is, so an accepted container is one whose last word is in it.
//
// Latency 1, one bus word per cycle.
//
// BUS_WIDTH, ITEM_WIDTH: one is a power of two times the other, both multiples of 8.
// WORD_BITS: bits of a bus word address, up to 48. BASE: byte address, a multiple of a
// bus word.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_kv_split #(
    parameter        BUS_WIDTH  = 256,
    parameter        ITEM_WIDTH = 64,
    parameter        WORD_BITS  = 28,
    parameter [63:0] BASE       = 64'd0
) (
    input  wire                    clk,
    input  wire                    rst,

    input  wire                    s_valid,
    output wire                    s_ready,
    input  wire [31:0]             s_addr,    // in containers
    input  wire [ITEM_WIDTH/8-1:0] s_strb,
    input  wire [ITEM_WIDTH-1:0]   s_data,

    output wire                    m_valid,
    input  wire                    m_ready,
    output wire [WORD_BITS-1:0]    m_word,
    output wire [BUS_WIDTH/8-1:0]  m_strb,
    output wire [BUS_WIDTH-1:0]    m_data
);

    localparam BUS_BYTES  = BUS_WIDTH / 8;
    localparam ITEM_BYTES = ITEM_WIDTH / 8;
    localparam DOWN       = BUS_WIDTH / ITEM_WIDTH;
    localparam UP         = ITEM_WIDTH / BUS_WIDTH;
    localparam RATIO      = (DOWN > UP) ? DOWN : UP;

    localparam [63:0] BASE_WORD = BASE >> $clog2(BUS_WIDTH / 8);

    generate
        if ((RATIO & (RATIO - 1)) != 0 || (BUS_WIDTH != ITEM_WIDTH * RATIO && ITEM_WIDTH != BUS_WIDTH * RATIO)) begin : g_error_width
            dfab_error_kv_split_widths_must_differ_by_a_power_of_two u_error ();
        end
        if ((BASE_WORD << $clog2(BUS_WIDTH / 8)) != BASE) begin : g_error_base
            dfab_error_kv_split_base_must_be_a_multiple_of_a_bus_word u_error ();
        end
    endgenerate

    reg                  valid_q;
    reg [63:0]           word_q;
    reg [BUS_BYTES-1:0]  strb_q;
    reg [BUS_WIDTH-1:0]  data_q;

    wire                 advance = !valid_q || m_ready;
    wire [63:0]          item    = {32'd0, s_addr};
    wire [63:0]          word;
    wire [BUS_BYTES-1:0] strb;
    wire [BUS_WIDTH-1:0] data;
    wire                 last;

    assign s_ready = advance && last;
    assign m_valid = valid_q;
    assign m_word  = word_q[WORD_BITS-1:0];
    assign m_strb  = strb_q;
    assign m_data  = data_q;

    always @(posedge clk) begin
        if (rst) begin
            valid_q <= 1'b0;
        end else if (advance) begin
            valid_q <= s_valid && strb != {BUS_BYTES{1'b0}};
        end
    end

    always @(posedge clk) begin
        if (advance) begin
            word_q <= BASE_WORD + word;
            strb_q <= strb;
            data_q <= data;
        end
    end

    generate
        if (UP > 1) begin : g_cut
            localparam BITS = $clog2(UP);

            reg [BITS-1:0] part_q;

            assign last = &part_q;
            assign word = (item << BITS) + {{(64-BITS){1'b0}}, part_q};
            assign strb = s_strb[part_q*BUS_BYTES +: BUS_BYTES];
            assign data = s_data[part_q*BUS_WIDTH +: BUS_WIDTH];

            always @(posedge clk) begin
                if (rst) begin
                    part_q <= {BITS{1'b0}};
                end else if (advance) begin
                    part_q <= part_q + {{(BITS-1){1'b0}}, s_valid};
                end
            end
        end else if (DOWN > 1) begin : g_place
            localparam BITS = $clog2(DOWN);

            wire [BITS-1:0] place = s_addr[BITS-1:0];

            assign last = 1'b1;
            assign word = item >> BITS;
            assign strb = {{(BUS_BYTES-ITEM_BYTES){1'b0}}, s_strb} << (place * ITEM_BYTES);
            assign data = {DOWN{s_data}};
        end else begin : g_same
            assign last = 1'b1;
            assign word = item;
            assign strb = s_strb;
            assign data = s_data;
        end
    endgenerate

    wire unused_wide = &{1'b0, word_q};

endmodule

`default_nettype wire
