// Buffers the external operand and unpacks it to one fp32 word per vector word.
//
// Why a buffer with a reservation: the lane pipeline cannot stall, so a vector word may
// only be issued when its external operand is already here (`ready`); it is `take`n at
// issue, and popped when the word arrives where it is used, up to 17 cycles later.
//
// Source words are accepted only against a request (`s_request`, `s_words`), so what
// follows on the same stream is left alone. Packing: fp32, one vector word per source
// word; f16, two; int8, four; lowest bits first.
//
// Unpacked 2 cycles after pop. One vector word per cycle.
// VECTOR: lanes, a power of two, 2 to 64.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_vector_ext #(
    parameter VECTOR = 8
) (
    input  wire                 clk,
    input  wire                 rst,

    input  wire                 s_request,
    input  wire [19:0]          s_words,
    input  wire                 s_ext_valid,
    output wire                 s_ext_ready,
    input  wire [VECTOR*32-1:0] s_ext_data,

    output wire                 ready,     // a source word is here and not yet taken
    input  wire                 take,      // first use of a source word is issued
    input  wire                 use_now,   // the use itself
    input  wire [1:0]           use_fmt,
    input  wire [1:0]           use_part,
    input  wire                 use_pop,   // last use of the source word at the head
    output wire [VECTOR*32-1:0] data       // 2 cycles later
);

    localparam DEPTH = 32;

    localparam [1:0] FMT_F32 = 2'd0;
    localparam [1:0] FMT_F16 = 2'd1;

    reg [20:0] expected_q;   // requested, not yet accepted
    reg [5:0]  ready_q;      // accepted, not yet taken

    wire                 room;
    wire                 accept = s_ext_valid && s_ext_ready;
    wire                 head_valid;
    wire [VECTOR*32-1:0] head;

    assign s_ext_ready = room && expected_q != 21'd0;
    assign ready       = ready_q != 6'd0;

    always @(posedge clk) begin
        if (rst) begin
            expected_q <= 21'd0;
            ready_q    <= 6'd0;
        end else begin
            expected_q <= expected_q + (s_request ? {1'b0, s_words} : 21'd0) - {20'd0, accept};
            ready_q    <= ready_q + {5'd0, accept} - {5'd0, take};
        end
    end

    dfab_fifo #(
        .WIDTH (VECTOR * 32),
        .DEPTH (DEPTH)
    ) u_fifo (
        .clk     (clk),
        .rst     (rst),
        .s_valid (accept),
        .s_ready (room),
        .s_data  (s_ext_data),
        .m_valid (head_valid),
        .m_ready (use_pop),
        .m_data  (head),
        .level   (level)
    );

    wire [$clog2(DEPTH):0] level;

    wire [VECTOR*16-1:0] halves = use_part[0] ? head[VECTOR*16 +: VECTOR*16] : head[VECTOR*16-1:0];
    wire [VECTOR*8-1:0]  codes  = head[VECTOR*8*use_part +: VECTOR*8];
    reg                  use1_q;
    wire [VECTOR*32-1:0] from_f16;
    wire [VECTOR*32-1:0] from_int;

    genvar i;
    generate
        for (i = 0; i < VECTOR; i = i + 1) begin : g_lane
            dfab_fp_from_f16 u_from_f16 (
                .a (halves[16*i +: 16]),
                .y (from_f16[32*i +: 32])
            );

            dfab_fp_from_int #(
                .WIDTH (8)
            ) u_from_int (
                .clk    (clk),
                .enable ({use1_q, use_now}),
                .a      (codes[8*i +: 8]),
                .y      (from_int[32*i +: 32])
            );
        end
    endgenerate

    reg                 int1_q;
    reg                 int2_q;
    reg [VECTOR*32-1:0] float1_q;
    reg [VECTOR*32-1:0] float2_q;

    always @(posedge clk) begin
        use1_q <= use_now;
        if (use_now) begin
            int1_q   <= use_fmt != FMT_F32 && use_fmt != FMT_F16;
            float1_q <= (use_fmt == FMT_F16) ? from_f16 : head;
        end
        if (use1_q) begin
            int2_q   <= int1_q;
            float2_q <= float1_q;
        end
    end

    assign data = int2_q ? from_int : float2_q;

    wire unused_fifo = &{1'b0, head_valid, level};

endmodule

`default_nettype wire
