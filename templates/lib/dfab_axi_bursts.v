// Cuts a command of any number of beats into AXI bursts, and hands out a burst
// only when the queue behind it has a place for every beat.
//
// Why the reservation: read data of several queues share one channel. A beat that
// found its queue full would stop the beats of all others behind it, and a cycle
// of waiting between queues is a deadlock. With it, read data is always taken.
//
// Bursts end at multiples of BURST beats. As BURST beats are at most 4 KiB, no
// burst crosses a 4 KiB boundary, and no comparison is needed for that.
//
// Latency 2 from command to burst; one burst per cycle within a command.
//
// WORD_BITS: bits of a beat address, more than log2 of BURST, up to 48. BURST: a
// power of two, 2 to 256. DEPTH: beats of the queue, a power of two, at least
// BURST; twice that or more for full throughput. A command has 1 beat or more.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_axi_bursts #(
    parameter WORD_BITS = 28,
    parameter BURST     = 16,
    parameter DEPTH     = 64
) (
    input  wire                 clk,
    input  wire                 rst,

    input  wire                 s_cmd_valid,
    output wire                 s_cmd_ready,
    input  wire [WORD_BITS-1:0] s_cmd_addr,
    input  wire [WORD_BITS:0]   s_cmd_beats,

    output wire                 m_burst_valid,
    input  wire                 m_burst_ready,
    output wire [WORD_BITS-1:0] m_burst_addr,
    output wire [7:0]           m_burst_len,   // beats - 1, as AXI has it

    input  wire                 pop            // a beat has left the queue
);

    localparam LOG2_BURST = $clog2(BURST);
    localparam LOG2_DEPTH = $clog2(DEPTH);
    localparam FREE_BITS  = LOG2_DEPTH + 1;

    localparam [LOG2_BURST:0]  FULL     = {1'b1, {LOG2_BURST{1'b0}}};
    localparam [FREE_BITS-1:0] ALL_FREE = {1'b1, {LOG2_DEPTH{1'b0}}};

    generate
        if (BURST < 2 || BURST > 256 || (BURST & (BURST - 1)) != 0) begin : g_error_burst
            dfab_error_axi_bursts_burst_must_be_a_power_of_two_from_2_to_256 u_error ();
        end
        if (DEPTH < BURST || (DEPTH & (DEPTH - 1)) != 0) begin : g_error_depth
            dfab_error_axi_bursts_depth_must_be_a_power_of_two_of_at_least_burst u_error ();
        end
        if (WORD_BITS <= LOG2_BURST || WORD_BITS > 48) begin : g_error_word_bits
            dfab_error_axi_bursts_word_bits_out_of_range u_error ();
        end
    endgenerate

    reg                  active_q;
    reg [WORD_BITS-1:0]  addr_q;
    reg [WORD_BITS:0]    left_q;
    reg [FREE_BITS-1:0]  free_q;        // places neither filled nor promised
    reg                  valid_q;
    reg [WORD_BITS-1:0]  burst_addr_q;
    reg [7:0]            burst_len_q;

    wire [LOG2_BURST:0]  to_boundary = FULL - {1'b0, addr_q[LOG2_BURST-1:0]};
    wire [WORD_BITS:0]   longest     = {{(WORD_BITS-LOG2_BURST){1'b0}}, to_boundary};
    wire                 is_last     = left_q <= longest;
    wire [LOG2_BURST:0]  beats       = is_last ? left_q[LOG2_BURST:0] : to_boundary;
    wire [48:0]          beats_wide  = {{(48-LOG2_BURST){1'b0}}, beats};
    wire                 fits        = {1'b0, free_q} >= beats_wide[FREE_BITS:0];
    wire                 load        = active_q && fits && (!valid_q || m_burst_ready);
    wire [48:0]          len_wide    = beats_wide - 49'd1;
    wire                 unused_wide = &{1'b0, beats_wide, len_wide};

    assign s_cmd_ready   = !active_q;
    assign m_burst_valid = valid_q;
    assign m_burst_addr  = burst_addr_q;
    assign m_burst_len   = burst_len_q;

    always @(posedge clk) begin
        if (rst) begin
            active_q <= 1'b0;
            valid_q  <= 1'b0;
            free_q   <= ALL_FREE;
        end else begin
            if (!active_q) begin
                active_q <= s_cmd_valid;
            end else if (load && is_last) begin
                active_q <= 1'b0;
            end
            valid_q <= load || (valid_q && !m_burst_ready);
            free_q  <= free_q - (load ? beats_wide[FREE_BITS-1:0] : {FREE_BITS{1'b0}})
                       + {{(FREE_BITS-1){1'b0}}, pop};
        end
    end

    always @(posedge clk) begin
        if (!active_q) begin
            addr_q <= s_cmd_addr;
            left_q <= s_cmd_beats;
        end else if (load) begin
            addr_q <= addr_q + beats_wide[WORD_BITS-1:0];
            left_q <= left_q - beats_wide[WORD_BITS:0];
        end
        if (load) begin
            burst_addr_q <= addr_q;
            burst_len_q  <= len_wide[7:0];
        end
    end

endmodule

`default_nettype wire
