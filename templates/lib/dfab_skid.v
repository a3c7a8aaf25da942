// A register slice: cuts both the data path and the ready path of a stream.
//
// Why two words: ready is registered, so the sender learns one cycle late that
// the receiver stopped, and the word already under way needs a place.
//
// Latency 1, one word per cycle without gaps. WIDTH: bits per word, 1 or more.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_skid #(
    parameter WIDTH = 32
) (
    input  wire             clk,
    input  wire             rst,

    input  wire             s_valid,
    output wire             s_ready,
    input  wire [WIDTH-1:0] s_data,

    output wire             m_valid,
    input  wire             m_ready,
    output wire [WIDTH-1:0] m_data
);

    generate
        if (WIDTH < 1) begin : g_error
            dfab_error_skid_width_must_be_positive u_error ();
        end
    endgenerate

    reg             valid_q;
    reg             spare_valid_q;
    reg [WIDTH-1:0] data_q;
    reg [WIDTH-1:0] spare_q;

    // The output register may change: it is empty, or its word leaves now.
    wire advance = !valid_q || m_ready;

    always @(posedge clk) begin
        if (rst) begin
            valid_q       <= 1'b0;
            spare_valid_q <= 1'b0;
        end else if (advance) begin
            valid_q       <= spare_valid_q || s_valid;
            spare_valid_q <= 1'b0;
        end else if (s_valid && s_ready) begin
            spare_valid_q <= 1'b1;
        end
    end

    // The spare word is older than the one that arrives, so it goes first; while
    // it is held nothing arrives.
    always @(posedge clk) begin
        if (advance) begin
            data_q <= spare_valid_q ? spare_q : s_data;
        end
        if (s_ready) begin
            spare_q <= s_data;
        end
    end

    assign s_ready = !spare_valid_q;
    assign m_valid = valid_q;
    assign m_data  = data_q;

endmodule

`default_nettype wire
