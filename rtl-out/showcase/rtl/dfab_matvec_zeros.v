// Looks at the activations of the round that comes next, and leaves it out if all of them
// are zero: it is dropped before the inner loops see it, and the on-chip streams are told
// to jump over its containers and scales. Any other round is kept, and they are told to
// read what it needs.
//
// Why rounds and not tile words: a piece over a block of tiles is one stretch of either
// stream, and nothing behind the outer loops needs to know that there was more.
//
// A round takes a cycle for each of its COLS columns and three, or two where it is left
// out; the inner loops are busy with the round before meanwhile, mostly for longer. Its
// words are counted in the same cycles, as the product of tiles and words of a tile is
// nobody else's need.
//
// here: a round stands at the loops, with all that describes it until it is dropped or, being
// kept, handed on. Its flags are read 1 cycle after their address.
//
// QM_ABITS: of an address in COLS elements. CHUNK_BITS: of a number of them in a row.
// COUNT_BITS: of the containers of a round, 10 to 20. PLANES: 8 or 16, of a container.
// HAS_TRIT: whether any format has packed trits, which fill containers otherwise.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_matvec_zeros #(
    parameter QM_ABITS   = 10,
    parameter CHUNK_BITS = 16,
    parameter COUNT_BITS = 20,
    parameter PLANES     = 8,
    parameter HAS_TRIT   = 0
) (
    input  wire                  clk,
    input  wire                  rst,

    input  wire                  here,
    input  wire                  needed,        // the last piece of a row is never left out
    input  wire [QM_ABITS-1:0]   place,         // of its first activations, in COLS elements
    input  wire [CHUNK_BITS-1:0] columns_last,  // COLS elements that it touches - 1
    input  wire [CHUNK_BITS-1:0] chunks_last,   // words of a tile - 1, not more than those
    input  wire [7:0]            tiles_last,    // tiles - 1
    input  wire [4:0]            planes,        // of a word; of packed trits 1
    input  wire                  trit,
    input  wire                  owes_scales,   // a scale word of each tile is still to come
    input  wire                  group_ends,    // and never comes if not with this round
    input  wire                  taken,         // the round is handed on

    output wire                  keep,
    output wire                  drop,

    output wire [QM_ABITS-1:0]   flag_addr,
    input  wire                  flag_zero,

    output wire                  m_w0_run_valid,
    input  wire                  m_w0_run_ready,
    output wire                  m_w0_run_jump,
    output wire [COUNT_BITS-1:0] m_w0_run_words,
    output wire                  m_ws0_run_valid,
    input  wire                  m_ws0_run_ready,
    output wire                  m_ws0_run_jump,
    output wire [COUNT_BITS-1:0] m_ws0_run_words
);

    generate
        if (COUNT_BITS < 10 || COUNT_BITS > 20) begin : g_error_count
            dfab_error_matvec_zeros_count_bits_must_be_10_to_20 u_error ();
        end
        if (PLANES != 8 && PLANES != 16) begin : g_error_planes
            dfab_error_matvec_zeros_planes_must_be_8_or_16 u_error ();
        end
    endgenerate

    localparam [1:0] START  = 2'd0;
    localparam [1:0] LOOK   = 2'd1;
    localparam [1:0] DECIDE = 2'd2;
    localparam [1:0] KEPT   = 2'd3;

    // Planes of a round, or words of packed trits.
    localparam SUM_BITS = COUNT_BITS + 4;
    localparam LOG2_PLANES = PLANES == 16 ? 4 : 3;
    localparam [SUM_BITS-1:0] ROUND_UP = PLANES == 16 ? 15 : 7;
    localparam [CHUNK_BITS-1:0] CHUNK_ONE = 1;
    localparam [QM_ABITS-1:0]   PLACE_ONE = 1;

    reg  [1:0]            state_q;
    reg  [QM_ABITS-1:0]   place_q;
    reg  [CHUNK_BITS-1:0] column_q;
    reg                   looked_q;     // a flag arrives
    reg                   other_q;      // than zero
    reg  [13:0]           per_chunk_q;
    reg  [SUM_BITS-1:0]   sum_q;
    reg                   told_w0_q;
    reg                   told_ws0_q;

    wire last   = column_q == columns_last;
    wire other  = other_q || (looked_q && !flag_zero);
    wire leave  = !other && !needed;

    // Scales of a group come with its first round that is kept, or with none.
    wire scales = owes_scales && (!leave || group_ends);

    wire told_w0  = told_w0_q || m_w0_run_ready;
    wire told_ws0 = told_ws0_q || m_ws0_run_ready || !scales;
    wire decide   = state_q == DECIDE && told_w0 && told_ws0;

    wire [8:0]  tiles     = {1'b0, tiles_last} + 9'd1;
    wire [13:0] per_chunk = {5'd0, tiles} * {9'd0, planes};

    always @(posedge clk) begin
        if (rst) begin
            state_q <= START;
        end else begin
            case (state_q)
                START:   state_q <= here ? LOOK : START;
                LOOK:    state_q <= last ? DECIDE : LOOK;
                DECIDE:  state_q <= !decide ? DECIDE : leave ? START : KEPT;
                default: state_q <= taken ? START : KEPT;
            endcase
        end
    end

    always @(posedge clk) begin
        looked_q <= state_q == LOOK;
        if (state_q == START) begin
            place_q     <= place;
            column_q    <= {CHUNK_BITS{1'b0}};
            other_q     <= 1'b0;
            per_chunk_q <= per_chunk;
            sum_q       <= {SUM_BITS{1'b0}};
            told_w0_q   <= 1'b0;
            told_ws0_q  <= 1'b0;
        end else begin
            other_q    <= other;
            told_w0_q  <= state_q == DECIDE && told_w0;
            told_ws0_q <= state_q == DECIDE && told_ws0;
            if (state_q == LOOK) begin
                place_q  <= place_q + PLACE_ONE;
                column_q <= column_q + CHUNK_ONE;
                if (column_q <= chunks_last) begin
                    sum_q <= sum_q + {{(SUM_BITS-14){1'b0}}, per_chunk_q};
                end
            end
        end
    end

    assign flag_addr = place_q;
    assign keep      = state_q == KEPT;
    assign drop      = decide && leave;

    // Each stream is told once, when it is ready; the round goes on when both were.
    assign m_w0_run_valid  = state_q == DECIDE && !told_w0_q;
    assign m_w0_run_jump   = leave;
    assign m_ws0_run_valid = state_q == DECIDE && scales && !told_ws0_q;
    assign m_ws0_run_jump  = leave;
    assign m_ws0_run_words = {{(COUNT_BITS-9){1'b0}}, tiles};

    wire [SUM_BITS-1:0] whole = (sum_q + ROUND_UP) >> LOG2_PLANES;
    wire                unused_whole = &{1'b0, whole};

    generate
        if (HAS_TRIT != 0) begin : g_trits
            // Five words for each 8 planes of a container; times 2^22 / 5, rounded up, is exact
            // for what is less than 2^22.
            localparam [43:0]         FIFTH    = 44'd838861;
            localparam [SUM_BITS-1:0] FIFTH_UP = PLANES == 16 ? 9 : 4;

            wire [SUM_BITS-1:0] fives = (sum_q + FIFTH_UP) >> (LOG2_PLANES - 3);
            wire [43:0]         fifth = ({{(44-SUM_BITS){1'b0}}, fives} * FIFTH) >> 22;
            wire                unused_fifth = &{1'b0, fifth};

            assign m_w0_run_words = trit ? fifth[COUNT_BITS-1:0] : whole[COUNT_BITS-1:0];
        end else begin : g_no_trits
            wire unused_trit = trit;

            assign m_w0_run_words = whole[COUNT_BITS-1:0];
        end
    endgenerate

endmodule

`default_nettype wire
