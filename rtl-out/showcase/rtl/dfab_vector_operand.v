// Reads operands a and b and brings them into the form the lanes take.
//
// Why an unused stage gets a neutral operand (-0 to add, 1 to multiply) instead of a
// way around it: a bypass would have to delay the value by the stage's latency, and
// every number that is ever in memory passes a neutral operation unchanged.
// The two halves of the pipeline have operand registers of their own, which hold
// still while a half is not used: it then burns no power.
//
// Cycle 0 after `go`'s: addresses on the ports. Cycle 1: memory data, selection.
// Cycle 2: operands. One word per cycle.
//
// VECTOR: lanes, a power of two, 2 to 64; LANE_BITS: its log2.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_vector_operand #(
    parameter VECTOR    = 8,
    parameter LANE_BITS = 3
) (
    input  wire                 clk,
    input  wire                 rst,

    input  wire                 go,
    input  wire [15:0]          go_a_addr,
    input  wire [15:0]          go_b_addr,
    input  wire                 go_a_one,
    input  wire                 go_a_sm,
    input  wire                 go_a_swap,
    input  wire                 go_b_sm,
    input  wire                 go_b_scalar,
    input  wire                 go_b_imm,
    input  wire [LANE_BITS-1:0] go_b_lane,
    input  wire [1:0]           go_b_use,
    input  wire [31:0]          go_imm,
    input  wire                 go_front,
    input  wire                 go_back,

    output wire [15:0]          a_addr,
    output wire [15:0]          b_addr,
    input  wire [VECTOR*32-1:0] vm_a_data,
    input  wire [VECTOR*32-1:0] sm_a_data,
    input  wire [VECTOR*32-1:0] vm_b_data,
    input  wire [VECTOR*32-1:0] sm_b_data,

    output wire [VECTOR*32-1:0] front_a,  // cycle 2: front half, a + b
    output wire [VECTOR*32-1:0] front_b,
    output wire [VECTOR*32-1:0] back_a,   // cycle 2: where the front half is skipped
    output wire [VECTOR*32-1:0] back_b,   // cycle 2: factor of the back half
    output wire                 back_b_late  // that factor is wanted after the front half
);

    localparam [31:0] ONE      = 32'h3F800000;
    localparam [31:0] NEG_ZERO = 32'h80000000;

    localparam [1:0] B_ADD = 2'd1;
    localparam [1:0] B_SUB = 2'd2;
    localparam [1:0] B_MUL = 2'd3;

    // Selection travels beside the read: {front, back} and the choice of each operand.
    localparam SELECT_BITS = 42 + LANE_BITS;

    wire [SELECT_BITS-1:0] select_d = {go_front, go_back, go_a_one, go_a_sm, go_a_swap, go_b_sm,
                                       go_b_scalar, go_b_imm, go_b_use, go_b_lane, go_imm};

    reg                   valid0_q;
    reg                   valid1_q;
    reg                   late2_q;
    reg [SELECT_BITS-1:0] select0_q;
    reg [SELECT_BITS-1:0] select1_q;
    reg [15:0]            a_addr_q;
    reg [15:0]            b_addr_q;

    wire                 front;
    wire                 back;
    wire                 a_one;
    wire                 a_sm;
    wire                 a_swap;
    wire                 b_sm;
    wire                 b_scalar;
    wire                 b_imm;
    wire [1:0]           b_use;
    wire [LANE_BITS-1:0] b_lane;
    wire [31:0]          imm;

    assign {front, back, a_one, a_sm, a_swap, b_sm, b_scalar, b_imm, b_use, b_lane, imm} = select1_q;

    always @(posedge clk) begin
        if (rst) begin
            valid0_q <= 1'b0;
            valid1_q <= 1'b0;
            late2_q  <= 1'b0;
        end else begin
            valid0_q <= go;
            valid1_q <= valid0_q;
            late2_q  <= valid1_q && front && back;
        end
    end

    always @(posedge clk) begin
        select0_q <= select_d;
        select1_q <= select0_q;
        if (go) begin
            a_addr_q <= go_a_addr;
            b_addr_q <= go_b_addr;
        end
    end

    wire [VECTOR*32-1:0] a_read = a_sm ? sm_a_data : vm_a_data;
    wire [VECTOR*32-1:0] b_read = b_sm ? sm_b_data : vm_b_data;
    wire [31:0]          b_one  = b_imm ? imm : b_read[{b_lane, 5'd0} +: 32];
    wire [VECTOR*32-1:0] b      = (b_imm || b_scalar) ? {VECTOR{b_one}} : b_read;

    wire b_added    = b_use == B_ADD || b_use == B_SUB;
    wire b_negative = b_use == B_SUB;

    wire [VECTOR*32-1:0] a;
    wire [VECTOR*32-1:0] addend;

    genvar i;
    generate
        for (i = 0; i < VECTOR; i = i + 1) begin : g_lane
            assign a[32*i +: 32] = a_one ? ONE : a_swap ? a_read[32*(i^1) +: 32] : a_read[32*i +: 32];
            assign addend[32*i +: 32] = b_added ? {b[32*i+31] ^ b_negative, b[32*i +: 31]} : NEG_ZERO;
        end
    endgenerate

    reg [VECTOR*32-1:0] front_a_q;
    reg [VECTOR*32-1:0] front_b_q;
    reg [VECTOR*32-1:0] back_a_q;
    reg [VECTOR*32-1:0] back_b_q;

    always @(posedge clk) begin
        if (valid1_q && front) begin
            front_a_q <= a;
            front_b_q <= addend;
        end
        if (valid1_q && !front) begin
            back_a_q <= a;
        end
        if (valid1_q && back) begin
            back_b_q <= (b_use == B_MUL) ? b : {VECTOR{ONE}};
        end
    end

    assign a_addr      = a_addr_q;
    assign b_addr      = b_addr_q;
    assign front_a     = front_a_q;
    assign front_b     = front_b_q;
    assign back_a      = back_a_q;
    assign back_b      = back_b_q;
    assign back_b_late = late2_q;

endmodule

`default_nettype wire
