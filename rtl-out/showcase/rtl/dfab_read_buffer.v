// Turns a memory that answers 1 cycle after its read enable into a stream.
//
// Why credits: a read once started cannot be stopped, so one starts only when
// its word has a place in the queue behind the memory.
//
// s_ready: a read may start in this cycle; s_valid: one does (connect both, ANDed,
// to the memory's read enable). rdata: the memory's answer.
// Latency 2 from read enable to m_valid, one word per cycle. WIDTH: bits per
// word. DEPTH: places, a power of two, 4 or more (3 are under way at full speed).

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_read_buffer #(
    parameter WIDTH = 32,
    parameter DEPTH = 4
) (
    input  wire             clk,
    input  wire             rst,

    input  wire             s_valid,
    output wire             s_ready,
    input  wire [WIDTH-1:0] rdata,

    output wire             m_valid,
    input  wire             m_ready,
    output wire [WIDTH-1:0] m_data
);

    generate
        if (DEPTH < 4) begin : g_error
            dfab_error_read_buffer_depth_must_be_4_or_more u_error ();
        end
    endgenerate

    localparam COUNT_BITS = $clog2(DEPTH) + 1;
    localparam [COUNT_BITS-1:0] ALL = DEPTH;

    reg                   arriving_q;
    reg  [COUNT_BITS-1:0] free_q;
    wire                  start = s_valid && s_ready;
    wire                  unused_ready;
    wire [COUNT_BITS-1:0] unused_level;

    assign s_ready = free_q != {COUNT_BITS{1'b0}};

    always @(posedge clk) begin
        if (rst) begin
            arriving_q <= 1'b0;
            free_q     <= ALL;
        end else begin
            arriving_q <= start;
            free_q     <= free_q + {{(COUNT_BITS-1){1'b0}}, m_valid && m_ready}
                        - {{(COUNT_BITS-1){1'b0}}, start};
        end
    end

    dfab_fifo #(.WIDTH (WIDTH), .DEPTH (DEPTH)) u_queue (
        .clk     (clk),
        .rst     (rst),
        .s_valid (arriving_q),
        .s_ready (unused_ready),
        .s_data  (rdata),
        .m_valid (m_valid),
        .m_ready (m_ready),
        .m_data  (m_data),
        .level   (unused_level)
    );

endmodule

`default_nettype wire
