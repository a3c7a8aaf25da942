// KIND 0, 1 dfab_kv_split, cutting a container in four bus words and placing it in half of one;
// 2, 3 dfab_kv_gather, collecting four words to a group and splitting one in four. 4 dfab_kv_split
// at equal widths.
//
// Split: every part with a byte to write leaves once, in order, at its bus word, with its bytes;
// parts without are left out. Gather: elements in order, a short group filled up with zeros, and
// last with the group that ends.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module kv #(
    parameter KIND = 0
) (
    input wire        clk,
    input wire        rst,
    input wire        s_valid,
    input wire [2:0]  addr,
    input wire [3:0]  strb,
    input wire [31:0] data,
    input wire        s_last,
    input wire        m_ready
);

    wire        s_ready;
    wire        m_valid;
    wire [15:0] m_data;
    wire [1:0]  m_strb;
    wire [5:0]  m_word;
    wire        m_last;
    wire [3:0]  enter_at;
    wire [3:0]  leave_at;
    wire [3:0]  inside;
    reg         started_q = 1'b0;
    reg         standing_q;

    always @(posedge clk) begin
        started_q  <= 1'b1;
        standing_q <= !rst && s_valid && !s_ready;
    end

    generate
        if (KIND == 0) begin : g_cut
            wire [2:0] parts = {2'd0, strb[0]} + {2'd0, strb[1]} + {2'd0, strb[2]} + {2'd0, strb[3]};
            reg  [1:0] part;      // the one at the watched place among those with a byte
            reg  [2:0] seen;
            integer    i;

            always @* begin
                part = 2'd0;
                seen = 3'd0;
                for (i = 0; i < 4; i = i + 1) begin
                    if (strb[i]) begin
                        if (seen == enter_at[2:0]) begin
                            part = i;
                        end
                        seen = seen + 3'd1;
                    end
                end
            end

            assign m_data[15:8] = 8'd0;
            assign m_strb[1]    = 1'b0;
            assign m_last       = 1'b0;

            dfab_kv_split #(.BUS_WIDTH(8), .ITEM_WIDTH(32), .WORD_BITS(6), .BASE(64'd5)) u_cell (
                .clk(clk), .rst(rst),
                .s_valid(s_valid), .s_ready(s_ready),
                .s_addr({29'd0, addr}), .s_strb(strb), .s_data(data),
                .m_valid(m_valid), .m_ready(m_ready),
                .m_word(m_word), .m_strb(m_strb[0]), .m_data(m_data[7:0])
            );

            stream_order #(.WIDTH(8), .BITS(4), .MAX(5)) u_order (
                .clk(clk), .rst(rst),
                .enter(s_valid && !standing_q), .enter_items({1'b0, parts}), .enter_at(enter_at),
                .enter_data({6'd5 + {1'b0, addr, part}, data[part*8 +: 2]}),
                .leave(m_valid && m_ready), .leave_items(4'd1), .leave_at(leave_at),
                .leave_data({m_word, m_data[1:0]}), .inside(inside)
            );

            always @* begin
                if (started_q) begin
                    assert (!m_valid || m_strb[0]);
                end
                cover (started_q && !rst && s_valid && s_ready && strb == 4'b0101);
                cover (started_q && !rst && s_valid && s_ready && strb == 4'b1000);
            end
        end else if (KIND == 1) begin : g_place
            assign m_last = 1'b0;

            dfab_kv_split #(.BUS_WIDTH(16), .ITEM_WIDTH(8), .WORD_BITS(6), .BASE(64'd10)) u_cell (
                .clk(clk), .rst(rst),
                .s_valid(s_valid), .s_ready(s_ready),
                .s_addr({29'd0, addr}), .s_strb(strb[0]), .s_data(data[7:0]),
                .m_valid(m_valid), .m_ready(m_ready),
                .m_word(m_word), .m_strb(m_strb), .m_data(m_data)
            );

            wire [1:0] taken = m_strb[1] ? m_data[9:8] : m_data[1:0];

            stream_order #(.WIDTH(10), .BITS(4), .MAX(2)) u_order (
                .clk(clk), .rst(rst),
                .enter(s_valid && s_ready && strb[0]), .enter_items(4'd1), .enter_at(enter_at),
                .enter_data({6'd5 + {4'd0, addr[2:1]}, addr[0], !addr[0], data[1:0]}),
                .leave(m_valid && m_ready), .leave_items(4'd1), .leave_at(leave_at),
                .leave_data({m_word, m_strb, taken}), .inside(inside)
            );
        end else if (KIND == 2) begin : g_collect
            reg  [1:0] count_q;     // words of the group under way
            reg  [7:0] group_q;
            wire       take  = s_valid && s_ready;
            wire       whole = take && (count_q == 2'd3 || s_last);
            wire [7:0] group = (count_q == 2'd0 ? 8'd0 : group_q) | ({6'd0, data[1:0]} << {count_q, 1'b0});

            assign m_data[15:8] = 8'd0;
            assign m_strb       = 2'd0;
            assign m_word       = 6'd0;

            always @(posedge clk) begin
                if (rst) begin
                    count_q <= 2'd0;
                end else if (take) begin
                    count_q <= whole ? 2'd0 : count_q + 2'd1;
                    group_q <= group;
                end
            end

            dfab_kv_gather #(.VECTOR(1), .GROUP(4), .KV_BITS(2)) u_cell (
                .clk(clk), .rst(rst),
                .s_valid(s_valid), .s_ready(s_ready), .s_data(data[1:0]), .s_last(s_last),
                .m_valid(m_valid), .m_ready(m_ready), .m_data(m_data[7:0]), .m_last(m_last)
            );

            stream_order #(.WIDTH(9), .BITS(4), .MAX(2)) u_order (
                .clk(clk), .rst(rst),
                .enter(whole), .enter_items(4'd1), .enter_at(enter_at),
                .enter_data({s_last, group}),
                .leave(m_valid && m_ready), .leave_items(4'd1), .leave_at(leave_at),
                .leave_data({m_last, m_data[7:0]}), .inside(inside)
            );

            // A word is taken whenever the group before it has left or leaves.
            always @* begin
                if (started_q) begin
                    assert (s_ready == (!m_valid || m_ready));
                end
            end

            always @* begin
                cover (started_q && !rst && whole && count_q == 2'd0 && m_valid && m_ready);
            end
        end else if (KIND == 3) begin : g_parts
            wire [2:0] part = {s_last && enter_at[1:0] == 2'd3, data[enter_at[1:0]*2 +: 2]};

            assign m_data[15:2] = 14'd0;
            assign m_strb       = 2'd0;
            assign m_word       = 6'd0;

            dfab_kv_gather #(.VECTOR(4), .GROUP(1), .KV_BITS(2)) u_cell (
                .clk(clk), .rst(rst),
                .s_valid(s_valid), .s_ready(s_ready), .s_data(data[7:0]), .s_last(s_last),
                .m_valid(m_valid), .m_ready(m_ready), .m_data(m_data[1:0]), .m_last(m_last)
            );

            stream_order #(.WIDTH(3), .BITS(4), .MAX(4)) u_order (
                .clk(clk), .rst(rst),
                .enter(s_valid && !standing_q), .enter_items(4'd4), .enter_at(enter_at),
                .enter_data(part),
                .leave(m_valid && m_ready), .leave_items(4'd1), .leave_at(leave_at),
                .leave_data({m_last, m_data[1:0]}), .inside(inside)
            );

            // The word is done with its last part.
            always @* begin
                if (started_q && !rst && s_valid && s_ready) begin
                    assert (standing_q && inside == 4'd1 && m_valid && m_ready);
                end
            end
        end else begin : g_same
            assign m_last        = 1'b0;
            assign m_data[15:8] = 8'd0;
            assign m_strb[1]    = 1'b0;

            dfab_kv_split #(.BUS_WIDTH(8), .ITEM_WIDTH(8), .WORD_BITS(6), .BASE(64'd5)) u_cell (
                .clk(clk), .rst(rst),
                .s_valid(s_valid), .s_ready(s_ready),
                .s_addr({29'd0, addr}), .s_strb(strb[0]), .s_data(data[7:0]),
                .m_valid(m_valid), .m_ready(m_ready),
                .m_word(m_word), .m_strb(m_strb[0]), .m_data(m_data[7:0])
            );

            stream_order #(.WIDTH(9), .BITS(4), .MAX(2)) u_order (
                .clk(clk), .rst(rst),
                .enter(s_valid && s_ready && strb[0]), .enter_items(4'd1), .enter_at(enter_at),
                .enter_data({6'd5 + {3'd0, addr}, strb[0], data[1:0]}),
                .leave(m_valid && m_ready), .leave_items(4'd1), .leave_at(leave_at),
                .leave_data({m_word, m_strb[0], m_data[1:0]}), .inside(inside)
            );

            always @* begin
                if (started_q) begin
                    assert (s_ready == (!m_valid || m_ready));
                end
            end
        end
    endgenerate

    starts_in_reset u_start (.clk(clk), .rst(rst));

    stream_contract #(.WIDTH(40), .ASSERT(0)) u_in (
        .clk(clk), .rst(rst), .valid(s_valid), .ready(s_ready), .data({addr, strb, data, s_last})
    );

    stream_contract #(.WIDTH(25)) u_out (
        .clk(clk), .rst(rst), .valid(m_valid), .ready(m_ready),
        .data({m_last, m_word, m_strb, m_data})
    );

endmodule

`default_nettype wire
