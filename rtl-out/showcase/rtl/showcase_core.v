// Core of showcase: sequencer, engines and on-chip memories, sized for this design.
//
// Llama: dim 32, 2 layers, 4 heads of 8 over 2 KV heads, hidden 48, vocabulary 64, context 32.
// Tile 4 x 8, vector 4 x fp32, 78 instructions; weights on chip, KV cache on chip.
// Rendered from showcase.dfab; its cells stand beside it; what it has to do is said in
// decodefab's templates/FABRIC.md.

`resetall
`timescale 1ns / 1ps
`default_nettype none

// @[showcase.dfab:2:8]
(* src = "showcase.dfab:2.8" *)
module showcase_core (
    input  wire           clk,
    input  wire           rst,

    input  wire           start,
    input  wire [19:0]    position,
    input  wire [19:0]    token,
    output wire           done,
    output wire           progress,
    output wire [19:0]    argmax_index,

    input  wire           host_read,   // the host owns VM read port c: no run is under way
    input  wire [7:0]     host_vm_addr,
    output wire [127:0]   host_vm_data,

    output wire [8:0]     engine_state,  // {stalled on output, stalled on input, busy} of store, matvec, vector
    output wire [4:0]     words_moved,   // aux or V-scale word, KV word written, KV word read, weight container off chip, on chip

    // When a command starts, and every write of a value, for time lines and for the comparison
    // with the golden model; nothing depends on these.
    output wire [2:0]     trace_issue,      // one bit per engine
    output wire [53:0]    trace_issue_tag,  // {layer, pc} of store, matvec, vector
    output wire [3:0]     trace_vm_we,
    output wire [7:0]     trace_vm_addr,
    output wire [127:0]   trace_vm_data,
    output wire [18:0]    trace_vm_tag,  // {matvec engine, layer, pc}
    output wire [3:0]     trace_sm_we,
    output wire [5:0]     trace_sm_addr,
    output wire [127:0]   trace_sm_data,
    output wire [17:0]    trace_sm_tag,  // {layer, pc}
    output wire           trace_qm_we,
    output wire [6:0]     trace_qm_addr,
    output wire [31:0]    trace_qm_data,
    output wire [17:0]    trace_qm_tag,
    output wire           trace_qs_we,
    output wire [3:0]     trace_qs_addr,
    output wire [127:0]   trace_qs_data,
    output wire [17:0]    trace_qs_tag
);

    // ---- Program and dispatch

    wire         rom_re;
    wire [9:0]   rom_addr;
    wire [383:0] rom_data;
    wire [2:0]   cmd_valid;
    wire [2:0]   cmd_ready;
    wire [383:0] cmd_data;
    wire [9:0]   cmd_pc;
    wire [7:0]   cmd_layer;
    wire         sequencer_busy;
    wire         engines_idle;

    dfab_sequencer #(
        .PROGRAM_LENGTH (78),
        .ROWS           (4),
        .LOG2_PGROUP    (4)
    ) u_sequencer (
        .clk          (clk),
        .rst          (rst),
        .start        (start),
        .position     (position),
        .token        (token),
        .busy         (sequencer_busy),
        .done         (done),
        .rom_re       (rom_re),
        .rom_addr     (rom_addr),
        .rom_data     (rom_data),
        .m_cmd_valid  (cmd_valid),
        .m_cmd_ready  (cmd_ready),
        .m_cmd_data   (cmd_data),
        .m_cmd_pc     (cmd_pc),
        .m_cmd_layer  (cmd_layer),
        .engines_idle (engines_idle)
    );

    dfab_rom #(
        .WIDTH     (384),
        .DEPTH     (78),
        .INIT_FILE ("rom/program.hex")
    ) u_program (
        .clk   (clk),
        .re    (rom_re),
        .raddr (rom_addr[6:0]),
        .rdata (rom_data)
    );

    wire unused_rom_addr = &{1'b0, rom_addr[9:7]};

    // ---- Tokens between engines: bit 3 * from + to

    wire [8:0] tokens;
    wire [8:0] take;
    wire [2:0] vector_take;
    wire [2:0] matvec_take;
    wire [2:0] store_take;
    wire       vector_posts;
    wire       matvec_posts;
    wire       store_posts;
    wire [2:0] vector_post;
    wire [2:0] matvec_post;
    wire [2:0] store_post;
    wire [8:0] post = {store_post & {3{store_posts}}, matvec_post & {3{matvec_posts}}, vector_post & {3{vector_posts}}};

    assign take = {store_take[2], matvec_take[2], vector_take[2],
                   store_take[1], matvec_take[1], vector_take[1],
                   store_take[0], matvec_take[0], vector_take[0]};

    dfab_semaphores u_semaphores (
        .clk    (clk),
        .rst    (rst),
        .post   (post),
        .take   (take),
        .tokens (tokens)
    );

    wire         vector_cmd_valid;
    wire         vector_cmd_ready;
    wire [383:0] vector_cmd_data;
    wire [9:0]   vector_cmd_pc;
    wire [7:0]   vector_cmd_layer;
    wire         vector_queue_idle;
    wire         vector_busy;

    dfab_issue #(
        .DEPTH (16)
    ) u_vector_issue (
        .clk         (clk),
        .rst         (rst),
        .s_cmd_valid (cmd_valid[0]),
        .s_cmd_ready (cmd_ready[0]),
        .s_cmd_data  (cmd_data),
        .s_cmd_pc    (cmd_pc),
        .s_cmd_layer (cmd_layer),
        .m_cmd_valid (vector_cmd_valid),
        .m_cmd_ready (vector_cmd_ready),
        .m_cmd_data  (vector_cmd_data),
        .m_cmd_pc    (vector_cmd_pc),
        .m_cmd_layer (vector_cmd_layer),
        .tokens      ({tokens[6], tokens[3], tokens[0]}),
        .take        (vector_take),
        .idle        (vector_queue_idle)
    );

    wire         matvec_cmd_valid;
    wire         matvec_cmd_ready;
    wire [383:0] matvec_cmd_data;
    wire [9:0]   matvec_cmd_pc;
    wire [7:0]   matvec_cmd_layer;
    wire         matvec_queue_idle;
    wire         matvec_busy;

    dfab_issue #(
        .DEPTH (16)
    ) u_matvec_issue (
        .clk         (clk),
        .rst         (rst),
        .s_cmd_valid (cmd_valid[1]),
        .s_cmd_ready (cmd_ready[1]),
        .s_cmd_data  (cmd_data),
        .s_cmd_pc    (cmd_pc),
        .s_cmd_layer (cmd_layer),
        .m_cmd_valid (matvec_cmd_valid),
        .m_cmd_ready (matvec_cmd_ready),
        .m_cmd_data  (matvec_cmd_data),
        .m_cmd_pc    (matvec_cmd_pc),
        .m_cmd_layer (matvec_cmd_layer),
        .tokens      ({tokens[7], tokens[4], tokens[1]}),
        .take        (matvec_take),
        .idle        (matvec_queue_idle)
    );

    wire         store_cmd_valid;
    wire         store_cmd_ready;
    wire [383:0] store_cmd_data;
    wire [9:0]   store_cmd_pc;
    wire [7:0]   store_cmd_layer;
    wire         store_queue_idle;
    wire         store_busy;

    dfab_issue #(
        .DEPTH (16)
    ) u_store_issue (
        .clk         (clk),
        .rst         (rst),
        .s_cmd_valid (cmd_valid[2]),
        .s_cmd_ready (cmd_ready[2]),
        .s_cmd_data  (cmd_data),
        .s_cmd_pc    (cmd_pc),
        .s_cmd_layer (cmd_layer),
        .m_cmd_valid (store_cmd_valid),
        .m_cmd_ready (store_cmd_ready),
        .m_cmd_data  (store_cmd_data),
        .m_cmd_pc    (store_cmd_pc),
        .m_cmd_layer (store_cmd_layer),
        .tokens      ({tokens[8], tokens[5], tokens[2]}),
        .take        (store_take),
        .idle        (store_queue_idle)
    );

    assign engines_idle = vector_queue_idle && matvec_queue_idle && store_queue_idle
                       && !vector_busy && !matvec_busy && !store_busy;

    // ---- Vector engine

    wire                 ext_req_valid;
    wire                 ext_req_ready;
    wire [1:0]           ext_req_src;
    wire [27:0]          ext_req_base;
    wire [19:0]          ext_req_words;
    wire                 ext_valid;
    wire                 ext_ready;
    wire [127:0]         ext_data;
    wire [7:0]           vm_a_addr;
    wire [7:0]           vm_b_addr;
    wire [7:0]           vm_c_addr;
    wire [127:0]         vm_a_data;
    wire [127:0]         vm_b_data;
    wire [127:0]         vm_c_data;
    wire [5:0]           sm_a_addr;
    wire [5:0]           sm_b_addr;
    wire [127:0]         sm_a_data;
    wire [127:0]         sm_b_data;
    wire [3:0]           vector_vm_we;
    wire [7:0]           vector_vm_addr;
    wire [127:0]         vector_vm_data;
    wire [3:0]           sm_we;
    wire [5:0]           sm_waddr;
    wire [127:0]         sm_wdata;
    wire                 qm_we;
    wire [6:0]           qm_waddr;
    wire [31:0]          qm_wdata;
    wire                 qs_we;
    wire [3:0]           qs_waddr;
    wire [127:0]         qs_wdata;
    wire                 vector_stall_in;
    wire                 vector_stall_out;
    wire [9:0]           vector_vm_pc;
    wire [7:0]           vector_vm_layer;

    dfab_vector #(
        .VECTOR       (4),
        .VM_ADDR_BITS (8),
        .SM_ADDR_BITS (6),
        .QM_ADDR_BITS (7),
        .QS_ADDR_BITS (4),
        .ACT_BITS     (8),
        .KV_BITS      (8)
    ) u_vector (
        .clk            (clk),
        .rst            (rst),
        .s_cmd_valid    (vector_cmd_valid),
        .s_cmd_ready    (vector_cmd_ready),
        .s_cmd_data     (vector_cmd_data),
        .s_cmd_pc       (vector_cmd_pc),
        .s_cmd_layer    (vector_cmd_layer),
        .m_post_valid   (vector_posts),
        .m_post_mask    (vector_post),
        .m_ext_valid    (ext_req_valid),
        .m_ext_ready    (ext_req_ready),
        .m_ext_src      (ext_req_src),
        .m_ext_base     (ext_req_base),
        .m_ext_words    (ext_req_words),
        .s_ext_valid    (ext_valid),
        .s_ext_ready    (ext_ready),
        .s_ext_data     (ext_data),
        .vm_a_addr      (vm_a_addr),
        .vm_a_data      (vm_a_data),
        .vm_b_addr      (vm_b_addr),
        .vm_b_data      (vm_b_data),
        .vm_c_addr      (vm_c_addr),
        .vm_c_data      (vm_c_data),
        .sm_a_addr      (sm_a_addr),
        .sm_a_data      (sm_a_data),
        .sm_b_addr      (sm_b_addr),
        .sm_b_data      (sm_b_data),
        .vm_we          (vector_vm_we),
        .vm_waddr       (vector_vm_addr),
        .vm_wdata       (vector_vm_data),
        .sm_we          (sm_we),
        .sm_waddr       (sm_waddr),
        .sm_wdata       (sm_wdata),
        .qm_we          (qm_we),
        .qm_waddr       (qm_waddr),
        .qm_wdata       (qm_wdata),
        .qs_we          (qs_we),
        .qs_waddr       (qs_waddr),
        .qs_wdata       (qs_wdata),
        .argmax_index   (argmax_index),
        .busy           (vector_busy),
        .stall_in       (vector_stall_in),
        .stall_out      (vector_stall_out),
        .trace_vm_pc    (vector_vm_pc),
        .trace_vm_layer (vector_vm_layer),
        .trace_sm_pc    (trace_sm_tag[9:0]),
        .trace_sm_layer (trace_sm_tag[17:10]),
        .trace_qm_pc    (trace_qm_tag[9:0]),
        .trace_qm_layer (trace_qm_tag[17:10]),
        .trace_qs_pc    (trace_qs_tag[9:0]),
        .trace_qs_layer (trace_qs_tag[17:10])
    );

    // ---- Matvec engine

    wire                 w0_valid;
    wire                 w0_ready;
    wire [255:0]         w0_data;
    wire                 ws0_valid;
    wire                 ws0_ready;
    wire [63:0]          ws0_data;
    wire                 w1_valid;
    wire                 w1_ready;
    wire [255:0]         w1_data;
    wire                 ws1_valid;
    wire                 ws1_ready;
    wire [63:0]          ws1_data;
    wire                 kv_valid;
    wire                 kv_ready;
    wire [255:0]         kv_data;
    wire                 ks_valid;
    wire                 ks_ready;
    wire [63:0]          ks_data;
    wire                 kv_req_valid;
    wire                 kv_req_ready;
    wire [31:0]          kv_req_base;
    wire [31:0]          kv_req_words;
    wire [23:0]          ks_req_base;
    wire [15:0]          ks_req_words;
    wire                 kv_req_is_k;
    wire [5:0]           qm_tile_addr;
    wire [63:0]          qm_tile_data;
    wire [5:0]           qs_matvec_addr;
    wire [31:0]          qs_matvec_data;
    wire                 res_valid;
    wire                 res_ready;
    wire [7:0]           res_addr;
    wire [3:0]           res_we;
    wire [127:0]         res_data;
    wire [9:0]           res_pc;
    wire [7:0]           res_layer;
    wire                 list_valid;
    wire                 list_ready;
    wire [1:0] list_data;
    wire [5:0]           flag_addr;
    wire                 flag_zero;
    wire                 w0_run_valid;
    wire                 w0_run_ready;
    wire                 w0_run_jump;
    wire [19:0]          w0_run_words;
    wire                 ws0_run_valid;
    wire                 ws0_run_ready;
    wire                 ws0_run_jump;
    wire [19:0]          ws0_run_words;
    wire                 matrix_scale_re;
    wire [0:0] matrix_scale_addr;
    wire [31:0]          matrix_scale_data;
    wire                 matvec_stall_in;
    wire                 matvec_stall_out;

    // Formats that it decodes, by the number in an instruction:
    //   0  int(8) scale f16
    //   1  int(4) scale f16
    dfab_matvec #(
        .ROWS          (4),
        .COLS          (8),
        .VECTOR        (4),
        .ACC_DEPTH     (32),
        .MAX_M         (2),
        .QM_ABITS      (6),
        .QS_ABITS      (6),
        .VM_ABITS      (8),
        .VALUE_BITS    (8),
        .SUM_BITS      (32),
        .SCALE_BITS    (16),
        .FORMATS       (2),
        .FORMAT        ({48'h000000000040, 48'h000000000080}),
        .SCALE_KINDS   (8'b00000001),
        .ACT_BITS      (8),
        .KV_BITS       (8),
        .MATRIX_SCALE  (0),
        .MULTIPLIER    (2)
    ) u_matvec (
        .clk          (clk),
        .rst          (rst),
        .s_cmd_valid  (matvec_cmd_valid),
        .s_cmd_ready  (matvec_cmd_ready),
        .s_cmd_data   (matvec_cmd_data),
        .s_cmd_pc     (matvec_cmd_pc),
        .s_cmd_layer  (matvec_cmd_layer),
        .m_post_valid (matvec_posts),
        .m_post_mask  (matvec_post),
        .s_w0_valid   (w0_valid),
        .s_w0_ready   (w0_ready),
        .s_w0_data    (w0_data),
        .s_w1_valid   (w1_valid),
        .s_w1_ready   (w1_ready),
        .s_w1_data    (w1_data),
        .s_kv_valid   (kv_valid),
        .s_kv_ready   (kv_ready),
        .s_kv_data    (kv_data),
        .s_ws0_valid  (ws0_valid),
        .s_ws0_ready  (ws0_ready),
        .s_ws0_data   (ws0_data),
        .s_ws1_valid  (ws1_valid),
        .s_ws1_ready  (ws1_ready),
        .s_ws1_data   (ws1_data),
        .s_ks_valid   (ks_valid),
        .s_ks_ready   (ks_ready),
        .s_ks_data    (ks_data),
        .s_list_valid (list_valid),
        .s_list_ready (list_ready),
        .s_list_data  (list_data),
        .m_kv_valid   (kv_req_valid),
        .m_kv_ready   (kv_req_ready),
        .m_kv_base    (kv_req_base),
        .m_kv_words   (kv_req_words),
        .m_kv_is_k    (kv_req_is_k),
        .m_ks_base    (ks_req_base),
        .m_ks_words   (ks_req_words),
        .qm_raddr     (qm_tile_addr),
        .qm_rdata     (qm_tile_data),
        .qs_addr      (qs_matvec_addr),
        .qs_data      (qs_matvec_data),
        .flag_addr       (flag_addr),
        .flag_zero       (flag_zero),
        .m_w0_run_valid  (w0_run_valid),
        .m_w0_run_ready  (w0_run_ready),
        .m_w0_run_jump   (w0_run_jump),
        .m_w0_run_words  (w0_run_words),
        .m_ws0_run_valid (ws0_run_valid),
        .m_ws0_run_ready (ws0_run_ready),
        .m_ws0_run_jump  (ws0_run_jump),
        .m_ws0_run_words (ws0_run_words),
        .table_re     (matrix_scale_re),
        .table_addr   (matrix_scale_addr),
        .table_data   (matrix_scale_data),
        .m_res_valid  (res_valid),
        .m_res_ready  (res_ready),
        .m_res_addr   (res_addr),
        .m_res_we     (res_we),
        .m_res_data   (res_data),
        .m_res_pc     (res_pc),
        .m_res_layer  (res_layer),
        .busy         (matvec_busy),
        .stall_in     (matvec_stall_in),
        .stall_out    (matvec_stall_out)
    );

    wire unused_is_k = kv_req_is_k;

    // No tensor has a scale.
    assign matrix_scale_data = 32'd0;

    wire unused_matrix_scale = &{1'b0, matrix_scale_re, matrix_scale_addr};

    // No matrix is block-sparse.
    assign list_valid = 1'b0;
    assign list_data  = 2'd0;

    wire unused_list = list_ready;

    // Zeros of activations are multiplied like any others.
    assign flag_zero     = 1'b0;
    assign w0_run_ready  = 1'b1;
    assign ws0_run_ready = 1'b1;

    wire unused_runs = &{1'b0, flag_addr, w0_run_valid, w0_run_jump, w0_run_words, ws0_run_valid, ws0_run_jump, ws0_run_words};

    // @[showcase.dfab:2:8] weights on chip
    dfab_weight_stream #(
        .WIDTH     (256),
        .DEPTH     (304),
        .INIT_FILE ("rom/weights.hex")
    ) u_weights (
        .clk     (clk),
        .rst     (rst),
        .m_valid (w0_valid),
        .m_ready (w0_ready),
        .m_data  (w0_data)
    );

    dfab_weight_stream #(
        .WIDTH     (64),
        .DEPTH     (272),
        .INIT_FILE ("rom/scales.hex")
    ) u_scales (
        .clk     (clk),
        .rst     (rst),
        .m_valid (ws0_valid),
        .m_ready (ws0_ready),
        .m_data  (ws0_data)
    );

    // No weights off chip.
    assign w1_valid  = 1'b0;
    assign w1_data   = {32{8'h00}};
    assign ws1_valid = 1'b0;
    assign ws1_data  = {64{1'b0}};

    wire unused_far = w1_ready || ws1_ready;

    // ---- Store engine

    wire                 kvw_valid;
    wire                 kvw_ready;
    wire [31:0]          kvw_addr;
    wire [31:0]          kvw_strb;
    wire [255:0]         kvw_data;
    wire                 kvw_idle;
    wire [3:0]           ks_we;
    wire [23:0]          ks_waddr;
    wire [63:0]          ks_wdata;
    wire [3:0]           vs_we;
    wire [23:0]          vs_waddr;
    wire [63:0]          vs_wdata;
    wire [6:0]           qm_store_addr;
    wire [31:0]          qm_store_data;
    wire [5:0]           qs_store_addr;
    wire [31:0]          qs_store_data;
    wire                 store_stall_in;
    wire                 store_stall_out;
    wire [9:0]           store_pc;
    wire [7:0]           store_layer;

    dfab_kv_store #(
        .ROWS        (4),
        .COLS        (8),
        .VECTOR      (4),
        .LOG2_PGROUP (4),
        .QM_ABITS    (7),
        .QS_ABITS    (6),
        .KV_BITS     (8)
    ) u_store (
        .clk          (clk),
        .rst          (rst),
        .position     (position),
        .s_cmd_valid  (store_cmd_valid),
        .s_cmd_ready  (store_cmd_ready),
        .s_cmd_data   (store_cmd_data),
        .s_cmd_pc     (store_cmd_pc),
        .s_cmd_layer  (store_cmd_layer),
        .m_post_valid (store_posts),
        .m_post_mask  (store_post),
        .qm_raddr     (qm_store_addr),
        .qm_rdata     (qm_store_data),
        .qs_addr      (qs_store_addr),
        .qs_data      (qs_store_data),
        .m_kv_valid   (kvw_valid),
        .m_kv_ready   (kvw_ready),
        .m_kv_addr    (kvw_addr),
        .m_kv_strb    (kvw_strb),
        .m_kv_data    (kvw_data),
        .kv_idle      (kvw_idle),
        .ks_we        (ks_we),
        .ks_addr      (ks_waddr),
        .ks_data      (ks_wdata),
        .vs_we        (vs_we),
        .vs_addr      (vs_waddr),
        .vs_data      (vs_wdata),
        .trace_pc     (store_pc),
        .trace_layer  (store_layer),
        .busy         (store_busy),
        .stall_in     (store_stall_in),
        .stall_out    (store_stall_out)
    );

    wire unused_store = &{1'b0, store_pc, store_layer, vs_waddr[23:5]};

    // ---- KV cache

    // @[showcase.dfab:2:8] KV cache on chip
    dfab_kv_memory #(
        .ROWS     (4),
        .COLS     (8),
        .DEPTH    (64),
        .KS_DEPTH (32),
        .KV_BITS  (8)
    ) u_kv (
        .clk            (clk),
        .rst            (rst),
        .s_kv_valid     (kvw_valid),
        .s_kv_ready     (kvw_ready),
        .s_kv_addr      (kvw_addr),
        .s_kv_strb      (kvw_strb),
        .s_kv_data      (kvw_data),
        .ks_we          (ks_we),
        .ks_addr        (ks_waddr),
        .ks_data        (ks_wdata),
        .s_req_valid    (kv_req_valid),
        .s_req_ready    (kv_req_ready),
        .s_req_base     (kv_req_base),
        .s_req_words    (kv_req_words),
        .s_req_ks_base  (ks_req_base),
        .s_req_ks_words (ks_req_words),
        .m_kv_valid     (kv_valid),
        .m_kv_ready     (kv_ready),
        .m_kv_data      (kv_data),
        .m_ks_valid     (ks_valid),
        .m_ks_ready     (ks_ready),
        .m_ks_data      (ks_data)
    );

    assign kvw_idle = 1'b1;

    // ---- Vector memory: one copy per read port; results of the matvec engine fill the write
    // cycles that the vector engine leaves.

    wire                 vector_writes = vector_vm_we != {4{1'b0}};
    wire [3:0]           vm_we     = vector_writes ? vector_vm_we : res_we & {4{res_valid}};
    wire [7:0]           vm_waddr  = vector_writes ? vector_vm_addr : res_addr;
    wire [127:0]         vm_wdata  = vector_writes ? vector_vm_data : res_data;
    wire [7:0]           vm_port_c = host_read ? host_vm_addr : vm_c_addr;

    assign res_ready    = !vector_writes;
    assign host_vm_data = vm_c_data;

    dfab_ram_1r1w #(
        .WIDTH (128),
        .DEPTH (184),
        .LANE  (32)
    ) u_vm_a (
        .clk   (clk),
        .we    (vm_we),
        .waddr (vm_waddr),
        .wdata (vm_wdata),
        .re    (1'b1),
        .raddr (vm_a_addr),
        .rdata (vm_a_data)
    );

    dfab_ram_1r1w #(
        .WIDTH (128),
        .DEPTH (184),
        .LANE  (32)
    ) u_vm_b (
        .clk   (clk),
        .we    (vm_we),
        .waddr (vm_waddr),
        .wdata (vm_wdata),
        .re    (1'b1),
        .raddr (vm_b_addr),
        .rdata (vm_b_data)
    );

    dfab_ram_1r1w #(
        .WIDTH (128),
        .DEPTH (184),
        .LANE  (32)
    ) u_vm_c (
        .clk   (clk),
        .we    (vm_we),
        .waddr (vm_waddr),
        .wdata (vm_wdata),
        .re    (1'b1),
        .raddr (vm_port_c),
        .rdata (vm_c_data)
    );

    // ---- Scalar memory

    dfab_ram_1r1w #(
        .WIDTH (128),
        .DEPTH (34),
        .LANE  (32)
    ) u_sm_a (
        .clk   (clk),
        .we    (sm_we),
        .waddr (sm_waddr),
        .wdata (sm_wdata),
        .re    (1'b1),
        .raddr (sm_a_addr),
        .rdata (sm_a_data)
    );

    dfab_ram_1r1w #(
        .WIDTH (128),
        .DEPTH (34),
        .LANE  (32)
    ) u_sm_b (
        .clk   (clk),
        .we    (sm_we),
        .waddr (sm_waddr),
        .wdata (sm_wdata),
        .re    (1'b1),
        .raddr (sm_b_addr),
        .rdata (sm_b_data)
    );

    // ---- Quantized activations and their scales

    dfab_quant_memory #(
        .VECTOR   (4),
        .COLS     (8),
        .DEPTH    (92),
        .ACT_BITS (8),
        .KV_BITS  (8)
    ) u_qm (
        .clk     (clk),
        .we      (qm_we),
        .waddr   (qm_waddr),
        .wdata   (qm_wdata),
        .c_raddr (qm_tile_addr),
        .c_rdata (qm_tile_data),
        .v_raddr (qm_store_addr),
        .v_rdata (qm_store_data)
    );

    dfab_scale_memory #(
        .VECTOR (4),
        .DEPTH  (12)
    ) u_qs (
        .clk     (clk),
        .we      (qs_we),
        .waddr   (qs_waddr),
        .wdata   (qs_wdata),
        .a_raddr (qs_matvec_addr),
        .a_rdata (qs_matvec_data),
        .b_raddr (qs_store_addr),
        .b_rdata (qs_store_data)
    );

    // ---- External operand: tables in the aux ROM, and the V scales, two words of which make
    // one source word.

    wire                 aux_re;
    wire [8:0]           aux_addr;
    wire [127:0]         aux_data;
    wire                 vs_re;
    wire [3:0]           vs_raddr;
    wire [127:0]         vs_rdata;
    wire                 far_valid;
    wire [27:0]          far_base;
    wire [19:0]          far_words;
    wire                 far_ready;

    wire unused_operand = &{1'b0, far_valid, far_base, far_words, far_ready};

    dfab_operand_source #(
        .VECTOR        (4),
        .AUX_ADDR_BITS (9),
        .VS_ADDR_BITS  (4)
    ) u_operand (
        .clk         (clk),
        .rst         (rst),
        .s_req_valid (ext_req_valid),
        .s_req_ready (ext_req_ready),
        .s_req_src   (ext_req_src),
        .s_req_base  (ext_req_base),
        .s_req_words (ext_req_words),
        .aux_re      (aux_re),
        .aux_addr    (aux_addr),
        .aux_data    (aux_data),
        .vs_re       (vs_re),
        .vs_addr     (vs_raddr),
        .vs_data     (vs_rdata),
        .m_far_valid (far_valid),
        .m_far_ready (1'b0),
        .m_far_base  (far_base),
        .m_far_words (far_words),
        .s_far_valid (1'b0),
        .s_far_ready (far_ready),
        .s_far_data  ({128{1'b0}}),
        .m_ext_valid (ext_valid),
        .m_ext_ready (ext_ready),
        .m_ext_data  (ext_data)
    );

    dfab_rom #(
        .WIDTH     (128),
        .DEPTH     (360),
        .INIT_FILE ("rom/aux.hex")
    ) u_aux (
        .clk   (clk),
        .re    (aux_re),
        .raddr (aux_addr),
        .rdata (aux_data)
    );

    dfab_ram_1r1w #(
        .WIDTH (128),
        .DEPTH (16),
        .LANE  (16)
    ) u_vs (
        .clk   (clk),
        .we    (vs_waddr[0] ? {vs_we, {4{1'b0}}} : {{4{1'b0}}, vs_we}),
        .waddr (vs_waddr[4:1]),
        .wdata ({vs_wdata, vs_wdata}),
        .re    (vs_re),
        .raddr (vs_raddr),
        .rdata (vs_rdata)
    );

    // ---- What the host and the simulation see

    wire w0_moves  = w0_valid && w0_ready;
    wire w1_moves  = w1_valid && w1_ready;
    wire kv_moves  = kv_valid && kv_ready;
    wire kvw_moves = kvw_valid && kvw_ready;
    wire near_read = aux_re || vs_re;
    wire writes    = vm_we != {4{1'b0}} || sm_we != {4{1'b0}} || qm_we;

    assign progress     = writes || w0_moves || w1_moves || kv_moves || kvw_moves || near_read || sequencer_busy && |(cmd_valid & cmd_ready);
    assign words_moved  = {near_read, kvw_moves, kv_moves, w1_moves, w0_moves};
    assign engine_state = {store_stall_out, store_stall_in, store_busy,
                           matvec_stall_out, matvec_stall_in, matvec_busy,
                           vector_stall_out, vector_stall_in, vector_busy};

    assign trace_issue     = {store_cmd_valid && store_cmd_ready, matvec_cmd_valid && matvec_cmd_ready, vector_cmd_valid && vector_cmd_ready};
    assign trace_issue_tag = {store_cmd_layer, store_cmd_pc, matvec_cmd_layer, matvec_cmd_pc, vector_cmd_layer, vector_cmd_pc};

    assign trace_vm_we   = vm_we;
    assign trace_vm_addr = vm_waddr;
    assign trace_vm_data = vm_wdata;
    assign trace_vm_tag  = vector_writes ? {1'b0, vector_vm_layer, vector_vm_pc} : {1'b1, res_layer, res_pc};
    assign trace_sm_we   = sm_we;
    assign trace_sm_addr = sm_waddr;
    assign trace_sm_data = sm_wdata;
    assign trace_qm_we   = qm_we;
    assign trace_qm_addr = qm_waddr;
    assign trace_qm_data = qm_wdata;
    assign trace_qs_we   = qs_we;
    assign trace_qs_addr = qs_waddr;
    assign trace_qs_data = qs_wdata;

endmodule

`default_nettype wire
