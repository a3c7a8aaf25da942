// Regroups a stream of VECTOR elements per word into words of GROUP elements.
//
// Why a cell: the K cache wants the elements of a head COLS at a time, the V cache
// ROWS at a time, and the quantized memory gives VECTOR at a time.
//
// A word with last ends a run: the group under way is handed on, filled up with
// zeros, and m_last goes with it. The next word starts a new group.
// GROUP > VECTOR: latency 1, one input word per cycle. GROUP <= VECTOR: latency 0,
// one group per cycle.
//
// VECTOR, GROUP: powers of two, 1 to 256. KV_BITS: of an element.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_kv_gather #(
    parameter VECTOR = 8,
    parameter GROUP  = 16,
    parameter KV_BITS = 8
) (
    input  wire                clk,
    input  wire                rst,

    input  wire                s_valid,
    output wire                s_ready,
    input  wire [VECTOR*KV_BITS-1:0] s_data,
    input  wire                s_last,

    output wire                m_valid,
    input  wire                m_ready,
    output wire [GROUP*KV_BITS-1:0]  m_data,
    output wire                m_last
);

    generate
        if (VECTOR < 1 || (VECTOR & (VECTOR - 1)) != 0 || GROUP < 1 || (GROUP & (GROUP - 1)) != 0) begin : g_error
            dfab_error_kv_gather_vector_and_group_must_be_powers_of_two u_error ();
        end
    endgenerate

    genvar i;
    generate
        if (GROUP > VECTOR) begin : g_collect
            localparam PARTS     = GROUP / VECTOR;
            localparam PART_BITS = $clog2(PARTS);
            localparam [PART_BITS-1:0] ONE = 1;

            reg  [PART_BITS-1:0] part_q;
            reg                  full_q;
            reg                  last_q;
            reg  [GROUP*KV_BITS-1:0]   group_q;
            wire                 take = s_valid && s_ready;
            wire                 ends = s_last || &part_q;

            assign s_ready = !full_q || m_ready;
            assign m_valid = full_q;
            assign m_data  = group_q;
            assign m_last  = last_q;

            always @(posedge clk) begin
                if (rst) begin
                    part_q <= {PART_BITS{1'b0}};
                    full_q <= 1'b0;
                end else begin
                    if (take) begin
                        part_q <= ends ? {PART_BITS{1'b0}} : part_q + ONE;
                    end
                    full_q <= (take && ends) || (full_q && !m_ready);
                end
            end

            always @(posedge clk) begin
                if (take) begin
                    last_q <= s_last;
                end
            end

            // The first part of a group clears the others.
            for (i = 0; i < PARTS; i = i + 1) begin : g_part
                always @(posedge clk) begin
                    if (take && part_q == i) begin
                        group_q[i*VECTOR*KV_BITS +: VECTOR*KV_BITS] <= s_data;
                    end else if (take && part_q == {PART_BITS{1'b0}}) begin
                        group_q[i*VECTOR*KV_BITS +: VECTOR*KV_BITS] <= {(VECTOR*KV_BITS){1'b0}};
                    end
                end
            end
        end else if (GROUP < VECTOR) begin : g_split
            localparam PARTS     = VECTOR / GROUP;
            localparam PART_BITS = $clog2(PARTS);
            localparam [PART_BITS-1:0] ONE = 1;

            reg [PART_BITS-1:0] part_q;

            assign s_ready = m_ready && &part_q;
            assign m_valid = s_valid;
            assign m_data  = s_data[part_q*(GROUP*KV_BITS) +: GROUP*KV_BITS];
            assign m_last  = s_last && &part_q;

            always @(posedge clk) begin
                if (rst) begin
                    part_q <= {PART_BITS{1'b0}};
                end else if (m_valid && m_ready) begin
                    part_q <= part_q + ONE;
                end
            end
        end else begin : g_same
            wire unused_clock = &{1'b0, clk, rst};
            assign s_ready = m_ready;
            assign m_valid = s_valid;
            assign m_data  = s_data;
            assign m_last  = s_last;
        end
    endgenerate

endmodule

`default_nettype wire
