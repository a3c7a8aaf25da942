// Walks a vector command word by word: every address and lane number that word w
// of segment s needs, each in its own counter.
//
// Why counters and not adders on w: the next address is ready a cycle early, so the
// issue decision is the only logic before the calendars and address registers.
//
// Outputs belong to the word that goes next; `go` steps them, `load` starts a command.
// VECTOR: lanes, a power of two, 2 to 64.

`resetall
`timescale 1ns / 1ps
`default_nettype none
`include "dfab_isa.vh"

module dfab_vector_index #(
    parameter VECTOR    = 8,
    parameter LANE_BITS = 3   // log2(VECTOR)
) (
    input  wire                 clk,
    input  wire                 load,
    input  wire [383:0]         s_cmd_data,  // the command that `load` starts
    input  wire [383:0]         cmd,         // the command under way
    input  wire                 go,

    output wire                 first,       // first word of the command
    output wire                 last,        // last word of the command
    output wire                 seg_last,    // last word of its segment
    output wire [LANE_BITS-1:0] last_lane,   // highest lane that holds an element
    output wire [15:0]          a_addr,
    output wire [15:0]          b_addr,
    output wire [LANE_BITS-1:0] b_lane,      // of a scalar b
    output wire [15:0]          c_addr,
    output wire [15:0]          dst_addr,
    output wire [15:0]          q_addr,
    output wire [15:0]          qs_addr,
    output wire [15:0]          r_addr,      // element that the segment reduces to
    output wire [LANE_BITS-1:0] r_lane,
    output wire [1:0]           ext_part,    // vector word inside the source word
    output wire                 ext_pop      // last use of that source word
);

    generate
        if ((1 << LANE_BITS) != VECTOR) begin : g_error
            dfab_error_vector_index_lane_bits_must_be_log2_of_vector u_error ();
        end
    endgenerate

    localparam [2:0] B_PERIODIC = 3'd2;
    localparam [2:0] B_SCALAR   = 3'd3;
    localparam [2:0] B_FIXED    = 3'd5;
    localparam [1:0] C_PERIODIC = 2'd2;

    reg                 first_q;
    reg [19:0]          words_left_q;   // after this one
    reg [LANE_BITS-1:0] tail_lane_q;
    reg [15:0]          seg_left_q;     // words of the segment after this one
    reg [15:0]          period_left_q;
    reg [15:0]          a_addr_q;
    reg [15:0]          b_addr_q;
    reg [LANE_BITS-1:0] b_lane_q;
    reg [15:0]          c_addr_q;
    reg [15:0]          dst_addr_q;
    reg [15:0]          q_addr_q;
    reg [15:0]          qs_addr_q;
    reg [15:0]          r_addr_q;
    reg [LANE_BITS-1:0] r_lane_q;
    reg [1:0]           ext_part_q;

    wire [19:0] last_element = s_cmd_data[`DFAB_VE_N] - 20'd1;

    wire        whole       = cmd[`DFAB_VE_SEG_WORDS] == 16'd0;
    wire        at_last     = words_left_q == 20'd0;
    wire        at_seg_last = at_last || (!whole && seg_left_q == 16'd0);
    wire        wrap        = period_left_q == 16'd0;

    // Bases of single elements count elements: word and lane are their two halves.
    wire        b_single = s_cmd_data[`DFAB_VE_B_MODE] == B_SCALAR || s_cmd_data[`DFAB_VE_B_MODE] == B_FIXED;
    wire [15:0] b_base   = s_cmd_data[`DFAB_VE_B_BASE];
    wire [15:0] r_base   = s_cmd_data[`DFAB_VE_R_BASE];

    // An element number steps through the lanes, then to the next word.
    wire [LANE_BITS:0] b_step   = {1'b0, b_lane_q} + {{LANE_BITS{1'b0}}, 1'b1};
    wire [LANE_BITS:0] r_step   = {1'b0, r_lane_q} + {{LANE_BITS{1'b0}}, 1'b1};
    wire [15:0]        b_next   = b_addr_q + 16'd1;
    wire [15:0]        c_next   = c_addr_q + 16'd1;
    wire [1:0]         fmt      = cmd[`DFAB_VE_EXT_FMT];
    wire [1:0]         part_top = (fmt == 2'd0) ? 2'd0 : (fmt == 2'd1) ? 2'd1 : 2'd3;

    // No reset: the counters mean something only between load and the last word.
    always @(posedge clk) begin
        if (load) begin
            first_q       <= 1'b1;
            words_left_q  <= last_element >> LANE_BITS;
            tail_lane_q   <= last_element[LANE_BITS-1:0];
            seg_left_q    <= s_cmd_data[`DFAB_VE_SEG_WORDS] - 16'd1;
            period_left_q <= s_cmd_data[`DFAB_VE_PERIOD] - 16'd1;
            a_addr_q      <= s_cmd_data[`DFAB_VE_A_BASE];
            b_addr_q      <= b_single ? b_base >> LANE_BITS : b_base;
            b_lane_q      <= b_base[LANE_BITS-1:0];
            c_addr_q      <= s_cmd_data[`DFAB_VE_C_BASE];
            dst_addr_q    <= s_cmd_data[`DFAB_VE_DST_BASE];
            q_addr_q      <= s_cmd_data[`DFAB_VE_Q_BASE];
            qs_addr_q     <= s_cmd_data[`DFAB_VE_QS_BASE];
            r_addr_q      <= r_base >> LANE_BITS;
            r_lane_q      <= r_base[LANE_BITS-1:0];
            ext_part_q    <= 2'd0;
        end else if (go) begin
            first_q       <= 1'b0;
            words_left_q  <= words_left_q - 20'd1;
            seg_left_q    <= at_seg_last ? cmd[`DFAB_VE_SEG_WORDS] - 16'd1 : seg_left_q - 16'd1;
            period_left_q <= wrap ? cmd[`DFAB_VE_PERIOD] - 16'd1 : period_left_q - 16'd1;
            a_addr_q      <= a_addr_q + 16'd1;
            dst_addr_q    <= dst_addr_q + 16'd1;
            q_addr_q      <= q_addr_q + 16'd1;
            qs_addr_q     <= qs_addr_q + 16'd1;
            ext_part_q    <= ext_pop ? 2'd0 : ext_part_q + 2'd1;
            c_addr_q      <= (wrap && cmd[`DFAB_VE_C_MODE] == C_PERIODIC) ? cmd[`DFAB_VE_C_BASE] : c_next;
            case (cmd[`DFAB_VE_B_MODE])
                B_PERIODIC: b_addr_q <= wrap ? cmd[`DFAB_VE_B_BASE] : b_next;
                B_SCALAR:   b_addr_q <= (at_seg_last && b_step[LANE_BITS]) ? b_next : b_addr_q;
                B_FIXED:    b_addr_q <= b_addr_q;
                default:    b_addr_q <= b_next;
            endcase
            if (at_seg_last) begin
                b_lane_q <= (cmd[`DFAB_VE_B_MODE] == B_FIXED) ? b_lane_q : b_step[LANE_BITS-1:0];
                r_lane_q <= r_step[LANE_BITS-1:0];
                r_addr_q <= r_addr_q + {15'd0, r_step[LANE_BITS]};
            end
        end
    end

    assign first     = first_q;
    assign last      = at_last;
    assign seg_last  = at_seg_last;
    assign last_lane = at_last ? tail_lane_q : {LANE_BITS{1'b1}};
    assign a_addr    = a_addr_q;
    assign b_addr    = b_addr_q;
    assign b_lane    = b_lane_q;
    assign c_addr    = c_addr_q;
    assign dst_addr  = dst_addr_q;
    assign q_addr    = q_addr_q;
    assign qs_addr   = qs_addr_q;
    assign r_addr    = r_addr_q;
    assign r_lane    = r_lane_q;
    assign ext_part  = ext_part_q;
    assign ext_pop   = at_last || ext_part_q == part_top;

    wire unused_cmd = &{1'b0, cmd, s_cmd_data};

endmodule

`default_nettype wire
