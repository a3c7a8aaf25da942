// Changes the width of a stream by a power of two, lowest part first.
//
// Narrowing, a word is given out part by part; s_first and s_last name the first
// and the last part that is wanted, so that a sender can leave out parts at no cost in
// cycles. Why there: regions in memory begin and end inside a bus word. Widening or
// at equal widths they have no effect.
//
// Latency 1 from the (last) input word; one word per cycle on the narrower side.
//
// S_WIDTH, M_WIDTH: one is a power of two times the other.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_resize #(
    parameter S_WIDTH = 256,
    parameter M_WIDTH = 64
) (
    input  wire                                                            clk,
    input  wire                                                            rst,

    input  wire                                                            s_valid,
    output wire                                                            s_ready,
    input  wire [S_WIDTH-1:0]                                              s_data,
    input  wire [(S_WIDTH > M_WIDTH ? $clog2(S_WIDTH/M_WIDTH) : 1)-1:0]    s_first,
    input  wire [(S_WIDTH > M_WIDTH ? $clog2(S_WIDTH/M_WIDTH) : 1)-1:0]    s_last,

    output wire                                                            m_valid,
    input  wire                                                            m_ready,
    output wire [M_WIDTH-1:0]                                              m_data
);

    localparam DOWN  = S_WIDTH / M_WIDTH;
    localparam UP    = M_WIDTH / S_WIDTH;
    localparam RATIO = (DOWN > UP) ? DOWN : UP;

    generate
        if ((RATIO & (RATIO - 1)) != 0 || (S_WIDTH != M_WIDTH * RATIO && M_WIDTH != S_WIDTH * RATIO)) begin : g_error
            dfab_error_resize_widths_must_differ_by_a_power_of_two u_error ();
        end
    endgenerate

    reg               valid_q;
    reg [M_WIDTH-1:0] data_q;

    wire              advance = !valid_q || m_ready;

    assign m_valid = valid_q;
    assign m_data  = data_q;

    genvar i;
    generate
        if (DOWN > 1) begin : g_narrow
            localparam BITS = $clog2(RATIO);

            // The input word stands while its parts leave.
            reg             begun_q;
            reg  [BITS-1:0] part_q;
            wire [BITS-1:0] part = begun_q ? part_q : s_first;
            wire            last = part == s_last;

            assign s_ready = advance && last;

            always @(posedge clk) begin
                if (rst) begin
                    valid_q <= 1'b0;
                    begun_q <= 1'b0;
                end else if (advance) begin
                    valid_q <= s_valid;
                    begun_q <= s_valid && !last;
                end
            end

            always @(posedge clk) begin
                if (advance) begin
                    part_q <= part + {{(BITS-1){1'b0}}, 1'b1};
                    data_q <= s_data[part*M_WIDTH +: M_WIDTH];
                end
            end
        end else if (UP > 1) begin : g_widen
            localparam BITS = $clog2(RATIO);

            reg  [BITS-1:0] part_q;
            wire            take      = s_valid && advance;
            wire            unused_at = &{1'b0, s_first, s_last};

            assign s_ready = advance;

            always @(posedge clk) begin
                if (rst) begin
                    valid_q <= 1'b0;
                    part_q  <= {BITS{1'b0}};
                end else if (advance) begin
                    valid_q <= take && (&part_q);
                    part_q  <= part_q + {{(BITS-1){1'b0}}, take};
                end
            end

            for (i = 0; i < RATIO; i = i + 1) begin : g_part
                localparam [BITS-1:0] PART = i;

                always @(posedge clk) begin
                    if (take && part_q == PART) begin
                        data_q[i*S_WIDTH +: S_WIDTH] <= s_data;
                    end
                end
            end
        end else begin : g_same
            wire unused_at = &{1'b0, s_first, s_last};

            assign s_ready = advance;

            always @(posedge clk) begin
                if (rst) begin
                    valid_q <= 1'b0;
                end else if (advance) begin
                    valid_q <= s_valid;
                end
            end

            always @(posedge clk) begin
                if (advance) begin
                    data_q <= s_data;
                end
            end
        end
    endgenerate

endmodule

`default_nettype wire
