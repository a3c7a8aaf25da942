// What the simulation harness drives: showcase_top with its memory ports side by side, so that
// the model of the memory sees one port with all channels. Wiring only; not part of the design.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module showcase_bench (
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
    output wire [8:0]  engine_state,
    output wire [2:0]  trace_issue,
    output wire [53:0] trace_issue_tag,
    output wire [3:0]  trace_vm_we,
    output wire [7:0]  trace_vm_addr,
    output wire [127:0] trace_vm_data,
    output wire [18:0] trace_vm_tag,
    output wire [3:0]  trace_sm_we,
    output wire [5:0]  trace_sm_addr,
    output wire [127:0] trace_sm_data,
    output wire [17:0] trace_sm_tag,
    output wire        trace_qm_we,
    output wire [6:0]  trace_qm_addr,
    output wire [31:0] trace_qm_data,
    output wire [17:0] trace_qm_tag,
    output wire        trace_qs_we,
    output wire [3:0]  trace_qs_addr,
    output wire [127:0] trace_qs_data,
    output wire [17:0] trace_qs_tag
);

    showcase_top u_top (
        .clk (clk),
        .rst (rst),
        .s_axil_awvalid (s_axil_awvalid),
        .s_axil_awready (s_axil_awready),
        .s_axil_awaddr (s_axil_awaddr),
        .s_axil_wvalid (s_axil_wvalid),
        .s_axil_wready (s_axil_wready),
        .s_axil_wdata (s_axil_wdata),
        .s_axil_wstrb (s_axil_wstrb),
        .s_axil_bvalid (s_axil_bvalid),
        .s_axil_bready (s_axil_bready),
        .s_axil_bresp (s_axil_bresp),
        .s_axil_arvalid (s_axil_arvalid),
        .s_axil_arready (s_axil_arready),
        .s_axil_araddr (s_axil_araddr),
        .s_axil_rvalid (s_axil_rvalid),
        .s_axil_rready (s_axil_rready),
        .s_axil_rdata (s_axil_rdata),
        .s_axil_rresp (s_axil_rresp),
        .irq (irq),
        .engine_state (engine_state),
        .trace_issue (trace_issue),
        .trace_issue_tag (trace_issue_tag),
        .trace_vm_we (trace_vm_we),
        .trace_vm_addr (trace_vm_addr),
        .trace_vm_data (trace_vm_data),
        .trace_vm_tag (trace_vm_tag),
        .trace_sm_we (trace_sm_we),
        .trace_sm_addr (trace_sm_addr),
        .trace_sm_data (trace_sm_data),
        .trace_sm_tag (trace_sm_tag),
        .trace_qm_we (trace_qm_we),
        .trace_qm_addr (trace_qm_addr),
        .trace_qm_data (trace_qm_data),
        .trace_qm_tag (trace_qm_tag),
        .trace_qs_we (trace_qs_we),
        .trace_qs_addr (trace_qs_addr),
        .trace_qs_data (trace_qs_data),
        .trace_qs_tag (trace_qs_tag)
    );

endmodule

`default_nettype wire
