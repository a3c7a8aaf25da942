// AXI4-Lite slave in front of a plain register bus.
//
// Why one access at a time: a host reads and writes a few registers per token, so this
// trades throughput for a block that is easy to prove. A write waits until address and
// data are both there; a read and a write never overlap, the write goes first.
//
// Register bus: reg_we is a pulse with reg_addr, reg_wdata, reg_wstrb; reg_re is a pulse
// with reg_addr, and reg_rdata, reg_known are read three cycles later, which leaves time
// for a register that stands behind a memory. An address that is not known answers SLVERR.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_host_axil (
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

    output wire        reg_we,
    output wire        reg_re,
    output wire [15:0] reg_addr,
    output wire [31:0] reg_wdata,
    output wire [3:0]  reg_wstrb,
    input  wire [31:0] reg_rdata,
    input  wire        reg_known
);

    localparam [1:0] OKAY   = 2'b00;
    localparam [1:0] SLVERR = 2'b10;

    reg        bvalid_q;
    reg        rvalid_q;
    reg [2:0]  wait_q;     // one bit per cycle of a read under way
    reg [15:0] addr_q;
    reg [31:0] rdata_q;
    reg [1:0]  rresp_q;
    reg [1:0]  bresp_q;

    wire idle  = !bvalid_q && !rvalid_q && wait_q == 3'd0;
    wire write = idle && s_axil_awvalid && s_axil_wvalid;
    wire read  = idle && !write && s_axil_arvalid;

    always @(posedge clk) begin
        if (rst) begin
            bvalid_q <= 1'b0;
            rvalid_q <= 1'b0;
            wait_q   <= 3'd0;
        end else begin
            bvalid_q <= write || (bvalid_q && !s_axil_bready);
            rvalid_q <= wait_q[2] || (rvalid_q && !s_axil_rready);
            wait_q   <= {wait_q[1:0], read};
        end
    end

    always @(posedge clk) begin
        if (read) begin
            addr_q <= s_axil_araddr;
        end
        if (write) begin
            bresp_q <= reg_known ? OKAY : SLVERR;
        end
        if (wait_q[2]) begin
            rdata_q <= reg_known ? reg_rdata : 32'd0;
            rresp_q <= reg_known ? OKAY : SLVERR;
        end
    end

    assign reg_we         = write;
    assign reg_re         = wait_q[0];
    assign reg_addr       = write ? s_axil_awaddr : addr_q;
    assign reg_wdata      = s_axil_wdata;
    assign reg_wstrb      = s_axil_wstrb;
    assign s_axil_awready = write;
    assign s_axil_wready  = write;
    assign s_axil_bvalid  = bvalid_q;
    assign s_axil_bresp   = bresp_q;
    assign s_axil_arready = read;
    assign s_axil_rvalid  = rvalid_q;
    assign s_axil_rdata   = rdata_q;
    assign s_axil_rresp   = rresp_q;

endmodule

`default_nettype wire
