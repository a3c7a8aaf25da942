// Queues and register slices of many shapes, all driven by the same pattern.
//
// in: {29'd0, m_ready, offer, rst}, 64 bits of data. Where an offer meets a cell
// that is not ready, the source here holds valid and data, as the contract asks.
// out, 5 words per cell: {level, 4'd0, m_ready, m_valid, s_ready, s_valid}, s_data, m_data.
// Cells 0 to 11: queues, width 1, 8, 33, 64 by depth 2, 4, 16. Cells 12 to 15: slices.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module bench (
    input  wire          clk,
    input  wire [95:0]   in,
    output wire [2559:0] out
);

    wire rst     = in[0];
    wire m_ready = in[2];

    genvar i;
    generate
        for (i = 0; i < 16; i = i + 1) begin : g_cell
            localparam KIND  = i % 4;
            localparam SHAPE = i / 4;
            localparam WIDTH = KIND == 0 ? 1 : KIND == 1 ? 8 : KIND == 2 ? 33 : 64;
            localparam DEPTH = SHAPE == 0 ? 2 : SHAPE == 1 ? 4 : 16;

            reg              pending_q;
            reg  [WIDTH-1:0] held_q;
            wire             s_valid = !rst && (pending_q || in[1]);
            wire             s_ready;
            wire [WIDTH-1:0] s_data = pending_q ? held_q : in[32 +: WIDTH];
            wire             m_valid;
            wire [WIDTH-1:0] m_data;
            wire [7:0]       level;

            always @(posedge clk) begin
                pending_q <= !rst && s_valid && !s_ready;
                held_q    <= s_data;
            end

            if (SHAPE == 3) begin : g_skid
                assign level = 8'd0;
                dfab_skid #(.WIDTH(WIDTH)) u_cell (
                    .clk(clk), .rst(rst),
                    .s_valid(s_valid), .s_ready(s_ready), .s_data(s_data),
                    .m_valid(m_valid), .m_ready(m_ready), .m_data(m_data)
                );
            end else begin : g_fifo
                wire [SHAPE == 0 ? 1 : SHAPE == 1 ? 2 : 4:0] held;
                assign level = {{(8 - (SHAPE == 0 ? 2 : SHAPE == 1 ? 3 : 5)){1'b0}}, held};
                dfab_fifo #(.WIDTH(WIDTH), .DEPTH(DEPTH)) u_cell (
                    .clk(clk), .rst(rst),
                    .s_valid(s_valid), .s_ready(s_ready), .s_data(s_data),
                    .m_valid(m_valid), .m_ready(m_ready), .m_data(m_data),
                    .level(held)
                );
            end

            assign out[i*160 +: 32]          = {16'd0, level, 4'd0, m_ready, m_valid, s_ready, s_valid};
            assign out[i*160+32 +: WIDTH]    = s_data;
            assign out[i*160+96 +: WIDTH]    = m_data;
            if (WIDTH < 64) begin : g_pad
                assign out[i*160+32+WIDTH +: 64-WIDTH] = {(64-WIDTH){1'b0}};
                assign out[i*160+96+WIDTH +: 64-WIDTH] = {(64-WIDTH){1'b0}};
            end
        end
    endgenerate

    wire unused_bits = &{1'b0, in[31:3]};

endmodule

`default_nettype wire
