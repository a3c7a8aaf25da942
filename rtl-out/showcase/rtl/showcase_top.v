// showcase: a token in, the next token out.
//
// The host writes POSITION and TOKEN_IN and starts a run over AXI4-Lite; REGISTERS.md
// describes the registers. Tokens of a prompt go the same way as the tokens that follow.
// Everything is on chip: this fabric has no memory port.
// Rendered from showcase.dfab.

`resetall
`timescale 1ns / 1ps
`default_nettype none

// @[showcase.dfab:2:8]
(* src = "showcase.dfab:2.8" *)
module showcase_top (
    input  wire           clk,
    input  wire           rst,

    input  wire           s_axil_awvalid,
    output wire           s_axil_awready,
    input  wire [15:0]    s_axil_awaddr,
    input  wire           s_axil_wvalid,
    output wire           s_axil_wready,
    input  wire [31:0]    s_axil_wdata,
    input  wire [3:0]     s_axil_wstrb,
    output wire           s_axil_bvalid,
    input  wire           s_axil_bready,
    output wire [1:0]     s_axil_bresp,
    input  wire           s_axil_arvalid,
    output wire           s_axil_arready,
    input  wire [15:0]    s_axil_araddr,
    output wire           s_axil_rvalid,
    input  wire           s_axil_rready,
    output wire [31:0]    s_axil_rdata,
    output wire [1:0]     s_axil_rresp,
    output wire           irq,

    output wire [8:0]     engine_state,
    output wire [2:0]     trace_issue,
    output wire [53:0]    trace_issue_tag,
    output wire [3:0]     trace_vm_we,
    output wire [7:0]     trace_vm_addr,
    output wire [127:0]   trace_vm_data,
    output wire [18:0]    trace_vm_tag,
    output wire [3:0]     trace_sm_we,
    output wire [5:0]     trace_sm_addr,
    output wire [127:0]   trace_sm_data,
    output wire [17:0]    trace_sm_tag,
    output wire           trace_qm_we,
    output wire [6:0]     trace_qm_addr,
    output wire [31:0]    trace_qm_data,
    output wire [17:0]    trace_qm_tag,
    output wire           trace_qs_we,
    output wire [3:0]     trace_qs_addr,
    output wire [127:0]   trace_qs_data,
    output wire [17:0]    trace_qs_tag
);

    // ---- Host

    wire                 reg_we;
    wire                 reg_re;
    wire [15:0]          reg_addr;
    wire [31:0]          reg_wdata;
    wire [3:0]           reg_wstrb;
    wire [31:0]          reg_rdata;
    wire                 reg_known;
    wire                 start;
    wire                 cancel;
    wire [31:0]          position;
    wire [31:0]          token_in;
    wire [19:0]          token_out;
    wire                 busy;
    wire                 done;
    wire                 error;
    wire [3:0]           cause;
    wire [4:0]           counter_select;
    wire [63:0]          counter_value;
    wire [7:0]           host_vm_addr;
    wire [127:0]         host_vm_data;

    dfab_host_axil u_axil (
        .clk            (clk),
        .rst            (rst),
        .s_axil_awvalid  (s_axil_awvalid),
        .s_axil_awready  (s_axil_awready),
        .s_axil_awaddr   (s_axil_awaddr),
        .s_axil_wvalid   (s_axil_wvalid),
        .s_axil_wready   (s_axil_wready),
        .s_axil_wdata    (s_axil_wdata),
        .s_axil_wstrb    (s_axil_wstrb),
        .s_axil_bvalid   (s_axil_bvalid),
        .s_axil_bready   (s_axil_bready),
        .s_axil_bresp    (s_axil_bresp),
        .s_axil_arvalid  (s_axil_arvalid),
        .s_axil_arready  (s_axil_arready),
        .s_axil_araddr   (s_axil_araddr),
        .s_axil_rvalid   (s_axil_rvalid),
        .s_axil_rready   (s_axil_rready),
        .s_axil_rdata    (s_axil_rdata),
        .s_axil_rresp    (s_axil_rresp),
        .reg_we         (reg_we),
        .reg_re         (reg_re),
        .reg_addr       (reg_addr),
        .reg_wdata      (reg_wdata),
        .reg_wstrb      (reg_wstrb),
        .reg_rdata      (reg_rdata),
        .reg_known      (reg_known)
    );

    dfab_host_regs #(
        .VERSION      (32'd1),
        .HASH         (128'hb7548e460e463c44d1f1c75b555e42fb),
        .CONTEXT      (32),
        .VOCAB        (64),
        .VECTOR       (4),
        .VM_ADDR_BITS (8),
        .LOGIT_BASE   (168)
    ) u_regs (
        .clk            (clk),
        .rst            (rst),
        .reg_we         (reg_we),
        .reg_re         (reg_re),
        .reg_addr       (reg_addr),
        .reg_wdata      (reg_wdata),
        .reg_wstrb      (reg_wstrb),
        .reg_rdata      (reg_rdata),
        .reg_known      (reg_known),
        .start          (start),
        .cancel         (cancel),
        .position       (position),
        .token_in       (token_in),
        .token_out      (token_out),
        .busy           (busy),
        .done           (done),
        .error          (error),
        .cause          (cause),
        .irq            (irq),
        .counter_select (counter_select),
        .counter_value  (counter_value),
        .vm_addr        (host_vm_addr),
        .vm_data        (host_vm_data)
    );

    // ---- Runs

    wire       begun;
    wire       core_start;
    wire       core_rst;
    wire       far_rst;
    wire       core_done;
    wire       progress;
    wire       read_error;
    wire       write_error;
    wire       far_idle;
    wire [4:0] words_moved;
    wire [5:0] read_beats;
    wire [5:0] written_beats;

    dfab_run_control #(
        .CONTEXT (32),
        .VOCAB   (64),
        .TIMEOUT (100000)
    ) u_control (
        .clk         (clk),
        .rst         (rst),
        .start       (start),
        .cancel      (cancel),
        .position    (position),
        .token       (token_in),
        .begun       (begun),
        .core_start  (core_start),
        .core_rst    (core_rst),
        .far_rst     (far_rst),
        .core_done   (core_done),
        .progress    (progress),
        .read_error  (read_error),
        .write_error (write_error),
        .far_idle    (far_idle),
        .busy        (busy),
        .done        (done),
        .error       (error),
        .cause       (cause)
    );

    // Counters in the order of REGISTERS.md, the first lowest.
    dfab_counters #(
        .COUNT     (17),
        .STEP_BITS (6)
    ) u_counters (
        .clk    (clk),
        .clear  (rst || begun),
        .enable (busy),
        .step   ({written_beats, read_beats,
                  5'd0, words_moved[4], 5'd0, words_moved[3], 5'd0, words_moved[2], 5'd0, words_moved[1], 5'd0, words_moved[0],
                  5'd0, engine_state[8], 5'd0, engine_state[7], 5'd0, engine_state[6],
                  5'd0, engine_state[5], 5'd0, engine_state[4], 5'd0, engine_state[3],
                  5'd0, engine_state[2], 5'd0, engine_state[1], 5'd0, engine_state[0],
                  6'd1}),
        .select (counter_select),
        .value  (counter_value)
    );

    // ---- Core

    showcase_core u_core (
        .clk           (clk),
        .rst           (core_rst),
        .start         (core_start),
        .position      (position[19:0]),
        .token         (token_in[19:0]),
        .done          (core_done),
        .progress      (progress),
        .argmax_index  (token_out),
        .host_read     (!busy),
        .host_vm_addr  (host_vm_addr),
        .host_vm_data  (host_vm_data),
        .engine_state  (engine_state),
        .words_moved   (words_moved),
        .trace_issue     (trace_issue),
        .trace_issue_tag (trace_issue_tag),
        .trace_vm_we   (trace_vm_we),
        .trace_vm_addr (trace_vm_addr),
        .trace_vm_data (trace_vm_data),
        .trace_vm_tag  (trace_vm_tag),
        .trace_sm_we   (trace_sm_we),
        .trace_sm_addr (trace_sm_addr),
        .trace_sm_data (trace_sm_data),
        .trace_sm_tag  (trace_sm_tag),
        .trace_qm_we   (trace_qm_we),
        .trace_qm_addr (trace_qm_addr),
        .trace_qm_data (trace_qm_data),
        .trace_qm_tag  (trace_qm_tag),
        .trace_qs_we   (trace_qs_we),
        .trace_qs_addr (trace_qs_addr),
        .trace_qs_data (trace_qs_data),
        .trace_qs_tag  (trace_qs_tag)
    );

    wire unused_position = &{1'b0, position[31:20], token_in[31:20]};

    assign read_error    = 1'b0;
    assign write_error   = 1'b0;
    assign far_idle      = 1'b1;
    assign read_beats    = 6'd0;
    assign written_beats = 6'd0;

    wire unused_far_rst = far_rst;

endmodule

`default_nettype wire
