// Regions of memory cut into items: KIND 0 dfab_region_items, 1 dfab_circular_fetch, 2
// dfab_region_fetch. Bus words of 4 items.
//
// Exactly the items of the region come out, in order; of dfab_circular_fetch those of its 6 items
// round and round, of dfab_region_fetch whatever was asked, for which its commands name exactly
// the bus words that hold items.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module regions #(
    parameter KIND = 0
) (
    input wire        clk,
    input wire        rst,
    input wire        s_req_valid,
    input wire [1:0]  more,
    input wire [1:0]  first,
    input wire [1:0]  last,
    input wire [3:0]  base,
    input wire [2:0]  items,
    input wire        m_cmd_ready,
    input wire        s_valid,
    input wire [31:0] bus,      // the items are the low bits of its 4 bytes
    input wire        m_ready
);

    wire       s_req_ready;
    wire       s_ready;
    wire       m_valid;
    wire [7:0] m_data;
    wire       m_cmd_valid;
    wire [5:0] m_cmd_word;
    wire [6:0] m_cmd_words;
    wire       busy;
    wire [4:0] enter_at;
    wire [4:0] inside;
    reg        started_q = 1'b0;
    reg        standing_q;   // the bus word at the input has been counted
    reg  [1:0] word_q;       // bus words of the region that have passed
    wire       passes = s_valid && s_ready;

    generate
        if (KIND == 0) begin : g_items
            assign m_cmd_valid = 1'b0;
            assign m_cmd_word  = 6'd0;
            assign m_cmd_words = 7'd0;
            assign busy        = m_valid;

            dfab_region_items #(.BUS_WIDTH(32), .ITEM_WIDTH(8), .COUNT_BITS(2)) u_cell (
                .clk(clk), .rst(rst),
                .s_req_valid(s_req_valid), .s_req_ready(s_req_ready), .s_req_more(more),
                .s_req_first(first), .s_req_last(last),
                .s_valid(s_valid), .s_ready(s_ready), .s_data(bus),
                .m_valid(m_valid), .m_ready(m_ready), .m_data(m_data)
            );
        end else if (KIND == 1) begin : g_circular
            assign s_req_ready = 1'b0;
            assign busy        = 1'b1;

            dfab_circular_fetch #(
                .BUS_WIDTH(32), .ITEM_WIDTH(8), .WORD_BITS(6), .ITEMS(64'd6), .BASE(64'd12)
            ) u_cell (
                .clk(clk), .rst(rst),
                .m_cmd_valid(m_cmd_valid), .m_cmd_ready(m_cmd_ready),
                .m_cmd_word(m_cmd_word), .m_cmd_words(m_cmd_words),
                .s_valid(s_valid), .s_ready(s_ready), .s_data(bus),
                .m_valid(m_valid), .m_ready(m_ready), .m_data(m_data)
            );

            always @* begin
                if (started_q) begin
                    assert (!m_cmd_valid || (m_cmd_word == 6'd3 && m_cmd_words == 7'd2));
                end
            end
        end else begin : g_fetch
            dfab_region_fetch #(
                .BUS_WIDTH(32), .ITEM_WIDTH(8), .WORD_BITS(6), .BASE_BITS(4), .COUNT_BITS(3),
                .BASE(64'd12)
            ) u_cell (
                .clk(clk), .rst(rst), .busy(busy),
                .s_req_valid(s_req_valid), .s_req_ready(s_req_ready),
                .s_req_base(base), .s_req_items(items),
                .m_cmd_valid(m_cmd_valid), .m_cmd_ready(m_cmd_ready),
                .m_cmd_word(m_cmd_word), .m_cmd_words(m_cmd_words),
                .s_valid(s_valid), .s_ready(s_ready), .s_data(bus),
                .m_valid(m_valid), .m_ready(m_ready), .m_data(m_data)
            );

            wire [4:0] end_item = {1'b0, base} + {2'd0, items} - 5'd1;
            wire       accepts  = s_req_valid && s_req_ready && items != 3'd0;
            wire       asks     = m_cmd_valid && m_cmd_ready;
            wire [3:0] asked;

            // Commands are those of the requests, in order.
            stream_order #(.WIDTH(13), .BITS(4), .MAX(3)) u_commands (
                .clk(clk), .rst(rst),
                .enter(accepts), .enter_items(4'd1), .enter_at(),
                .enter_data({6'd3 + {4'd0, base[3:2]},
                             {4'd0, end_item[4:2]} - {5'd0, base[3:2]} + 7'd1}),
                .leave(asks), .leave_items(4'd1), .leave_at(),
                .leave_data({m_cmd_word, m_cmd_words}), .inside(asked)
            );

            // Busy as long as a command or an item is still to come.
            reg [6:0] owed_q;

            always @(posedge clk) begin
                if (rst) begin
                    owed_q <= 7'd0;
                end else begin
                    owed_q <= owed_q + (accepts ? {4'd0, items} : 7'd0)
                            - {6'd0, m_valid && m_ready};
                end
            end

            // With fewer than 8 requests under way a command follows its request within 2 cycles.
            reg [1:0] waited_q;

            always @(posedge clk) begin
                waited_q <= (rst || m_cmd_valid || asked == 4'd0 || owed_q > 7'd7) ? 2'd0 : waited_q + 2'd1;
            end

            always @* begin
                assert (!started_q || waited_q < 2'd2);
            end

            always @* begin
                // The memory gives nothing that was not asked for; a few requests are enough.
                assume (owed_q < 7'd40);
                if (started_q) begin
                    assert (busy == (owed_q != 7'd0));
                end
                cover (started_q && !rst && asks && m_cmd_words == 7'd3);
            end
        end
    endgenerate

    starts_in_reset u_start (.clk(clk), .rst(rst));

    stream_contract #(.WIDTH(13), .ASSERT(0)) u_request (
        .clk(clk), .rst(rst), .valid(s_req_valid), .ready(s_req_ready),
        .data({more, first, last, base, items})
    );

    stream_contract #(.WIDTH(32), .ASSERT(0)) u_bus (
        .clk(clk), .rst(rst), .valid(s_valid), .ready(s_ready), .data(bus)
    );

    stream_contract #(.WIDTH(8)) u_out (
        .clk(clk), .rst(rst), .valid(m_valid), .ready(m_ready), .data(m_data)
    );

    generate
        if (KIND > 0) begin : g_command
            stream_contract #(.WIDTH(13)) u_command (
                .clk(clk), .rst(rst), .valid(m_cmd_valid), .ready(m_cmd_ready),
                .data({m_cmd_word, m_cmd_words})
            );
        end
    endgenerate

    generate
        if (KIND < 2) begin : g_order
            wire       begins   = s_valid && (KIND == 1 || s_req_valid) && !standing_q;
            wire [1:0] last_at  = KIND == 1 ? 2'd1 : more;
            wire [1:0] from     = (KIND == 1 || word_q != 2'd0) ? 2'd0 : first;
            wire [1:0] to       = word_q != last_at ? 2'd3 : KIND == 1 ? 2'd1 : last;
            wire [1:0] item     = from + enter_at[1:0];

            always @(posedge clk) begin
                standing_q <= !rst && s_valid && (KIND == 1 || s_req_valid) && !s_ready;
                if (rst) begin
                    word_q <= 2'd0;
                end else if (passes) begin
                    word_q <= word_q == last_at ? 2'd0 : word_q + 2'd1;
                end
            end

            stream_order #(.WIDTH(2), .BITS(5), .MAX(5)) u_order (
                .clk(clk), .rst(rst),
                .enter(begins), .enter_items({3'd0, to} - {3'd0, from} + 5'd1),
                .enter_at(enter_at), .enter_data(bus[item*8 +: 2]),
                .leave(m_valid && m_ready), .leave_items(5'd1), .leave_at(),
                .leave_data(m_data[1:0]), .inside(inside)
            );

            always @* begin
                assume (KIND != 0 || more != 2'd0 || first <= last);
                if (started_q && KIND == 0 && s_req_valid && s_req_ready) begin
                    assert (passes && word_q == more);
                end
                if (started_q && KIND == 0) begin
                    assert (s_req_ready || !(passes && word_q == more));
                end
            end
        end else begin : g_loose
            // As many bus words come as commands have asked for.
            reg [5:0] due_q;

            always @(posedge clk) begin
                due_q <= rst ? 6'd0 : due_q + ((m_cmd_valid && m_cmd_ready) ? m_cmd_words[5:0] : 6'd0)
                                    - {5'd0, passes};
            end

            always @* begin
                assume (!s_valid || due_q != 6'd0);
                // The bus words asked for are those that its items take: none is left over.
                if (started_q && !busy) begin
                    assert (due_q == 6'd0);
                end
            end
        end
    endgenerate

    always @(posedge clk) begin
        started_q <= 1'b1;
    end

endmodule

`default_nettype wire
