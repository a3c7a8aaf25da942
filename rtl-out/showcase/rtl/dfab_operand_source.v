// Fetches the vector engine's external operand: from the aux ROM, from the V scales, or
// from the off-chip side.
//
// Why one small queue behind both on-chip memories: a request names one source, and its
// words must come in order; issuing a read only when the queue has room for it keeps the
// memories free of enables that reach back from the engine.
//
// Throughput one word per cycle; the first word is there 3 cycles after the request.
// Requests are taken one at a time: the next when the last word of the one before is read.
//
// VECTOR: lanes, a power of two, 2 to 64. *_ADDR_BITS: address bits of the two memories.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_operand_source #(
    parameter VECTOR        = 8,
    parameter AUX_ADDR_BITS = 10,
    parameter VS_ADDR_BITS  = 10   // of source words: two words of V scales each
) (
    input  wire                     clk,
    input  wire                     rst,

    input  wire                     s_req_valid,
    output wire                     s_req_ready,
    input  wire [1:0]               s_req_src,
    input  wire [27:0]              s_req_base,
    input  wire [19:0]              s_req_words,

    output wire                     aux_re,
    output wire [AUX_ADDR_BITS-1:0] aux_addr,
    input  wire [VECTOR*32-1:0]     aux_data,
    output wire                     vs_re,
    output wire [VS_ADDR_BITS-1:0]  vs_addr,
    input  wire [VECTOR*32-1:0]     vs_data,

    output wire                     m_far_valid,   // request to the off-chip side
    input  wire                     m_far_ready,
    output wire [27:0]              m_far_base,
    output wire [19:0]              m_far_words,
    input  wire                     s_far_valid,
    output wire                     s_far_ready,
    input  wire [VECTOR*32-1:0]     s_far_data,

    output wire                     m_ext_valid,
    input  wire                     m_ext_ready,
    output wire [VECTOR*32-1:0]     m_ext_data
);

    localparam [1:0] SRC_AUX = 2'd0;
    localparam [1:0] SRC_VS  = 2'd1;
    localparam [1:0] SRC_FAR = 2'd2;

    reg         busy_q;      // words of a request are still to be read
    reg  [1:0]  src_q;
    reg  [27:0] addr_q;
    reg  [19:0] left_q;
    reg         reading_q;   // data of a read arrives now
    wire [2:0]  level;

    wire near     = src_q == SRC_AUX || src_q == SRC_VS;
    wire room     = level + {2'd0, reading_q} < 3'd4;
    wire read     = busy_q && near && room;
    wire far_move = busy_q && src_q == SRC_FAR && s_far_valid && s_far_ready;
    wire step     = read || far_move;
    wire accept   = s_req_valid && s_req_ready;

    assign s_req_ready = !busy_q && (s_req_src != SRC_FAR || m_far_ready);
    assign m_far_valid = s_req_valid && !busy_q && s_req_src == SRC_FAR;
    assign m_far_base  = s_req_base;
    assign m_far_words = s_req_words;

    always @(posedge clk) begin
        if (rst) begin
            busy_q    <= 1'b0;
            reading_q <= 1'b0;
        end else begin
            reading_q <= read;
            if (accept) begin
                busy_q <= s_req_words != 20'd0;
            end else if (step && left_q == 20'd1) begin
                busy_q <= 1'b0;
            end
        end
    end

    always @(posedge clk) begin
        if (accept) begin
            src_q  <= s_req_src;
            addr_q <= s_req_base;
            left_q <= s_req_words;
        end else if (step) begin
            addr_q <= addr_q + 28'd1;
            left_q <= left_q - 20'd1;
        end
    end

    assign aux_re   = read && src_q == SRC_AUX;
    assign aux_addr = addr_q[AUX_ADDR_BITS-1:0];
    assign vs_re    = read && src_q == SRC_VS;
    assign vs_addr  = addr_q[VS_ADDR_BITS-1:0];

    // The data of a near read comes a cycle after it; src_q may have changed by then only
    // if the request was the last word's, so the choice is remembered.
    reg from_vs_q;

    always @(posedge clk) begin
        from_vs_q <= src_q == SRC_VS;
    end

    wire queue_ready;

    assign s_far_ready = busy_q && src_q == SRC_FAR && !reading_q && queue_ready;

    dfab_fifo #(
        .WIDTH (VECTOR * 32),
        .DEPTH (4)
    ) u_queue (
        .clk     (clk),
        .rst     (rst),
        .s_valid (reading_q || far_move),
        .s_ready (queue_ready),
        .s_data  (!reading_q ? s_far_data : from_vs_q ? vs_data : aux_data),
        .m_valid (m_ext_valid),
        .m_ready (m_ext_ready),
        .m_data  (m_ext_data),
        .level   (level)
    );

    wire unused = &{1'b0, addr_q};

endmodule

`default_nettype wire
