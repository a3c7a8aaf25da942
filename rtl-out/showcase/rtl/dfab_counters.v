// Performance counters: each adds its increment per cycle while a run is under way.
//
// Why they clear at a start and not at a read: the host reads the whole set of one token
// when it likes, and twice if it likes, and the figures belong together.
//
// COUNT: counters, 1 to 32. STEP_BITS: bits of an increment, 1 to 16.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_counters #(
    parameter COUNT     = 16,
    parameter STEP_BITS = 16
) (
    input  wire                       clk,
    input  wire                       clear,
    input  wire                       enable,
    input  wire [COUNT*STEP_BITS-1:0] step,
    input  wire [4:0]                 select,   // counter to read
    output wire [63:0]                value     // a cycle after select
);

    generate
        if (COUNT < 1 || COUNT > 32) begin : g_error
            dfab_error_counters_count_must_be_1_to_32 u_error ();
        end
    endgenerate

    wire [2047:0] all;

    genvar i;
    generate
        for (i = 0; i < 32; i = i + 1) begin : g_counter
            if (i < COUNT) begin : g_used
                reg [63:0] count_q;

                always @(posedge clk) begin
                    if (clear) begin
                        count_q <= 64'd0;
                    end else if (enable) begin
                        count_q <= count_q + {{(64-STEP_BITS){1'b0}}, step[i*STEP_BITS +: STEP_BITS]};
                    end
                end

                assign all[64*i +: 64] = count_q;
            end else begin : g_absent
                assign all[64*i +: 64] = 64'd0;
            end
        end
    endgenerate

    reg [63:0] value_q;

    always @(posedge clk) begin
        value_q <= all[{select, 6'd0} +: 64];
    end

    assign value = value_q;

endmodule

`default_nettype wire
