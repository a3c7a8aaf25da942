// A memory with one write port and one read port on one clock.
//
// Why a cell: every memory of the fabric is one of these or a dfab_rom, so that
// a device or an ASIC flow can put its own macro in one place.
//
// Reading takes 1 cycle: rdata belongs to the raddr of the last edge at which re
// was high, and holds while re is low. A read of the address that is being
// written gives the old word. Contents and rdata start undefined.
//
// WIDTH: bits per word, 1 or more. DEPTH: words, 1 or more. LANE: bits per write
// enable, a divisor of WIDTH. Addresses of DEPTH and above are not allowed.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_ram_1r1w #(
    parameter WIDTH = 32,
    parameter DEPTH = 512,
    parameter LANE  = WIDTH
) (
    input  wire                                        clk,
    input  wire [WIDTH/(LANE > 0 ? LANE : 1)-1:0]      we,
    input  wire [(DEPTH > 1 ? $clog2(DEPTH) : 1)-1:0]  waddr,
    input  wire [WIDTH-1:0]                            wdata,
    input  wire                                        re,
    input  wire [(DEPTH > 1 ? $clog2(DEPTH) : 1)-1:0]  raddr,
    output wire [WIDTH-1:0]                            rdata
);

    // An illegal LANE must end in the error below, not in a division by zero.
    localparam LANE_BITS = LANE > 0 ? LANE : 1;
    localparam LANES     = WIDTH / LANE_BITS;

    generate
        if (WIDTH < 1 || DEPTH < 1) begin : g_error_size
            dfab_error_ram_width_and_depth_must_be_positive u_error ();
        end
        if (WIDTH != LANES * LANE) begin : g_error_lane
            dfab_error_ram_lane_must_divide_width u_error ();
        end
    endgenerate

    reg [WIDTH-1:0] mem [0:DEPTH-1];
    reg [WIDTH-1:0] rdata_q;

    genvar i;
    generate
        for (i = 0; i < LANES; i = i + 1) begin : g_lane
            always @(posedge clk) begin
                if (we[i]) begin
                    mem[waddr][i*LANE_BITS +: LANE_BITS] <= wdata[i*LANE_BITS +: LANE_BITS];
                end
            end
        end
    endgenerate

    always @(posedge clk) begin
        if (re) begin
            rdata_q <= mem[raddr];
        end
    end

    assign rdata = rdata_q;

endmodule

`default_nettype wire
