// Gives each lane the activation that its weight is multiplied with.
//
// Why: a dense lane takes the activation of its own column. A lane of an n of m
// sparse matrix has one of m neighbouring columns, and its weight says which: so
// the tile's columns reach over m / n times as many activations, and zeros are
// neither stored nor multiplied. Where a bitmap says it, the weight in lane i of
// a group belongs to the set bit of rank i. A bitmap has as many ones as there are
// lanes (or none: then no activation comes, and the weights are zero), so bit i is
// the lowest that this can be, and there are ones enough behind it.
//
// In a format with minima the activations that a row has weights for are added besides
// (dfab_matvec_min_sum), so a lane without a weight gets none: a bitmap may then have
// fewer ones, and a place of 0 behind the first lane of a group says that there is no weight.
//
// The window holds COLS << SPAN elements, of which a dense word uses the COLS that
// `part` counts from the lowest, and a word of fewer columns per lane than the most
// its own share alike.
// Combinational. COLS: a power of two. SPAN: log2 of the most columns per lane, 0
// where no matrix is sparse. FORMATS, FORMAT, PLACE_BITS: as in dfab_matvec_unpack.
// ACT_BITS: of an activation.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_matvec_select #(
    parameter ROWS       = 8,
    parameter COLS       = 16,
    parameter SPAN       = 1,
    parameter FORMATS    = 2,
    parameter [FORMATS*48-1:0] FORMAT = {48'h1200000040, 48'h80},
    parameter PLACE_BITS = 2,
    parameter ACT_BITS   = 8
) (
    input  wire [2:0]                      format,
    input  wire [SPAN:0]                   part,     // of the window, in COLS elements
    input  wire [(COLS << SPAN)*ACT_BITS-1:0] window,
    input  wire [ROWS*COLS*PLACE_BITS-1:0] places,
    output wire [ROWS*COLS*ACT_BITS-1:0]   y
);

    generate
        if (SPAN > 5 || COLS < 2 || (COLS & (COLS - 1)) != 0) begin : g_error
            dfab_error_matvec_select_span_must_be_0_to_5_and_cols_a_power_of_two u_error ();
        end
    endgenerate

    wire [2:0] unused_format = format;
    wire       unused_select = &{1'b0, part, places};

    genvar f;
    genvar r;
    genvar c;
    genvar i;
    genvar p;
    generate
        for (f = 0; f < FORMATS; f = f + 1) begin : g_format
            localparam [47:0] D       = FORMAT[f*48 +: 48];
            localparam [31:0] PLACE   = {29'd0, D[34:32]};
            localparam [31:0] OWN     = {29'd0, D[38:36]};
            // Lanes that share a group of 2^PLACE columns.
            localparam [31:0] SHARERS = 1 << (PLACE - OWN);
            localparam        MAP     = D[35];
            localparam        MINIMA  = D[47];
            localparam [31:0] RANK    = PLACE - OWN;
            localparam [31:0] WIDTH   = COLS << OWN;

            wire [WIDTH*ACT_BITS-1:0]     own;
            wire [ROWS*COLS*ACT_BITS-1:0] chosen;

            if (OWN == SPAN) begin : g_window
                assign own = window;
            end else begin : g_share
                wire [SPAN:0] share = part >> OWN;

                assign own = window[share*WIDTH*ACT_BITS +: WIDTH*ACT_BITS];
            end

            if (f > 0) begin : g_other
                wire [ROWS*COLS*ACT_BITS-1:0] mine;

                assign chosen = format == f ? mine : g_format[f-1].chosen;

                for (r = 0; r < ROWS; r = r + 1) begin : g_row
                    if (PLACE == 0) begin : g_dense
                        assign mine[r*COLS*ACT_BITS +: COLS*ACT_BITS] = own;
                    end else if (MAP) begin : g_bitmap
                        for (c = 0; c < COLS; c = c + SHARERS) begin : g_group
                            for (i = 0; i < (1 << PLACE); i = i + 1) begin : g_column
                                localparam LANE = r*COLS + c + (i >> OWN);
                                localparam PART = i % (1 << OWN);

                                wire [ACT_BITS-1:0] activation = own[((c << OWN) + i)*ACT_BITS +: ACT_BITS];
                                wire                stored     = places[LANE*PLACE_BITS + PART*(RANK + 1)];
                                wire [RANK-1:0]     rank       = places[LANE*PLACE_BITS + PART*(RANK + 1) + 1 +: RANK];
                            end

                            for (i = 0; i < SHARERS; i = i + 1) begin : g_lane
                                localparam LAST = (1 << PLACE) - (MINIMA ? 1 + i : SHARERS);

                                for (p = 0; p <= LAST; p = p + 1) begin : g_choice
                                    wire                hit = g_column[i+p].stored && g_column[i+p].rank == i;
                                    wire [ACT_BITS-1:0] sum;

                                    if (p == 0) begin : g_first
                                        assign sum = g_column[i].activation & {ACT_BITS{hit}};
                                    end else begin : g_more
                                        assign sum = g_choice[p-1].sum | (g_column[i+p].activation & {ACT_BITS{hit}});
                                    end
                                end

                                assign mine[(r*COLS + c + i)*ACT_BITS +: ACT_BITS] = g_choice[LAST].sum;
                            end
                        end
                    end else begin : g_sparse
                        for (c = 0; c < COLS; c = c + 1) begin : g_col
                            wire [(ACT_BITS << PLACE)-1:0] group = own[(c / SHARERS)*(ACT_BITS << PLACE) +: ACT_BITS << PLACE];
                            wire [PLACE-1:0]               place = places[(r*COLS + c)*PLACE_BITS +: PLACE];

                            wire                           empty = MINIMA && c % SHARERS != 0 && place == {PLACE{1'b0}};

                            assign mine[(r*COLS + c)*ACT_BITS +: ACT_BITS] =
                                group[place*ACT_BITS +: ACT_BITS] & {ACT_BITS{!empty}};
                        end
                    end
                end
            end else begin : g_cache
                assign chosen = {ROWS{own}};
            end
        end
    endgenerate

    assign y = g_format[FORMATS-1].chosen;

endmodule

`default_nettype wire
