// Takes tile words out of weight containers and decodes them to integer lanes.
//
// A matrix is a string of tile words, and a tile word a string of codes, lowest
// bits first; containers cut the string every LANES x PLANES bits, wherever that
// falls. In units of LANES bits (a plane) a container has PLANES and a tile word as
// many as a code has bits. Behind each code of a sparse matrix stands the place of
// its weight among the neighbours that it was chosen from, or the lane's share of
// the bitmap that says which of all neighbours are stored. Trits are packed five in
// a byte: byte j of a container's lower half, or of all of it where it has 8 planes,
// holds lane j of five words, as a base-3 fraction of 256 (dfab_decode), the upper
// half of five more. A word of the KV cache is KV_BITS planes, and nothing behind
// them.
//
// Why two stages: choosing between three container streams of thousands of bits
// and decoding are both wide, and the quantized activations arrive a cycle later
// anyway. Of a bitmap the ranks of its bits are counted here, the comparison that
// each lane needs comes behind the register (dfab_matvec_select), so that neither
// stage is much deeper than without. A word is held in the lanes until the next one
// is taken, so one word serves several vectors. Only the formats that a design uses
// are built, and only those whose words can lie across two containers make it keep
// the one before.
//
// Integers of wide formats, if there are any, go to lanes of their own, WIDE_ROWS
// rows at a time (dfab_matvec_wide); the word is held over its phases.
//
// Latency 2 from take to lanes, one word per cycle for every format but the wide.
//
// FORMATS: how many formats, 1 to 8. FORMAT: 48 bits each, from the lowest: kind
// of dfab_decode or 5 for packed trits [3:0], bits of a code [7:4], exponent [11:8]
// and mantissa [15:12] of a float, kind of scale [18:16], zero point [19], first
// entry of its table [31:20]; of a sparse matrix log2 of the neighbours [34:32],
// whether a bitmap tells which are stored [35] and log2 of the columns per lane
// [38:36]; wide [39]. Format 0 is that of the KV cache. A wide format is dense,
// without zero points, and no packed trits.
// WIDE_ROWS: ROWS if none is wide. WIDE_BITS: of their widest integer.
// TABLE: entries of all tables, TABLE_BITS each. ZERO_BITS: of a row's zero point.
// PLANES: 8, or 16 where a code and what stands behind it have more than 8 bits.
// PLACE_BITS: of what tells a lane its column, at most, or 1: a place, or of each of
// its bits of a bitmap the bit and above it the rank.
// KV_BITS: of a code of format 0, 2 to 8.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_matvec_unpack #(
    parameter ROWS          = 8,
    parameter COLS          = 16,
    parameter VALUE_BITS    = 8,
    parameter FORMATS       = 2,
    parameter [FORMATS*48-1:0] FORMAT = {48'h40, 48'h80},
    parameter TABLE_BITS    = 8,
    parameter TABLE_ENTRIES = 1,
    parameter [TABLE_ENTRIES*TABLE_BITS-1:0] TABLE = 0,
    parameter ZERO_BITS     = 8,
    parameter PLANES        = 8,
    parameter PLACE_BITS    = 1,
    parameter KV_BITS       = 8,
    parameter WIDE_ROWS     = ROWS,
    parameter WIDE_BITS     = 8
) (
    input  wire                            clk,
    input  wire                            rst,

    input  wire                            s_w0_valid,
    output wire                            s_w0_ready,
    input  wire [ROWS*COLS*PLANES-1:0]     s_w0_data,
    input  wire                            s_w1_valid,
    output wire                            s_w1_ready,
    input  wire [ROWS*COLS*PLANES-1:0]     s_w1_data,
    input  wire                            s_kv_valid,
    output wire                            s_kv_ready,
    input  wire [ROWS*COLS*KV_BITS-1:0]    s_kv_data,

    input  wire [1:0]                      src,        // 0 on chip, 1 off chip, 2 KV
    input  wire [2:0]                      format,
    output wire                            word_valid,
    input  wire                            word_take,
    input  wire                            word_last,  // the matrix ends with this word
    input  wire [ROWS*ZERO_BITS-1:0]       zero,       // 1 cycle after take, while its word is in use

    output wire [ROWS*COLS*VALUE_BITS-1:0] lanes,
    output wire [2:0]                      lanes_format,
    output wire [ROWS*COLS*PLACE_BITS-1:0] places,

    // A phase of a wide word: 1 cycle after its slot, and which; its integers behind it.
    input  wire                            wide_here,
    input  wire [5:0]                      wide_phase,
    output wire [WIDE_ROWS*COLS*WIDE_BITS-1:0] wide_lanes
);

    localparam LANES = ROWS * COLS;

    // Planes of a tile word: those of its codes and of what stands behind them.
    function [4:0] planes;
        input [3:0] code;
        input [6:0] behind;   // [38:32] of a description
        begin
            planes = {1'b0, code} + (behind[3] ? 5'd1 << behind[6:4] : {2'd0, behind[2:0]});
        end
    endfunction

    // No run reaches what is done once, at elaboration.
    // verilator coverage_off
    // Whether a word of so many planes can lie across two containers.
    function crosses;
        input [31:0] wide;
        begin
            crosses = (PLANES / wide) * wide != PLANES;
        end
    endfunction

    function any_crosses;
        input [FORMATS*48-1:0] all;
        integer                i;
        begin
            any_crosses = 1'b0;
            for (i = 1; i < FORMATS; i = i + 1) begin
                any_crosses = any_crosses || crosses({27'd0, planes(all[i*48+4 +: 4], all[i*48+32 +: 7])});
            end
        end
    endfunction

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

    // The first format of either kind, FORMATS if there is none.
    function [31:0] first_format;
        input [FORMATS*48-1:0] all;
        input                  wide;
        integer                i;
        begin
            first_format = FORMATS;
            for (i = FORMATS - 1; i >= 0; i = i - 1) begin
                if (all[i*48+39] == wide) begin
                    first_format = i;
                end
            end
        end
    endfunction
    // verilator coverage_on

    localparam [31:0] FIRST_NARROW = first_format(FORMAT, 1'b0);
    localparam [31:0] FIRST_WIDE   = first_format(FORMAT, 1'b1);
    localparam        WIDE_LANES   = WIDE_ROWS * COLS;
    localparam [4:0] ALL_PLANES = PLANES == 16 ? 5'd16 : 5'd8;
    localparam [4:0] TRIT_WORDS = PLANES == 16 ? 5'd10 : 5'd5;
    localparam [4:0] KV_PLANES  = {1'b0, FORMAT[7:4]};
    localparam CROSSES  = any_crosses(FORMAT);
    localparam HAS_TRIT = any_trits(FORMAT);

    generate
        if (FORMATS < 1 || FORMATS > 8) begin : g_error
            dfab_error_matvec_unpack_formats_must_be_1_to_8 u_error ();
        end
        if (PLANES != 8 && PLANES != 16) begin : g_error_planes
            dfab_error_matvec_unpack_planes_must_be_8_or_16 u_error ();
        end
        if ({28'd0, FORMAT[7:4]} != KV_BITS || KV_BITS < 2 || KV_BITS > 8) begin : g_error_kv
            dfab_error_matvec_unpack_kv_bits_must_be_those_of_format_0_2_to_8 u_error ();
        end
        if ((WIDE_ROWS == ROWS) != (FIRST_WIDE == FORMATS) || FIRST_NARROW == FORMATS) begin : g_error_wide
            dfab_error_matvec_unpack_some_formats_must_be_wide_where_wide_rows_are_fewer u_error ();
        end
    endgenerate

    // ---- Stage 1: containers

    wire [FORMATS*48-1:0] descriptions = FORMAT;
    wire [47:0]           description  = descriptions[format*48 +: 48];
    wire                  trit         = HAS_TRIT && description[3:0] == 4'd5;
    wire                  unused_description = &{1'b0, description};

    // Planes of container_q that are still to come; of packed trits, words.
    reg  [3:0] left_q;
    wire       from_kv = src[1];
    wire [4:0] wanted  = trit ? 5'd1 : planes(description[7:4], description[38:32]);
    wire       enough  = {1'b0, left_q} >= wanted;
    wire       pop     = word_take && !enough;
    wire [4:0] full    = trit ? TRIT_WORDS : from_kv ? KV_PLANES : ALL_PLANES;
    wire [4:0] left    = {1'b0, left_q} + (enough ? 5'd0 : full) - wanted;

    wire source_valid = src == 2'd0 ? s_w0_valid : src == 2'd1 ? s_w1_valid : s_kv_valid;

    assign word_valid = enough || source_valid;
    assign s_w0_ready = pop && src == 2'd0;
    assign s_w1_ready = pop && src == 2'd1;
    assign s_kv_ready = pop && src[1];

    always @(posedge clk) begin
        if (rst) begin
            left_q <= 4'd0;
        end else if (word_take) begin
            left_q <= word_last ? 4'd0 : left[3:0];
        end
    end

    reg  [LANES*PLANES-1:0] container_q;
    reg  [4:0]              start_q;   // first plane of the word in {container_q, previous}
    reg  [2:0]              format_q;
    reg                     taken_q;
    wire [LANES*PLANES-1:0] previous;
    wire [LANES*2-1:0]      digits;
    wire [LANES*8-1:0]      rest;
    wire [LANES*PLANES-1:0] cached;    // a word of the KV cache, in the low planes
    wire [LANES*PLANES-1:0] fraction;  // a container of trits, the first ones gone

    generate
        if (PLANES == KV_BITS) begin : g_cached
            assign cached = s_kv_data;
        end else begin : g_cached_low
            assign cached = {{LANES{{(PLANES-KV_BITS){1'b0}}}}, s_kv_data};
        end
        if (PLANES == 8) begin : g_bytes
            assign fraction = rest;
        end else begin : g_wide
            // Behind the last word of the lower half comes the upper one.
            wire [LANES*8-1:0] upper = container_q[LANES*8 +: LANES*8];

            assign fraction = {upper, left_q == 4'd5 ? upper : rest};
        end
    endgenerate

    always @(posedge clk) begin
        taken_q <= word_take;
        if (word_take) begin
            format_q <= format;
            start_q  <= (enough ? ALL_PLANES + ALL_PLANES : ALL_PLANES) - {1'b0, left_q};
        end
        if (pop) begin
            container_q <= src == 2'd0 ? s_w0_data : src == 2'd1 ? s_w1_data : cached;
        end else if (word_take && trit) begin
            container_q <= fraction;
        end
    end

    generate
        if (CROSSES) begin : g_previous
            reg [LANES*PLANES-1:0] previous_q;

            always @(posedge clk) begin
                if (pop) begin
                    previous_q <= container_q;
                end
            end

            assign previous = previous_q;
        end else begin : g_none
            assign previous = {LANES{{PLANES{1'b0}}}};
        end
    endgenerate

    // ---- Stage 2: planes, integers

    genvar f;
    genvar r;
    genvar c;
    genvar i;
    genvar b;
    generate
        if (HAS_TRIT) begin : g_trits
            for (r = 0; r < ROWS; r = r + 1) begin : g_row
                for (c = 0; c < COLS; c = c + 1) begin : g_col
                    // Three times the fraction pushes its next digit out at the top.
                    wire [7:0] trits   = container_q[(r*COLS + c)*8 +: 8];
                    wire [9:0] product  = {2'b00, trits} + {1'b0, trits, 1'b0};

                    assign digits[(r*COLS + c)*2 +: 2] = product[9:8];
                    assign rest[(r*COLS + c)*8 +: 8]   = product[7:0];
                end
            end
        end else begin : g_no_trits
            assign digits = {LANES{2'd0}};
            assign rest   = {LANES{8'd0}};
        end
    endgenerate

    generate
        for (f = 0; f < FORMATS; f = f + 1) begin : g_format
            localparam [47:0] D      = FORMAT[f*48 +: 48];
            localparam        PACKED = D[3:0] == 4'd5;
            localparam [31:0] BITS   = PACKED ? 32'd2 : {28'd0, D[7:4]};
            localparam [31:0] PLACE  = {29'd0, D[34:32]};
            localparam        MAP    = D[35];
            localparam [31:0] SPAN   = 1 << D[38:36];
            localparam [31:0] RANK   = PLACE - {29'd0, D[38:36]};
            localparam [31:0] SLOTS  = 1 << RANK;
            localparam [31:0] WIDE   = PACKED ? 32'd2 : {27'd0, planes(D[7:4], D[38:32])};
            localparam [31:0] KIND   = PACKED ? 32'd4 : {28'd0, D[3:0]};
            localparam [31:0] FIRST  = {20'd0, D[31:20]};
            localparam        IS_WIDE  = D[39];
            localparam [31:0] DECODED  = IS_WIDE ? WIDE_LANES : LANES;
            localparam [31:0] OUT_BITS = IS_WIDE ? WIDE_BITS : VALUE_BITS;
            localparam [31:0] LAST   = KIND == 3 ? FIRST + (1 << BITS) - 1 : FIRST;

            wire [LANES*WIDE-1:0]       word;   // codes, each with what stands behind it
            wire [DECODED*BITS-1:0]     codes;
            wire [LANES*PLACE_BITS-1:0] own_places;
            wire [DECODED*OUT_BITS-1:0] values;
            wire [DECODED*OUT_BITS-1:0] shifted;
            // This format's integers where it is its turn, else those of the formats before.
            wire [LANES*VALUE_BITS-1:0] chosen;
            wire [LANES*PLACE_BITS-1:0] chosen_places;
            wire [WIDE_LANES*WIDE_BITS-1:0] chosen_wide;
            wire                        unused_chosen = &{1'b0, chosen, chosen_places, chosen_wide, own_places};

            if (PACKED) begin : g_digits
                assign word = digits;
            end else if (f == 0 && crosses(WIDE)) begin : g_cached
                // No matrix shares such a format with the cache.
                assign word = container_q[LANES*BITS-1:0];
            end else if (WIDE == PLANES) begin : g_whole
                assign word = container_q;
            end else if (crosses(WIDE)) begin : g_across
                wire [LANES*PLANES*2-1:0] both = {container_q, previous};

                assign word = both[start_q*LANES +: LANES*WIDE];
            end else begin : g_part
                // Planes of a container come first to last, in whole words; a word of the KV
                // cache is the first.
                wire [$clog2(PLANES)-1:0] part = start_q[$clog2(PLANES)-1:0] >> $clog2(WIDE);

                assign word = container_q[part*LANES*WIDE +: LANES*WIDE];
            end

            if (IS_WIDE) begin : g_phase
                assign codes      = word[wide_phase*DECODED*BITS +: DECODED*BITS];
                assign own_places = {LANES{{PLACE_BITS{1'b0}}}};
            end else if (PLACE == 0) begin : g_dense
                assign codes      = word;
                assign own_places = {LANES{{PLACE_BITS{1'b0}}}};
            end else if (MAP) begin : g_bitmap
                for (r = 0; r < ROWS; r = r + 1) begin : g_row
                    for (c = 0; c < COLS; c = c + SLOTS) begin : g_group
                        wire [SLOTS*SPAN-1:0]      stored;
                        wire [SLOTS*SPAN*RANK-1:0] ranks;

                        dfab_bit_ranks #(
                            .LOG2_WIDTH (PLACE),
                            .RANK_BITS  (RANK)
                        ) u_ranks (
                            .bits  (stored),
                            .ranks (ranks)
                        );

                        for (i = 0; i < SLOTS; i = i + 1) begin : g_slot
                            localparam LANE = r*COLS + c + i;

                            wire [PLACE_BITS-1:0] ranked;

                            assign codes[LANE*BITS +: BITS]   = word[LANE*WIDE +: BITS];
                            assign stored[i*SPAN +: SPAN]     = word[LANE*WIDE+BITS +: SPAN];
                            assign own_places[LANE*PLACE_BITS +: PLACE_BITS] = ranked;

                            for (b = 0; b < SPAN; b = b + 1) begin : g_bit
                                assign ranked[b*(RANK + 1) +: RANK + 1] =
                                    {ranks[(i*SPAN + b)*RANK +: RANK], stored[i*SPAN + b]};
                            end

                            if (PLACE_BITS > SPAN*(RANK + 1)) begin : g_filled
                                assign ranked[PLACE_BITS-1:SPAN*(RANK + 1)] = {(PLACE_BITS-SPAN*(RANK + 1)){1'b0}};
                            end
                        end
                    end
                end
            end else begin : g_sparse
                for (r = 0; r < ROWS; r = r + 1) begin : g_row
                    for (c = 0; c < COLS; c = c + 1) begin : g_col
                        wire [15:0] place = {{(16-PLACE){1'b0}}, word[(r*COLS + c)*WIDE+BITS +: PLACE]};
                        wire       unused_place = &{1'b0, place};

                        assign codes[(r*COLS + c)*BITS +: BITS] = word[(r*COLS + c)*WIDE +: BITS];
                        assign own_places[(r*COLS + c)*PLACE_BITS +: PLACE_BITS] = place[PLACE_BITS-1:0];
                    end
                end
            end

            if (KIND == 3) begin : g_table
                dfab_decode #(
                    .ROWS       (IS_WIDE ? WIDE_ROWS : ROWS),
                    .COLS       (COLS),
                    .KIND       (KIND),
                    .BITS       (BITS),
                    .VALUE_BITS (OUT_BITS),
                    .TABLE_BITS (TABLE_BITS),
                    .TABLE      (TABLE[(LAST+1)*TABLE_BITS-1:FIRST*TABLE_BITS])
                ) u_decode (
                    .codes  (codes),
                    .values (values)
                );
            end else begin : g_arithmetic
                dfab_decode #(
                    .ROWS       (IS_WIDE ? WIDE_ROWS : ROWS),
                    .COLS       (COLS),
                    .KIND       (KIND),
                    .BITS       (BITS),
                    .EXPONENT   ({28'd0, D[11:8]}),
                    .MANTISSA   ({28'd0, D[15:12]}),
                    .VALUE_BITS (OUT_BITS),
                    .TABLE_BITS (1)
                ) u_decode (
                    .codes  (codes),
                    .values (values)
                );
            end

            if (D[19]) begin : g_zero
                for (r = 0; r < ROWS; r = r + 1) begin : g_row
                    wire [VALUE_BITS-1:0] row_zero = {{(VALUE_BITS-BITS){1'b0}}, zero[r*ZERO_BITS +: BITS]};

                    for (c = 0; c < COLS; c = c + 1) begin : g_col
                        assign shifted[(r*COLS + c)*VALUE_BITS +: VALUE_BITS] =
                            values[(r*COLS + c)*VALUE_BITS +: VALUE_BITS] - row_zero;
                    end
                end
            end else begin : g_plain
                assign shifted = values;
            end

            if (f == FIRST_WIDE) begin : g_first_wide
                assign chosen_wide = shifted;
            end else if (IS_WIDE) begin : g_other_wide
                assign chosen_wide = format_q == f ? shifted : g_format[f-1].chosen_wide;
            end else if (f == 0) begin : g_no_wide
                assign chosen_wide = {WIDE_LANES{{WIDE_BITS{1'b0}}}};
            end else begin : g_same_wide
                assign chosen_wide = g_format[f-1].chosen_wide;
            end

            if (f == FIRST_NARROW) begin : g_first
                assign chosen        = shifted;
                assign chosen_places = own_places;
            end else if (IS_WIDE && f == 0) begin : g_no_narrow
                assign chosen        = {LANES{{VALUE_BITS{1'b0}}}};
                assign chosen_places = own_places;
            end else if (IS_WIDE) begin : g_same
                assign chosen        = g_format[f-1].chosen;
                assign chosen_places = g_format[f-1].chosen_places;
            end else begin : g_other
                assign chosen        = format_q == f ? shifted : g_format[f-1].chosen;
                assign chosen_places = format_q == f ? own_places : g_format[f-1].chosen_places;
            end
        end
    endgenerate

    reg [LANES*VALUE_BITS-1:0] lanes_q;
    reg [LANES*PLACE_BITS-1:0] places_q;
    reg [2:0]                  lanes_format_q;

    always @(posedge clk) begin
        if (taken_q) begin
            lanes_format_q <= format_q;
        end
        if (taken_q && !wide_here) begin
            lanes_q  <= g_format[FORMATS-1].chosen;
            places_q <= g_format[FORMATS-1].chosen_places;
        end
    end

    assign lanes        = lanes_q;
    assign places       = places_q;
    assign lanes_format = lanes_format_q;

    generate
        if (WIDE_ROWS < ROWS) begin : g_wide_lanes
            reg [WIDE_LANES*WIDE_BITS-1:0] wide_q;

            always @(posedge clk) begin
                if (wide_here) begin
                    wide_q <= g_format[FORMATS-1].chosen_wide;
                end
            end

            assign wide_lanes = wide_q;
        end else begin : g_common_lanes
            assign wide_lanes = {WIDE_LANES{{WIDE_BITS{1'b0}}}};

            wire unused_wide = &{1'b0, wide_phase, g_format[FORMATS-1].chosen_wide};
        end
    endgenerate

    wire unused_bits = &{1'b0, left[4], start_q, previous, digits, rest, zero, format_q};

endmodule

`default_nettype wire
