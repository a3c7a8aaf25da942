// The AXI4-Lite register file, dfab_host_axil with dfab_host_regs behind it.
//
// The host obeys AXI and is otherwise free. Responses hold until taken; one for each request, none
// without; read data is that of the address that was asked; what a register was last given comes
// back, and a run under way keeps its position and token.

`resetall
`timescale 1ns / 1ps
`default_nettype none

// The addresses of templates/REGISTERS.md.
module axil_map (
    input  wire [15:0] addr,
    output wire        mapped
);

    assign mapped = addr[1:0] == 2'd0 && (addr[15:8] == 8'h01 || (addr <= 16'h0044 && addr != 16'h003C));

endmodule

module axil (
    input wire        clk,
    input wire        rst,
    input wire        awvalid,
    input wire [15:0] awaddr,
    input wire        wvalid,
    input wire [31:0] wdata,
    input wire [3:0]  wstrb,
    input wire        bready,
    input wire        arvalid,
    input wire [15:0] araddr,
    input wire        rready,
    input wire        busy,
    input wire        done,
    input wire        error
);

    localparam [31:0] VERSION = 32'h1234_5678;

    wire        awready;
    wire        wready;
    wire        bvalid;
    wire [1:0]  bresp;
    wire        arready;
    wire        rvalid;
    wire [31:0] rdata;
    wire [1:0]  rresp;
    wire        reg_we;
    wire        reg_re;
    wire [15:0] reg_addr;
    wire [31:0] reg_wdata;
    wire [3:0]  reg_wstrb;
    wire [31:0] reg_rdata;
    wire        reg_known;
    wire        start;
    wire        cancel;
    wire [31:0] position;
    wire [31:0] token_in;

    dfab_host_axil u_axil (
        .clk(clk), .rst(rst),
        .s_axil_awvalid(awvalid), .s_axil_awready(awready), .s_axil_awaddr(awaddr),
        .s_axil_wvalid(wvalid), .s_axil_wready(wready), .s_axil_wdata(wdata), .s_axil_wstrb(wstrb),
        .s_axil_bvalid(bvalid), .s_axil_bready(bready), .s_axil_bresp(bresp),
        .s_axil_arvalid(arvalid), .s_axil_arready(arready), .s_axil_araddr(araddr),
        .s_axil_rvalid(rvalid), .s_axil_rready(rready), .s_axil_rdata(rdata), .s_axil_rresp(rresp),
        .reg_we(reg_we), .reg_re(reg_re), .reg_addr(reg_addr), .reg_wdata(reg_wdata),
        .reg_wstrb(reg_wstrb), .reg_rdata(reg_rdata), .reg_known(reg_known)
    );

    dfab_host_regs #(.VERSION(VERSION)) u_regs (
        .clk(clk), .rst(rst),
        .reg_we(reg_we), .reg_re(reg_re), .reg_addr(reg_addr), .reg_wdata(reg_wdata),
        .reg_wstrb(reg_wstrb), .reg_rdata(reg_rdata), .reg_known(reg_known),
        .start(start), .cancel(cancel), .position(position), .token_in(token_in),
        .busy(busy), .done(done), .error(error)
    );

    starts_in_reset u_start (.clk(clk), .rst(rst));

    stream_contract #(.WIDTH(16), .ASSERT(0)) u_aw (
        .clk(clk), .rst(rst), .valid(awvalid), .ready(awready), .data(awaddr)
    );
    stream_contract #(.WIDTH(36), .ASSERT(0)) u_w (
        .clk(clk), .rst(rst), .valid(wvalid), .ready(wready), .data({wdata, wstrb})
    );
    stream_contract #(.WIDTH(16), .ASSERT(0)) u_ar (
        .clk(clk), .rst(rst), .valid(arvalid), .ready(arready), .data(araddr)
    );
    stream_contract #(.WIDTH(2)) u_b (
        .clk(clk), .rst(rst), .valid(bvalid), .ready(bready), .data(bresp)
    );
    stream_contract #(.WIDTH(34)) u_r (
        .clk(clk), .rst(rst), .valid(rvalid), .ready(rready), .data({rdata, rresp})
    );

    reg        started_q = 1'b0;
    reg [1:0]  writes_q;      // requests without a response yet
    reg [1:0]  reads_q;
    reg [2:0]  waited_q;
    reg [15:0] asked_q;       // address of the read under way
    reg [15:0] written_q;     // and of the write
    reg        we_q;
    reg [15:0] we_addr_q;
    reg [31:0] we_data_q;
    reg [3:0]  we_strb_q;
    reg        rst_q;
    reg [31:0] position_q;    // what the registers must hold
    reg [31:0] token_q;
    reg [31:0] read_position_q;

    wire aw     = awvalid && awready;
    wire w      = wvalid && wready;
    wire ar     = arvalid && arready;
    wire whole  = aw && wstrb == 4'hF && !busy;
    wire mapped;
    wire written_mapped;

    axil_map u_asked (.addr(asked_q), .mapped(mapped));
    axil_map u_written (.addr(written_q), .mapped(written_mapped));

    always @(posedge clk) begin
        started_q <= 1'b1;
        rst_q     <= rst;
        we_q      <= aw && !rst;
        we_addr_q <= awaddr;
        we_data_q <= wdata;
        we_strb_q <= wstrb;
        if (rst) begin
            writes_q   <= 2'd0;
            reads_q    <= 2'd0;
            waited_q   <= 3'd0;
            position_q <= 32'd0;
            token_q    <= 32'd0;
        end else begin
            writes_q <= writes_q + {1'b0, aw} - {1'b0, bvalid && bready};
            reads_q  <= reads_q + {1'b0, ar} - {1'b0, rvalid && rready};
            waited_q <= (reads_q == 2'd0 || rvalid) ? 3'd0 : waited_q + 3'd1;
            if (whole && awaddr == 16'h002C) begin
                position_q <= wdata;
            end
            if (whole && awaddr == 16'h0030) begin
                token_q <= wdata;
            end
        end
        if (ar) begin
            asked_q <= araddr;
        end
        if (aw) begin
            written_q <= awaddr;
        end
    end

    always @* begin
        if (started_q) begin
            // Address and data of a write go together, and nothing overlaps.
            assert (aw == w);
            assert (writes_q + reads_q <= 2'd1);
            assert (!(aw && ar));
            assert (!(aw || ar) || writes_q + reads_q == 2'd0);
            assert (bvalid == (writes_q != 2'd0));
            assert (!rvalid || reads_q != 2'd0);
            assert (waited_q <= 3'd3);
            assert (reg_we == aw);
            // With nothing under way a request is taken at once, a write before a read.
            assert (writes_q + reads_q != 2'd0 || !(awvalid && wvalid) || aw);
            assert (writes_q + reads_q != 2'd0 || (awvalid && wvalid) || !arvalid || ar);
            assert (!bvalid || bresp == (written_mapped ? 2'b00 : 2'b10));
            assert (!aw || (reg_addr == awaddr && reg_wdata == wdata && reg_wstrb == wstrb));
            assert (!reg_re || reg_addr == asked_q);
            if (rvalid) begin
                assert (rresp == (mapped ? 2'b00 : 2'b10));
                assert (mapped || rdata == 32'd0);
                case (asked_q)
                    16'h0000: assert (rdata == 32'h44464142);
                    16'h0004: assert (rdata == VERSION);
                    16'h002C: assert (rdata == position_q);
                    16'h0030: assert (rdata == token_q);
                    default: ;
                endcase
            end
            if (!rst_q) begin
                assert (start == (we_q && we_addr_q == 16'h0020 && we_strb_q[0] && we_data_q[0]));
                assert (cancel == (we_q && we_addr_q == 16'h0020 && we_strb_q[0] && we_data_q[1]));
            end
            assert (position == position_q);
            assert (token_in == token_q);
        end
        cover (started_q && !rst && rvalid && rready && asked_q == 16'h002C && rdata == 32'hA5A5_0F0F);
        cover (started_q && !rst && bvalid && bready && bresp == 2'b10);
        cover (started_q && !rst && aw && arvalid);
        cover (started_q && !rst && rvalid && rresp == 2'b10);
    end

endmodule

`default_nettype wire
