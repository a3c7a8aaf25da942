// The quantized memory QM: codes of activations, keys and values, written VECTOR at
// a time, read COLS at a time by the matvec engine and VECTOR at a time by the store
// engine.
//
// Why two copies: each read port has its own memory with one write and one read
// port, the kind every device has; quantized activations are small. Why they differ in
// width: the matvec engine reads what ACT_BITS hold, the store engine what goes to the
// KV cache, and each copy keeps only the low bits that its reader takes.
//
// Addresses: waddr and v_raddr count words of VECTOR elements, c_raddr counts
// words of COLS elements. Both reads take 1 cycle; a read of what is being
// written gives the old elements.
//
// VECTOR, COLS: powers of two, 2 to 256. DEPTH: words of VECTOR elements; a
// multiple of COLS / VECTOR where COLS is larger. ACT_BITS: of a code that the matvec
// engine reads, KV_BITS: of one for the KV cache, each 2 to 16.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_quant_memory #(
    parameter VECTOR   = 8,
    parameter COLS     = 16,
    parameter DEPTH    = 512,
    parameter ACT_BITS = 8,
    parameter KV_BITS  = 8
) (
    input  wire                                  clk,

    input  wire                                  we,
    input  wire [$clog2(DEPTH)-1:0]              waddr,
    input  wire [VECTOR*(ACT_BITS > KV_BITS ? ACT_BITS : KV_BITS)-1:0] wdata,

    input  wire [$clog2(DEPTH*VECTOR/COLS)-1:0]  c_raddr,
    output wire [COLS*ACT_BITS-1:0]              c_rdata,

    input  wire [$clog2(DEPTH)-1:0]              v_raddr,
    output wire [VECTOR*KV_BITS-1:0]             v_rdata
);

    localparam BITS = ACT_BITS > KV_BITS ? ACT_BITS : KV_BITS;

    generate
        if (VECTOR < 2 || (VECTOR & (VECTOR - 1)) != 0 || COLS < 2 || (COLS & (COLS - 1)) != 0) begin : g_error_width
            dfab_error_quant_memory_vector_and_cols_must_be_powers_of_two u_error ();
        end
        if (DEPTH * VECTOR < 2 * COLS || (DEPTH * VECTOR) % COLS != 0) begin : g_error_depth
            dfab_error_quant_memory_depth_must_be_two_or_more_words_of_cols u_error ();
        end
        if (ACT_BITS < 2 || ACT_BITS > 16 || KV_BITS < 2 || KV_BITS > 16) begin : g_error_bits
            dfab_error_quant_memory_codes_must_have_2_to_16_bits u_error ();
        end
    endgenerate

    wire [VECTOR*ACT_BITS-1:0] c_wdata;
    wire [VECTOR*KV_BITS-1:0]  v_wdata;

    genvar i;
    generate
        for (i = 0; i < VECTOR; i = i + 1) begin : g_code
            assign c_wdata[i*ACT_BITS +: ACT_BITS] = wdata[i*BITS +: ACT_BITS];
            assign v_wdata[i*KV_BITS +: KV_BITS]   = wdata[i*BITS +: KV_BITS];
        end
    endgenerate

    dfab_ram_1r1w #(
        .WIDTH (VECTOR*KV_BITS),
        .DEPTH (DEPTH),
        .LANE  (VECTOR*KV_BITS)
    ) u_v (
        .clk   (clk),
        .we    (we),
        .waddr (waddr),
        .wdata (v_wdata),
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
                .WIDTH (COLS*ACT_BITS),
                .DEPTH (DEPTH / PARTS),
                .LANE  (VECTOR*ACT_BITS)
            ) u_c (
                .clk   (clk),
                .we    (we ? part : {PARTS{1'b0}}),
                .waddr (waddr[$clog2(DEPTH)-1:PART_BITS]),
                .wdata ({PARTS{c_wdata}}),
                .re    (1'b1),
                .raddr (c_raddr),
                .rdata (c_rdata)
            );
        end else begin : g_narrow
            // One word of VECTOR elements is read in parts.
            localparam PARTS     = VECTOR / COLS;
            localparam PART_BITS = $clog2(PARTS);
            wire [VECTOR*ACT_BITS-1:0] word;

            dfab_ram_1r1w #(
                .WIDTH (VECTOR*ACT_BITS),
                .DEPTH (DEPTH),
                .LANE  (VECTOR*ACT_BITS)
            ) u_c (
                .clk   (clk),
                .we    (we),
                .waddr (waddr),
                .wdata (c_wdata),
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
                assign c_rdata = word[part_q*(COLS*ACT_BITS) +: COLS*ACT_BITS];
            end
        end
    endgenerate

endmodule

`default_nettype wire
