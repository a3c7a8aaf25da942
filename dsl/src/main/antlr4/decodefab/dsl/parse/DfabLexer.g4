// Words, numbers and signs of a .dfab file.
//
// Only words that open a clause or a setting, or that join two values, are keywords. Names of kinds (hbm2, int,
// group, fpga, ...) are plain names here and are checked later, where the nearest known one can be offered.
lexer grammar DfabLexer;

DESIGN: 'design';
INCLUDE: 'include';
MODEL: 'model';
FORMAT: 'format';
QUANTIZE: 'quantize';
CALIBRATE: 'calibrate';
AS: 'as';
SPARSITY: 'sparsity';
MEMORY: 'memory';
DEVICE: 'device';
PLACE: 'place';
IN: 'in';
DATAPATH: 'datapath';
TILE: 'tile';
TARGET: 'target';
FOR: 'for';

PER: 'per';
SCALE: 'scale';
MIN: 'min';
UNDER: 'under';
PACKED: 'packed';
DYNAMIC: 'dynamic';
ZERO: 'zero';
POINT: 'point';
DENSE: 'dense';
OF: 'of';
BLOCK: 'block';
BY: 'by';

CAPACITY: 'capacity';
WIDTH: 'width';
CHANNELS: 'channels';
AT: 'at';
LATENCY: 'latency';
ENERGY: 'energy';
BANDWIDTH: 'bandwidth';

CLOCK: 'clock';
LANES: 'lanes';
VECTOR: 'vector';
WIDE_LANES: 'wide_lanes';
BATCH: 'batch';
ROWS: 'rows';
COLS: 'cols';

VOCAB: 'vocab';
DIM: 'dim';
LAYERS: 'layers';
CONTEXT: 'context';
HEAD_DIM: 'head_dim';
EPS: 'eps';
TIED: 'tied';
LAYER: 'layer';
HEAD: 'head';
X: 'x';

LBRACE: '{';
RBRACE: '}';
LPAREN: '(';
RPAREN: ')';
COMMA: ',';
DOTDOT: '..';
DOT: '.';
STAR: '*';
SLASH: '/';
MINUS: '-';
PLUS_ASSIGN: '+=';
ASSIGN: '=';

NUMBER: [0-9]+ ('.' [0-9]+)? ([eE] [+-]? [0-9]+)?;
STRING: '"' ~["\r\n]* '"';
IDENT: [A-Za-z_] [A-Za-z0-9_]*;

LINE_COMMENT: '//' ~[\r\n]* -> channel(HIDDEN);
BLOCK_COMMENT: '/*' .*? '*/' -> channel(HIDDEN);
SPACE: [ \t\r\n\uFEFF]+ -> channel(HIDDEN);

// What is left is wrong, and is reported from the token list rather than by the lexer.
OPEN_COMMENT: '/*' (~'*' | '*'+ ~[*/])* '*'* -> channel(HIDDEN);
OPEN_STRING: '"' ~["\r\n]* -> channel(HIDDEN);
ILLEGAL: . -> channel(HIDDEN);
