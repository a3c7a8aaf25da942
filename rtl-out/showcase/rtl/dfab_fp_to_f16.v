// Converts fp32 to f16, rounded to nearest even with gradual f16 subnormals.
//
// Why it saturates: scales are stored as f16, and a scale of infinity would
// poison a whole group. What lies beyond the finite f16 range, infinities
// included, becomes +-65504; every NaN becomes 7E00.
//
// Latency 1, one conversion per cycle; y is held where enable is low.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_fp_to_f16 (
    input  wire        clk,
    input  wire        enable,
    input  wire [31:0] a,
    output wire [15:0] y
);

    // Below 2^-14 the significand moves right into a subnormal; 12 places take
    // even its round bit out.
    function [14:0] round;
        input [30:0] number;
        reg          subnormal;
        reg   [7:0]  distance;
        reg   [3:0]  shift;
        reg   [34:0] moved;   // 10 bits of fraction, 25 below it
        begin
            subnormal = number[30:23] < 8'd113;
            distance  = 8'd113 - number[30:23];
            shift     = !subnormal ? 4'd0 : (distance > 8'd12) ? 4'd12 : distance[3:0];
            // The leading one is implied by the format, unless it moves.
            moved     = {number[22:0], 12'd0} >> shift;
            moved     = moved | ({34'd0, subnormal} << (6'd35 - {2'd0, shift}));
            round     = {subnormal ? 5'd0 : number[27:23] - 5'd16, moved[34:25]}
                      + {14'd0, moved[24] && (moved[25] || moved[23:0] != 24'd0)};
        end
    endfunction

    // 2^16 and above saturates, and what rounds up to it.
    function [15:0] convert;
        input [31:0] number;
        reg   [14:0] rounded;
        begin
            rounded = round(number[30:0]);
            if (number[30:23] == 8'hFF && number[22:0] != 23'd0) begin
                convert = 16'h7E00;
            end else if (number[30:23] >= 8'd143 || rounded[14:10] == 5'h1F) begin
                convert = {number[31], 15'h7BFF};
            end else begin
                convert = {number[31], rounded};
            end
        end
    endfunction

    reg  [15:0] y_q;

    always @(posedge clk) begin
        if (enable) begin
            y_q <= convert(a);
        end
    end

    assign y = y_q;

endmodule

`default_nettype wire
