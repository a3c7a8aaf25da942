// Sums the words of each segment in the documented order: a tree over the lanes, then
// four accumulators round robin, then (acc0 + acc1) + (acc2 + acc3).
//
// Why four accumulators: that is the adder's latency, so a word can be added every cycle
// through one adder. Why three adders to combine them: segments may be one word long,
// and then one result is due every cycle.
//
// Latency from the last word of a segment to its sum: 4 * log2(VECTOR) + 13.
// VECTOR: lanes, a power of two, 2 to 64; LANE_BITS: its log2.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_vector_sum #(
    parameter VECTOR    = 8,
    parameter LANE_BITS = 3
) (
    input  wire                 clk,
    input  wire                 rst,
    input  wire                 s_valid,
    input  wire                 s_last,   // last word of its segment
    input  wire [VECTOR*32-1:0] s_data,
    output wire                 m_valid,
    output wire [31:0]          m_data
);

    localparam TREE = 4 * LANE_BITS;

    // Beside the tree, then beside the accumulator, then beside the combination.
    reg [TREE-1:0] valid_q;
    reg [TREE-1:0] last_q;
    reg [4:0]      acc_valid_q;
    reg [4:0]      acc_last_q;
    reg [7:0]      done_q;

    wire [31:0] word_sum;

    dfab_fp_sum_tree #(
        .LANES (VECTOR)
    ) u_tree (
        .clk    (clk),
        .enable ({valid_q[TREE-2:0], s_valid}),
        .a      (s_data),
        .y      (word_sum)
    );

    wire t_valid = valid_q[TREE-1];
    wire t_last  = last_q[TREE-1];

    // Accumulator of the word at the tree's output; fresh until it has had a word of
    // this segment.
    reg [1:0]  slot_q;
    reg        wrapped_q;
    reg [7:0]  acc_slot_q;   // slots in the adder, 2 bits each
    reg [9:0]  acc_top_q;    // highest slot used by the segment so far, 2 bits each

    wire [1:0] out_slot = acc_slot_q[7:6];

    always @(posedge clk) begin
        if (rst) begin
            valid_q     <= {TREE{1'b0}};
            acc_valid_q <= 5'd0;
            done_q      <= 8'd0;
            slot_q      <= 2'd0;
            wrapped_q   <= 1'b0;
        end else begin
            valid_q     <= {valid_q[TREE-2:0], s_valid};
            acc_valid_q <= {acc_valid_q[3:0], t_valid};
            done_q      <= {done_q[6:0], done};
            if (t_valid) begin
                slot_q    <= t_last ? 2'd0 : slot_q + 2'd1;
                wrapped_q <= !t_last && (wrapped_q || slot_q == 2'd3);
            end
        end
    end

    always @(posedge clk) begin
        last_q     <= {last_q[TREE-2:0], s_last};
        acc_last_q <= {acc_last_q[3:0], t_last};
        acc_slot_q <= {acc_slot_q[5:0], slot_q};
        acc_top_q  <= {acc_top_q[7:0], wrapped_q ? 2'd3 : slot_q};
    end

    reg [127:0] acc_q;   // four accumulators

    // The slot's last sum leaves the adder now, if words came without a gap.
    wire [31:0] acc_out;
    wire        forward = acc_valid_q[3] && out_slot == slot_q;
    wire [31:0] acc_in  = !wrapped_q ? 32'd0 : forward ? acc_out : acc_q[{slot_q, 5'd0} +: 32];

    dfab_fp_add u_accumulate (
        .clk    (clk),
        .enable ({acc_valid_q[2:0], t_valid}),
        .a      (acc_in),
        .b      (word_sum),
        .y      (acc_out)
    );

    always @(posedge clk) begin
        if (acc_valid_q[3]) begin
            acc_q[{out_slot, 5'd0} +: 32] <= acc_out;
        end
    end

    // The cycle after the segment's last sum reached its accumulator; the next segment
    // overwrites accumulator 0 one cycle later at the earliest. Unused ones count +0.
    wire [1:0]  top  = acc_top_q[9:8];
    wire [31:0] acc0 = acc_q[31:0];
    wire [31:0] acc1 = (top >= 2'd1) ? acc_q[63:32] : 32'd0;
    wire [31:0] acc2 = (top >= 2'd2) ? acc_q[95:64] : 32'd0;
    wire [31:0] acc3 = (top == 2'd3) ? acc_q[127:96] : 32'd0;
    wire        done = acc_valid_q[4] && acc_last_q[4];
    wire [31:0] low;
    wire [31:0] high;

    dfab_fp_add u_low (
        .clk    (clk),
        .enable ({done_q[2:0], done}),
        .a      (acc0),
        .b      (acc1),
        .y      (low)
    );

    dfab_fp_add u_high (
        .clk    (clk),
        .enable ({done_q[2:0], done}),
        .a      (acc2),
        .b      (acc3),
        .y      (high)
    );

    dfab_fp_add u_total (
        .clk    (clk),
        .enable (done_q[6:3]),
        .a      (low),
        .b      (high),
        .y      (m_data)
    );

    assign m_valid = done_q[7];

endmodule

`default_nettype wire
