// The registers that a host sees. Addresses, fields and meanings: REGISTERS.md,
// which is rendered from the same list that a test holds against this file.
//
// Why logits are read through a window: greedy decoding needs one word per token, and a
// host that samples reads all of them while the core is idle, so they need no port of
// their own on a bus. LOGIT_DATA steps LOGIT_INDEX.
//
// Counters are 64 bit: low word at the address, high word behind it. VERSION, HASH: as the
// generator set them. VM_ADDR_BITS, VECTOR, LOGIT_BASE: where logits lie in vector memory.

`resetall
`timescale 1ns / 1ps
`default_nettype none

module dfab_host_regs #(
    parameter [31:0]  VERSION      = 32'd1,
    parameter [127:0] HASH         = 128'd0,
    parameter         CONTEXT      = 256,
    parameter         VOCAB        = 512,
    parameter         VECTOR       = 8,
    parameter         VM_ADDR_BITS = 10,
    parameter         LOGIT_BASE   = 0
) (
    input  wire                    clk,
    input  wire                    rst,

    input  wire                    reg_we,
    input  wire                    reg_re,
    input  wire [15:0]             reg_addr,
    input  wire [31:0]             reg_wdata,
    input  wire [3:0]              reg_wstrb,
    output wire [31:0]             reg_rdata,
    output wire                    reg_known,

    output wire                    start,
    output wire                    cancel,
    output wire [31:0]             position,
    output wire [31:0]             token_in,
    input  wire [19:0]             token_out,
    input  wire                    busy,
    input  wire                    done,
    input  wire                    error,
    input  wire [3:0]              cause,
    output wire                    irq,

    output wire [4:0]              counter_select,
    input  wire [63:0]             counter_value,
    output wire [VM_ADDR_BITS-1:0] vm_addr,
    input  wire [VECTOR*32-1:0]    vm_data
);

    localparam [15:0] ID          = 16'h0000;
    localparam [15:0] REVISION    = 16'h0004;
    localparam [15:0] HASH0       = 16'h0008;
    localparam [15:0] HASH1       = 16'h000C;
    localparam [15:0] HASH2       = 16'h0010;
    localparam [15:0] HASH3       = 16'h0014;
    localparam [15:0] MAX_CONTEXT = 16'h0018;
    localparam [15:0] MAX_VOCAB   = 16'h001C;
    localparam [15:0] CTRL        = 16'h0020;
    localparam [15:0] STATUS      = 16'h0024;
    localparam [15:0] ERROR       = 16'h0028;
    localparam [15:0] POSITION    = 16'h002C;
    localparam [15:0] TOKEN_IN    = 16'h0030;
    localparam [15:0] TOKEN_OUT   = 16'h0034;
    localparam [15:0] TOKEN_COUNT = 16'h0038;
    localparam [15:0] LOGIT_INDEX = 16'h0040;
    localparam [15:0] LOGIT_DATA  = 16'h0044;
    localparam [15:0] COUNTERS    = 16'h0100;   // 32 x 64 bit

    localparam LANE_BITS = $clog2(VECTOR);
    localparam [31:0] VM_BASE = LOGIT_BASE;
    localparam [31:0] CONTEXT_WORD = CONTEXT;
    localparam [31:0] VOCAB_WORD   = VOCAB;

    reg [31:0] position_q;
    reg [31:0] token_in_q;
    reg [31:0] token_count_q;
    reg [31:0] logit_index_q;
    reg        irq_enable_q;
    reg        start_q;
    reg        cancel_q;
    reg        done_q;      // to see done rise
    reg [31:0] vm_word_q;

    wire whole   = reg_wstrb == 4'hF;
    wire counter = reg_addr[15:8] == COUNTERS[15:8];

    always @(posedge clk) begin
        if (rst) begin
            position_q    <= 32'd0;
            token_in_q    <= 32'd0;
            token_count_q <= 32'd0;
            logit_index_q <= 32'd0;
            irq_enable_q  <= 1'b0;
            start_q       <= 1'b0;
            cancel_q       <= 1'b0;
            done_q        <= 1'b0;
        end else begin
            done_q  <= done;
            start_q <= reg_we && reg_addr == CTRL && reg_wstrb[0] && reg_wdata[0];
            cancel_q <= reg_we && reg_addr == CTRL && reg_wstrb[0] && reg_wdata[1];
            if (reg_we && reg_addr == CTRL && reg_wstrb[0]) begin
                irq_enable_q <= reg_wdata[2];
            end
            // A run reads position and token while it is under way: writes wait for its end.
            if (reg_we && reg_addr == POSITION && whole && !busy) begin
                position_q <= reg_wdata;
            end
            if (reg_we && reg_addr == TOKEN_IN && whole && !busy) begin
                token_in_q <= reg_wdata;
            end
            if (reg_we && reg_addr == LOGIT_INDEX && whole) begin
                logit_index_q <= reg_wdata;
            end else if (reg_re && reg_addr == LOGIT_DATA) begin
                logit_index_q <= logit_index_q + 32'd1;
            end
            if (done && !done_q) begin
                token_count_q <= token_count_q + 32'd1;
            end
        end
    end

    // The word behind LOGIT_INDEX is read all the time; the index steps after the access
    // that reads it, and no host can come back before the memory has answered.
    wire [31:0] logit_word = VM_BASE + (logit_index_q >> LANE_BITS);
    wire [31:0] logit      = vm_data[{logit_index_q[LANE_BITS-1:0], 5'd0} +: 32];

    always @(posedge clk) begin
        if (reg_re) begin
            vm_word_q <= logit;
        end
    end

    reg [31:0] rdata;
    reg        known;

    always @* begin
        known = 1'b1;
        case (reg_addr)
            ID:          rdata = 32'h44464142;   // "DFAB"
            REVISION:    rdata = VERSION;
            HASH0:       rdata = HASH[127:96];
            HASH1:       rdata = HASH[95:64];
            HASH2:       rdata = HASH[63:32];
            HASH3:       rdata = HASH[31:0];
            MAX_CONTEXT: rdata = CONTEXT_WORD;
            MAX_VOCAB:   rdata = VOCAB_WORD;
            CTRL:        rdata = {29'd0, irq_enable_q, 2'd0};
            STATUS:      rdata = {28'd0, irq, error, done, busy};
            ERROR:       rdata = {28'd0, cause};
            POSITION:    rdata = position_q;
            TOKEN_IN:    rdata = token_in_q;
            TOKEN_OUT:   rdata = {12'd0, token_out};
            TOKEN_COUNT: rdata = token_count_q;
            LOGIT_INDEX: rdata = logit_index_q;
            LOGIT_DATA:  rdata = vm_word_q;
            default: begin
                rdata = reg_addr[2] ? counter_value[63:32] : counter_value[31:0];
                known = counter && reg_addr[1:0] == 2'd0;
            end
        endcase
    end

    assign reg_rdata      = rdata;
    assign reg_known      = known;
    assign start          = start_q;
    assign cancel          = cancel_q;
    assign position       = position_q;
    assign token_in       = token_in_q;
    assign irq            = irq_enable_q && (done || error);
    assign counter_select = reg_addr[7:3];
    assign vm_addr        = logit_word[VM_ADDR_BITS-1:0];

    wire unused = &{1'b0, logit_word, COUNTERS[7:0]};

endmodule

`default_nettype wire
