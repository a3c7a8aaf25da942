// Cells that read blocks of a memory: KIND 0 dfab_block_reader, 1 dfab_operand_source.
//
// The words of each request come out in its order, requests in theirs, from the right memory, none
// left out, none twice. The memories here hold their own addresses. Of dfab_operand_source the
// source is one of three, the third a stream from outside.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module blocks #(
    parameter KIND = 0
) (
    input wire       clk,
    input wire       rst,
    input wire       s_req_valid,
    input wire [1:0] src,
    input wire [1:0] base,
    input wire [1:0] words,
    input wire       m_far_ready,
    input wire       s_far_valid,
    input wire [1:0] s_far_data,
    input wire       m_ready
);

    wire       s_req_ready;
    wire       m_valid;
    wire [2:0] m_data;
    wire       s_far_ready;
    wire [3:0] enter_at;
    wire [3:0] inside;
    wire       accepts = s_req_valid && s_req_ready;
    wire [1:0] address = base + enter_at[1:0];
    reg        started_q = 1'b0;

    always @(posedge clk) begin
        started_q <= 1'b1;
    end

    generate
        if (KIND == 0) begin : g_block
            wire       re;
            wire [1:0] raddr;
            reg  [2:0] rdata_q;

            assign s_far_ready = 1'b0;

            always @(posedge clk) begin
                if (re) begin
                    rdata_q <= {1'd0, raddr};
                end
            end

            dfab_block_reader #(.WIDTH(3), .ADDR_BITS(2), .COUNT_BITS(2)) u_cell (
                .clk(clk), .rst(rst),
                .s_req_valid(s_req_valid), .s_req_ready(s_req_ready),
                .s_req_base(base), .s_req_words(words),
                .re(re), .raddr(raddr), .rdata(rdata_q),
                .m_valid(m_valid), .m_ready(m_ready), .m_data(m_data)
            );

            stream_order #(.WIDTH(3), .BITS(4), .MAX(10)) u_order (
                .clk(clk), .rst(rst),
                .enter(accepts), .enter_items({2'd0, words}), .enter_at(enter_at),
                .enter_data({1'd0, address}),
                .leave(m_valid && m_ready), .leave_items(4'd1), .leave_at(), .leave_data(m_data),
                .inside(inside)
            );

            // An idle reader takes a request at once.
            always @* begin
                assert (!started_q || inside != 4'd0 || !s_req_valid || s_req_ready);
            end

            // The next block is accepted with the last address of the one before.
            always @* begin
                cover (started_q && !rst && accepts && re && words == 2'd3);
            end
        end else begin : g_source
            wire        aux_re;
            wire [1:0]  aux_addr;
            wire        vs_re;
            wire [1:0]  vs_addr;
            wire        m_far_valid;
            wire [27:0] m_far_base;
            wire [19:0] m_far_words;
            wire [63:0] m_ext_data;
            reg  [2:0]  aux_q;
            reg  [2:0]  vs_q;
            reg  [1:0]  far_q;      // words of far requests still to come
                reg  [3:0]  held_q;     // words read or taken that have not left
            wire        near = accepts && src != 2'd2;
            wire        far  = s_far_valid && s_far_ready;

            assign m_data = m_ext_data[2:0];

            always @(posedge clk) begin
                if (aux_re) begin
                    aux_q <= {1'd0, aux_addr};
                end
                if (vs_re) begin
                    vs_q <= {1'd1, vs_addr};
                end
                held_q <= rst ? 4'd0 : held_q + {3'd0, aux_re || vs_re || far} - {3'd0, m_valid && m_ready};
                if (rst) begin
                    far_q <= 2'd0;
                end else if (m_far_valid && m_far_ready) begin
                    far_q <= words;
                end else begin
                    far_q <= far_q - {1'b0, far};
                end
            end

            dfab_operand_source #(.VECTOR(2), .AUX_ADDR_BITS(2), .VS_ADDR_BITS(2)) u_cell (
                .clk(clk), .rst(rst),
                .s_req_valid(s_req_valid), .s_req_ready(s_req_ready), .s_req_src(src),
                .s_req_base({26'd0, base}), .s_req_words({18'd0, words}),
                .aux_re(aux_re), .aux_addr(aux_addr), .aux_data({61'd0, aux_q}),
                .vs_re(vs_re), .vs_addr(vs_addr), .vs_data({61'd0, vs_q}),
                .m_far_valid(m_far_valid), .m_far_ready(m_far_ready),
                .m_far_base(m_far_base), .m_far_words(m_far_words),
                .s_far_valid(s_far_valid), .s_far_ready(s_far_ready),
                .s_far_data({62'd0, s_far_data}),
                .m_ext_valid(m_valid), .m_ext_ready(m_ready), .m_ext_data(m_ext_data)
            );

            stream_order #(.WIDTH(3), .BITS(4), .MAX(10)) u_order (
                .clk(clk), .rst(rst),
                .enter(near || far), .enter_items(near ? {2'd0, words} : 4'd1),
                .enter_at(enter_at),
                .enter_data(near ? {src == 2'd1, address} : {1'b0, s_far_data}),
                .leave(m_valid && m_ready), .leave_items(4'd1), .leave_at(), .leave_data(m_data),
                .inside(inside)
            );

            always @* begin
                assume (src != 2'd3);
                // The off-chip side gives what it was asked for, and no more.
                assume (!s_far_valid || far_q != 2'd0);
                if (started_q) begin
                    // Reads and words never exceed the queue, and none waits while it has room.
                    assert (held_q <= 4'd4);
                    assert (inside <= held_q || held_q >= 4'd4 || aux_re || vs_re);
                    assert (far_q == 2'd0 || !s_far_valid || held_q >= 4'd4 || s_far_ready);
                    // Its words are taken only while they are due.
                    assert (!s_far_ready || far_q != 2'd0);
                    assert (!(aux_re && vs_re));
                    assert (!(accepts && far));
                    if (m_far_valid) begin
                        assert (src == 2'd2 && m_far_base == base && m_far_words == words);
                    end
                    assert (!(accepts && src == 2'd2) || (m_far_valid && m_far_ready));
                    assert (!(m_far_valid && m_far_ready) || accepts);
                end
                cover (started_q && !rst && far && inside == 4'd2);
                cover (started_q && !rst && accepts && src == 2'd1 && inside == 4'd3);
            end
        end
    endgenerate

    starts_in_reset u_start (.clk(clk), .rst(rst));

    stream_contract #(.WIDTH(6), .ASSERT(0)) u_request (
        .clk(clk), .rst(rst), .valid(s_req_valid), .ready(s_req_ready), .data({src, base, words})
    );

    stream_contract #(.WIDTH(2), .ASSERT(0)) u_far (
        .clk(clk), .rst(rst), .valid(s_far_valid), .ready(s_far_ready), .data(s_far_data)
    );

    stream_contract #(.WIDTH(3)) u_out (
        .clk(clk), .rst(rst), .valid(m_valid), .ready(m_ready), .data(m_data)
    );

    // Words of a request that is here come out: nothing waits for ever.
    reg [2:0] waited_q;

    always @(posedge clk) begin
        if (rst || m_valid || inside == 4'd0) begin
            waited_q <= 3'd0;
        end else begin
            waited_q <= waited_q + 3'd1;
        end
    end

    always @* begin
        assert (!started_q || waited_q <= 3'd3);
    end

endmodule

`default_nettype wire
