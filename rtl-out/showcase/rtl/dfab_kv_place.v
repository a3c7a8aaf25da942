// Says where the elements of one position go in the KV cache.
//
// K: word (p / ROWS) * ceil(HEAD / COLS), row p % ROWS; consecutive chunks of COLS
// elements go to consecutive words. V, stored transposed, with groups of
// 2^LOG2_PGROUP positions: word group * (HEAD / ROWS) * chunks per group + chunk
// of p, column p % COLS; consecutive tiles of ROWS elements lie a group apart.
//
// Why a product in two steps: once per command is not worth a divider or a fast
// multiplier. Offsets are valid 3 cycles after start and hold.
//
// ROWS, COLS, VECTOR: powers of two. LOG2_PGROUP: log2 of COLS or more.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_kv_place #(
    parameter ROWS        = 8,
    parameter COLS        = 16,
    parameter VECTOR      = 8,
    parameter LOG2_PGROUP = 5
) (
    input  wire        clk,
    input  wire        start,        // the inputs are sampled now
    input  wire        is_v,
    input  wire [11:0] head_elems,
    input  wire [19:0] position,

    output wire [31:0] word_offset,  // of the first word within a head
    output wire [31:0] word_step,    // from one word of a head to the next
    output wire [5:0]  row,          // K: row written
    output wire        row_first,    // it is the first of its word
    output wire [7:0]  col,          // V: column written
    output wire        col_first,
    output wire [23:0] scale_offset,
    output wire [5:0]  scale_lane,
    output wire        scale_first
);

    localparam ROW_BITS = $clog2(ROWS);
    localparam COL_BITS = $clog2(COLS);
    localparam VEC_BITS = $clog2(VECTOR);

    generate
        if (LOG2_PGROUP < COL_BITS || LOG2_PGROUP > 19) begin : g_error
            dfab_error_kv_place_log2_pgroup_must_be_log2_cols_to_19 u_error ();
        end
    endgenerate

    localparam [31:0] GROUP       = 32'd1 << LOG2_PGROUP;
    localparam [31:0] GROUP_WORDS = GROUP >> COL_BITS;
    localparam [31:0] ROW_MASK    = ROWS - 1;
    localparam [31:0] COL_MASK    = COLS - 1;
    localparam [31:0] VEC_MASK    = VECTOR - 1;

    reg         is_v_q;
    reg  [19:0] position_q;
    reg  [11:0] head_q;
    reg  [19:0] blocks_q;       // whole row blocks (K) or groups (V) before this position
    reg  [12:0] block_words_q;  // chunks (K) or tiles (V) in one of them
    reg  [31:0] product_q;

    wire [12:0] k_chunks = ({1'b0, head_q} + COL_MASK[12:0]) >> COL_BITS;
    wire [32:0] product  = {13'd0, blocks_q} * {20'd0, block_words_q};
    wire        unused_product = product[32];

    always @(posedge clk) begin
        if (start) begin
            is_v_q     <= is_v;
            position_q <= position;
            head_q     <= head_elems;
        end
        blocks_q      <= is_v_q ? position_q >> LOG2_PGROUP : position_q >> ROW_BITS;
        block_words_q <= is_v_q ? {1'b0, head_q} >> ROW_BITS : k_chunks;
        product_q     <= product[31:0];
    end

    wire [31:0] position_wide = {12'd0, position_q};
    wire [31:0] v_offset = product_q * GROUP_WORDS + ((position_wide & (GROUP - 32'd1)) >> COL_BITS);

    assign word_offset = is_v_q ? v_offset : product_q;
    assign word_step   = is_v_q ? GROUP_WORDS : 32'd1;

    // Bits of the position that select row, column and scale lane.
    wire [31:0] row_wide  = position_wide & ROW_MASK;
    wire [31:0] col_wide  = position_wide & COL_MASK;
    wire [31:0] lane_wide = position_wide & (is_v_q ? VEC_MASK : ROW_MASK);
    wire [31:0] scale_wide = is_v_q ? position_wide >> VEC_BITS : position_wide >> ROW_BITS;
    wire        unused_wide = &{1'b0, row_wide, col_wide, lane_wide, scale_wide};

    assign row          = row_wide[5:0];
    assign row_first    = row_wide == 32'd0;
    assign col          = col_wide[7:0];
    assign col_first    = col_wide == 32'd0;
    assign scale_offset = scale_wide[23:0];
    assign scale_lane   = lane_wide[5:0];
    assign scale_first  = lane_wide == 32'd0;

endmodule

`default_nettype wire
