<#-- The range of a port or a net of so many bits, padded so that names stand below each other. -->
<#function port bits><#return ("[" + (bits - 1)?c + ":0]")?right_pad(9)></#function>
<#function net bits><#return ("[" + (bits - 1)?c + ":0]")?right_pad(15)></#function>
// ${v.design}: a token in, the next token out.
//
// The host writes POSITION and TOKEN_IN and starts a run over AXI4-Lite; REGISTERS.md
// describes the registers. Tokens of a prompt go the same way as the tokens that follow.
<#if v.far>
// Off chip: ${v.tierLine}.
<#else>
// Everything is on chip: this fabric has no memory port.
</#if>
// Rendered from ${v.source}.

`resetall
`timescale 1ns / 1ps
`default_nettype none

// @[${v.origin}]
(* src = "${v.attribute}" *)
module ${v.design}_top (
    input  wire           clk,
    input  wire           rst,

    input  wire           s_axil_awvalid,
    output wire           s_axil_awready,
    input  wire [15:0]    s_axil_awaddr,
    input  wire           s_axil_wvalid,
    output wire           s_axil_wready,
    input  wire [31:0]    s_axil_wdata,
    input  wire [3:0]     s_axil_wstrb,
    output wire           s_axil_bvalid,
    input  wire           s_axil_bready,
    output wire [1:0]     s_axil_bresp,
    input  wire           s_axil_arvalid,
    output wire           s_axil_arready,
    input  wire [15:0]    s_axil_araddr,
    output wire           s_axil_rvalid,
    input  wire           s_axil_rready,
    output wire [31:0]    s_axil_rdata,
    output wire [1:0]     s_axil_rresp,
    output wire           irq,
<#list v.channels as c>

    output wire           m_axi_${c}_arvalid,
    input  wire           m_axi_${c}_arready,
    output wire [1:0]     m_axi_${c}_arid,
    output wire ${port(v.axiAddr)} m_axi_${c}_araddr,
    output wire [7:0]     m_axi_${c}_arlen,
    output wire [2:0]     m_axi_${c}_arsize,
    output wire [1:0]     m_axi_${c}_arburst,
    input  wire           m_axi_${c}_rvalid,
    output wire           m_axi_${c}_rready,
    input  wire [1:0]     m_axi_${c}_rid,
    input  wire ${port(v.axiBits)} m_axi_${c}_rdata,
    input  wire [1:0]     m_axi_${c}_rresp,
    input  wire           m_axi_${c}_rlast,
    output wire           m_axi_${c}_awvalid,
    input  wire           m_axi_${c}_awready,
    output wire [1:0]     m_axi_${c}_awid,
    output wire ${port(v.axiAddr)} m_axi_${c}_awaddr,
    output wire [7:0]     m_axi_${c}_awlen,
    output wire [2:0]     m_axi_${c}_awsize,
    output wire [1:0]     m_axi_${c}_awburst,
    output wire           m_axi_${c}_wvalid,
    input  wire           m_axi_${c}_wready,
    output wire ${port(v.axiBits)} m_axi_${c}_wdata,
    output wire ${port(v.axiBits/8)} m_axi_${c}_wstrb,
    output wire           m_axi_${c}_wlast,
    input  wire           m_axi_${c}_bvalid,
    output wire           m_axi_${c}_bready,
    input  wire [1:0]     m_axi_${c}_bid,
    input  wire [1:0]     m_axi_${c}_bresp,
</#list>

    output wire [8:0]     engine_state,
    output wire [2:0]     trace_issue,
    output wire [53:0]    trace_issue_tag,
    output wire ${port(v.vector)} trace_vm_we,
    output wire ${port(v.vmBits)} trace_vm_addr,
    output wire ${port(v.word)} trace_vm_data,
    output wire [18:0]    trace_vm_tag,
    output wire ${port(v.vector)} trace_sm_we,
    output wire ${port(v.smBits)} trace_sm_addr,
    output wire ${port(v.word)} trace_sm_data,
    output wire [17:0]    trace_sm_tag,
    output wire           trace_qm_we,
    output wire ${port(v.qmBits)} trace_qm_addr,
    output wire ${port(v.vector*v.codeBits)} trace_qm_data,
    output wire [17:0]    trace_qm_tag,
    output wire           trace_qs_we,
    output wire ${port(v.qsBits)} trace_qs_addr,
    output wire ${port(v.word)} trace_qs_data,
    output wire [17:0]    trace_qs_tag
);

    // ---- Host

    wire                 reg_we;
    wire                 reg_re;
    wire [15:0]          reg_addr;
    wire [31:0]          reg_wdata;
    wire [3:0]           reg_wstrb;
    wire [31:0]          reg_rdata;
    wire                 reg_known;
    wire                 start;
    wire                 cancel;
    wire [31:0]          position;
    wire [31:0]          token_in;
    wire [19:0]          token_out;
    wire                 busy;
    wire                 done;
    wire                 error;
    wire [3:0]           cause;
    wire [4:0]           counter_select;
    wire [63:0]          counter_value;
    wire ${net(v.vmBits)} host_vm_addr;
    wire ${net(v.word)} host_vm_data;

    dfab_host_axil u_axil (
        .clk            (clk),
        .rst            (rst),
<#list ["awvalid", "awready", "awaddr", "wvalid", "wready", "wdata", "wstrb", "bvalid", "bready", "bresp", "arvalid", "arready", "araddr", "rvalid", "rready", "rdata", "rresp"] as p>
        .s_axil_${p?right_pad(8)} (s_axil_${p}),
</#list>
        .reg_we         (reg_we),
        .reg_re         (reg_re),
        .reg_addr       (reg_addr),
        .reg_wdata      (reg_wdata),
        .reg_wstrb      (reg_wstrb),
        .reg_rdata      (reg_rdata),
        .reg_known      (reg_known)
    );

    dfab_host_regs #(
        .VERSION      (32'd${v.version}),
        .HASH         (128'h${v.hash}),
        .CONTEXT      (${v.context}),
        .VOCAB        (${v.vocab}),
        .VECTOR       (${v.vector}),
        .VM_ADDR_BITS (${v.vmBits}),
        .LOGIT_BASE   (${v.logitBase})
    ) u_regs (
        .clk            (clk),
        .rst            (rst),
        .reg_we         (reg_we),
        .reg_re         (reg_re),
        .reg_addr       (reg_addr),
        .reg_wdata      (reg_wdata),
        .reg_wstrb      (reg_wstrb),
        .reg_rdata      (reg_rdata),
        .reg_known      (reg_known),
        .start          (start),
        .cancel         (cancel),
        .position       (position),
        .token_in       (token_in),
        .token_out      (token_out),
        .busy           (busy),
        .done           (done),
        .error          (error),
        .cause          (cause),
        .irq            (irq),
        .counter_select (counter_select),
        .counter_value  (counter_value),
        .vm_addr        (host_vm_addr),
        .vm_data        (host_vm_data)
    );

    // ---- Runs

    wire       begun;
    wire       core_start;
    wire       core_rst;
    wire       far_rst;
    wire       core_done;
    wire       progress;
    wire       read_error;
    wire       write_error;
    wire       far_idle;
    wire [4:0] words_moved;
    wire [5:0] read_beats;
    wire [5:0] written_beats;

    dfab_run_control #(
        .CONTEXT (${v.context}),
        .VOCAB   (${v.vocab}),
        .TIMEOUT (${v.timeout})
    ) u_control (
        .clk         (clk),
        .rst         (rst),
        .start       (start),
        .cancel      (cancel),
        .position    (position),
        .token       (token_in),
        .begun       (begun),
        .core_start  (core_start),
        .core_rst    (core_rst),
        .far_rst     (far_rst),
        .core_done   (core_done),
        .progress    (progress<#if v.far> || read_beats != 6'd0 || written_beats != 6'd0</#if>),
        .read_error  (read_error),
        .write_error (write_error),
        .far_idle    (far_idle),
        .busy        (busy),
        .done        (done),
        .error       (error),
        .cause       (cause)
    );

    // Counters in the order of REGISTERS.md, the first lowest.
    dfab_counters #(
        .COUNT     (17),
        .STEP_BITS (6)
    ) u_counters (
        .clk    (clk),
        .clear  (rst || begun),
        .enable (busy),
        .step   ({written_beats, read_beats,
                  5'd0, words_moved[4], 5'd0, words_moved[3], 5'd0, words_moved[2], 5'd0, words_moved[1], 5'd0, words_moved[0],
                  5'd0, engine_state[8], 5'd0, engine_state[7], 5'd0, engine_state[6],
                  5'd0, engine_state[5], 5'd0, engine_state[4], 5'd0, engine_state[3],
                  5'd0, engine_state[2], 5'd0, engine_state[1], 5'd0, engine_state[0],
                  6'd1}),
        .select (counter_select),
        .value  (counter_value)
    );

    // ---- Core
<#if v.farWeights>

    wire                 w_valid;
    wire                 w_ready;
    wire ${net(v.container)} w_data;
    wire                 ws_valid;
    wire                 ws_ready;
    wire ${net(v.scaleWord)} ws_data;
</#if>
<#if v.farKv>

    wire                 kvr_valid;
    wire                 kvr_ready;
    wire [31:0]          kvr_base;
    wire [31:0]          kvr_words;
    wire                 kv_valid;
    wire                 kv_ready;
    wire ${net(v.kvWord)} kv_data;
    wire                 kvw_valid;
    wire                 kvw_ready;
    wire [31:0]          kvw_addr;
    wire ${net(v.kvWordBytes)} kvw_strb;
    wire ${net(v.kvWord)} kvw_data;
    wire                 kv_idle;
</#if>
<#if v.farOperand>

    wire                 ext_req_valid;
    wire                 ext_req_ready;
    wire [27:0]          ext_req_base;
    wire [19:0]          ext_req_words;
    wire                 ext_valid;
    wire                 ext_ready;
    wire ${net(v.word)} ext_data;
</#if>

    ${v.design}_core u_core (
        .clk           (clk),
        .rst           (core_rst),
        .start         (core_start),
        .position      (position[19:0]),
        .token         (token_in[19:0]),
        .done          (core_done),
        .progress      (progress),
        .argmax_index  (token_out),
        .host_read     (!busy),
        .host_vm_addr  (host_vm_addr),
        .host_vm_data  (host_vm_data),
<#if v.farWeights>
        .s_w_valid     (w_valid),
        .s_w_ready     (w_ready),
        .s_w_data      (w_data),
        .s_ws_valid    (ws_valid),
        .s_ws_ready    (ws_ready),
        .s_ws_data     (ws_data),
</#if>
<#if v.farKv>
        .m_kvr_valid   (kvr_valid),
        .m_kvr_ready   (kvr_ready),
        .m_kvr_base    (kvr_base),
        .m_kvr_words   (kvr_words),
        .s_kv_valid    (kv_valid),
        .s_kv_ready    (kv_ready),
        .s_kv_data     (kv_data),
        .m_kvw_valid   (kvw_valid),
        .m_kvw_ready   (kvw_ready),
        .m_kvw_addr    (kvw_addr),
        .m_kvw_strb    (kvw_strb),
        .m_kvw_data    (kvw_data),
        .kv_idle       (kv_idle),
</#if>
<#if v.farOperand>
        .m_far_valid   (ext_req_valid),
        .m_far_ready   (ext_req_ready),
        .m_far_base    (ext_req_base),
        .m_far_words   (ext_req_words),
        .s_far_valid   (ext_valid),
        .s_far_ready   (ext_ready),
        .s_far_data    (ext_data),
</#if>
        .engine_state  (engine_state),
        .words_moved   (words_moved),
        .trace_issue     (trace_issue),
        .trace_issue_tag (trace_issue_tag),
<#list ["vm", "sm", "qm", "qs"] as m>
        .trace_${m}_we   (trace_${m}_we),
        .trace_${m}_addr (trace_${m}_addr),
        .trace_${m}_data (trace_${m}_data),
        .trace_${m}_tag  (trace_${m}_tag)<#sep>,</#sep>
</#list>
    );

    wire unused_position = &{1'b0, position[31:20], token_in[31:20]};
<#if v.far>

    // ---- Off-chip memory
<#list v.axiSignals as s>

    wire [${v.nch * s.width - 1}:0] axi_${s.name};
<#if s.output>
<#list v.channels as c>
    assign m_axi_${c}_${s.name} = axi_${s.name}<#if v.nch * s.width gt 1>[${c?index * s.width} +: ${s.width}]</#if>;
</#list>
<#else>
    assign axi_${s.name} = {<#list v.channels?reverse as c>m_axi_${c}_${s.name}<#sep>, </#sep></#list>};
</#if>
</#list>

<#if !v.farWeights>
    wire                 unused_w_valid;
    wire ${net(v.container)} unused_w_data;
    wire                 unused_ws_valid;
    wire ${net(v.scaleWord)} unused_ws_data;

</#if>
<#if !v.farKv>
    wire                 unused_kvr_ready;
    wire                 unused_kv_valid;
    wire ${net(v.kvWord)} unused_kv_data;
    wire                 unused_kvw_ready;
    wire                 unused_kv_idle;

</#if>
<#if !v.farOperand>
    wire                 unused_ext_ready;
    wire                 unused_ext_valid;
    wire ${net(v.word)} unused_ext_data;

</#if>
    // @[${v.tierOrigin}] ${v.tierName}
    dfab_offchip #(
        .ROWS         (${v.rows}),
        .COLS         (${v.cols}),
        .VECTOR       (${v.vector}),
        .SCALE_BITS   (${v.scaleBits}),
<#if (v.planes > 8)>
        .PLANES       (${v.planes}),
</#if>
        .NCH          (${v.nch}),
        .AXI_WIDTH    (${v.axiBits}),
        .ADDR_BITS    (${v.axiAddr}),
        .WEIGHT_ITEMS (${v.farContainers}),
        .WEIGHT_BASE  (64'd${v.weightBase}),
        .SCALE_ITEMS  (${v.farScales}),
        .SCALE_BASE   (64'd${v.scaleBase}),
        .EXT_BASE     (64'd${v.embeddingBase}),
        .KV_BASE      (64'd${v.kvBase}),
        .KV_BITS      (${v.kvBits}),
        .HAS_KV       (${v.farKv?then(1, 0)}),
        .HAS_EXT      (${v.farOperand?then(1, 0)})
    ) u_offchip (
        .clk           (clk),
        .rst           (far_rst),
        .hard_rst      (rst),
<#if v.farWeights>
        .m_w_valid     (w_valid),
        .m_w_ready     (w_ready),
        .m_w_data      (w_data),
        .m_ws_valid    (ws_valid),
        .m_ws_ready    (ws_ready),
        .m_ws_data     (ws_data),
<#else>
        .m_w_valid     (unused_w_valid),
        .m_w_ready     (1'b0),
        .m_w_data      (unused_w_data),
        .m_ws_valid    (unused_ws_valid),
        .m_ws_ready    (1'b0),
        .m_ws_data     (unused_ws_data),
</#if>
<#if v.farKv>
        .s_kvr_valid   (kvr_valid),
        .s_kvr_ready   (kvr_ready),
        .s_kvr_base    (kvr_base),
        .s_kvr_words   (kvr_words),
        .m_kv_valid    (kv_valid),
        .m_kv_ready    (kv_ready),
        .m_kv_data     (kv_data),
        .s_kvw_valid   (kvw_valid),
        .s_kvw_ready   (kvw_ready),
        .s_kvw_addr    (kvw_addr),
        .s_kvw_strb    (kvw_strb),
        .s_kvw_data    (kvw_data),
        .kv_idle       (kv_idle),
<#else>
        .s_kvr_valid   (1'b0),
        .s_kvr_ready   (unused_kvr_ready),
        .s_kvr_base    (32'd0),
        .s_kvr_words   (32'd0),
        .m_kv_valid    (unused_kv_valid),
        .m_kv_ready    (1'b0),
        .m_kv_data     (unused_kv_data),
        .s_kvw_valid   (1'b0),
        .s_kvw_ready   (unused_kvw_ready),
        .s_kvw_addr    (32'd0),
        .s_kvw_strb    ({${v.kvWordBytes}{1'b0}}),
        .s_kvw_data    ({${v.kvWord}{1'b0}}),
        .kv_idle       (unused_kv_idle),
</#if>
<#if v.farOperand>
        .s_ext_valid   (ext_req_valid),
        .s_ext_ready   (ext_req_ready),
        .s_ext_base    (ext_req_base),
        .s_ext_words   (ext_req_words),
        .m_ext_valid   (ext_valid),
        .m_ext_ready   (ext_ready),
        .m_ext_data    (ext_data),
<#else>
        .s_ext_valid   (1'b0),
        .s_ext_ready   (unused_ext_ready),
        .s_ext_base    (28'd0),
        .s_ext_words   (20'd0),
        .m_ext_valid   (unused_ext_valid),
        .m_ext_ready   (1'b0),
        .m_ext_data    (unused_ext_data),
</#if>
<#list v.axiSignals as s>
        .m_axi_${s.name?right_pad(7)} (axi_${s.name}),
</#list>
        .read_beats    (read_beats),
        .written_beats (written_beats),
        .read_error    (read_error),
        .write_error   (write_error),
        .idle          (far_idle)
    );
<#else>

    assign read_error    = 1'b0;
    assign write_error   = 1'b0;
    assign far_idle      = 1'b1;
    assign read_beats    = 6'd0;
    assign written_beats = 6'd0;

    wire unused_far_rst = far_rst;
</#if>

endmodule

`default_nettype wire
