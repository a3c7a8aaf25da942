// The words of a queue: KIND 0 dfab_fifo, 1 dfab_skid, 2 dfab_ram_fifo.
//
// Stream contract, order, level never over depth, and ready exactly when there is room (of
// dfab_ram_fifo, whose words also stand behind its RAM: always when fewer than DEPTH are held).

`resetall
`timescale 1ns / 1ps
`default_nettype none

module queue #(
    parameter KIND  = 0,
    parameter WIDTH = 2,
    parameter DEPTH = 4
) (
    input wire             clk,
    input wire             rst,
    input wire             s_valid,
    input wire [WIDTH-1:0] s_data,
    input wire             m_ready
);

    localparam MOST = KIND == 0 ? DEPTH : KIND == 1 ? 2 : DEPTH + 4;

    wire             s_ready;
    wire             m_valid;
    wire [WIDTH-1:0] m_data;
    wire [4:0]       inside;

    generate
        if (KIND == 0) begin : g_fifo
            wire [$clog2(DEPTH):0] level;

            dfab_fifo #(.WIDTH(WIDTH), .DEPTH(DEPTH)) u_cell (
                .clk(clk), .rst(rst),
                .s_valid(s_valid), .s_ready(s_ready), .s_data(s_data),
                .m_valid(m_valid), .m_ready(m_ready), .m_data(m_data), .level(level)
            );

            always @* begin
                if (started_q) begin
                    assert (level == inside);
                    assert (level <= DEPTH);
                    assert (s_ready == (inside < DEPTH));
                    assert (m_valid == (inside != 5'd0));
                end
            end
        end else if (KIND == 1) begin : g_skid
            dfab_skid #(.WIDTH(WIDTH)) u_cell (
                .clk(clk), .rst(rst),
                .s_valid(s_valid), .s_ready(s_ready), .s_data(s_data),
                .m_valid(m_valid), .m_ready(m_ready), .m_data(m_data)
            );

            always @* begin
                if (started_q) begin
                    assert (s_ready == (inside < 5'd2));
                    assert (m_valid == (inside != 5'd0));
                end
            end
        end else begin : g_ram
            dfab_ram_fifo #(.WIDTH(WIDTH), .DEPTH(DEPTH)) u_cell (
                .clk(clk), .rst(rst),
                .s_valid(s_valid), .s_ready(s_ready), .s_data(s_data),
                .m_valid(m_valid), .m_ready(m_ready), .m_data(m_data)
            );

            // With words inside and none taken, one stands at the output 2 cycles later.
            reg [1:0] waited_q;

            always @(posedge clk) begin
                if (rst || m_valid || inside == 5'd0) begin
                    waited_q <= 2'd0;
                end else begin
                    waited_q <= waited_q + 2'd1;
                end
            end

            // At rest the places behind the RAM are filled first.
            reg [2:0] rest_q;

            always @(posedge clk) begin
                if (rst || (s_valid && s_ready) || (m_valid && m_ready)) begin
                    rest_q <= 3'd0;
                end else if (rest_q != 3'd5) begin
                    rest_q <= rest_q + 3'd1;
                end
            end

            always @* begin
                if (started_q) begin
                    assert (rest_q != 3'd5 || s_ready || inside == MOST);
                    assert (s_ready || inside >= DEPTH);
                    assert (waited_q <= 2'd2);
                end
            end
        end
    endgenerate

    reg started_q = 1'b0;

    always @(posedge clk) begin
        started_q <= 1'b1;
    end

    starts_in_reset u_start (.clk(clk), .rst(rst));

    stream_contract #(.WIDTH(WIDTH), .ASSERT(0)) u_in (
        .clk(clk), .rst(rst), .valid(s_valid), .ready(s_ready), .data(s_data)
    );

    stream_contract #(.WIDTH(WIDTH)) u_out (
        .clk(clk), .rst(rst), .valid(m_valid), .ready(m_ready), .data(m_data)
    );

    stream_order #(.WIDTH(WIDTH), .BITS(5), .MAX(MOST + 1)) u_order (
        .clk(clk), .rst(rst),
        .enter(s_valid && s_ready), .enter_items(5'd1), .enter_at(), .enter_data(s_data),
        .leave(m_valid && m_ready), .leave_items(5'd1), .leave_at(), .leave_data(m_data),
        .inside(inside)
    );

    always @* begin
        if (started_q) begin
            assert (inside <= MOST);
        end
        cover (started_q && inside == MOST);
    end

endmodule

`default_nettype wire
