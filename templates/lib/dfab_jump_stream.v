// Streams the words of a ROM in order, for ever, but for those that it is told to jump
// over: containers or scales of weights of which activations that are zero need none.
//
// Why it reads only what it is told to: which words are wanted is known when the
// activations are, and a word that was read too early would have to be thrown away. It is
// told a round ahead (dfab_matvec_zeros), which hides the memory's latency.
//
// A run says how many words come next, and whether to read or to jump over them.
// Throughput one word per cycle; runs that are read follow each other without a gap; jumps
// between them take a cycle each and one more, in which nothing is read. The first word of
// a run is there 4 cycles after the run.
//
// WIDTH: bits per word. DEPTH: words, 1 or more. COUNT_BITS: of the words of a run, 1 to
// DEPTH. INIT_FILE: as in dfab_rom.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_jump_stream #(
    parameter WIDTH      = 1024,
    parameter DEPTH      = 512,
    parameter COUNT_BITS = 20,
    parameter INIT_FILE  = ""
) (
    input  wire                  clk,
    input  wire                  rst,

    input  wire                  s_run_valid,
    output wire                  s_run_ready,
    input  wire                  s_run_jump,
    input  wire [COUNT_BITS-1:0] s_run_words,

    output wire                  m_valid,
    input  wire                  m_ready,
    output wire [WIDTH-1:0]      m_data
);

    generate
        if (DEPTH < 1) begin : g_error_depth
            dfab_error_jump_stream_depth_must_be_at_least_1 u_error ();
        end
        if (COUNT_BITS < 1 || COUNT_BITS > 31) begin : g_error_count
            dfab_error_jump_stream_count_bits_must_be_1_to_31 u_error ();
        end
    endgenerate

    localparam ADDR_BITS = DEPTH > 1 ? $clog2(DEPTH) : 1;
    // Sums of an address and a run.
    localparam SUM_BITS  = (ADDR_BITS > COUNT_BITS ? ADDR_BITS : COUNT_BITS) + 1;
    localparam [31:0]           ALL  = DEPTH;
    localparam [COUNT_BITS-1:0] ONE  = 1;
    localparam [COUNT_BITS-1:0] NONE = 0;

    wire                  run_valid;
    wire                  run_jump;
    wire [COUNT_BITS-1:0] run_words;
    wire [2:0]            unused_level;

    reg  [ADDR_BITS-1:0]  addr_q;
    reg  [COUNT_BITS-1:0] left_q;
    wire                  ready;
    wire [WIDTH-1:0]      rdata;

    wire read     = left_q != NONE && ready;
    wire ends     = left_q == NONE || (left_q == ONE && ready);
    wire jump     = run_valid && run_jump && left_q == NONE;
    wire run_take = jump || (run_valid && !run_jump && ends);

    wire [SUM_BITS-1:0] step = jump ? {{(SUM_BITS-COUNT_BITS){1'b0}}, run_words} : {{(SUM_BITS-1){1'b0}}, read};
    wire [SUM_BITS-1:0] sum  = {{(SUM_BITS-ADDR_BITS){1'b0}}, addr_q} + step;
    wire [SUM_BITS-1:0] next = sum >= ALL[SUM_BITS-1:0] ? sum - ALL[SUM_BITS-1:0] : sum;
    wire                unused_next = &{1'b0, next};

    always @(posedge clk) begin
        if (rst) begin
            addr_q <= {ADDR_BITS{1'b0}};
            left_q <= NONE;
        end else begin
            addr_q <= next[ADDR_BITS-1:0];
            if (run_take && !run_jump) begin
                left_q <= run_words;
            end else if (read) begin
                left_q <= left_q - ONE;
            end
        end
    end

    dfab_fifo #(.WIDTH (COUNT_BITS + 1), .DEPTH (4)) u_runs (
        .clk     (clk),
        .rst     (rst),
        .s_valid (s_run_valid),
        .s_ready (s_run_ready),
        .s_data  ({s_run_jump, s_run_words}),
        .m_valid (run_valid),
        .m_ready (run_take),
        .m_data  ({run_jump, run_words}),
        .level   (unused_level)
    );

    dfab_rom #(
        .WIDTH     (WIDTH),
        .DEPTH     (DEPTH),
        .INIT_FILE (INIT_FILE)
    ) u_rom (
        .clk   (clk),
        .re    (read),
        .raddr (addr_q),
        .rdata (rdata)
    );

    dfab_read_buffer #(.WIDTH (WIDTH), .DEPTH (4)) u_buffer (
        .clk     (clk),
        .rst     (rst),
        .s_valid (left_q != NONE),
        .s_ready (ready),
        .rdata   (rdata),
        .m_valid (m_valid),
        .m_ready (m_ready),
        .m_data  (m_data)
    );

endmodule

`default_nettype wire
