// Inner loops of the matvec engine: issues one slot per cycle, a slot being one
// tile word times one input vector. Order, outermost first: tile of the block,
// chunk of the piece, vector m. A slot of a wide format takes PHASES cycles where wide
// lanes are fewer than a word has elements; its last one counts as the slot.
//
// Why all waiting happens here: behind the issue the arithmetic is a fixed
// pipeline that never stalls. A slot goes when
//   - its tile word is there (m = 0 only; the word is then held for all m),
//   - its weight scale is there (first slot of a tile in a weight group),
//   - its entry of the list of columns is there, if the matrix has one: where the piece of
//     this tile begins in the vector, and which scale its activations have,
//   - a result it completes has a place in the result queue (credits),
//   - the accumulator entry it adds to is not still in the adder
//     (dfab_matvec_entries; only rounds of few results ever wait).
//
// Latency 0: m_slot_* belong to the same cycle as the addresses qm_raddr and
// qs_addr. Slots of chunks that are stored but not used (an unfinished group of
// the V cache) take their word and do nothing else.
//
// PHASES: 1 to 64. LIST_CHUNK, LIST_GROUP: bits of the two parts of an entry, 1 or more;
// not used where nothing is listed. QUEUE: places in the result queue. HAZARD: cycles from
// a result slot to the last cycle in which its accumulator entry may not be issued again.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_matvec_slots #(
    parameter ROWS      = 8,
    parameter VECTOR    = 8,
    parameter ACC_DEPTH = 64,
    parameter QM_ABITS  = 10,
    parameter QS_ABITS  = 10,
    parameter VM_ABITS  = 10,
    parameter CHUNK_BITS = 16,
    parameter PHASES    = 1,
    parameter LIST_CHUNK = 1,
    parameter LIST_GROUP = 1,
    parameter QUEUE     = 32,
    parameter HAZARD    = 5
) (
    input  wire                         clk,
    input  wire                         rst,

    input  wire                         s_round_valid,
    output wire                         s_round_ready,
    input  wire                         s_round_wide,       // of a wide format
    input  wire [2:0]                   s_round_span,
    input  wire                         s_round_listed,
    input  wire                         s_round_has_wscale,
    input  wire                         s_round_ends_container,  // nothing else is in its last
    input  wire [6:0]                   s_round_m_last,
    input  wire [QM_ABITS-1:0]          s_round_a_start,
    input  wire [QM_ABITS-1:0]          s_round_a_stride,
    input  wire [QS_ABITS-1:0]          s_round_s_start,
    input  wire [QS_ABITS-1:0]          s_round_s_stride,
    input  wire [CHUNK_BITS-1:0]        s_round_used_last,
    input  wire [CHUNK_BITS-1:0]        s_round_stored_last,
    input  wire [7:0]                   s_round_tiles_last,
    input  wire [15:0]                  s_round_tile_first,
    input  wire [15:0]                  s_round_o_base,
    input  wire [15:0]                  s_round_o_stride,
    input  wire                         s_round_opens_wgroup,
    input  wire                         s_round_first,
    input  wire                         s_round_last,
    input  wire                         s_round_cmd_last,

    // Tile words: take one; the rest of its container belongs to nobody.
    input  wire                         word_valid,
    output wire                         word_take,
    output wire                         word_last,          // of its matrix, or what ends a container

    input  wire                         scale_valid,
    output wire                         scale_take,
    output wire [$clog2(ACC_DEPTH)-1:0] scale_index,

    // The list of columns, an entry for each tile of a round: take it with the tile's last slot.
    input  wire                         list_valid,
    output wire                         list_take,
    input  wire [LIST_CHUNK-1:0]        list_chunk,         // of COLS elements, from the vector's first
    input  wire [LIST_GROUP-1:0]        list_group,

    output wire [QM_ABITS-1:0]          qm_raddr,
    output wire [QS_ABITS-1:0]          qs_addr,

    output wire                         m_slot_valid,       // in each of its phases
    output wire [5:0]                   m_slot_phase,
    output wire                         m_slot_whole,       // in its last phase
    output wire                         m_slot_first_chunk,
    output wire [6:0]                   m_slot_m,
    output wire                         m_slot_result,      // completes int[m][r] of a tile
    output wire [$clog2(ACC_DEPTH)-1:0] m_slot_entry,       // accumulator entry
    output wire                         m_slot_final,       // result goes to VM
    output wire                         m_slot_cmd_final,   // and is the command's last
    output wire [VM_ABITS-1:0]          m_slot_o_addr,      // VM word of row 0
    output wire [5:0]                   m_slot_o_lane,      // VM lane of row 0

    input  wire                         credit_return,
    output wire                         idle,               // no place of the queue is taken
    output wire                         stall_in,
    output wire                         stall_out
);

    localparam ENTRY_BITS = $clog2(ACC_DEPTH);
    localparam CREDIT_BITS = $clog2(QUEUE) + 1;
    localparam ROW_BITS = $clog2(ROWS);
    localparam VEC_BITS = $clog2(VECTOR);
    localparam [CHUNK_BITS-1:0]  CHUNK_ONE  = 1;
    localparam [CREDIT_BITS-1:0] CREDIT_ALL = QUEUE;
    localparam [31:0]            LANE_MASK  = VECTOR - 1;
    localparam [31:0]            PHASE_LAST = PHASES - 1;

    reg  [7:0]            tile_q;
    reg  [CHUNK_BITS-1:0] chunk_q;
    reg  [6:0]            m_q;
    reg                   unused_chunk_q;   // past the used chunks of the piece
    reg  [5:0]            phase_q;

    wire phase_last = !s_round_wide || unused_chunk_q || {26'd0, phase_q} == PHASE_LAST;
    wire m_first    = m_q == 7'd0;
    wire m_last     = m_q == s_round_m_last || unused_chunk_q;
    wire tile_last  = tile_q == s_round_tiles_last;
    wire used_last  = chunk_q == s_round_used_last;
    // Nothing reads the words behind the last one used, so they are not fetched.
    wire ends_cmd   = s_round_cmd_last && tile_last;
    wire chunk_last = (ends_cmd && used_last) || chunk_q == s_round_stored_last;
    wire result     = used_last && !unused_chunk_q && phase_last;
    wire final_slot = result && s_round_last;

    reg  [CREDIT_BITS-1:0] credit_q;
    wire                   entry_free;

    wire needs_scale = m_slot_first_chunk && m_first && phase_last && s_round_opens_wgroup && s_round_has_wscale;
    wire needs_word  = m_first && phase_q == 6'd0;
    wire word_ok     = !needs_word || word_valid;
    wire scale_ok    = !needs_scale || scale_valid;
    wire list_ok     = !s_round_listed || list_valid;
    wire credit_ok   = !final_slot || credit_q != {CREDIT_BITS{1'b0}};
    wire entry_ok    = !result || entry_free;
    wire go          = s_round_valid && word_ok && scale_ok && list_ok && credit_ok && entry_ok;
    wire done        = go && phase_last;

    assign word_take  = go && needs_word;
    assign word_last  = (ends_cmd || (s_round_ends_container && tile_last)) && used_last;
    assign scale_take = go && needs_scale;
    assign scale_index = tile_q[ENTRY_BITS-1:0];

    assign m_slot_valid       = go && !unused_chunk_q;
    assign m_slot_phase       = phase_q;
    assign m_slot_whole       = phase_last;
    assign m_slot_first_chunk = chunk_q == {CHUNK_BITS{1'b0}};
    assign m_slot_m           = m_q;
    assign m_slot_result      = go && result;
    assign m_slot_final       = go && final_slot;
    assign m_slot_cmd_final   = ends_cmd && m_last;

    assign s_round_ready = done && m_last && chunk_last && tile_last;
    assign idle          = credit_q == CREDIT_ALL;
    assign stall_in      = s_round_valid && !(word_ok && scale_ok && list_ok);
    assign stall_out     = s_round_valid && word_ok && scale_ok && list_ok && !credit_ok;

    wire tile_ends = m_last && chunk_last;

    assign list_take = done && tile_ends && s_round_listed;

    always @(posedge clk) begin
        if (rst || done) begin
            phase_q <= 6'd0;
        end else if (go) begin
            phase_q <= phase_q + 6'd1;
        end
    end

    always @(posedge clk) begin
        if (rst) begin
            tile_q         <= 8'd0;
            chunk_q        <= {CHUNK_BITS{1'b0}};
            m_q            <= 7'd0;
            unused_chunk_q <= 1'b0;
        end else if (done) begin
            m_q <= m_last ? 7'd0 : m_q + 7'd1;
            if (m_last) begin
                chunk_q        <= chunk_last ? {CHUNK_BITS{1'b0}} : chunk_q + CHUNK_ONE;
                unused_chunk_q <= !chunk_last && (used_last || unused_chunk_q);
            end
            if (tile_ends) begin
                tile_q <= tile_last ? 8'd0 : tile_q + 8'd1;
            end
        end
    end

    // Addresses of vector m, relative to vector 0.
    reg  [QM_ABITS-1:0] a_offset_q;
    reg  [QS_ABITS-1:0] s_offset_q;
    reg  [15:0]         o_offset_q;
    wire [QM_ABITS+CHUNK_BITS-1:0] chunk_wide = {{QM_ABITS{1'b0}}, chunk_q};
    wire                unused_chunk_top = &{1'b0, chunk_wide};

    always @(posedge clk) begin
        if (rst || (done && m_last)) begin
            a_offset_q <= {QM_ABITS{1'b0}};
            s_offset_q <= {QS_ABITS{1'b0}};
            o_offset_q <= 16'd0;
        end else if (done) begin
            a_offset_q <= a_offset_q + s_round_a_stride;
            s_offset_q <= s_offset_q + s_round_s_stride;
            o_offset_q <= o_offset_q + s_round_o_stride;
        end
    end

    wire [QM_ABITS+CHUNK_BITS-1:0] chunk_place = chunk_wide << s_round_span;
    wire                unused_place = &{1'b0, chunk_place};

    // Neither part of an entry reaches beyond its memory.
    wire [QM_ABITS+LIST_CHUNK-1:0] list_place = {{QM_ABITS{1'b0}}, list_chunk & {LIST_CHUNK{s_round_listed}}};
    wire [QS_ABITS+LIST_GROUP-1:0] list_scale = {{QS_ABITS{1'b0}}, list_group & {LIST_GROUP{s_round_listed}}};
    wire                unused_list = &{1'b0, list_place, list_scale};

    assign qm_raddr = s_round_a_start + list_place[QM_ABITS-1:0] + chunk_place[QM_ABITS-1:0] + a_offset_q;
    assign qs_addr  = s_round_s_start + list_scale[QS_ABITS-1:0] + s_offset_q;

    // Row 0 of the tile is element tile * ROWS of output vector m.
    wire [15:0] tile    = s_round_tile_first + {8'd0, tile_q};
    wire [22:0] element = {7'd0, tile} << ROW_BITS;
    wire [22:0] o_word  = (element >> VEC_BITS)
                        + {7'd0, s_round_o_base} + {7'd0, o_offset_q};
    wire [22:0] o_lane  = element & LANE_MASK[22:0];
    wire        unused_o = &{1'b0, o_word, o_lane};
    assign m_slot_o_addr = o_word[VM_ABITS-1:0];
    assign m_slot_o_lane = o_lane[5:0];

    always @(posedge clk) begin
        if (rst) begin
            credit_q <= CREDIT_ALL;
        end else begin
            credit_q <= credit_q + {{(CREDIT_BITS-1){1'b0}}, credit_return}
                      - {{(CREDIT_BITS-1){1'b0}}, m_slot_final};
        end
    end

    dfab_matvec_entries #(
        .ACC_DEPTH (ACC_DEPTH),
        .HAZARD    (HAZARD)
    ) u_entries (
        .clk         (clk),
        .rst         (rst),
        .issue       (m_slot_result),
        .round_first (s_round_first),
        .round_ends  (s_round_ready),
        .entry       (m_slot_entry),
        .entry_free  (entry_free)
    );

endmodule

`default_nettype wire
