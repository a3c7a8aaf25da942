<#-- The range of a port or a net of so many bits, padded so that names stand below each other. -->
<#function port bits><#return ("[" + (bits - 1)?c + ":0]")?right_pad(9)></#function>
<#function net bits><#return ("[" + (bits - 1)?c + ":0]")?right_pad(15)></#function>
// Core of ${v.design}: sequencer, engines and on-chip memories, sized for this design.
//
// ${v.modelLine}
// Tile ${v.rows} x ${v.cols}, vector ${v.vector} x fp32, ${v.programLength} instructions; weights ${v.weightsLine}, KV cache ${v.kvLine}.
// Rendered from ${v.source}; its cells stand beside it; what it has to do is said in
// decodefab's templates/FABRIC.md.

`resetall
`timescale 1ns / 1ps
`default_nettype none

// @[${v.origin}]
(* src = "${v.attribute}" *)
module ${v.design}_core (
    input  wire           clk,
    input  wire           rst,

    input  wire           start,
    input  wire [19:0]    position,
    input  wire [19:0]    token,
    output wire           done,
    output wire           progress,
    output wire [19:0]    argmax_index,

    input  wire           host_read,   // the host owns VM read port c: no run is under way
    input  wire ${port(v.vmBits)} host_vm_addr,
    output wire ${port(v.word)} host_vm_data,
<#if v.farWeights>

    input  wire           s_w_valid,   // weight containers from the off-chip side
    output wire           s_w_ready,
    input  wire ${port(v.container)} s_w_data,
    input  wire           s_ws_valid,
    output wire           s_ws_ready,
    input  wire ${port(v.scaleWord)} s_ws_data,
</#if>
<#if v.farKv>

    output wire           m_kvr_valid,   // KV cache off chip: requests, words, writes
    input  wire           m_kvr_ready,
    output wire [31:0]    m_kvr_base,
    output wire [31:0]    m_kvr_words,
    input  wire           s_kv_valid,
    output wire           s_kv_ready,
    input  wire ${port(v.kvWord)} s_kv_data,
    output wire           m_kvw_valid,
    input  wire           m_kvw_ready,
    output wire [31:0]    m_kvw_addr,
    output wire ${port(v.kvWordBytes)} m_kvw_strb,
    output wire ${port(v.kvWord)} m_kvw_data,
    input  wire           kv_idle,
</#if>
<#if v.farOperand>

    output wire           m_far_valid,   // embedding off chip
    input  wire           m_far_ready,
    output wire [27:0]    m_far_base,
    output wire [19:0]    m_far_words,
    input  wire           s_far_valid,
    output wire           s_far_ready,
    input  wire ${port(v.word)} s_far_data,
</#if>

    output wire [8:0]     engine_state,  // {stalled on output, stalled on input, busy} of store, matvec, vector
    output wire [4:0]     words_moved,   // aux or V-scale word, KV word written, KV word read, weight container off chip, on chip

    // When a command starts, and every write of a value, for time lines and for the comparison
    // with the golden model; nothing depends on these.
    output wire [2:0]     trace_issue,      // one bit per engine
    output wire [53:0]    trace_issue_tag,  // {layer, pc} of store, matvec, vector
    output wire ${port(v.vector)} trace_vm_we,
    output wire ${port(v.vmBits)} trace_vm_addr,
    output wire ${port(v.word)} trace_vm_data,
    output wire [18:0]    trace_vm_tag,  // {matvec engine, layer, pc}
    output wire ${port(v.vector)} trace_sm_we,
    output wire ${port(v.smBits)} trace_sm_addr,
    output wire ${port(v.word)} trace_sm_data,
    output wire [17:0]    trace_sm_tag,  // {layer, pc}
    output wire           trace_qm_we,
    output wire ${port(v.qmBits)} trace_qm_addr,
    output wire ${port(v.vector*v.codeBits)} trace_qm_data,
    output wire [17:0]    trace_qm_tag,
    output wire           trace_qs_we,
    output wire ${port(v.qsBits)} trace_qs_addr,
    output wire ${port(v.word)} trace_qs_data,
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
        .PROGRAM_LENGTH (${v.programLength}),
        .ROWS           (${v.rows}),
        .LOG2_PGROUP    (${v.log2ProbabilityGroup})
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
        .DEPTH     (${v.programLength}),
        .INIT_FILE ("rom/program.hex")
    ) u_program (
        .clk   (clk),
        .re    (rom_re),
        .raddr (rom_addr[${v.programBits-1}:0]),
        .rdata (rom_data)
    );
<#if v.programBits < 10>

    wire unused_rom_addr = &{1'b0, rom_addr[9:${v.programBits}]};
</#if>

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
<#list ["vector", "matvec", "store"] as e>

    wire         ${e}_cmd_valid;
    wire         ${e}_cmd_ready;
    wire [383:0] ${e}_cmd_data;
    wire [9:0]   ${e}_cmd_pc;
    wire [7:0]   ${e}_cmd_layer;
    wire         ${e}_queue_idle;
    wire         ${e}_busy;

    dfab_issue #(
        .DEPTH (16)
    ) u_${e}_issue (
        .clk         (clk),
        .rst         (rst),
        .s_cmd_valid (cmd_valid[${e?index}]),
        .s_cmd_ready (cmd_ready[${e?index}]),
        .s_cmd_data  (cmd_data),
        .s_cmd_pc    (cmd_pc),
        .s_cmd_layer (cmd_layer),
        .m_cmd_valid (${e}_cmd_valid),
        .m_cmd_ready (${e}_cmd_ready),
        .m_cmd_data  (${e}_cmd_data),
        .m_cmd_pc    (${e}_cmd_pc),
        .m_cmd_layer (${e}_cmd_layer),
        .tokens      ({tokens[${6 + e?index}], tokens[${3 + e?index}], tokens[${e?index}]}),
        .take        (${e}_take),
        .idle        (${e}_queue_idle)
    );
</#list>

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
    wire ${net(v.word)} ext_data;
    wire ${net(v.vmBits)} vm_a_addr;
    wire ${net(v.vmBits)} vm_b_addr;
    wire ${net(v.vmBits)} vm_c_addr;
    wire ${net(v.word)} vm_a_data;
    wire ${net(v.word)} vm_b_data;
    wire ${net(v.word)} vm_c_data;
    wire ${net(v.smBits)} sm_a_addr;
    wire ${net(v.smBits)} sm_b_addr;
    wire ${net(v.word)} sm_a_data;
    wire ${net(v.word)} sm_b_data;
    wire ${net(v.vector)} vector_vm_we;
    wire ${net(v.vmBits)} vector_vm_addr;
    wire ${net(v.word)} vector_vm_data;
    wire ${net(v.vector)} sm_we;
    wire ${net(v.smBits)} sm_waddr;
    wire ${net(v.word)} sm_wdata;
    wire                 qm_we;
    wire ${net(v.qmBits)} qm_waddr;
    wire ${net(v.vector*v.codeBits)} qm_wdata;
    wire                 qs_we;
    wire ${net(v.qsBits)} qs_waddr;
    wire ${net(v.word)} qs_wdata;
    wire                 vector_stall_in;
    wire                 vector_stall_out;
    wire [9:0]           vector_vm_pc;
    wire [7:0]           vector_vm_layer;

    dfab_vector #(
        .VECTOR       (${v.vector}),
        .VM_ADDR_BITS (${v.vmBits}),
        .SM_ADDR_BITS (${v.smBits}),
        .QM_ADDR_BITS (${v.qmBits}),
        .QS_ADDR_BITS (${v.qsBits}),
        .ACT_BITS     (${v.actBits}),
        .KV_BITS      (${v.kvBits})
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
    wire ${net(v.container)} w0_data;
    wire                 ws0_valid;
    wire                 ws0_ready;
    wire ${net(v.scaleWord)} ws0_data;
    wire                 w1_valid;
    wire                 w1_ready;
    wire ${net(v.container)} w1_data;
    wire                 ws1_valid;
    wire                 ws1_ready;
    wire ${net(v.scaleWord)} ws1_data;
    wire                 kv_valid;
    wire                 kv_ready;
    wire ${net(v.kvWord)} kv_data;
    wire                 ks_valid;
    wire                 ks_ready;
    wire ${net(v.keyScaleWord)} ks_data;
    wire                 kv_req_valid;
    wire                 kv_req_ready;
    wire [31:0]          kv_req_base;
    wire [31:0]          kv_req_words;
    wire [23:0]          ks_req_base;
    wire [15:0]          ks_req_words;
    wire                 kv_req_is_k;
    wire ${net(v.qmTileBits)} qm_tile_addr;
    wire ${net(v.windowCols*v.actBits)} qm_tile_data;
    wire ${net(v.qsElementBits)} qs_matvec_addr;
    wire [31:0]          qs_matvec_data;
    wire                 res_valid;
    wire                 res_ready;
    wire ${net(v.vmBits)} res_addr;
    wire ${net(v.vector)} res_we;
    wire ${net(v.word)} res_data;
    wire [9:0]           res_pc;
    wire [7:0]           res_layer;
    wire                 list_valid;
    wire                 list_ready;
    wire [<#if (v.columnEntries > 0)>${v.columnChunkBits + v.columnGroupBits - 1}<#else>1</#if>:0] list_data;
    wire ${net(v.qmTileBits)} flag_addr;
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
    wire [${v.matrixScaleBits-1}:0] matrix_scale_addr;
    wire [31:0]          matrix_scale_data;
    wire                 matvec_stall_in;
    wire                 matvec_stall_out;

    // Formats that it decodes, by the number in an instruction:
<#list v.formats as format>
    //   ${format?index}  ${format.text}
</#list>
    dfab_matvec #(
        .ROWS          (${v.rows}),
        .COLS          (${v.cols}),
        .VECTOR        (${v.vector}),
        .ACC_DEPTH     (${v.accumulators}),
        .MAX_M         (${v.maxShare}),
        .QM_ABITS      (${v.qmTileBits}),
        .QS_ABITS      (${v.qsElementBits}),
        .VM_ABITS      (${v.vmBits}),
        .VALUE_BITS    (${v.valueBits}),
        .SUM_BITS      (${v.sumBits}),
        .SCALE_BITS    (${v.scaleBits}),
        .FORMATS       (${v.formats?size}),
        .FORMAT        ({<#list v.formats?reverse as format>48'h${format.code}<#sep>, </#list>}),
<#if (v.tableEntries > 0)>
        .TABLE_BITS    (${v.tableBits}),
        .TABLE_ENTRIES (${v.tableEntries}),
        .TABLE         ({<#list v.table?reverse as entry>${v.tableBits}'h${entry}<#sep>, </#list>}),
</#if>
        .SCALE_KINDS   (8'b${v.scaleKinds}),
<#if v.superGroups>
        .SUPER_KINDS   (8'b${v.superKinds}),
        .SCALE_UNIT    (${v.scaleUnit}),
</#if>
<#if v.minima>
        .MIN_KINDS     (8'b${v.minKinds}),
</#if>
        .ACT_BITS      (${v.actBits}),
        .KV_BITS       (${v.kvBits}),
        .MATRIX_SCALE  (${v.matrixScale}),
<#if (v.matrixScaleWords > 0)>
        .TABLE_ABITS   (${v.matrixScaleBits}),
</#if>
<#if (v.planes > 8)>
        .PLANES        (${v.planes}),
</#if>
<#if (v.span > 0)>
        .PLACE_BITS    (${v.placeBits}),
        .SPAN          (${v.span}),
</#if>
<#if (v.columnEntries > 0)>
        .LIST_CHUNK    (${v.columnChunkBits}),
        .LIST_GROUP    (${v.columnGroupBits}),
</#if>
<#if v.skipsZeros>
        .ZEROS         (1),
</#if>
<#if v.split>
        .WIDE_ROWS     (${v.wideRows}),
        .WIDE_BITS     (${v.wideBits}),
        .WIDE_MULTIPLIER (${v.wideMultiplier}),
</#if>
        .MULTIPLIER    (${v.multiplier})
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

<#if (v.span > 0)>
    wire unused_tile_part = &{1'b0, qm_tile_addr};
</#if>
    wire unused_is_k = kv_req_is_k;

<#if (v.matrixScaleWords > 0)>
    // One for each tensor that has a scale.
    dfab_rom #(
        .WIDTH     (32),
        .DEPTH     (${v.matrixScaleWords}),
        .INIT_FILE ("rom/matrix_scales.hex")
    ) u_matrix_scales (
        .clk   (clk),
        .re    (matrix_scale_re),
        .raddr (matrix_scale_addr),
        .rdata (matrix_scale_data)
    );
<#else>
    // No tensor has a scale.
    assign matrix_scale_data = 32'd0;

    wire unused_matrix_scale = &{1'b0, matrix_scale_re, matrix_scale_addr};
</#if>
<#if (v.columnEntries > 0)>

    // Where the kept blocks of each band of rows find their activations.
    dfab_weight_stream #(
        .WIDTH     (${v.columnChunkBits + v.columnGroupBits}),
        .DEPTH     (${v.columnEntries}),
        .INIT_FILE ("rom/columns.hex")
    ) u_columns (
        .clk     (clk),
        .rst     (rst),
        .m_valid (list_valid),
        .m_ready (list_ready),
        .m_data  (list_data)
    );
<#else>

    // No matrix is block-sparse.
    assign list_valid = 1'b0;
    assign list_data  = 2'd0;

    wire unused_list = list_ready;
</#if>
<#if !v.skipsZeros>

    // Zeros of activations are multiplied like any others.
    assign flag_zero     = 1'b0;
    assign w0_run_ready  = 1'b1;
    assign ws0_run_ready = 1'b1;

    wire unused_runs = &{1'b0, flag_addr, w0_run_valid, w0_run_jump, w0_run_words, ws0_run_valid, ws0_run_jump, ws0_run_words};
</#if>
<#if v.nearWeights>

    // @[${v.weightsOrigin}] weights on chip
<#if v.skipsZeros>
    // What zeros of activations need none of is jumped over.
</#if>
    <#if v.skipsZeros>dfab_jump_stream<#else>dfab_weight_stream</#if> #(
        .WIDTH     (${v.container}),
        .DEPTH     (${v.romContainers}),
        .INIT_FILE ("rom/weights.hex")
    ) u_weights (
        .clk     (clk),
        .rst     (rst),
<#if v.skipsZeros>
        .s_run_valid (w0_run_valid),
        .s_run_ready (w0_run_ready),
        .s_run_jump  (w0_run_jump),
        .s_run_words (w0_run_words),
</#if>
        .m_valid (w0_valid),
        .m_ready (w0_ready),
        .m_data  (w0_data)
    );

<#if v.nearScales>
    <#if v.skipsZeros>dfab_jump_stream<#else>dfab_weight_stream</#if> #(
        .WIDTH     (${v.scaleWord}),
        .DEPTH     (${v.romScales}),
        .INIT_FILE ("rom/scales.hex")
    ) u_scales (
        .clk     (clk),
        .rst     (rst),
<#if v.skipsZeros>
        .s_run_valid (ws0_run_valid),
        .s_run_ready (ws0_run_ready),
        .s_run_jump  (ws0_run_jump),
        .s_run_words (ws0_run_words),
</#if>
        .m_valid (ws0_valid),
        .m_ready (ws0_ready),
        .m_data  (ws0_data)
    );
<#else>
    // Their scales are those of whole tensors.
    assign ws0_valid = 1'b0;
    assign ws0_data  = {${v.scaleWord}{1'b0}};

    wire unused_near_scales = ws0_ready;
<#if v.skipsZeros>

    assign ws0_run_ready = 1'b1;

    wire unused_scale_runs = &{1'b0, ws0_run_valid, ws0_run_jump, ws0_run_words};
</#if>
</#if>
<#else>

    // No weights on chip.
    assign w0_valid  = 1'b0;
    assign w0_data   = {${v.container / 8}{8'h00}};
    assign ws0_valid = 1'b0;
    assign ws0_data  = {${v.scaleWord}{1'b0}};

    wire unused_near = w0_ready || ws0_ready;
</#if>
<#if v.farWeights>

    assign w1_valid   = s_w_valid;
    assign w1_data    = s_w_data;
    assign s_w_ready  = w1_ready;
    assign ws1_valid  = s_ws_valid;
    assign ws1_data   = s_ws_data;
    assign s_ws_ready = ws1_ready;
<#else>

    // No weights off chip.
    assign w1_valid  = 1'b0;
    assign w1_data   = {${v.container / 8}{8'h00}};
    assign ws1_valid = 1'b0;
    assign ws1_data  = {${v.scaleWord}{1'b0}};

    wire unused_far = w1_ready || ws1_ready;
</#if>

    // ---- Store engine

    wire                 kvw_valid;
    wire                 kvw_ready;
    wire [31:0]          kvw_addr;
    wire ${net(v.kvWordBytes)} kvw_strb;
    wire ${net(v.kvWord)} kvw_data;
    wire                 kvw_idle;
    wire ${net(v.rows)} ks_we;
    wire [23:0]          ks_waddr;
    wire ${net(v.keyScaleWord)} ks_wdata;
    wire ${net(v.vector)} vs_we;
    wire [23:0]          vs_waddr;
    wire ${net(v.vector*16)} vs_wdata;
    wire ${net(v.qmBits)} qm_store_addr;
    wire ${net(v.vector*v.kvBits)} qm_store_data;
    wire ${net(v.qsElementBits)} qs_store_addr;
    wire [31:0]          qs_store_data;
    wire                 store_stall_in;
    wire                 store_stall_out;
    wire [9:0]           store_pc;
    wire [7:0]           store_layer;

    dfab_kv_store #(
        .ROWS        (${v.rows}),
        .COLS        (${v.cols}),
        .VECTOR      (${v.vector}),
        .LOG2_PGROUP (${v.log2ProbabilityGroup}),
        .QM_ABITS    (${v.qmBits}),
        .QS_ABITS    (${v.qsElementBits}),
        .KV_BITS     (${v.kvBits})
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

    wire unused_store = &{1'b0, store_pc, store_layer, vs_waddr[23:${v.vsBits}]};

    // ---- KV cache
<#if v.farKv>

    assign m_kvr_valid  = kv_req_valid && ks_req_ready;
    assign m_kvr_base   = kv_req_base;
    assign m_kvr_words  = kv_req_words;
    assign kv_req_ready = m_kvr_ready && ks_req_ready;
    assign kv_valid     = s_kv_valid;
    assign kv_data      = s_kv_data;
    assign s_kv_ready   = kv_ready;
    assign m_kvw_valid  = kvw_valid;
    assign m_kvw_addr   = kvw_addr;
    assign m_kvw_strb   = kvw_strb;
    assign m_kvw_data   = kvw_data;
    assign kvw_ready    = m_kvw_ready;
    assign kvw_idle     = kv_idle;

    wire                 ks_req_ready;
    wire                 ks_re;
    wire ${net(v.ksBits)} ks_raddr;
    wire ${net(v.keyScaleWord)} ks_rdata;

    dfab_block_reader #(
        .WIDTH      (${v.keyScaleWord}),
        .ADDR_BITS  (${v.ksBits}),
        .COUNT_BITS (16)
    ) u_ks_reader (
        .clk         (clk),
        .rst         (rst),
        .s_req_valid (kv_req_valid && m_kvr_ready),
        .s_req_ready (ks_req_ready),
        .s_req_base  (ks_req_base[${v.ksBits-1}:0]),
        .s_req_words (ks_req_words),
        .re          (ks_re),
        .raddr       (ks_raddr),
        .rdata       (ks_rdata),
        .m_valid     (ks_valid),
        .m_ready     (ks_ready),
        .m_data      (ks_data)
    );

    dfab_ram_1r1w #(
        .WIDTH (${v.keyScaleWord}),
        .DEPTH (${v.ksDepth}),
        .LANE  (16)
    ) u_ks (
        .clk   (clk),
        .we    (ks_we),
        .waddr (ks_waddr[${v.ksBits-1}:0]),
        .wdata (ks_wdata),
        .re    (ks_re),
        .raddr (ks_raddr),
        .rdata (ks_rdata)
    );
<#if v.ksBits < 24>

    wire unused_ks_base = &{1'b0, ks_req_base[23:${v.ksBits}], ks_waddr[23:${v.ksBits}]};
</#if>
<#else>

    // @[${v.kvOrigin}] KV cache on chip
    dfab_kv_memory #(
        .ROWS     (${v.rows}),
        .COLS     (${v.cols}),
        .DEPTH    (${v.kvDepth}),
        .KS_DEPTH (${v.ksDepth}),
        .KV_BITS  (${v.kvBits})
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
</#if>

    // ---- Vector memory: one copy per read port; results of the matvec engine fill the write
    // cycles that the vector engine leaves.

    wire                 vector_writes = vector_vm_we != {${v.vector}{1'b0}};
    wire ${net(v.vector)} vm_we     = vector_writes ? vector_vm_we : res_we & {${v.vector}{res_valid}};
    wire ${net(v.vmBits)} vm_waddr  = vector_writes ? vector_vm_addr : res_addr;
    wire ${net(v.word)} vm_wdata  = vector_writes ? vector_vm_data : res_data;
    wire ${net(v.vmBits)} vm_port_c = host_read ? host_vm_addr : vm_c_addr;

    assign res_ready    = !vector_writes;
    assign host_vm_data = vm_c_data;
<#list [["a", "vm_a_addr"], ["b", "vm_b_addr"], ["c", "vm_port_c"]] as p>

    dfab_ram_1r1w #(
        .WIDTH (${v.word}),
        .DEPTH (${v.vmDepth}),
        .LANE  (32)
    ) u_vm_${p[0]} (
        .clk   (clk),
        .we    (vm_we),
        .waddr (vm_waddr),
        .wdata (vm_wdata),
        .re    (1'b1),
        .raddr (${p[1]}),
        .rdata (vm_${p[0]}_data)
    );
</#list>

    // ---- Scalar memory
<#list ["a", "b"] as p>

    dfab_ram_1r1w #(
        .WIDTH (${v.word}),
        .DEPTH (${v.smDepth}),
        .LANE  (32)
    ) u_sm_${p} (
        .clk   (clk),
        .we    (sm_we),
        .waddr (sm_waddr),
        .wdata (sm_wdata),
        .re    (1'b1),
        .raddr (sm_${p}_addr),
        .rdata (sm_${p}_data)
    );
</#list>

    // ---- Quantized activations and their scales

    dfab_quant_memory #(
        .VECTOR   (${v.vector}),
        .COLS     (${v.windowCols}),
        .DEPTH    (${v.qmDepth}),
        .ACT_BITS (${v.actBits}),
        .KV_BITS  (${v.kvBits})
    ) u_qm (
        .clk     (clk),
        .we      (qm_we),
        .waddr   (qm_waddr),
        .wdata   (qm_wdata),
        .c_raddr (qm_tile_addr<#if (v.span > 0)>[${v.qmTileBits-1}:${v.span}]</#if>),
        .c_rdata (qm_tile_data),
        .v_raddr (qm_store_addr),
        .v_rdata (qm_store_data)
    );
<#if v.skipsZeros>

    // Which columns of a tile have activations that are all zero.
    dfab_zero_flags #(
        .VECTOR (${v.vector}),
        .COLS   (${v.cols}),
        .DEPTH  (${v.qmDepth}),
        .BITS   (${v.codeBits})
    ) u_zero_flags (
        .clk   (clk),
        .we    (qm_we),
        .waddr (qm_waddr),
        .wdata (qm_wdata),
        .raddr (flag_addr),
        .zero  (flag_zero)
    );
</#if>

    dfab_scale_memory #(
        .VECTOR (${v.vector}),
        .DEPTH  (${v.qsDepth})
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
    wire ${net(v.auxBits)} aux_addr;
    wire ${net(v.word)} aux_data;
    wire                 vs_re;
    wire ${net(v.vsPairBits)} vs_raddr;
    wire ${net(v.word)} vs_rdata;
<#if !v.farOperand>
    wire                 far_valid;
    wire [27:0]          far_base;
    wire [19:0]          far_words;
    wire                 far_ready;

    wire unused_operand = &{1'b0, far_valid, far_base, far_words, far_ready};
</#if>

    dfab_operand_source #(
        .VECTOR        (${v.vector}),
        .AUX_ADDR_BITS (${v.auxBits}),
        .VS_ADDR_BITS  (${v.vsPairBits})
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
<#if v.farOperand>
        .m_far_valid (m_far_valid),
        .m_far_ready (m_far_ready),
        .m_far_base  (m_far_base),
        .m_far_words (m_far_words),
        .s_far_valid (s_far_valid),
        .s_far_ready (s_far_ready),
        .s_far_data  (s_far_data),
<#else>
        .m_far_valid (far_valid),
        .m_far_ready (1'b0),
        .m_far_base  (far_base),
        .m_far_words (far_words),
        .s_far_valid (1'b0),
        .s_far_ready (far_ready),
        .s_far_data  ({${v.word}{1'b0}}),
</#if>
        .m_ext_valid (ext_valid),
        .m_ext_ready (ext_ready),
        .m_ext_data  (ext_data)
    );

    dfab_rom #(
        .WIDTH     (${v.word}),
        .DEPTH     (${v.auxDepth}),
        .INIT_FILE ("rom/aux.hex")
    ) u_aux (
        .clk   (clk),
        .re    (aux_re),
        .raddr (aux_addr),
        .rdata (aux_data)
    );

    dfab_ram_1r1w #(
        .WIDTH (${v.word}),
        .DEPTH (${v.vsDepth / 2}),
        .LANE  (16)
    ) u_vs (
        .clk   (clk),
        .we    (vs_waddr[0] ? {vs_we, {${v.vector}{1'b0}}} : {{${v.vector}{1'b0}}, vs_we}),
        .waddr (vs_waddr[${v.vsBits-1}:1]),
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
    wire writes    = vm_we != {${v.vector}{1'b0}} || sm_we != {${v.vector}{1'b0}} || qm_we;

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
