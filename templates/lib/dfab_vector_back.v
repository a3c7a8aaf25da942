// Back half of the lane pipeline: x6 = x3 * b * c + (c or an immediate) in every lane.
//
// Why operand c is read here, late: shifting its address costs 16 bits a stage, shifting
// its data a whole word. The addend c alone waits three cycles for the product.
//
// Cycles count from the word's arrival: multiply by b 0, c's address on the port 1, c
// selected 2, multiply by c 3, add 6, result 10. One word per cycle, no stall. Control
// comes with the issue of the word (`go*`), which also says how many cycles later the
// word arrives (`go_delay`) and the addend is chosen (`go_add_delay`).
//
// VECTOR: lanes, a power of two, 2 to 64.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_vector_back #(
    parameter VECTOR = 8
) (
    input  wire                 clk,
    input  wire                 rst,

    input  wire                 go,
    input  wire [5:0]           go_delay,
    input  wire [5:0]           go_add_delay,
    input  wire                 go_from_front, // else straight from the operand registers
    input  wire [1:0]           go_c_use,
    input  wire                 go_c_ext,
    input  wire [15:0]          go_c_addr,
    input  wire [1:0]           go_ext_fmt,
    input  wire [1:0]           go_ext_part,
    input  wire                 go_ext_pop,
    input  wire [31:0]          go_imm,        // what every lane adds, if that is asked

    input  wire [VECTOR*32-1:0] front_x,       // cycle 0
    input  wire [VECTOR*32-1:0] direct_x,
    input  wire [VECTOR*32-1:0] direct_b,
    input  wire                 late_b_valid,  // direct_b is for after the front half

    output wire                 ext_use,       // cycle 0
    output wire [1:0]           ext_fmt,
    output wire [1:0]           ext_part,
    output wire                 ext_pop,
    output wire [15:0]          c_addr,        // cycle 1
    input  wire [VECTOR*32-1:0] vm_c_data,     // cycle 2
    input  wire [VECTOR*32-1:0] ext_data,
    output wire [VECTOR*32-1:0] y              // cycle 10
);

    localparam [31:0] ONE      = 32'h3F800000;
    localparam [31:0] NEG_ZERO = 32'h80000000;

    localparam [1:0] C_MUL     = 2'd1;
    localparam [1:0] C_ADD     = 2'd2;
    localparam [1:0] C_ADD_IMM = 2'd3;

    wire                 s_valid;      // cycle 0
    wire                 s_from_front;
    wire                 s_c_mul;
    wire                 s_c_add;
    wire                 s_c_ext;
    wire [15:0]          s_c_addr;
    wire                 s_pop;
    wire                 add_valid;    // cycle 5
    wire                 add_c;
    wire [31:0]          add_scalar;
    wire                 late_b_due;
    wire [VECTOR*32-1:0] late_b;       // cycle 0

    dfab_vector_calendar #(
        .WIDTH (25)
    ) u_arrival (
        .clk     (clk),
        .rst     (rst),
        .s_valid (go),
        .s_delay (go_delay),
        .s_data  ({go_from_front, go_c_use == C_MUL, go_c_use == C_ADD, go_c_ext, go_c_addr,
                   go_ext_fmt, go_ext_part, go_ext_pop}),
        .m_valid (s_valid),
        .m_data  ({s_from_front, s_c_mul, s_c_add, s_c_ext, s_c_addr, ext_fmt, ext_part, s_pop})
    );

    dfab_vector_calendar #(
        .WIDTH (33)
    ) u_addend (
        .clk     (clk),
        .rst     (rst),
        .s_valid (go),
        .s_delay (go_add_delay),
        .s_data  ({go_c_use == C_ADD, (go_c_use == C_ADD_IMM) ? go_imm : NEG_ZERO}),
        .m_valid (add_valid),
        .m_data  ({add_c, add_scalar})
    );

    // b was read with a, so that one port serves early and late use; where the word
    // passes the front half, its factor waits here.
    dfab_vector_calendar #(
        .WIDTH (VECTOR * 32)
    ) u_late_b (
        .clk     (clk),
        .rst     (rst),
        .s_valid (late_b_valid),
        .s_delay (6'd14),
        .s_data  (direct_b),
        .m_valid (late_b_due),
        .m_data  (late_b)
    );

    assign ext_use = s_valid && s_c_ext;
    assign ext_pop = ext_use && s_pop;

    reg [9:1]  here_q;   // bit k: a word's cycle k; stages without a word hold still
    reg [2:0]  use1_q;   // {multiply by c, add c, external}
    reg [2:0]  use2_q;
    reg [15:0] c_addr_q;

    always @(posedge clk) begin
        if (rst) begin
            here_q <= 9'd0;
        end else begin
            here_q <= {here_q[8:1], s_valid};
        end
    end

    wire [VECTOR*32-1:0] c = use2_q[0] ? ext_data : vm_c_data;

    reg [VECTOR*32-1:0] factor3_q;
    reg [VECTOR*32-1:0] c3_q;
    reg [VECTOR*32-1:0] c4_q;
    reg [VECTOR*32-1:0] c5_q;
    reg [VECTOR*32-1:0] addend6_q;

    always @(posedge clk) begin
        use1_q <= {s_c_mul, s_c_add, s_c_ext};
        use2_q <= use1_q;
        if (s_valid) begin
            c_addr_q <= s_c_addr;
        end
        if (here_q[2]) begin
            factor3_q <= use2_q[2] ? c : {VECTOR{ONE}};
        end
        if (here_q[2] && use2_q[1]) begin
            c3_q <= c;
        end
        if (here_q[3]) begin
            c4_q <= c3_q;
        end
        if (here_q[4]) begin
            c5_q <= c4_q;
        end
        if (add_valid) begin
            addend6_q <= add_c ? c5_q : {VECTOR{add_scalar}};
        end
    end

    assign c_addr = c_addr_q;

    wire [VECTOR*32-1:0] x3 = s_from_front ? front_x : direct_x;
    wire [VECTOR*32-1:0] b  = s_from_front ? late_b : direct_b;

    genvar i;
    generate
        for (i = 0; i < VECTOR; i = i + 1) begin : g_lane
            wire [31:0] x4;
            wire [31:0] x5;

            dfab_fp_mul u_mul_b (
                .clk    (clk),
                .enable ({here_q[2:1], s_valid}),
                .a      (x3[32*i +: 32]),
                .b      (b[32*i +: 32]),
                .y      (x4)
            );

            dfab_fp_mul u_mul_c (
                .clk    (clk),
                .enable (here_q[5:3]),
                .a      (x4),
                .b      (factor3_q[32*i +: 32]),
                .y      (x5)
            );

            dfab_fp_add u_add (
                .clk    (clk),
                .enable (here_q[9:6]),
                .a      (x5),
                .b      (addend6_q[32*i +: 32]),
                .y      (y[32*i +: 32])
            );
        end
    endgenerate

    wire unused_due = late_b_due;

endmodule

`default_nettype wire
