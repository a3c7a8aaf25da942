// Says of each COLS elements of the quantized memory whether all of them are zero.
//
// Why kept and not found by reading: the engine looks at activations that are still to be
// used, while its read port is busy with those in use; a bit for each word is all it asks.
//
// Written beside dfab_quant_memory, with the same addresses; a read takes 1 cycle. A word
// that is written in parts is zero when its parts are, so all of them must have been
// written; of one that was not, nothing is said.
//
// VECTOR, COLS, DEPTH: as in dfab_quant_memory. BITS: of a code as it is written, 2 to 16.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_zero_flags #(
    parameter VECTOR = 8,
    parameter COLS   = 16,
    parameter DEPTH  = 512,
    parameter BITS   = 8
) (
    input  wire                                 clk,

    input  wire                                 we,
    input  wire [$clog2(DEPTH)-1:0]             waddr,
    input  wire [VECTOR*BITS-1:0]               wdata,

    input  wire [$clog2(DEPTH*VECTOR/COLS)-1:0] raddr,
    output wire                                 zero
);

    generate
        if (VECTOR < 2 || (VECTOR & (VECTOR - 1)) != 0 || COLS < 2 || (COLS & (COLS - 1)) != 0) begin : g_error_width
            dfab_error_zero_flags_vector_and_cols_must_be_powers_of_two u_error ();
        end
        if (DEPTH * VECTOR < 2 * COLS || (DEPTH * VECTOR) % COLS != 0) begin : g_error_depth
            dfab_error_zero_flags_depth_must_be_two_or_more_words_of_cols u_error ();
        end
        if (BITS < 2 || BITS > 16) begin : g_error_bits
            dfab_error_zero_flags_codes_must_have_2_to_16_bits u_error ();
        end
    endgenerate

    generate
        if (COLS > VECTOR) begin : g_wide
            localparam PARTS     = COLS / VECTOR;
            localparam PART_BITS = $clog2(PARTS);
            localparam [PARTS-1:0] PART_0 = 1;

            wire [PARTS-1:0] part = PART_0 << waddr[PART_BITS-1:0];
            wire [PARTS-1:0] flags;

            dfab_ram_1r1w #(
                .WIDTH (PARTS),
                .DEPTH (DEPTH / PARTS),
                .LANE  (1)
            ) u_flags (
                .clk   (clk),
                .we    (we ? part : {PARTS{1'b0}}),
                .waddr (waddr[$clog2(DEPTH)-1:PART_BITS]),
                .wdata ({PARTS{wdata == {(VECTOR*BITS){1'b0}}}}),
                .re    (1'b1),
                .raddr (raddr),
                .rdata (flags)
            );

            assign zero = &flags;
        end else begin : g_narrow
            localparam PARTS     = VECTOR / COLS;
            localparam PART_BITS = $clog2(PARTS);

            wire [PARTS-1:0] here;
            wire [PARTS-1:0] flags;

            genvar i;
            for (i = 0; i < PARTS; i = i + 1) begin : g_part
                assign here[i] = wdata[i*COLS*BITS +: COLS*BITS] == {(COLS*BITS){1'b0}};
            end

            dfab_ram_1r1w #(
                .WIDTH (PARTS),
                .DEPTH (DEPTH),
                .LANE  (PARTS)
            ) u_flags (
                .clk   (clk),
                .we    (we),
                .waddr (waddr),
                .wdata (here),
                .re    (1'b1),
                .raddr (raddr[PART_BITS +: $clog2(DEPTH)]),
                .rdata (flags)
            );

            if (PARTS == 1) begin : g_same
                assign zero = flags[0];
            end else begin : g_choice
                reg [PART_BITS-1:0] part_q;

                always @(posedge clk) begin
                    part_q <= raddr[PART_BITS-1:0];
                end

                assign zero = flags[part_q];
            end
        end
    endgenerate

endmodule

`default_nettype wire
