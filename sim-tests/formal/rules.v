// Properties that many proofs share. All are synchronous to clk.
//
// A proof's wrapper leaves inputs of its cell open where any value in any cycle is allowed; the
// flow turns them into inputs of the proof. Only what is assumed here limits them.

`resetall
`timescale 1ns / 1ps
`default_nettype none

// Every run begins in reset; later resets come whenever the solver likes.
module starts_in_reset (
    input wire clk,
    input wire rst
);

    reg started_q = 1'b0;

    always @(posedge clk) begin
        started_q <= 1'b1;
    end

    always @* begin
        if (!started_q) begin
            assume (rst);
        end
    end

endmodule

// The stream contract: nothing is valid after reset; once valid, valid and data hold until taken.
// ASSERT 1 shows it of a cell's output, 0 expects it of a cell's surroundings.
module stream_contract #(
    parameter WIDTH  = 1,
    parameter ASSERT = 1
) (
    input wire             clk,
    input wire             rst,
    input wire             valid,
    input wire             ready,
    input wire [WIDTH-1:0] data
);

    reg             started_q = 1'b0;
    reg             rst_q;
    reg             stalled_q;
    reg [WIDTH-1:0] data_q;

    always @(posedge clk) begin
        started_q <= 1'b1;
        rst_q     <= rst;
        stalled_q <= valid && !ready && !rst;
        data_q    <= data;
    end

    wire quiet_after_reset = !(started_q && rst_q && valid);
    wire holds             = !(started_q && stalled_q && !(valid && data == data_q));

    generate
        if (ASSERT != 0) begin : g_assert
            always @* begin
                assert (quiet_after_reset);
                assert (holds);
            end

            // A word that waited and was then taken.
            always @* begin
                cover (started_q && !rst && stalled_q && valid && ready);
            end
        end else begin : g_assume
            always @* begin
                assume (quiet_after_reset);
                assume (holds);
            end
        end
    endgenerate

endmodule

// Nothing lost, doubled, made up or reordered. At a moment that the solver picks it watches one of
// the items that enter, and knows how many are ahead of it until it leaves: as that can be any
// item, this holds for all.
//
// enter_at, leave_at: the watched item's place among those that enter or leave now; the wrapper
// gives back what stands at that place.
module stream_order #(
    parameter WIDTH = 1,
    parameter BITS  = 4,
    parameter MAX   = 8    // items inside, those that enter in this cycle included
) (
    input  wire             clk,
    input  wire             rst,
    input  wire             enter,
    input  wire [BITS-1:0]  enter_items,
    output wire [BITS-1:0]  enter_at,
    input  wire [WIDTH-1:0] enter_data,
    input  wire             leave,
    input  wire [BITS-1:0]  leave_items,
    output wire [BITS-1:0]  leave_at,
    input  wire [WIDTH-1:0] leave_data,
    output wire [BITS-1:0]  inside
);

    (* anyseq *) wire            watch;
    (* anyseq *) wire [BITS-1:0] place;

    reg              started_q = 1'b0;
    reg              watching_q;
    reg  [BITS-1:0]  inside_q;
    reg  [BITS-1:0]  ahead_q;
    reg  [WIDTH-1:0] expected_q;

    wire [BITS-1:0]  entering = enter ? enter_items : {BITS{1'b0}};
    wire [BITS-1:0]  leaving  = leave ? leave_items : {BITS{1'b0}};
    wire             enters   = watch && !watching_q && place < entering;
    wire [BITS-1:0]  ahead    = watching_q ? ahead_q : inside_q + place;
    wire             leaves   = (watching_q || enters) && ahead < leaving;
    wire [WIDTH-1:0] expected = watching_q ? expected_q : enter_data;
    wire [BITS:0]    present  = {1'b0, inside_q} + {1'b0, entering};

    assign enter_at = place;
    assign leave_at = ahead;
    assign inside   = inside_q;

    always @(posedge clk) begin
        started_q <= 1'b1;
        if (rst) begin
            watching_q <= 1'b0;
            inside_q   <= {BITS{1'b0}};
        end else begin
            watching_q <= (watching_q || enters) && !leaves;
            inside_q   <= inside_q + entering - leaving;
        end
        ahead_q    <= ahead - leaving;
        expected_q <= expected;
    end

    always @* begin
        if (started_q && !rst) begin
            assert (present <= MAX);
            assert ({1'b0, leaving} <= present);
            if (leaves) begin
                assert (leave_data == expected);
            end
            cover (leaves && expected_q != enter_data);
        end
    end

endmodule

`default_nettype wire
