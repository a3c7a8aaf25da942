// What the simulation harness drives: ${v.design}_top with its memory ports side by side, so that
// the model of the memory sees one port with all channels. Wiring only; not part of the design.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module ${v.design}_bench (
    input  wire        clk,
    input  wire        rst,
    input  wire        s_axil_awvalid,
    output wire        s_axil_awready,
    input  wire [15:0] s_axil_awaddr,
    input  wire        s_axil_wvalid,
    output wire        s_axil_wready,
    input  wire [31:0] s_axil_wdata,
    input  wire [3:0]  s_axil_wstrb,
    output wire        s_axil_bvalid,
    input  wire        s_axil_bready,
    output wire [1:0]  s_axil_bresp,
    input  wire        s_axil_arvalid,
    output wire        s_axil_arready,
    input  wire [15:0] s_axil_araddr,
    output wire        s_axil_rvalid,
    input  wire        s_axil_rready,
    output wire [31:0] s_axil_rdata,
    output wire [1:0]  s_axil_rresp,
    output wire        irq,
<#if v.far>
<#list v.axiSignals as s>
    ${s.output?then("output", "input ")} wire [${v.nch * s.width - 1}:0] m_axi_${s.name},
</#list>
</#if>
    output wire [8:0]  engine_state,
    output wire [2:0]  trace_issue,
    output wire [53:0] trace_issue_tag,
    output wire [${v.vector-1}:0]  trace_vm_we,
    output wire [${v.vmBits-1}:0]  trace_vm_addr,
    output wire [${v.word-1}:0] trace_vm_data,
    output wire [18:0] trace_vm_tag,
    output wire [${v.vector-1}:0]  trace_sm_we,
    output wire [${v.smBits-1}:0]  trace_sm_addr,
    output wire [${v.word-1}:0] trace_sm_data,
    output wire [17:0] trace_sm_tag,
    output wire        trace_qm_we,
    output wire [${v.qmBits-1}:0]  trace_qm_addr,
    output wire [${v.vector*v.codeBits-1}:0] trace_qm_data,
    output wire [17:0] trace_qm_tag,
    output wire        trace_qs_we,
    output wire [${v.qsBits-1}:0]  trace_qs_addr,
    output wire [${v.word-1}:0] trace_qs_data,
    output wire [17:0] trace_qs_tag
);

    ${v.design}_top u_top (
        .clk (clk),
        .rst (rst),
<#list ["awvalid", "awready", "awaddr", "wvalid", "wready", "wdata", "wstrb", "bvalid", "bready", "bresp", "arvalid", "arready", "araddr", "rvalid", "rready", "rdata", "rresp"] as p>
        .s_axil_${p} (s_axil_${p}),
</#list>
        .irq (irq),
<#if v.far>
<#list v.channels as c>
<#list v.axiSignals as s>
        .m_axi_${c}_${s.name} (m_axi_${s.name}[${c?index * s.width} +: ${s.width}]),
</#list>
</#list>
</#if>
        .engine_state (engine_state),
        .trace_issue (trace_issue),
        .trace_issue_tag (trace_issue_tag),
<#list ["vm", "sm", "qm", "qs"] as m>
        .trace_${m}_we (trace_${m}_we),
        .trace_${m}_addr (trace_${m}_addr),
        .trace_${m}_data (trace_${m}_data),
        .trace_${m}_tag (trace_${m}_tag)<#sep>,</#sep>
</#list>
    );

endmodule

`default_nettype wire
