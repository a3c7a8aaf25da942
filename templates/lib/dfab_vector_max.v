// Finds the maximum of each segment, or of its absolute values, and where it first is.
//
// Why lanes past the end repeat lane 0 instead of holding a least value: lane 0 always
// holds an element and wins every tie, so neither value nor index can come from them,
// in any order of numbers.
//
// Latency from the last word of a segment to its result: log2(VECTOR) + 1; one level of
// comparison per cycle. One word per cycle, segments of one word included.
// VECTOR: lanes, a power of two, 2 to 64; LANE_BITS: its log2.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_vector_max #(
    parameter VECTOR    = 8,
    parameter LANE_BITS = 3
) (
    input  wire                 clk,
    input  wire                 rst,
    input  wire                 s_valid,
    input  wire                 s_last,   // last word of its segment
    input  wire                 s_abs,
    input  wire                 s_arg,    // give the index in the segment, not the value
    input  wire [VECTOR-1:0]    s_mask,   // lanes that hold an element, lane 0 always
    input  wire [VECTOR*32-1:0] s_data,
    output wire                 m_valid,
    output wire [31:0]          m_data
);

    localparam WORD_BITS = 20 - LANE_BITS;

    // Tree nodes from the lanes up: node i < VECTOR is lane i, node VECTOR + i is the
    // greater of nodes 2i and 2i + 1, the last one is the word's maximum.
    wire [(2*VECTOR-1)*32-1:0]        value;
    wire [(2*VECTOR-1)*LANE_BITS-1:0] lane;

    reg [LANE_BITS:0] valid_q;
    reg [LANE_BITS:0] last_q;
    reg [LANE_BITS:0] arg_q;

    genvar i;
    generate
        for (i = 0; i < VECTOR; i = i + 1) begin : g_lane
            wire [31:0] element = s_mask[i] ? s_data[32*i +: 32] : s_data[31:0];

            assign value[32*i +: 32]             = {element[31] && !s_abs, element[30:0]};
            assign lane[LANE_BITS*i +: LANE_BITS] = i;
        end
        for (i = 0; i < VECTOR - 1; i = i + 1) begin : g_node
            // Levels of nodes before this one: half of all, then half of the rest.
            localparam LEVEL = LANE_BITS - $clog2(VECTOR - i);
            wire [31:0]         greater;
            wire                a_wins;
            reg [31:0]          value_q;
            reg [LANE_BITS-1:0] lane_q;

            dfab_fp_max u_max (
                .a      (value[32*(2*i) +: 32]),
                .b      (value[32*(2*i+1) +: 32]),
                .y      (greater),
                .a_wins (a_wins)
            );

            always @(posedge clk) begin
                if (LEVEL == 0 ? s_valid : valid_q[LEVEL == 0 ? 0 : LEVEL-1]) begin
                    value_q <= greater;
                    lane_q  <= a_wins ? lane[LANE_BITS*(2*i) +: LANE_BITS] : lane[LANE_BITS*(2*i+1) +: LANE_BITS];
                end
            end

            assign value[32*(VECTOR+i) +: 32]                = value_q;
            assign lane[LANE_BITS*(VECTOR+i) +: LANE_BITS] = lane_q;
        end
    endgenerate

    wire t_valid = valid_q[LANE_BITS-1];
    wire t_last  = last_q[LANE_BITS-1];

    always @(posedge clk) begin
        if (rst) begin
            valid_q <= {(LANE_BITS+1){1'b0}};
        end else begin
            valid_q <= {valid_q[LANE_BITS-1:0], s_valid};
        end
    end

    always @(posedge clk) begin
        last_q <= {last_q[LANE_BITS-1:0], s_last};
        arg_q  <= {arg_q[LANE_BITS-1:0], s_arg};
    end

    // Running maximum over the segment's words; an earlier word wins a tie.
    reg                 fresh_q;
    reg [WORD_BITS-1:0] word_q;
    reg [31:0]          best_q;
    reg [19:0]          index_q;

    wire [31:0]          word_max  = value[32*(2*VECTOR-2) +: 32];
    wire [LANE_BITS-1:0] word_lane = lane[LANE_BITS*(2*VECTOR-2) +: LANE_BITS];
    wire [31:0]          greater;
    wire                 best_wins;
    wire                 keep = !fresh_q && best_wins;

    dfab_fp_max u_running (
        .a      (best_q),
        .b      (word_max),
        .y      (greater),
        .a_wins (best_wins)
    );

    always @(posedge clk) begin
        if (rst) begin
            fresh_q <= 1'b1;
            word_q  <= {WORD_BITS{1'b0}};
        end else if (t_valid) begin
            fresh_q <= t_last;
            word_q  <= t_last ? {WORD_BITS{1'b0}} : word_q + {{(WORD_BITS-1){1'b0}}, 1'b1};
        end
    end

    always @(posedge clk) begin
        if (t_valid) begin
            best_q <= fresh_q ? word_max : greater;
            if (!keep) begin
                index_q <= {word_q, word_lane};
            end
        end
    end

    assign m_valid = valid_q[LANE_BITS] && last_q[LANE_BITS];
    assign m_data  = arg_q[LANE_BITS] ? {12'd0, index_q} : best_q;

endmodule

`default_nettype wire
