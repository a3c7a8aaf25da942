// End of the lane pipeline: picks the result of the path a word took, clears the lanes
// past the end of the vector, and writes.
//
// Why the lanes are cleared here, once: every reader may then take whole words, and a
// sum needs no mask of its own.
//
// Control comes with the issue of the word (`go*`) and waits go_delay cycles for it. VM and
// the whole-word write of SM happen in the cycle in which the word is here, QM one cycle
// later (conversion); reductions get the word one cycle later.
//
// VECTOR: lanes, a power of two, 2 to 64. ACT_BITS, KV_BITS: of a code of activations, and
// of keys and values, 2 to 16; QM is written in the wider of the two.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_vector_exit #(
    parameter VECTOR       = 8,
    parameter QM_ADDR_BITS = 16,
    parameter ACT_BITS     = 8,
    parameter KV_BITS      = 8
) (
    input  wire                    clk,
    input  wire                    rst,

    input  wire                    go,
    input  wire [5:0]              go_delay,
    input  wire                    go_from_front,
    input  wire                    go_from_back,
    input  wire [VECTOR-1:0]       go_mask,      // lanes that hold an element
    input  wire [1:0]              go_dst_mem,
    input  wire [15:0]             go_dst_addr,
    input  wire                    go_wr_q,
    input  wire                    go_q_kv,      // codes of keys or values
    input  wire [QM_ADDR_BITS-1:0] go_q_addr,
    input  wire                    go_sum,       // the word takes part in a sum
    input  wire                    go_max,       // ... in a maximum
    input  wire                    go_abs,       // ... of absolute values
    input  wire                    go_arg,       // ... whose index is wanted
    input  wire                    go_seg_last,
    input  wire [9:0]              go_pc,
    input  wire [7:0]              go_layer,
    input  wire [VECTOR*32-1:0]    direct_x,
    input  wire [VECTOR*32-1:0]    front_x,
    input  wire [VECTOR*32-1:0]    back_x,

    output wire                    vm_we,
    output wire                    sm_we,        // whole word
    output wire [15:0]             addr,
    output wire [VECTOR*32-1:0]    word,
    output wire [9:0]              pc,
    output wire [7:0]              layer,

    output wire                    qm_we,
    output wire [QM_ADDR_BITS-1:0] qm_waddr,
    output wire [VECTOR*(ACT_BITS > KV_BITS ? ACT_BITS : KV_BITS)-1:0] qm_wdata,
    output wire [9:0]              trace_qm_pc,
    output wire [7:0]              trace_qm_layer,

    output wire                    sum_valid,    // next cycle
    output wire                    max_valid,
    output wire                    max_abs,
    output wire                    max_arg,
    output wire                    reduce_last,
    output wire [VECTOR-1:0]       reduce_mask,
    output wire [VECTOR*32-1:0]    reduce_word
);

    localparam CONTROL_BITS = 45 + VECTOR + QM_ADDR_BITS;

    localparam CODE_BITS = ACT_BITS > KV_BITS ? ACT_BITS : KV_BITS;
    // The largest codes, which are symmetric.
    localparam [15:0] ACT_MOST = (16'd1 << (ACT_BITS - 1)) - 16'd1;
    localparam [15:0] KV_MOST  = (16'd1 << (KV_BITS - 1)) - 16'd1;

    localparam [1:0] DST_VM = 2'd1;
    localparam [1:0] DST_SM = 2'd2;

    wire                    s_valid;
    wire                    s_from_front;
    wire                    s_from_back;
    wire                    s_vm;
    wire                    s_sm;
    wire                    s_wr_q;
    wire                    s_q_kv;
    wire [QM_ADDR_BITS-1:0] s_q_addr;
    wire [VECTOR-1:0]       s_mask;
    wire                    s_sum;
    wire                    s_max;
    wire                    s_abs;
    wire                    s_arg;
    wire                    s_seg_last;

    dfab_vector_calendar #(
        .WIDTH (CONTROL_BITS)
    ) u_control (
        .clk     (clk),
        .rst     (rst),
        .s_valid (go),
        .s_delay (go_delay),
        .s_data  ({go_from_front, go_from_back, go_dst_mem == DST_VM, go_dst_mem == DST_SM, go_dst_addr, go_wr_q,
                   go_q_kv, go_q_addr, go_mask, go_sum, go_max, go_abs, go_arg, go_seg_last, go_pc, go_layer}),
        .m_valid (s_valid),
        .m_data  ({s_from_front, s_from_back, s_vm, s_sm, addr, s_wr_q,
                   s_q_kv, s_q_addr, s_mask, s_sum, s_max, s_abs, s_arg, s_seg_last, pc, layer})
    );

    assign vm_we = s_valid && s_vm;
    assign sm_we = s_valid && s_sm;

    wire [15:0] most = s_q_kv ? KV_MOST : ACT_MOST;
    wire        unused_most = &{1'b0, most};

    wire [VECTOR*32-1:0] x = s_from_back ? back_x : s_from_front ? front_x : direct_x;

    genvar i;
    generate
        for (i = 0; i < VECTOR; i = i + 1) begin : g_lane
            assign word[32*i +: 32] = x[32*i +: 32] & {32{s_mask[i]}};

            dfab_fp_to_int #(.BITS (CODE_BITS)) u_to_int (
                .clk    (clk),
                .enable (s_valid && s_wr_q),
                .a      (word[32*i +: 32]),
                .limit  (most[CODE_BITS-2:0]),
                .y      (qm_wdata[CODE_BITS*i +: CODE_BITS])
            );
        end
    endgenerate

    reg                    qm_we_q;
    reg                    sum_valid_q;
    reg                    max_valid_q;
    reg [QM_ADDR_BITS-1:0] qm_waddr_q;
    reg [9:0]              pc_q;
    reg [7:0]              layer_q;
    reg                    abs_q;
    reg                    arg_q;
    reg                    last_q;
    reg [VECTOR-1:0]       mask_q;
    reg [VECTOR*32-1:0]    word_q;

    always @(posedge clk) begin
        if (rst) begin
            qm_we_q     <= 1'b0;
            sum_valid_q <= 1'b0;
            max_valid_q <= 1'b0;
        end else begin
            qm_we_q     <= s_valid && s_wr_q;
            sum_valid_q <= s_valid && s_sum;
            max_valid_q <= s_valid && s_max;
        end
    end

    always @(posedge clk) begin
        if (s_valid) begin
            qm_waddr_q <= s_q_addr;
            pc_q       <= pc;
            layer_q    <= layer;
            abs_q      <= s_abs;
            arg_q      <= s_arg;
            last_q     <= s_seg_last;
        end
        // The reduction trees hold still while nothing is reduced.
        if (s_valid && (s_sum || s_max)) begin
            mask_q <= s_mask;
            word_q <= word;
        end
    end

    assign qm_we          = qm_we_q;
    assign qm_waddr       = qm_waddr_q;
    assign trace_qm_pc    = pc_q;
    assign trace_qm_layer = layer_q;
    assign sum_valid      = sum_valid_q;
    assign max_valid      = max_valid_q;
    assign max_abs        = abs_q;
    assign max_arg        = arg_q;
    assign reduce_last    = last_q;
    assign reduce_mask    = mask_q;
    assign reduce_word    = word_q;

endmodule

`default_nettype wire
