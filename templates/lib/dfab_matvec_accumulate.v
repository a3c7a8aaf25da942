// Scales integer sums to fp32 and accumulates them, all rows in step:
// acc[entry] = (first ? +0 : acc[entry]) + from_int(sum) * factor. With MINIMA, of a
// format that has them: acc + (from_int(sum) * factor + from_int(min_sum) * min_factor),
// with one min_sum for all rows, or one for each.
//
// Why a memory of entries and not one accumulator: the adder takes 4 cycles, so
// different tiles and vectors take turns in it (dfab_matvec_entries).
//
// Latency 9 from sum to acc (from_int 2, mul 3, add 4), with MINIMA 4 more; factors are
// due 2 cycles after their sum. One result per cycle. An entry may be used again 6
// cycles after its last use: read 5 cycles before it is written, old word on a read
// during the write.
//
// SUM_BITS: of an integer sum, 2 to 48. MINIMA: 0 no format has minima, 1 min_sum is that
// of all rows, 2 rows have their own.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_matvec_accumulate #(
    parameter ROWS      = 8,
    parameter ACC_DEPTH = 64,
    parameter SUM_BITS  = 32,
    parameter MINIMA    = 0
) (
    input  wire                         clk,
    input  wire                         rst,
    input  wire                         result,   // sum is one
    input  wire                         first,
    input  wire                         last,     // acc is complete
    input  wire [$clog2(ACC_DEPTH)-1:0] entry,
    input  wire [ROWS*SUM_BITS-1:0]     sum,
    input  wire [ROWS*32-1:0]           factor,
    input  wire                         has_min,  // with the sum
    input  wire [(MINIMA == 2 ? ROWS : 1)*SUM_BITS-1:0] min_sum,
    input  wire [ROWS*32-1:0]           min_factor,
    output wire                         m_acc_valid,
    output wire [ROWS*32-1:0]           m_acc_data
);

    localparam ENTRY_BITS = $clog2(ACC_DEPTH);
    // Cycles from the sum to its term, with what a minimum adds to it.
    localparam TERM       = MINIMA != 0 ? 9 : 5;
    localparam MIN_SUMS   = MINIMA == 2 ? ROWS : 1;

    generate
        if (MINIMA > 2) begin : g_error
            dfab_error_matvec_accumulate_minima_must_be_0_1_or_2 u_error ();
        end
    endgenerate

    wire [ENTRY_BITS-1:0] read_entry;
    wire [ENTRY_BITS-1:0] write_entry;
    wire                  add_first;
    wire [ROWS*32-1:0]    carried;

    dfab_delay #(.WIDTH (ENTRY_BITS), .STAGES (TERM - 1)) u_read_entry (
        .clk (clk),
        .d   (entry),
        .q   (read_entry)
    );

    dfab_delay #(.WIDTH (ENTRY_BITS), .STAGES (5)) u_write_entry (
        .clk (clk),
        .d   (read_entry),
        .q   (write_entry)
    );

    dfab_delay #(.WIDTH (1), .STAGES (TERM)) u_first (
        .clk (clk),
        .d   (first),
        .q   (add_first)
    );

    // Bit k: k cycles after the sum; stages without a result hold still.
    reg [TERM+4:1] here_q;

    always @(posedge clk) begin
        here_q <= rst ? {(TERM+4){1'b0}} : {here_q[TERM+3:1], result};
    end

    dfab_delay_flag #(.STAGES (TERM + 4)) u_valid (
        .clk (clk),
        .rst (rst),
        .d   (result && last),
        .q   (m_acc_valid)
    );

    dfab_ram_1r1w #(
        .WIDTH (ROWS*32),
        .DEPTH (ACC_DEPTH),
        .LANE  (ROWS*32)
    ) u_acc (
        .clk   (clk),
        .we    (here_q[TERM+4]),
        .waddr (write_entry),
        .wdata (m_acc_data),
        .re    (here_q[TERM-1]),
        .raddr (read_entry),
        .rdata (carried)
    );

    wire [MIN_SUMS*32-1:0] min_sum_fp;
    wire                   add_min;

    genvar r;
    generate
        if (MINIMA != 0) begin : g_minima
            for (r = 0; r < MIN_SUMS; r = r + 1) begin : g_sum
                dfab_fp_from_int #(.WIDTH (SUM_BITS)) u_from_int (
                    .clk    (clk),
                    .enable ({here_q[1], result}),
                    .a      (min_sum[r*SUM_BITS +: SUM_BITS]),
                    .y      (min_sum_fp[r*32 +: 32])
                );
            end

            dfab_delay #(.WIDTH (1), .STAGES (5)) u_add_min (
                .clk (clk),
                .d   (has_min),
                .q   (add_min)
            );
        end else begin : g_no_minima
            assign min_sum_fp = {MIN_SUMS*32{1'b0}};
            assign add_min    = 1'b0;

            wire unused_minima = &{1'b0, has_min, min_sum, min_factor, min_sum_fp, add_min};
        end
        for (r = 0; r < ROWS; r = r + 1) begin : g_row
            wire [31:0] sum_fp;
            wire [31:0] product;
            wire [31:0] term;

            dfab_fp_from_int #(.WIDTH (SUM_BITS)) u_from_int (
                .clk    (clk),
                .enable ({here_q[1], result}),
                .a      (sum[r*SUM_BITS +: SUM_BITS]),
                .y      (sum_fp)
            );

            dfab_fp_mul u_mul (
                .clk    (clk),
                .enable (here_q[4:2]),
                .a      (sum_fp),
                .b      (factor[r*32 +: 32]),
                .y      (product)
            );

            if (MINIMA != 0) begin : g_min
                wire [31:0] min_term;

                dfab_fp_mul u_mul_min (
                    .clk    (clk),
                    .enable (here_q[4:2]),
                    .a      (min_sum_fp[(r % MIN_SUMS)*32 +: 32]),
                    .b      (min_factor[r*32 +: 32]),
                    .y      (min_term)
                );

                // A sum that is +0 either way leaves no trace in the accumulator.
                dfab_fp_add u_add_min (
                    .clk    (clk),
                    .enable (here_q[8:5]),
                    .a      (product),
                    .b      (add_min ? min_term : 32'd0),
                    .y      (term)
                );
            end else begin : g_no_min
                assign term = product;
            end

            // +0 and not a pass-through: it turns a first term of -0 into +0.
            dfab_fp_add u_add (
                .clk    (clk),
                .enable (here_q[TERM+3:TERM]),
                .a      (add_first ? 32'd0 : carried[r*32 +: 32]),
                .b      (term),
                .y      (m_acc_data[r*32 +: 32])
            );
        end
    endgenerate

endmodule

`default_nettype wire
