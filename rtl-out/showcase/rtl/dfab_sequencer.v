// The sequencer: walks the program ROM, resolves what depends on the layer, the position
// and the token, and hands each command to the queue of its engine.
//
// Why it resolves addresses and lengths here: the program of one layer then serves all
// layers of its loop and all positions, and engines see plain numbers. Layers that are
// stored in other formats have loops of their own, which count on where the last one ended.
// Two multipliers serve every command, because a command takes four cycles anyway: fetch,
// multiply, add, hand over. Engines have queues in front of them, so this rate is not the
// rate of the machine.
//
// start is a pulse while busy is low; position and token hold until done. done is a
// pulse, given when every engine has finished.
//
// PROGRAM_LENGTH: words of the program, 1 to 1024. ROWS: a power of two.
// LOG2_PGROUP: log2 of the positions that share a scale, 0 to 19.

`resetall
`timescale 1ns / 1ps
`default_nettype none
`include "dfab_isa.vh"

module dfab_sequencer #(
    parameter PROGRAM_LENGTH = 16,
    parameter ROWS           = 8,
    parameter LOG2_PGROUP    = 5
) (
    input  wire         clk,
    input  wire         rst,

    input  wire         start,
    input  wire [19:0]  position,
    input  wire [19:0]  token,
    output wire         busy,
    output wire         done,

    output wire         rom_re,
    output wire [9:0]   rom_addr,
    input  wire [383:0] rom_data,

    output wire [2:0]   m_cmd_valid,   // one bit per engine
    input  wire [2:0]   m_cmd_ready,
    output wire [383:0] m_cmd_data,
    output wire [9:0]   m_cmd_pc,
    output wire [7:0]   m_cmd_layer,

    input  wire         engines_idle   // queues are empty and nothing is under way
);

    generate
        if (PROGRAM_LENGTH < 1 || PROGRAM_LENGTH > 1024) begin : g_error_length
            dfab_error_program_length_must_be_1_to_1024 u_error ();
        end
        if (LOG2_PGROUP < 0 || LOG2_PGROUP > 19) begin : g_error_group
            dfab_error_log2_pgroup_must_be_0_to_19 u_error ();
        end
    endgenerate

    localparam LOG2_ROWS = $clog2(ROWS);

    localparam [2:0] IDLE     = 3'd0;
    localparam [2:0] FETCH    = 3'd1;
    localparam [2:0] MULTIPLY = 3'd2;
    localparam [2:0] RESOLVE  = 3'd3;
    localparam [2:0] ISSUE    = 3'd4;
    localparam [2:0] FINISH   = 3'd5;

    localparam [1:0] ENGINE_VECTOR  = 2'd0;
    localparam [1:0] ENGINE_MATVEC  = 2'd1;
    localparam [1:0] ENGINE_STORE   = 2'd2;
    localparam [1:0] ENGINE_CONTROL = 2'd3;

    localparam [1:0] OP_LOOP_BEGIN = 2'd1;
    localparam [1:0] OP_LOOP_END   = 2'd2;

    localparam [1:0] INDEX_TOKEN    = 2'd1;
    localparam [1:0] INDEX_POSITION = 2'd2;

    reg [2:0]   state_q;
    reg         done_q;
    reg [9:0]   pc_q;
    reg [9:0]   loop_pc_q;
    reg [9:0]   loop_count_q;
    reg [7:0]   layer_q;
    reg [383:0] word_q;
    reg [47:0]  product0_q;
    reg [47:0]  product1_q;
    reg [383:0] cmd_q;

    wire [1:0] engine = word_q[`DFAB_ENGINE];

    // ---- What depends on layer, position and token

    wire [1:0]  fetched  = rom_data[`DFAB_ENGINE];
    wire [1:0]  index    = rom_data[`DFAB_VE_EXT_INDEX];
    wire [19:0] indexed  = (index == INDEX_TOKEN) ? token : (index == INDEX_POSITION) ? position : 20'd0;
    wire [27:0] stride0  = (fetched == ENGINE_VECTOR) ? {8'd0, rom_data[`DFAB_VE_EXT_LAYER_STRIDE]}
                         : (fetched == ENGINE_MATVEC) ? rom_data[`DFAB_MV_KV_LAYER_STRIDE]
                         :                              rom_data[`DFAB_ST_LAYER_STRIDE];
    wire [19:0] stride1  = (fetched == ENGINE_VECTOR) ? {4'd0, rom_data[`DFAB_VE_EXT_INDEX_STRIDE]}
                         : (fetched == ENGINE_MATVEC) ? rom_data[`DFAB_MV_KS_LAYER_STRIDE]
                         :                              rom_data[`DFAB_ST_SCALE_LAYER_STRIDE];
    wire [19:0] factor1  = (fetched == ENGINE_VECTOR) ? indexed : {12'd0, layer_q};

    wire [19:0] positions   = position + 20'd1;
    wire [19:0] row_tiles   = (position >> LOG2_ROWS) + 20'd1;
    wire [19:0] pos_groups  = (position >> LOG2_PGROUP) + 20'd1;
    wire [1:0]  n_mode      = word_q[`DFAB_VE_N_MODE];

    reg [383:0] resolved;

    always @* begin
        resolved = word_q;
        case (engine)
            ENGINE_VECTOR: begin
                resolved[`DFAB_VE_N] = (n_mode == 2'd1) ? positions
                                     : (n_mode == 2'd2) ? pos_groups
                                     :                    word_q[`DFAB_VE_N];
                resolved[`DFAB_VE_EXT_BASE] = word_q[`DFAB_VE_EXT_BASE] + product0_q[27:0] + product1_q[27:0];
            end
            ENGINE_MATVEC: begin
                if (word_q[`DFAB_MV_K_MODE]) begin
                    resolved[`DFAB_MV_K] = positions;
                end
                if (word_q[`DFAB_MV_TILES_MODE]) begin
                    resolved[`DFAB_MV_TILES] = row_tiles[15:0];
                end
                resolved[`DFAB_MV_KV_BASE] = word_q[`DFAB_MV_KV_BASE] + product0_q[31:0];
                resolved[`DFAB_MV_KS_BASE] = word_q[`DFAB_MV_KS_BASE] + product1_q[23:0];
            end
            ENGINE_STORE: begin
                resolved[`DFAB_ST_BASE]       = word_q[`DFAB_ST_BASE] + product0_q[31:0];
                resolved[`DFAB_ST_SCALE_BASE] = word_q[`DFAB_ST_SCALE_BASE] + product1_q[23:0];
            end
            default: begin
            end
        endcase
    end

    always @(posedge clk) begin
        if (state_q == MULTIPLY) begin
            word_q     <= rom_data;
            product0_q <= {40'd0, layer_q} * {20'd0, stride0};
            product1_q <= {28'd0, factor1} * {28'd0, stride1};
        end
        if (state_q == RESOLVE) begin
            cmd_q <= resolved;
        end
    end

    // ---- Walking the program

    wire [1:0] op        = word_q[`DFAB_CT_OP];
    wire       control   = engine == ENGINE_CONTROL;
    wire       loop_done = loop_count_q == 10'd1;
    wire       accepted  = |(m_cmd_valid & m_cmd_ready);

    always @(posedge clk) begin
        if (rst) begin
            state_q <= IDLE;
            done_q  <= 1'b0;
        end else begin
            done_q <= 1'b0;
            case (state_q)
                IDLE: begin
                    if (start) begin
                        state_q <= FETCH;
                    end
                end
                FETCH:    state_q <= MULTIPLY;
                MULTIPLY: state_q <= RESOLVE;
                RESOLVE: begin
                    if (!control) begin
                        state_q <= ISSUE;
                    end else if (op == OP_LOOP_BEGIN || op == OP_LOOP_END) begin
                        state_q <= FETCH;
                    end else begin
                        state_q <= FINISH;
                    end
                end
                ISSUE: begin
                    if (accepted) begin
                        state_q <= FETCH;
                    end
                end
                default: begin
                    if (engines_idle) begin
                        state_q <= IDLE;
                        done_q  <= 1'b1;
                    end
                end
            endcase
        end
    end

    always @(posedge clk) begin
        if (state_q == IDLE) begin
            pc_q    <= 10'd0;
            layer_q <= 8'd0;
        end else if (state_q == RESOLVE && control && op == OP_LOOP_BEGIN) begin
            pc_q         <= pc_q + 10'd1;
            loop_pc_q    <= pc_q + 10'd1;
            loop_count_q <= word_q[`DFAB_CT_COUNT];
            layer_q      <= word_q[`DFAB_CT_FIRST];
        end else if (state_q == RESOLVE && control && op == OP_LOOP_END) begin
            pc_q         <= loop_done ? pc_q + 10'd1 : loop_pc_q;
            layer_q      <= loop_done ? 8'd0 : layer_q + 8'd1;
            loop_count_q <= loop_count_q - 10'd1;
        end else if (state_q == ISSUE && accepted) begin
            pc_q <= pc_q + 10'd1;
        end
    end

    assign rom_re      = state_q == FETCH;
    assign rom_addr    = pc_q;
    assign m_cmd_valid = (state_q == ISSUE) ? (3'd1 << engine) : 3'd0;
    assign m_cmd_data  = cmd_q;
    assign m_cmd_pc    = pc_q;
    assign m_cmd_layer = layer_q;
    assign busy        = state_q != IDLE;
    assign done        = done_q;

    wire unused = &{1'b0, row_tiles[19:16], product0_q[47:32], product1_q[47:28]};

endmodule

`default_nettype wire
