// Structure of a .dfab file. One token of look-ahead decides nearly everywhere, so that recovery after an error
// starts again at the next clause or setting.
parser grammar DfabParser;

options { tokenVocab = DfabLexer; }

file: item* EOF;

item: include | formatDefinition | memoryDefinition | deviceDefinition | designDefinition;

include: INCLUDE STRING;

formatDefinition: FORMAT name ASSIGN formatSpec;

formatSpec: name arguments? formatOption*;

formatOption
    : PER word arguments?                            # perOption
    | SCALE word arguments?                          # scaleOption
    | MIN word arguments?                            # minOption
    | UNDER what = word sharing = arguments? SCALE type = word stored = arguments?    # underOption
    | PACKED                                         # packedOption
    | DYNAMIC                                        # dynamicOption
    | ZERO POINT                                     # zeroPointOption
    ;

arguments: LPAREN number (COMMA number)* RPAREN;

memoryDefinition: MEMORY name LBRACE name memorySetting* RBRACE;

memorySetting
    : key = (CAPACITY | WIDTH | LATENCY | ENERGY | BANDWIDTH) quantity    # memoryScalar
    | CHANNELS number X quantity (AT quantity)?                         # memoryChannels
    ;

deviceDefinition: DEVICE name LBRACE targetClause memoryDefinition* RBRACE;

designDefinition: DESIGN name LBRACE clause* RBRACE;

clause
    : include
    | formatDefinition
    | memoryDefinition
    | deviceDefinition
    | modelClause
    | quantizeClause
    | calibrateClause
    | sparsityClause
    | placeClause
    | datapathClause
    | tileClause
    | targetClause
    | goalClause
    ;

modelClause
    : MODEL STRING                     # modelFolder
    | MODEL LBRACE modelPart* RBRACE    # modelBlock
    ;

modelPart
    : key = (VOCAB | DIM | LAYERS | CONTEXT | HEAD_DIM | EPS) quantity    # modelNumber
    | TIED                                                              # modelTied
    | LAYER LBRACE statement* RBRACE                                    # modelLayer
    | HEAD expression                                                   # modelHead
    ;

statement: variable op = (PLUS_ASSIGN | ASSIGN) expression;

expression: variable (LPAREN (argument (COMMA argument)*)? RPAREN)?;

argument
    : word quantity    # namedArgument
    | expression       # valueArgument
    ;

variable: IDENT | X;

quantizeClause: QUANTIZE patterns AS formatSpec (BY word)?;

calibrateClause: CALIBRATE STRING;

sparsityClause: SPARSITY patterns ASSIGN sparsitySpec;

sparsitySpec
    : DENSE                                       # sparsityDense
    | number OF number (BY word)?                 # sparsityOf
    | BLOCK LPAREN rows = number COMMA cols = number RPAREN (kept = number OF group = number)? (BY word)?    # sparsityBlock
    | name name                                   # sparsityWords
    ;

placeClause: PLACE patterns IN name;

patterns: pattern (COMMA pattern)*;

pattern: segment (DOT segment)*;

segment
    : word                    # wordSegment
    | NUMBER DOTDOT NUMBER    # rangeSegment
    | NUMBER                  # indexSegment
    | STAR                    # starSegment
    ;

datapathClause: DATAPATH LBRACE datapathSetting* RBRACE;

datapathSetting
    : key = (CLOCK | LANES | WIDE_LANES | BATCH) quantity    # datapathScalar
    | VECTOR number X name                    # datapathVector
    ;

tileClause: TILE name LBRACE tileSetting* RBRACE;

tileSetting: key = (ROWS | COLS) quantity;

targetClause: TARGET name (name | STRING | quantity)?;

goalClause: FOR quantity;

quantity: number unit?;

unit: IDENT (SLASH IDENT)?;

number: MINUS? NUMBER;

name: IDENT;

word
    : IDENT
    | DESIGN | INCLUDE | MODEL | FORMAT | QUANTIZE | CALIBRATE | AS | SPARSITY | MEMORY | DEVICE | PLACE | IN
    | DATAPATH | TILE | TARGET | FOR | PER | SCALE | MIN | UNDER | PACKED | DYNAMIC | ZERO | POINT | DENSE | OF | BLOCK | BY
    | CAPACITY | WIDTH | CHANNELS | AT | LATENCY | ENERGY | BANDWIDTH | CLOCK | LANES | WIDE_LANES | VECTOR | BATCH
    | ROWS | COLS | VOCAB | DIM | LAYERS | CONTEXT | HEAD_DIM | EPS | TIED | LAYER | HEAD | X
    ;
