// dfab_run_control: a run ends with a result or an error and never just stays; the host's start
// is one start, though the core may be started twice for it.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module run_control (
    input wire        clk,
    input wire        rst,
    input wire        start,
    input wire        cancel,
    input wire [2:0]  position,
    input wire [2:0]  token,
    input wire        core_done,
    input wire        progress,
    input wire        read_error,
    input wire        write_error,
    input wire        far_idle
);

    localparam TIMEOUT = 16;

    wire       begun;
    wire       core_start;
    wire       core_rst;
    wire       far_rst;
    wire       busy;
    wire       done;
    wire       error;
    wire [3:0] cause;

    dfab_run_control #(
        .CONTEXT      (4),
        .VOCAB        (6),
        .TIMEOUT      (TIMEOUT),
        .CLEAN_CYCLES (2)
    ) u_cell (
        .clk         (clk),
        .rst         (rst),
        .start       (start),
        .cancel      (cancel),
        .position    ({29'd0, position}),
        .token       ({29'd0, token}),
        .begun       (begun),
        .core_start  (core_start),
        .core_rst    (core_rst),
        .far_rst     (far_rst),
        .core_done   (core_done),
        .progress    (progress),
        .read_error  (read_error),
        .write_error (write_error),
        .far_idle    (far_idle),
        .busy        (busy),
        .done        (done),
        .error       (error),
        .cause       (cause)
    );

    starts_in_reset u_start (.clk(clk), .rst(rst));

    wire legal = position < 3'd4 && token < 3'd6;

    reg       started_q = 1'b0;
    reg       accept_q;     // a start that had to be accepted
    reg       refuse_q;     // one that had to be refused
    reg       under_way_q;  // a run has begun and has neither result nor error of its own
    reg [4:0] still_q;      // cycles in which it showed no sign of life
    reg       twice_q;      // its core was started again
    reg       ended_q;      // core_done of a core that was not in reset
    reg       in_core_q;    // the core was started and not reset since

    // Cleaning up counts as life while it lasts, and the moment at which it may end.
    wire life   = progress || far_rst || (core_rst && far_idle);
    wire failed = error && cause > 4'd3;

    always @(posedge clk) begin
        started_q <= 1'b1;
        accept_q  <= !rst && start && !busy && legal;
        refuse_q  <= !rst && start && (busy || !legal);
        ended_q   <= !rst && core_done;
        if (rst) begin
            under_way_q <= 1'b0;
            twice_q     <= 1'b0;
            in_core_q   <= 1'b0;
        end else begin
            under_way_q <= (start && !busy && legal) || (under_way_q && !done && !failed);
            twice_q     <= (twice_q || (core_start && !begun)) && busy;
            in_core_q   <= (in_core_q || core_start) && !core_rst && busy;
        end
        still_q <= (rst || life || !under_way_q || (start && !busy)) ? 5'd0 : still_q == 5'd31 ? 5'd31 : still_q + 5'd1;
    end

    always @* begin
        if (started_q) begin
            assert (begun == accept_q);
            assert (!begun || (core_start && busy));
            assert (!core_start || busy);
            assert (!core_start || !core_rst);
            assert (!(refuse_q && !error));
            // No run goes on in silence: its result or its error comes.
            assert (!under_way_q || still_q <= TIMEOUT + 2);
            assert (!under_way_q || busy || done || error);
            // Only a core that ran has a result.
            assert (!done || !under_way_q || ended_q);
        end
        cover (started_q && under_way_q && done);
        cover (started_q && twice_q && done);
        cover (started_q && failed && cause == 4'd6 && !core_rst && !busy);
        cover (started_q && failed && cause == 4'd6 && busy && core_rst && !far_idle && still_q == 5'd0);
        cover (started_q && failed && cause == 4'd4);
        cover (started_q && failed && cause == 4'd7);
    end

endmodule

`default_nettype wire
