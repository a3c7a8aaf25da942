// Converts fp32 to f16, rounded to nearest even with gradual f16 subnormals.
//
// Why it saturates: scales are stored as f16, and a scale of infinity would
// poison a whole group. What lies beyond the finite f16 range, infinities
// included, becomes +-65504; every NaN becomes 7E00.
//
// Latency 1, one conversion per cycle.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_fp_to_f16 (
    input  wire        clk,
    input  wire [31:0] a,
    output wire [15:0] y
);

    wire [7:0]  exp  = a[30:23];
    wire        nan  = exp == 8'hFF && a[22:0] != 23'd0;
    // 2^16 and above; what rounds up to 2^16 shows in the rounded bits.
    wire        over = exp >= 8'd143;

    // Below 2^-14 the significand moves right into a subnormal; 12 places take
    // even its round bit out.
    wire        subnormal = exp < 8'd113;
    wire [7:0]  distance  = 8'd113 - exp;
    wire [3:0]  shift     = !subnormal ? 4'd0
                          : (distance > 8'd12) ? 4'd12
                          : distance[3:0];
    wire [35:0] moved     = {1'b1, a[22:0], 12'd0} >> shift;
    wire [4:0]  half_exp  = subnormal ? 5'd0 : exp[4:0] - 5'd16;
    wire        round_up  = moved[24] && (moved[25] || moved[23:0] != 24'd0);
    wire [14:0] rounded   = {half_exp, moved[34:25]} + {14'd0, round_up};

    reg  [15:0] y_q;

    always @(posedge clk) begin
        if (nan) begin
            y_q <= 16'h7E00;
        end else if (over || rounded[14:10] == 5'h1F) begin
            y_q <= {a[31], 15'h7BFF};
        end else begin
            y_q <= {a[31], rounded};
        end
    end

    assign y = y_q;

    // The leading one is implied by the format.
    wire unused_hidden_bit = moved[35];

endmodule

`default_nettype wire
