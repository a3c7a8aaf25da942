// The store engine: writes the keys or the values of one position, all heads, and
// their scales, into the KV cache.
//
// Why V is stored transposed: attention reads the cache as a matrix whose rows are
// the outputs of the product, positions for q.K and head elements for p.V. So a
// key is one row of a tile word, and a value one column of several tile words.
// The first row or column of a tile word clears the others, which makes unused
// places zero without ever reading the cache.
//
// Why words of V have their columns, those of K their rows in one piece: codes of fewer than
// 8 bits share bytes, and so it is only ever with others of the same position. A write is of
// whole bytes, as memories on chip and off chip take it, and never reads what was there.
//
// One KV word per cycle; commands one after another. m_post_valid pulses when
// kv_idle says that every accepted write is complete; kv_idle must be low from
// the cycle after an acceptance until then (on chip: constant 1).
//
// ROWS, COLS, VECTOR, LOG2_PGROUP: as in FABRIC.md; ROWS and VECTOR divide the head size.
// KV_BITS: of an element, 2 to 8; rows and columns of a word are whole bytes. QM_ABITS:
// bits of an address of VECTOR elements, QS_ABITS: of a scale element, up to 16 and 22.
// stall_in stays low: the quantized memory never lets it wait.

`resetall
`timescale 1ns / 1ps
`default_nettype none

`include "dfab_isa.vh"

module dfab_kv_store #(
    parameter ROWS        = 8,
    parameter COLS        = 16,
    parameter VECTOR      = 8,
    parameter LOG2_PGROUP = 5,
    parameter QM_ABITS    = 10,
    parameter QS_ABITS    = 10,
    parameter KV_BITS     = 8
) (
    input  wire                   clk,
    input  wire                   rst,

    input  wire                   s_cmd_valid,
    output wire                   s_cmd_ready,
    input  wire [383:0]           s_cmd_data,
    input  wire [9:0]             s_cmd_pc,
    input  wire [7:0]             s_cmd_layer,
    input  wire [19:0]            position,
    output reg                    m_post_valid,
    output wire [2:0]             m_post_mask,

    output wire [QM_ABITS-1:0]    qm_raddr,
    input  wire [VECTOR*KV_BITS-1:0] qm_rdata,
    output wire [QS_ABITS-1:0]    qs_addr,
    input  wire [31:0]            qs_data,

    output wire                   m_kv_valid,
    input  wire                   m_kv_ready,
    output wire [31:0]            m_kv_addr,
    output wire [ROWS*COLS*KV_BITS/8-1:0] m_kv_strb,
    output wire [ROWS*COLS*KV_BITS-1:0] m_kv_data,
    input  wire                   kv_idle,

    output wire [ROWS-1:0]        ks_we,
    output wire [23:0]            ks_addr,
    output wire [ROWS*16-1:0]     ks_data,
    output wire [VECTOR-1:0]      vs_we,
    output wire [23:0]            vs_addr,
    output wire [VECTOR*16-1:0]   vs_data,

    output wire [9:0]             trace_pc,
    output wire [7:0]             trace_layer,
    output wire                   busy,
    output wire                   stall_in,
    output wire                   stall_out
);

    localparam VEC_BITS = $clog2(VECTOR);

    localparam [2:0] IDLE  = 3'd0;
    localparam [2:0] PLACE = 3'd1;  // dfab_kv_place computes
    localparam [2:0] START = 3'd2;
    localparam [2:0] STORE = 3'd3;
    localparam [2:0] DRAIN = 3'd4;

    generate
        if (QM_ABITS > 16 || QS_ABITS > 22) begin : g_error_address
            dfab_error_kv_store_address_bits_are_more_than_a_command_can_reach u_error ();
        end
        if (KV_BITS < 2 || KV_BITS > 8 || ROWS * KV_BITS % 8 != 0 || COLS * KV_BITS % 8 != 0) begin : g_error_bits
            dfab_error_kv_store_rows_and_columns_must_be_whole_bytes_of_codes_of_2_to_8_bits u_error ();
        end
    endgenerate

    reg  [2:0]   state_q;
    reg  [1:0]   place_q;           // cycles left in PLACE
    reg  [383:0] cmd_q;
    reg  [9:0]   pc_q;
    reg  [7:0]   layer_q;

    wire         load       = s_cmd_valid && s_cmd_ready;
    wire         start      = state_q == START;
    wire         is_v       = cmd_q[`DFAB_ST_KIND];
    wire [9:0]   heads      = cmd_q[`DFAB_ST_HEADS];
    wire [11:0]  head_words = cmd_q[`DFAB_ST_HEAD_ELEMS] >> VEC_BITS;
    wire [15:0]  q_first    = cmd_q[`DFAB_ST_Q_BASE];
    wire         unused_cmd = &{1'b0, cmd_q, q_first};
    wire         scales_active;
    wire         stored;            // the last KV word is accepted now
    wire         finish     = state_q == DRAIN && !scales_active && kv_idle;

    assign s_cmd_ready = state_q == IDLE;

    always @(posedge clk) begin
        if (rst) begin
            state_q      <= IDLE;
            m_post_valid <= 1'b0;
        end else begin
            m_post_valid <= finish && cmd_q[`DFAB_POST] != 3'd0;
            case (state_q)
                IDLE:    state_q <= s_cmd_valid ? PLACE : IDLE;
                PLACE:   state_q <= place_q == 2'd0 ? START : PLACE;
                START:   state_q <= STORE;
                STORE:   state_q <= stored ? DRAIN : STORE;
                default: state_q <= finish ? IDLE : DRAIN;
            endcase
        end
    end

    always @(posedge clk) begin
        if (load) begin
            cmd_q   <= s_cmd_data;
            pc_q    <= s_cmd_pc;
            layer_q <= s_cmd_layer;
        end
        place_q <= load ? 2'd2 : place_q - 2'd1;
    end

    wire [31:0] word_offset;
    wire [31:0] word_step;
    wire [5:0]  row;
    wire        row_first;
    wire [7:0]  col;
    wire        col_first;
    wire [23:0] scale_offset;
    wire [5:0]  scale_lane;
    wire        scale_first;

    dfab_kv_place #(
        .ROWS        (ROWS),
        .COLS        (COLS),
        .VECTOR      (VECTOR),
        .LOG2_PGROUP (LOG2_PGROUP)
    ) u_place (
        .clk          (clk),
        .start        (load),
        .is_v         (s_cmd_data[`DFAB_ST_KIND]),
        .head_elems   (s_cmd_data[`DFAB_ST_HEAD_ELEMS]),
        .position     (position),
        .word_offset  (word_offset),
        .word_step    (word_step),
        .row          (row),
        .row_first    (row_first),
        .col          (col),
        .col_first    (col_first),
        .scale_offset (scale_offset),
        .scale_lane   (scale_lane),
        .scale_first  (scale_first)
    );

    wire [22:0] scale_element = {7'd0, cmd_q[`DFAB_ST_S_BASE]} << VEC_BITS;
    wire        unused_scale_element = &{1'b0, scale_element};

    dfab_kv_scales #(
        .ROWS     (ROWS),
        .VECTOR   (VECTOR),
        .QS_ABITS (QS_ABITS)
    ) u_scales (
        .clk        (clk),
        .rst        (rst),
        .start      (start),
        .is_v       (is_v),
        .heads      (heads),
        .first      (scale_element[QS_ABITS-1:0]),
        .base       (cmd_q[`DFAB_ST_SCALE_BASE] + scale_offset),
        .stride     ({4'd0, cmd_q[`DFAB_ST_SCALE_STRIDE]}),
        .lane       (scale_lane),
        .lane_first (scale_first),
        .active     (scales_active),
        .qs_addr    (qs_addr),
        .qs_data    (qs_data),
        .ks_we      (ks_we),
        .ks_addr    (ks_addr),
        .ks_data    (ks_data),
        .vs_we      (vs_we),
        .vs_addr    (vs_addr),
        .vs_data    (vs_data)
    );

    wire                element_valid;
    wire                element_ready;
    wire [VECTOR*KV_BITS-1:0] element;
    wire                element_last;

    dfab_kv_elements #(
        .VECTOR   (VECTOR),
        .QM_ABITS (QM_ABITS),
        .KV_BITS  (KV_BITS)
    ) u_elements (
        .clk        (clk),
        .rst        (rst),
        .start      (start),
        .first      (q_first[QM_ABITS-1:0]),
        .heads      (heads),
        .head_words (head_words),
        .qm_raddr   (qm_raddr),
        .qm_rdata   (qm_rdata),
        .m_valid    (element_valid),
        .m_ready    (element_ready),
        .m_data     (element),
        .m_last     (element_last)
    );

    // Keys by chunks of COLS elements, values by tiles of ROWS elements.
    wire              key_ready;
    wire              key_valid;
    wire [COLS*KV_BITS-1:0] key;
    wire              key_last;
    wire              value_ready;
    wire              value_valid;
    wire [ROWS*KV_BITS-1:0] value;
    wire              value_last;

    assign element_ready = is_v ? value_ready : key_ready;

    dfab_kv_gather #(.VECTOR (VECTOR), .GROUP (COLS), .KV_BITS (KV_BITS)) u_keys (
        .clk     (clk),
        .rst     (rst),
        .s_valid (element_valid && !is_v),
        .s_ready (key_ready),
        .s_data  (element),
        .s_last  (element_last),
        .m_valid (key_valid),
        .m_ready (m_kv_ready),
        .m_data  (key),
        .m_last  (key_last)
    );

    dfab_kv_gather #(.VECTOR (VECTOR), .GROUP (ROWS), .KV_BITS (KV_BITS)) u_values (
        .clk     (clk),
        .rst     (rst),
        .s_valid (element_valid && is_v),
        .s_ready (value_ready),
        .s_data  (element),
        .s_last  (element_last),
        .m_valid (value_valid),
        .m_ready (m_kv_ready),
        .m_data  (value),
        .m_last  (value_last)
    );

    // Spread over the tile word, as the row of a key or the column of a value.
    localparam ROW_BITS = COLS * KV_BITS;
    localparam COL_BITS = ROWS * KV_BITS;

    wire [ROWS*COLS*KV_BITS-1:0]   key_data;
    wire [ROWS*COLS*KV_BITS-1:0]   value_data;
    wire [ROWS*COLS*KV_BITS/8-1:0] key_strb;
    wire [ROWS*COLS*KV_BITS/8-1:0] value_strb;

    genvar r;
    genvar c;
    generate
        for (r = 0; r < ROWS; r = r + 1) begin : g_row
            wire hit = row == r;
            assign key_data[r*ROW_BITS +: ROW_BITS]     = key & {ROW_BITS{hit}};
            assign key_strb[r*ROW_BITS/8 +: ROW_BITS/8] = {(ROW_BITS/8){hit || row_first}};
        end
        for (c = 0; c < COLS; c = c + 1) begin : g_col
            reg  hit_q;
            always @(posedge clk) begin
                if (start) begin
                    hit_q <= col == c;
                end
            end
            assign value_data[c*COL_BITS +: COL_BITS]     = value & {COL_BITS{hit_q}};
            assign value_strb[c*COL_BITS/8 +: COL_BITS/8] = {(COL_BITS/8){hit_q || col_first}};
        end
    endgenerate

    assign m_kv_data = is_v ? value_data : key_data;
    assign m_kv_strb = is_v ? value_strb : key_strb;

    // Addresses: words of a head, then the next head.
    reg  [31:0] head_q;
    reg  [31:0] addr_q;
    reg  [9:0]  heads_left_q;
    wire        accept    = m_kv_valid && m_kv_ready;
    wire        head_ends = is_v ? value_last : key_last;
    wire [31:0] head_step = {8'd0, cmd_q[`DFAB_ST_HEAD_STRIDE]};

    assign m_kv_valid = is_v ? value_valid : key_valid;
    assign m_kv_addr  = addr_q;
    assign stored     = accept && head_ends && heads_left_q == 10'd1;

    always @(posedge clk) begin
        if (start) begin
            head_q       <= cmd_q[`DFAB_ST_BASE] + word_offset;
            addr_q       <= cmd_q[`DFAB_ST_BASE] + word_offset;
            heads_left_q <= heads;
        end else if (accept && head_ends) begin
            head_q       <= head_q + head_step;
            addr_q       <= head_q + head_step;
            heads_left_q <= heads_left_q - 10'd1;
        end else if (accept) begin
            addr_q       <= addr_q + word_step;
        end
    end

    assign m_post_mask = cmd_q[`DFAB_POST];
    assign trace_pc    = pc_q;
    assign trace_layer = layer_q;
    assign busy        = state_q != IDLE;
    assign stall_in    = 1'b0;
    assign stall_out   = (m_kv_valid && !m_kv_ready) || (state_q == DRAIN && !kv_idle);

endmodule

`default_nettype wire
