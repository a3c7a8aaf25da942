// Outer loops of the matvec engine: turns a command into rounds, one round being
// one piece of the columns over one block of row tiles.
//
// Why apart from the inner loops: finding the next piece takes a comparison of
// group boundaries, and it runs here one round ahead, so that the inner loops
// go from round to round, block to block and command to command without a
// bubble.
//
// A piece ends where a weight group, an activation group or the matrix ends.
// Latency 1 from command to first round; one round per cycle. A command is taken
// in the cycle that hands on the last round of the one before.
//
// COLS, VECTOR: as in dfab_matvec. QM_ABITS: bits of a quantized-memory address
// in units of COLS elements; QS_ABITS: bits of a scale element address. FORMATS,
// FORMAT: as in dfab_matvec_unpack; a chunk of a sparse matrix has more columns.
// LISTED: whether commands may have columns from a list; then a round says where the vector
// begins, and a tile's entry of the list where the piece does.
// SCALE_TABLE: whether commands may take the scale of their matrix from table_scale, which
// belongs to the command that was taken last. SUPER, COLUMNS: whether anybody asks for the
// outputs of super-groups and of columns, which are zero otherwise. ZEROS: whether rounds of
// on-chip matrices whose activations are all zero are left out (dfab_matvec_zeros); no
// super-groups and no list then. PLANES: as in dfab_matvec_unpack.

`resetall
`timescale 1ns / 1ps
`default_nettype none

`include "dfab_isa.vh"

module dfab_matvec_rounds #(
    parameter COLS     = 16,
    parameter VECTOR   = 8,
    parameter QM_ABITS = 10,
    parameter QS_ABITS = 10,
    parameter FORMATS  = 2,
    parameter [FORMATS*48-1:0] FORMAT = {48'h40, 48'h80},
    parameter LISTED      = 0,
    parameter SCALE_TABLE = 0,
    parameter SUPER       = 0,
    parameter COLUMNS     = 0,
    parameter ZEROS       = 0,
    parameter RUN_BITS    = 20,
    parameter PLANES      = 8
) (
    input  wire                       clk,
    input  wire                       rst,

    input  wire                       s_cmd_valid,
    output wire                       s_cmd_ready,
    input  wire [383:0]               s_cmd_data,
    input  wire [9:0]                 s_cmd_pc,
    input  wire [7:0]                 s_cmd_layer,
    input  wire [31:0]                table_scale,

    // One round, with all that the inner loops need of its command.
    output wire                       m_round_valid,
    input  wire                       m_round_ready,
    output reg  [1:0]                 m_round_src,
    output reg  [2:0]                 m_round_format,
    output reg                        m_round_wide,         // goes through the wide lanes
    output reg  [2:0]                 m_round_span,         // log2 of the columns of a lane
    output wire                       m_round_listed,       // its columns come from the list
    output reg  [31:0]                m_round_scale,        // of the whole matrix, fp32
    output reg                        m_round_has_wscale,
    output reg  [6:0]                 m_round_m_last,       // M - 1
    output reg  [QM_ABITS-1:0]        m_round_a_start,      // chunk 0 of the piece, m = 0
    output reg  [QM_ABITS-1:0]        m_round_a_stride,
    output reg  [QS_ABITS-1:0]        m_round_s_start,      // scale of this activation group, m = 0
    output reg  [QS_ABITS-1:0]        m_round_s_stride,
    output reg  [19-$clog2(COLS):0]   m_round_used_last,    // chunks of the piece - 1
    output reg  [19-$clog2(COLS):0]   m_round_stored_last,  // the same, with those only stored
    output reg  [7:0]                 m_round_tiles_last,   // tiles of the block - 1
    output reg  [15:0]                m_round_tile_first,
    output reg  [15:0]                m_round_o_base,
    output reg  [15:0]                m_round_o_stride,
    output reg                        m_round_opens_wgroup, // first piece of a weight group
    output wire                       m_round_opens_super,  // and of a super-group
    output wire [$clog2(COLS)-1:0]    m_round_column_first, // of the tile, where the piece begins in its first chunk
    output wire [$clog2(COLS)-1:0]    m_round_column_last,  // and where it ends in its last
    output reg                        m_round_first,        // first piece of the block
    output reg                        m_round_last,         // last piece of the block
    output reg                        m_round_cmd_last,     // last round of the command
    output reg  [2:0]                 m_round_post,
    output reg  [9:0]                 m_round_pc,
    output reg  [7:0]                 m_round_layer,

    // Zero flags, and which words of the on-chip streams come next.
    output wire [QM_ABITS-1:0]        flag_addr,
    input  wire                       flag_zero,
    output wire                       m_w0_run_valid,
    input  wire                       m_w0_run_ready,
    output wire                       m_w0_run_jump,
    output wire [RUN_BITS-1:0]        m_w0_run_words,
    output wire                       m_ws0_run_valid,
    input  wire                       m_ws0_run_ready,
    output wire                       m_ws0_run_jump,
    output wire [RUN_BITS-1:0]        m_ws0_run_words,

    output wire                       active         // a command or a round is here
);

    localparam COL_BITS = $clog2(COLS);
    localparam VEC_BITS = $clog2(VECTOR);
    localparam CHUNK_BITS = 20 - COL_BITS;

    // No run reaches what is done once, at elaboration.
    // verilator coverage_off
    function any_trits;
        input [FORMATS*48-1:0] all;
        integer                i;
        begin
            any_trits = 1'b0;
            for (i = 0; i < FORMATS; i = i + 1) begin
                any_trits = any_trits || all[i*48 +: 4] == 4'd5;
            end
        end
    endfunction
    // verilator coverage_on

    reg         valid_q;
    reg [383:0] cmd_q;
    reg [9:0]   pc_q;
    reg [7:0]   layer_q;
    wire        unused_cmd = &{1'b0, cmd_q};

    wire [20:0] k       = {1'b0, cmd_q[`DFAB_MV_K]};
    wire [20:0] wgroup  = {1'b0, cmd_q[`DFAB_MV_WGROUP]};
    wire [20:0] agroup  = {1'b0, cmd_q[`DFAB_MV_AGROUP]};
    wire [15:0] block   = {7'd0, cmd_q[`DFAB_MV_BLOCK]};
    // The V cache: its tiles always span a whole group of positions in memory,
    // also when the last group is not full yet.
    wire        v_cache = cmd_q[`DFAB_MV_SRC] == 2'd2 && !cmd_q[`DFAB_MV_HAS_WSCALE];

    // Where the loops stand: piece and block.
    reg  [20:0]         piece_first_q;
    reg  [20:0]         wgroup_end_q;
    reg  [20:0]         agroup_end_q;
    reg  [QS_ABITS-1:0] agroup_index_q;
    reg                 opens_wgroup_q;
    reg  [15:0]         tile_first_q;
    reg  [15:0]         tiles_left_q;

    // The end of the piece is the nearest of three boundaries.
    wire        wgroup_ends = wgroup_end_q <= agroup_end_q;
    wire        agroup_ends = agroup_end_q <= wgroup_end_q;
    wire [20:0] group_end   = wgroup_ends ? wgroup_end_q : agroup_end_q;
    wire        row_ends    = k <= group_end;
    wire [20:0] piece_end   = row_ends ? k : group_end;
    wire [20:0] last_column = piece_end - 21'd1;

    wire [FORMATS*48-1:0] descriptions = FORMAT;
    wire [47:0]           description  = descriptions[cmd_q[`DFAB_MV_FMT]*48 +: 48];
    wire [2:0]            span         = description[38:36];   // log2 of the columns of a lane
    wire                  unused_description = &{1'b0, description};
    wire [CHUNK_BITS-1:0] first_chunk = piece_first_q[19:COL_BITS] >> span;
    wire [CHUNK_BITS-1:0] used_last   = (last_column[19:COL_BITS] >> span) - first_chunk;
    wire [CHUNK_BITS-1:0] group_last  = agroup[19:COL_BITS] - {{(CHUNK_BITS-1){1'b0}}, 1'b1};

    wire        last_block = tiles_left_q <= block;
    wire [15:0] tiles      = last_block ? tiles_left_q : block;
    wire [15:0] tiles_last = tiles - 16'd1;
    wire        unused_top = &{1'b0, last_column, tiles_last[15:8]};

    wire        from_table   = SCALE_TABLE != 0 && cmd_q[`DFAB_MV_SCALE_TABLE];
    wire [31:0] matrix_scale = from_table ? table_scale : cmd_q[`DFAB_MV_SCALE];
    wire        unused_table = &{1'b0, table_scale};

    wire listed = LISTED != 0 && cmd_q[`DFAB_MV_LISTED];

    // Word addresses of V elements become addresses of COLS elements; a vector
    // starts at a multiple of both.
    wire [22:0] a_base   = {7'd0, cmd_q[`DFAB_MV_A_BASE]} << VEC_BITS >> COL_BITS;
    wire [22:0] a_stride = {7'd0, cmd_q[`DFAB_MV_A_STRIDE]} << VEC_BITS >> COL_BITS;
    wire [22:0] a_start  = a_base + (listed ? 23'd0 : {{(23-CHUNK_BITS){1'b0}}, first_chunk} << span);
    wire [22:0] s_base   = {7'd0, cmd_q[`DFAB_MV_S_BASE]};   // elements
    wire [22:0] s_stride = {7'd0, cmd_q[`DFAB_MV_S_STRIDE]};
    wire [6:0]  m_last   = cmd_q[`DFAB_MV_M] - 7'd1;
    wire        unused_address = &{1'b0, a_start, a_stride, s_base, s_stride};

    reg  round_valid_q;
    wire keep;              // the round is not left out
    wire drop;              // it is, now
    wire owes_scales;       // scales of its weight group have not been taken
    wire block_opens;       // no round of the block was handed on
    wire emit     = valid_q && keep && (!round_valid_q || m_round_ready);
    wire cmd_ends = row_ends && last_block;
    wire load     = s_cmd_valid && s_cmd_ready;

    assign s_cmd_ready   = !valid_q || (emit && cmd_ends);
    assign m_round_valid = round_valid_q;
    assign active        = valid_q || round_valid_q;

    always @(posedge clk) begin
        if (rst) begin
            valid_q       <= 1'b0;
            round_valid_q <= 1'b0;
        end else begin
            valid_q       <= load || (valid_q && !(emit && cmd_ends));
            round_valid_q <= emit || (round_valid_q && !m_round_ready);
        end
    end

    always @(posedge clk) begin
        if (load) begin
            cmd_q        <= s_cmd_data;
            pc_q         <= s_cmd_pc;
            layer_q      <= s_cmd_layer;
            tile_first_q <= 16'd0;
            tiles_left_q <= s_cmd_data[`DFAB_MV_TILES];
        end else if (emit && row_ends) begin
            tile_first_q <= tile_first_q + block;
            tiles_left_q <= tiles_left_q - block;
        end
    end

    // Every block starts again at column 0.
    always @(posedge clk) begin
        if (load || (emit && row_ends)) begin
            piece_first_q  <= 21'd0;
            wgroup_end_q   <= load ? {1'b0, s_cmd_data[`DFAB_MV_WGROUP]} : wgroup;
            agroup_end_q   <= load ? {1'b0, s_cmd_data[`DFAB_MV_AGROUP]} : agroup;
            agroup_index_q <= {QS_ABITS{1'b0}};
            opens_wgroup_q <= 1'b1;
        end else if (emit || drop) begin
            piece_first_q  <= piece_end;
            wgroup_end_q   <= wgroup_end_q + (wgroup_ends ? wgroup : 21'd0);
            agroup_end_q   <= agroup_end_q + (agroup_ends ? agroup : 21'd0);
            agroup_index_q <= agroup_index_q + {{(QS_ABITS-1){1'b0}}, agroup_ends};
            opens_wgroup_q <= wgroup_ends;
        end
    end

    always @(posedge clk) begin
        if (emit) begin
            m_round_src          <= cmd_q[`DFAB_MV_SRC];
            m_round_format       <= cmd_q[`DFAB_MV_FMT];
            m_round_wide         <= description[39];
            m_round_span         <= span;
            m_round_scale        <= matrix_scale;
            m_round_has_wscale   <= cmd_q[`DFAB_MV_HAS_WSCALE];
            m_round_m_last       <= m_last;
            m_round_a_start      <= a_start[QM_ABITS-1:0];
            m_round_a_stride     <= a_stride[QM_ABITS-1:0];
            m_round_s_start      <= s_base[QS_ABITS-1:0] + (listed ? {QS_ABITS{1'b0}} : agroup_index_q);
            m_round_s_stride     <= s_stride[QS_ABITS-1:0];
            m_round_used_last    <= used_last;
            m_round_stored_last  <= v_cache ? group_last : used_last;
            m_round_tiles_last   <= tiles_last[7:0];
            m_round_tile_first   <= tile_first_q;
            m_round_o_base       <= cmd_q[`DFAB_MV_O_BASE];
            m_round_o_stride     <= cmd_q[`DFAB_MV_O_STRIDE];
            m_round_opens_wgroup <= owes_scales;
            m_round_first        <= block_opens;
            m_round_last         <= row_ends;
            m_round_cmd_last     <= cmd_ends;
            m_round_post         <= cmd_q[`DFAB_POST];
            m_round_pc           <= pc_q;
            m_round_layer        <= layer_q;
        end
    end

    generate
        if (ZEROS != 0) begin : g_zeros
            localparam HAS_TRIT = any_trits(FORMAT);

            wire                  on_chip = cmd_q[`DFAB_MV_SRC] == 2'd0;
            wire                  looks_good;
            wire [22:0]           place   = a_base + {{(23-CHUNK_BITS){1'b0}}, piece_first_q[19:COL_BITS]};
            wire [CHUNK_BITS-1:0] columns_last = last_column[19:COL_BITS] - piece_first_q[19:COL_BITS];
            wire                  trit    = description[3:0] == 4'd5;
            wire [4:0]            index   = description[35] ? 5'd1 << span : {2'd0, description[34:32]};
            wire [4:0]            planes  = trit ? 5'd1 : {1'b0, description[7:4]} + index;
            wire                  unused_place = &{1'b0, place, piece_first_q};
            reg                   owes_q;
            reg                   opens_q;

            always @(posedge clk) begin
                if (load || (emit && row_ends)) begin
                    owes_q  <= 1'b0;
                    opens_q <= 1'b1;
                end else if (emit) begin
                    owes_q  <= 1'b0;
                    opens_q <= 1'b0;
                end else if (drop) begin
                    owes_q <= owes_scales && !wgroup_ends;
                end
            end

            assign owes_scales = opens_wgroup_q || owes_q;
            assign block_opens = opens_q;
            assign keep        = !on_chip || looks_good;

            dfab_matvec_zeros #(
                .QM_ABITS   (QM_ABITS),
                .CHUNK_BITS (CHUNK_BITS),
                .COUNT_BITS (RUN_BITS),
                .PLANES     (PLANES),
                .HAS_TRIT   (HAS_TRIT)
            ) u_zeros (
                .clk             (clk),
                .rst             (rst),
                .here            (valid_q && on_chip),
                .needed          (row_ends),
                .place           (place[QM_ABITS-1:0]),
                .columns_last    (columns_last),
                .chunks_last     (used_last),
                .tiles_last      (tiles_last[7:0]),
                .planes          (planes),
                .trit            (trit),
                .owes_scales     (owes_scales && cmd_q[`DFAB_MV_HAS_WSCALE]),
                .group_ends      (wgroup_ends),
                .taken           (emit),
                .keep            (looks_good),
                .drop            (drop),
                .flag_addr       (flag_addr),
                .flag_zero       (flag_zero),
                .m_w0_run_valid  (m_w0_run_valid),
                .m_w0_run_ready  (m_w0_run_ready),
                .m_w0_run_jump   (m_w0_run_jump),
                .m_w0_run_words  (m_w0_run_words),
                .m_ws0_run_valid (m_ws0_run_valid),
                .m_ws0_run_ready (m_ws0_run_ready),
                .m_ws0_run_jump  (m_ws0_run_jump),
                .m_ws0_run_words (m_ws0_run_words)
            );
        end else begin : g_no_zeros
            assign keep            = 1'b1;
            assign drop            = 1'b0;
            assign owes_scales     = opens_wgroup_q;
            assign block_opens     = piece_first_q == 21'd0;
            assign flag_addr       = {QM_ABITS{1'b0}};
            assign m_w0_run_valid  = 1'b0;
            assign m_w0_run_jump   = 1'b0;
            assign m_w0_run_words  = {RUN_BITS{1'b0}};
            assign m_ws0_run_valid = 1'b0;
            assign m_ws0_run_jump  = 1'b0;
            assign m_ws0_run_words = {RUN_BITS{1'b0}};

            wire unused_zeros = &{1'b0, flag_zero, m_w0_run_ready, m_ws0_run_ready};
        end
        if (SUPER != 0) begin : g_super
            // Weight groups of the super-group behind the present one.
            wire [11:0] groups_last = cmd_q[`DFAB_MV_SUPER] - 12'd1;
            reg  [11:0] groups_left_q;
            reg         opens_super_q;

            always @(posedge clk) begin
                if (emit) begin
                    opens_super_q <= opens_wgroup_q && (piece_first_q == 21'd0 || groups_left_q == 12'd0);
                    if (opens_wgroup_q) begin
                        groups_left_q <= piece_first_q == 21'd0 || groups_left_q == 12'd0
                                       ? groups_last : groups_left_q - 12'd1;
                    end
                end
            end

            assign m_round_opens_super = opens_super_q;
        end else begin : g_no_super
            assign m_round_opens_super = 1'b0;
        end
        if (LISTED != 0) begin : g_listed
            reg listed_q;

            always @(posedge clk) begin
                if (emit) begin
                    listed_q <= listed;
                end
            end

            assign m_round_listed = listed_q;
        end else begin : g_not_listed
            assign m_round_listed = 1'b0;
        end
        if (COLUMNS != 0) begin : g_columns
            reg [COL_BITS-1:0] column_first_q;
            reg [COL_BITS-1:0] column_last_q;

            // Of a sparse matrix the tile's columns are its lanes, and those of neighbours go together.
            wire [4:0]  neighbours   = ~(5'h1f << description[34:32]);
            wire [20:0] tile_first   = piece_first_q >> span;
            wire [20:0] tile_last    = (last_column | {16'd0, neighbours}) >> span;
            wire        unused_tiles = &{1'b0, tile_first, tile_last};

            always @(posedge clk) begin
                if (emit) begin
                    column_first_q <= tile_first[COL_BITS-1:0];
                    column_last_q  <= tile_last[COL_BITS-1:0];
                end
            end

            assign m_round_column_first = column_first_q;
            assign m_round_column_last  = column_last_q;
        end else begin : g_no_columns
            assign m_round_column_first = {COL_BITS{1'b0}};
            assign m_round_column_last  = {COL_BITS{1'b0}};
        end
    endgenerate

endmodule

`default_nettype wire
