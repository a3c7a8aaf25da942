// Cuts scale words of different lengths out of a stream of containers.
//
// Why: the first group of a super-group also brings the super-group's scales, so its
// word is longer than that of the others. Words follow each other without gaps, and one
// can be taken in every cycle, whatever its length, because none is longer than a
// container.
//
// A unit is UNIT bits of every row, row 0 lowest; a container has SCALE_BITS / UNIT of
// them, the first one lowest. What a word does not fill of its rows' fields is open.
// Combinational from the stream to the word. ends: what is left of the last container
// belongs to nobody, as the next matrix starts with one of its own.
//
// SCALE_BITS: of a row in a container, 16, 32 or 64. UNIT: 8, 16 or 32, less than that.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_matvec_scale_words #(
    parameter ROWS       = 8,
    parameter SCALE_BITS = 32,
    parameter UNIT       = 8
) (
    input  wire                       clk,
    input  wire                       rst,

    input  wire                       s_valid,
    output wire                       s_ready,
    input  wire [ROWS*SCALE_BITS-1:0] s_data,

    input  wire [3:0]                 units,     // of the word, 1 to SCALE_BITS / UNIT
    output wire                       valid,
    input  wire                       take,
    input  wire                       ends,      // with the last word, or after it
    output wire [ROWS*SCALE_BITS-1:0] word       // a field for each row
);

    localparam UNITS = SCALE_BITS / UNIT;
    localparam PLANE = ROWS * UNIT;

    generate
        if (UNITS < 2 || UNITS > 8 || UNITS * UNIT != SCALE_BITS) begin : g_error
            dfab_error_matvec_scale_words_must_have_2_to_8_units u_error ();
        end
    endgenerate

    // Units left of containers before, the first one lowest.
    reg  [(UNITS-1)*PLANE-1:0]   carry_q;
    reg  [3:0]                   count_q;
    wire [2*UNITS*PLANE-1:0]     window;
    wire [(UNITS-1)*PLANE-1:0]   carry_d;
    wire                         needs = count_q < units;
    wire [3:0]                   left  = count_q + (needs ? UNITS[3:0] : 4'd0) - units;

    assign valid   = !needs || s_valid;
    assign s_ready = take && needs;

    genvar j;
    genvar r;
    generate
        for (j = 0; j < 2*UNITS; j = j + 1) begin : g_window
            if (j < UNITS - 1) begin : g_either
                wire [3:0]       place = j[3:0] - count_q;
                wire [PLANE-1:0] near  = s_data[place[2:0]*PLANE +: PLANE];
                wire             unused_place = &{1'b0, place};

                assign window[j*PLANE +: PLANE] = j[3:0] < count_q ? carry_q[j*PLANE +: PLANE] : near;
            end else if (j < 2*UNITS - 1) begin : g_stream
                // At most UNITS - 1 units stand before the container.
                wire [4:0]       place = j[4:0] - {1'b0, count_q};
                wire [PLANE-1:0] near  = place < UNITS[4:0] ? s_data[place[2:0]*PLANE +: PLANE] : {PLANE{1'b0}};
                wire             unused_place = &{1'b0, place};

                assign window[j*PLANE +: PLANE] = near;
            end else begin : g_none
                assign window[j*PLANE +: PLANE] = {PLANE{1'b0}};
            end
        end
        for (j = 0; j < UNITS - 1; j = j + 1) begin : g_carry
            // A word has 1 unit at least.
            wire [4:0] place = {1'b0, units} + j[4:0];
            wire       unused_place = &{1'b0, place};

            assign carry_d[j*PLANE +: PLANE] = window[place[3:0]*PLANE +: PLANE];
        end
        for (j = 0; j < UNITS; j = j + 1) begin : g_word
            for (r = 0; r < ROWS; r = r + 1) begin : g_row
                assign word[r*SCALE_BITS + j*UNIT +: UNIT] = window[j*PLANE + r*UNIT +: UNIT];
            end
        end
    endgenerate

    always @(posedge clk) begin
        if (take) begin
            carry_q <= carry_d;
        end
        if (rst || ends) begin
            count_q <= 4'd0;
        end else if (take) begin
            count_q <= left;
        end
    end

endmodule

`default_nettype wire
