// Hands out accumulator entries and says when the next one may be used again.
//
// Why: the fp32 accumulator is a pipeline, so an entry that was just issued
// cannot be added to before its sum is back. The entries of a round are used in
// turn, 0 upwards, so the next entry was last used exactly one round's worth of
// results ago: it is free when fewer results than that are in flight. This waits
// in rounds shorter than the pipeline only, and never longer than needed.
//
// Latency 0; one entry per cycle. ACC_DEPTH: entries, a power of two, 8 to 256.
// HAZARD: cycles after an issue in which the same entry may not be issued, 2 to
// 15.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_matvec_entries #(
    parameter ACC_DEPTH = 64,
    parameter HAZARD    = 5
) (
    input  wire                         clk,
    input  wire                         rst,
    input  wire                         issue,        // entry is used now
    input  wire                         round_first,  // this round starts from +0
    input  wire                         round_ends,   // with this cycle
    output wire [$clog2(ACC_DEPTH)-1:0] entry,
    output wire                         entry_free
);

    generate
        if (ACC_DEPTH < 8 || ACC_DEPTH > 256 || (ACC_DEPTH & (ACC_DEPTH - 1)) != 0) begin : g_error_depth
            dfab_error_matvec_entries_acc_depth_must_be_a_power_of_two_8_to_256 u_error ();
        end
        if (HAZARD < 2 || HAZARD > 15) begin : g_error_hazard
            dfab_error_matvec_entries_hazard_must_be_2_to_15 u_error ();
        end
    endgenerate

    localparam ENTRY_BITS = $clog2(ACC_DEPTH);
    localparam [ENTRY_BITS:0] ONE = 1;

    reg  [HAZARD-1:0]   recent_q;     // issues of the last HAZARD cycles
    reg  [3:0]          in_flight_q;  // how many these are
    reg  [ENTRY_BITS:0] entry_q;
    reg  [ENTRY_BITS:0] results_q;    // of one round of this block

    always @(posedge clk) begin
        if (rst) begin
            recent_q    <= {HAZARD{1'b0}};
            in_flight_q <= 4'd0;
            entry_q     <= {(ENTRY_BITS+1){1'b0}};
        end else begin
            recent_q    <= {recent_q[HAZARD-2:0], issue};
            in_flight_q <= in_flight_q + {3'd0, issue} - {3'd0, recent_q[HAZARD-1]};
            if (round_ends) begin
                entry_q <= {(ENTRY_BITS+1){1'b0}};
            end else if (issue) begin
                entry_q <= entry_q + ONE;
            end
        end
    end

    // The first round of a block never waits, so it is the one that counts.
    always @(posedge clk) begin
        if (issue && round_first) begin
            results_q <= entry_q + ONE;
        end
    end

    assign entry      = entry_q[ENTRY_BITS-1:0];
    assign entry_free = round_first || {{ENTRY_BITS{1'b0}}, in_flight_q} < {3'd0, results_q};

endmodule

`default_nettype wire
