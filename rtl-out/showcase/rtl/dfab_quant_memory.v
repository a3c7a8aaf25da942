// The quantized memory QM: int8 activations, written VECTOR at a time, read COLS
// at a time by the matvec engine and VECTOR at a time by the store engine.
//
// Why two copies: each read port has its own memory with one write and one read
// port, the kind every device has; quantized activations are small.
//
// Addresses: waddr and v_raddr count words of VECTOR elements, c_raddr counts
// words of COLS elements. Both reads take 1 cycle; a read of what is being
// written gives the old elements.
//
// VECTOR, COLS: powers of two, 2 to 256. DEPTH: words of VECTOR elements; a
// multiple of COLS / VECTOR where COLS is larger.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_quant_memory #(
    parameter VECTOR = 8,
    parameter COLS   = 16,
    parameter DEPTH  = 512
) (
    input  wire                                  clk,

    input  wire                                  we,
    input  wire [$clog2(DEPTH)-1:0]              waddr,
    input  wire [VECTOR*8-1:0]                   wdata,

    input  wire [$clog2(DEPTH*VECTOR/COLS)-1:0]  c_raddr,
    output wire [COLS*8-1:0]                     c_rdata,

    input  wire [$clog2(DEPTH)-1:0]              v_raddr,
    output wire [VECTOR*8-1:0]                   v_rdata
);

    generate
        if (VECTOR < 2 || (VECTOR & (VECTOR - 1)) != 0 || COLS < 2 || (COLS & (COLS - 1)) != 0) begin : g_error_width
            dfab_error_quant_memory_vector_and_cols_must_be_powers_of_two u_error ();
        end
        if (DEPTH * VECTOR < 2 * COLS || (DEPTH * VECTOR) % COLS != 0) begin : g_error_depth
            dfab_error_quant_memory_depth_must_be_two_or_more_words_of_cols u_error ();
        end
    endgenerate

    dfab_ram_1r1w #(
        .WIDTH (VECTOR*8),
        .DEPTH (DEPTH),
        .LANE  (VECTOR*8)
    ) u_v (
        .clk   (clk),
        .we    (we),
        .waddr (waddr),
        .wdata (wdata),
        .re    (1'b1),
        .raddr (v_raddr),
        .rdata (v_rdata)
    );

    generate
        if (COLS > VECTOR) begin : g_wide
            // One word of COLS elements is written in parts.
            localparam PARTS     = COLS / VECTOR;
            localparam PART_BITS = $clog2(PARTS);
            localparam [PARTS-1:0] PART_0 = 1;
            wire [PARTS-1:0] part = PART_0 << waddr[PART_BITS-1:0];

            dfab_ram_1r1w #(
                .WIDTH (COLS*8),
                .DEPTH (DEPTH / PARTS),
                .LANE  (VECTOR*8)
            ) u_c (
                .clk   (clk),
                .we    (we ? part : {PARTS{1'b0}}),
                .waddr (waddr[$clog2(DEPTH)-1:PART_BITS]),
                .wdata ({PARTS{wdata}}),
                .re    (1'b1),
                .raddr (c_raddr),
                .rdata (c_rdata)
            );
        end else begin : g_narrow
            // One word of VECTOR elements is read in parts.
            localparam PARTS     = VECTOR / COLS;
            localparam PART_BITS = $clog2(PARTS);
            wire [VECTOR*8-1:0] word;

            dfab_ram_1r1w #(
                .WIDTH (VECTOR*8),
                .DEPTH (DEPTH),
                .LANE  (VECTOR*8)
            ) u_c (
                .clk   (clk),
                .we    (we),
                .waddr (waddr),
                .wdata (wdata),
                .re    (1'b1),
                .raddr (c_raddr[PART_BITS +: $clog2(DEPTH)]),
                .rdata (word)
            );

            if (PARTS == 1) begin : g_same
                assign c_rdata = word;
            end else begin : g_part
                reg [PART_BITS-1:0] part_q;
                always @(posedge clk) begin
                    part_q <= c_raddr[PART_BITS-1:0];
                end
                assign c_rdata = word[part_q*(COLS*8) +: COLS*8];
            end
        end
    endgenerate

endmodule

`default_nettype wire
