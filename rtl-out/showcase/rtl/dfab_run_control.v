// Decides when a token's run starts, and that it ends: with a result, or with an error.
//
// Why errors reset the core: after a failed read an engine waits for data that will never
// come. So an error ends the run, resets the off-chip side, holds the core in reset until
// that side has drained what is still outstanding and is ready again, and leaves the cause
// for the host. The next start then finds a clean machine; the KV cache keeps what was
// written. Where the memory never answers what is outstanding, there is no such moment: busy
// stays, and error and cause say why.
//
// Weights are read ahead between runs too. Where such a read fails nobody waits for it, and its
// data would be taken for weights: the next run then begins with a reset of the off-chip side,
// which reads them again, and only what fails now is an error. The host started once, so begun
// comes once, while the sequencer is started anew.
//
// A start is refused, with a cause and without touching a run under way, when the core is
// busy, the position is not inside the context or the token not inside the vocabulary.
// The watchdog sees no progress for TIMEOUT cycles as an error too, also of the clean-up that a
// run begins with.
//
// CONTEXT: 1 to 2^20 - 1. VOCAB: 1 to 2^20. TIMEOUT: cycles, 16 to 2^31 - 1.
// CLEAN_CYCLES: 1 to 127, of the core's reset; long enough that its pipelines have emptied.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_run_control #(
    parameter CONTEXT      = 256,
    parameter VOCAB        = 512,
    parameter TIMEOUT      = 1000000,
    parameter CLEAN_CYCLES = 127
) (
    input  wire        clk,
    input  wire        rst,

    input  wire        start,        // pulse from the host
    input  wire        cancel,       // pulse from the host
    input  wire [31:0] position,
    input  wire [31:0] token,

    output wire        begun,        // pulse: the host's start was accepted
    output wire        core_start,   // pulse to the sequencer
    output wire        core_rst,
    output wire        far_rst,      // off-chip side: drop what is under way
    input  wire        core_done,    // pulse from the sequencer
    input  wire        progress,     // something moved in this cycle
    input  wire        read_error,   // off-chip side: a failed read
    input  wire        write_error,
    input  wire        far_idle,     // off-chip side: nothing outstanding

    output wire        busy,
    output wire        done,         // level, until the next start
    output wire        error,        // level, until the next start
    output wire [3:0]  cause
);

    generate
        if (CONTEXT < 1 || CONTEXT > 1048575) begin : g_error_context
            dfab_error_context_must_be_1_to_1048575 u_error ();
        end
        if (VOCAB < 1 || VOCAB > 1048576) begin : g_error_vocab
            dfab_error_vocab_must_be_1_to_1048576 u_error ();
        end
        if (TIMEOUT < 16) begin : g_error_timeout
            dfab_error_timeout_must_be_at_least_16_cycles u_error ();
        end
        if (CLEAN_CYCLES < 1 || CLEAN_CYCLES > 127) begin : g_error_clean
            dfab_error_clean_cycles_must_be_1_to_127 u_error ();
        end
    endgenerate

    localparam [3:0] CAUSE_NONE     = 4'd0;
    localparam [3:0] CAUSE_BUSY     = 4'd1;
    localparam [3:0] CAUSE_POSITION = 4'd2;
    localparam [3:0] CAUSE_TOKEN    = 4'd3;
    localparam [3:0] CAUSE_READ     = 4'd4;
    localparam [3:0] CAUSE_WRITE    = 4'd5;
    localparam [3:0] CAUSE_TIMEOUT  = 4'd6;
    localparam [3:0] CAUSE_CANCEL   = 4'd7;

    localparam [1:0] IDLE  = 2'd0;
    localparam [1:0] RUN   = 2'd1;
    localparam [1:0] CLEAN = 2'd2;

    localparam [31:0] CLEAN_WORD = CLEAN_CYCLES;
    wire              unused_clean_word = &{1'b0, CLEAN_WORD};

    reg [1:0]  state_q;
    reg        begun_q;
    reg        start_q;
    reg        core_rst_q;
    reg        done_q;
    reg        error_q;
    reg [3:0]  cause_q;
    reg [31:0] quiet_q;   // cycles without progress
    reg [6:0]  clean_q;
    reg        stale_q;   // what was read ahead has failed
    reg        again_q;   // the run begins, or has begun, behind a reset of the off-chip side

    wire bad_position = position >= CONTEXT;
    wire bad_token    = token >= VOCAB;
    wire accept       = start && state_q == IDLE && !bad_position && !bad_token;
    wire late         = quiet_q >= TIMEOUT;
    wire clean        = clean_q == 7'd0 && far_idle;
    wire goes_on      = again_q && !cancel && !late;
    wire read_failed  = read_error || (stale_q && again_q);
    wire failed       = read_failed || write_error || late || cancel;

    always @(posedge clk) begin
        if (rst) begin
            state_q    <= CLEAN;
            begun_q    <= 1'b0;
            start_q    <= 1'b0;
            core_rst_q <= 1'b1;
            done_q     <= 1'b0;
            error_q    <= 1'b0;
            cause_q    <= CAUSE_NONE;
            clean_q    <= CLEAN_WORD[6:0];
            again_q    <= 1'b0;
        end else begin
            begun_q <= accept;
            start_q <= accept;
            if (start) begin
                done_q  <= 1'b0;
                error_q <= !accept;
                cause_q <= (state_q != IDLE) ? CAUSE_BUSY
                         : bad_position      ? CAUSE_POSITION
                         : bad_token         ? CAUSE_TOKEN
                         :                     CAUSE_NONE;
            end
            case (state_q)
                IDLE: begin
                    core_rst_q <= 1'b0;
                    again_q    <= 1'b0;
                    if (accept) begin
                        state_q <= RUN;
                    end
                end
                RUN: begin
                    if (stale_q && !again_q && !cancel) begin
                        state_q    <= CLEAN;
                        core_rst_q <= 1'b1;
                        clean_q    <= CLEAN_WORD[6:0];
                        again_q    <= 1'b1;
                    end else if (failed) begin
                        state_q    <= CLEAN;
                        core_rst_q <= 1'b1;
                        clean_q    <= CLEAN_WORD[6:0];
                        again_q    <= 1'b0;
                        error_q    <= 1'b1;
                        cause_q    <= read_failed ? CAUSE_READ
                                    : write_error ? CAUSE_WRITE
                                    : late        ? CAUSE_TIMEOUT
                                    :               CAUSE_CANCEL;
                    end else if (core_done) begin
                        state_q <= IDLE;
                        done_q  <= 1'b1;
                    end
                end
                default: begin
                    clean_q <= (clean_q == 7'd0) ? 7'd0 : clean_q - 7'd1;
                    if (again_q && (cancel || late)) begin
                        again_q <= 1'b0;
                        error_q <= 1'b1;
                        cause_q <= late ? CAUSE_TIMEOUT : CAUSE_CANCEL;
                    end
                    if (clean) begin
                        state_q    <= goes_on ? RUN : IDLE;
                        start_q    <= goes_on;
                        core_rst_q <= 1'b0;
                    end
                end
            endcase
        end
    end

    always @(posedge clk) begin
        if (rst || far_rst) begin
            stale_q <= 1'b0;
        end else if (read_error && state_q != RUN) begin
            stale_q <= 1'b1;
        end
    end

    // In RUN clean_q is 0.
    always @(posedge clk) begin
        if (state_q == IDLE || clean_q != 7'd0 || progress || (state_q == CLEAN && clean)) begin
            quiet_q <= 32'd0;
        end else begin
            quiet_q <= quiet_q + 32'd1;
        end
    end

    assign begun      = begun_q;
    assign core_start = start_q;
    assign core_rst   = core_rst_q;
    assign far_rst    = core_rst_q && clean_q != 7'd0;
    assign busy       = state_q != IDLE;
    assign done       = done_q;
    assign error      = error_q;
    assign cause      = cause_q;

endmodule

`default_nettype wire
