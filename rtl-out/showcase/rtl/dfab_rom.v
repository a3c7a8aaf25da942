// A read-only memory, loaded from a file of hexadecimal words.
//
// Why a file and not constants: programs and tables change without touching the
// RTL, and a simulation loads them at start without being rebuilt.
//
// Reading takes 1 cycle: rdata belongs to the raddr of the last edge at which re
// was high, and holds while re is low.
//
// WIDTH: bits per word, 1 or more. DEPTH: words, 1 or more. INIT_FILE: for
// $readmemh, one word per line; empty leaves the contents undefined. Addresses
// of DEPTH and above are not allowed.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_rom #(
    parameter WIDTH     = 32,
    parameter DEPTH     = 512,
    parameter INIT_FILE = ""
) (
    input  wire                                        clk,
    input  wire                                        re,
    input  wire [(DEPTH > 1 ? $clog2(DEPTH) : 1)-1:0]  raddr,
    output wire [WIDTH-1:0]                            rdata
);

    generate
        if (WIDTH < 1 || DEPTH < 1) begin : g_error
            dfab_error_rom_width_and_depth_must_be_positive u_error ();
        end
    endgenerate

    reg [WIDTH-1:0] mem [0:DEPTH-1];
    reg [WIDTH-1:0] rdata_q;

    generate
        // No run reaches what is done once, at elaboration.
        // verilator coverage_off
        if (INIT_FILE != "") begin : g_init
            initial begin
                $readmemh(INIT_FILE, mem);
            end
        end else begin : g_blank
            // Says that being undefined is meant; tools call an unwritten memory a mistake.
            initial begin
                mem[0] = {WIDTH{1'bx}};
            end
        end
        // verilator coverage_on
    endgenerate

    always @(posedge clk) begin
        if (re) begin
            rdata_q <= mem[raddr];
        end
    end

    assign rdata = rdata_q;

endmodule

`default_nettype wire
