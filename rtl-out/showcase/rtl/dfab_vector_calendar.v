// Gives a word of control back a chosen number of cycles after it was handed in.
//
// Why: the lane pipeline never stalls, so when a vector element word is issued it
// is already known when it will pass each stage. The issue unit writes the control
// of each stage into a calendar, once, instead of sending all of it down a shift
// register of the pipeline's length: it costs one write and one read per word
// whatever the depth, and words on paths of different length merge without muxes.
//
// s_delay D: m_valid and m_data show the word D cycles after the cycle of s_valid;
// D is 3 to 33. Two words must not fall due in the same cycle. m_data is held
// between words. One word per cycle.
//
// WIDTH: bits of a control word, 1 or more.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_vector_calendar #(
    parameter WIDTH = 8
) (
    input  wire             clk,
    input  wire             rst,
    input  wire             s_valid,
    input  wire [5:0]       s_delay,
    input  wire [WIDTH-1:0] s_data,
    output wire             m_valid,
    output wire [WIDTH-1:0] m_data
);

    generate
        if (WIDTH < 1) begin : g_error
            dfab_error_vector_calendar_width_must_be_positive u_error ();
        end
    endgenerate

    // Entry i of due_q: a word is read i cycles from now. Reading, then holding in
    // the output register, takes two cycles; the cycle of s_valid is the third.
    wire [5:0]  ahead = s_delay - 6'd3;

    reg  [31:0] due_q;
    reg  [4:0]  now_q;
    reg         read_q;
    reg         valid_q;

    always @(posedge clk) begin
        if (rst) begin
            due_q   <= 32'd0;
            now_q   <= 5'd0;
            read_q  <= 1'b0;
            valid_q <= 1'b0;
        end else begin
            due_q   <= {1'b0, due_q[31:1]} | ({32{s_valid}} & (32'd1 << ahead[4:0]));
            now_q   <= now_q + 5'd1;
            read_q  <= due_q[0];
            valid_q <= read_q;
        end
    end

    wire [WIDTH-1:0] page;

    dfab_ram_1r1w #(
        .WIDTH (WIDTH),
        .DEPTH (32),
        .LANE  (WIDTH)
    ) u_ring (
        .clk   (clk),
        .we    (s_valid),
        .waddr (now_q + 5'd1 + ahead[4:0]),
        .wdata (s_data),
        .re    (due_q[0]),
        .raddr (now_q),
        .rdata (page)
    );

    reg [WIDTH-1:0] data_q;

    always @(posedge clk) begin
        if (read_q) begin
            data_q <= page;
        end
    end

    assign m_valid = valid_q;
    assign m_data  = data_q;

    wire unused_ahead = ahead[5];

endmodule

`default_nettype wire
