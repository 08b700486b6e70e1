import type { Escapes } from './escapes.js';
import type { Language } from './language.js';

const C_ESCAPES = 'abfnrtv\\\'"?e';
const NO_SUFFIX = /(?!)/;

/** What most languages agree on: two digits after `\x`, which name a character. */
const TEXT: Escapes = { simple: 'bfnrtv\\\'"', digits: 'zero', unicode: true, points: true };

const C: Language = {
  name: 'C source',
  tells: [
    [
      /\b(?:char|u?int8_t|u_char|uchar|BYTE|UCHAR|byte|__u8|g?u?int8|u8)\b[^=;"']*\]\s*=\s*[{"]/,
      0.95,
    ],
    [/\bchar\s*(?:const\s*)?\*\s*(?:const\s*)?\w+\s*=\s*"/, 0.95],
    [/<\s*(?:std::)?(?:u?int8_t|unsigned char|byte)\b[^<>]*>\s*\w+\s*(?:=\s*)?\{/, 0.95],
    [/^\s*\$\d+\s*=\s*[{"]/m, 0.9],
    [/^\s*\{\s*(?:\{\s*)?(?:0x[\da-f]+|-?\d+|\([\w ]+\)\s*-?\w+|'[^']+')\s*[,}]/i, 0.6],
    [/=\s*\{\s*(?:0x[\da-f]+|-?\d+)\s*[,}]/i, 0.6],
  ],
  list: '{',
  numbers: { suffix: /(?:[uU][lL]{0,2}|[lL]{1,2}[uU]?)$/, octal: true },
  types: [
    'unsigned',
    'signed',
    'char',
    'uint8_t',
    'int8_t',
    'u_char',
    'byte',
    'BYTE',
    'UCHAR',
    'u8',
  ],
  strings: { '': 'utf8', u8: 'utf8' },
  escapes: { simple: C_ESCAPES, digits: [1, 3], greedy: true, unicode: true },
  chars: '',
  sized: true,
};

const PYTHON: Language = {
  name: 'Python source',
  tells: [
    [/\b(?:bytes\.fromhex|bytearray\.fromhex|(?:un)?hexlify|a2b_hex|b64decode)\s*\(/, 0.95],
    [/\b(?:bytes|bytearray)\s*\(\s*[[b'"]/, 0.9],
    [/(?:^|[\s=(,[:{])[rR]?[bB](?:'|")/m, 0.8],
    [/^\s*\w+\s*=\s*\[\s*(?:0x[\da-f]+|-?\d+)\s*,/im, 0.5],
  ],
  list: '[',
  numbers: { suffix: NO_SUFFIX },
  makers: ['bytes', 'bytearray', 'binascii', 'unhexlify', 'a2b_hex', 'base64', 'b64decode'],
  calls: {
    fromhex: 'hex',
    unhexlify: 'hex',
    a2b_hex: 'hex',
    b64decode: 'base64',
    urlsafe_b64decode: 'base64',
    a2b_base64: 'base64',
  },
  strings: { b: 'ascii', B: 'ascii' },
  escapes: { simple: 'abfnrtv\\\'"', digits: [1, 3], triple: true },
  ends: 'line',
};

const JAVASCRIPT: Language = {
  name: 'JavaScript source',
  tells: [
    [/\b(?:Buffer\.(?:from|of)|U?[iI]nt8(?:Clamped)?Array(?:\.\w+)?)\s*\(/, 0.95],
    [/\batob\s*\(/, 0.9],
    [/\b(?:const|let|var)\s+\w+\s*=\s*\[\s*(?:0x[\da-f]+|-?\d+)\s*,/i, 0.7],
  ],
  list: '[',
  numbers: { suffix: NO_SUFFIX },
  makers: ['new', 'Buffer', 'Uint8Array'],
  calls: {
    'Buffer.from': 'told',
    'Buffer.of': 'list',
    'Uint8Array.of': 'list',
    'Int8Array.of': 'list',
    'Uint8Array.fromHex': 'hex',
    'Uint8Array.fromBase64': 'base64',
    atob: 'base64',
  },
  escapes: TEXT,
};

/** Leading zeros and hex digits without 0x: that would be hex between brackets. */
const HEX_ELEMENT = '(?:[^\\n]*[[,\\s])?(?:0\\d|\\d[a-f]|[a-f][\\da-f]?)\\s*[,\\]]';
const LIST_OF_NUMBERS = new RegExp(
  `^\\s*\\[(?!${HEX_ELEMENT})\\s*(?:\\[\\s*)?(?:0x)?-?\\w+\\s*(?:,|$)`,
  'i',
);

const NUMBERS: Language = {
  name: 'list of numbers',
  tells: [
    [/\{\s*"?type"?\s*:\s*["']Buffer["']\s*,\s*"?data"?\s*:\s*\[/, 0.95],
    [LIST_OF_NUMBERS, 0.9],
  ],
  list: '[',
  numbers: { suffix: NO_SUFFIX },
  escapes: TEXT,
};

const GO: Language = {
  name: 'Go source',
  tells: [
    [/\[(?:\d+|\.\.\.)?\](?:byte|uint8)\s*[{(]/, 0.97],
    [/\b(?:hex|base64\.\w+)\.DecodeString\(/, 0.95],
  ],
  list: '{',
  numbers: { suffix: NO_SUFFIX, octal: true },
  types: ['byte', 'uint8', 'int8'],
  calls: {
    'hex.DecodeString': 'hex',
    'StdEncoding.DecodeString': 'base64',
    'URLEncoding.DecodeString': 'base64',
    'RawStdEncoding.DecodeString': 'base64',
    'RawURLEncoding.DecodeString': 'base64',
  },
  strings: { '': 'utf8' },
  escapes: { simple: 'abfnrtv\\\'"', digits: [3, 3], unicode: true },
  chars: '',
  sized: true,
};

const RUST: Language = {
  name: 'Rust source',
  tells: [
    [/\bhex!\s*\(|\bvec!\s*\[|\bhex::decode\s*\(/, 0.95],
    [/\[\s*(?:0x[\da-f]+|\d+)_?[ui]8\b/i, 0.95],
    [/\[\s*[ui]8\s*(?:;\s*\w+\s*)?\]\s*=/, 0.95],
    [/\blet\s+(?:mut\s+)?\w+\s*(?::[^=]*)?=\s*(?:&\s*\[|&?b["'])/, 0.9],
    [/^\s*&\s*(?:mut\s+)?\[\s*(?:0x[\da-f]+|\d+)\s*[,\]]/i, 0.9],
  ],
  list: '[',
  numbers: { suffix: /_?[ui](?:8|16|32|64|128|size)$/ },
  types: ['u8', 'i8'],
  makers: ['vec', 'hex', 'b'],
  calls: { hex: 'hex', 'hex.decode': 'hex', 'base64.decode': 'base64' },
  strings: { b: 'ascii' },
  escapes: { simple: 'nrt\\\'"', digits: 'zero' },
  chars: 'b',
  sized: true,
};

const JAVA: Language = {
  name: 'Java or C# source',
  tells: [
    [/\bs?byte\s*\[\s*\w*\s*\](?:\s*\[\s*\])?\s*(?:\w+\s*=\s*(?:new\b[^{]*)?)?\{/, 0.96],
    [/\{\s*\(byte\)\s*-?\w+/, 0.9],
    [/\b(?:parseHex|FromHexString|FromBase64String|getDecoder\(\)\.decode)\s*\(/, 0.95],
  ],
  list: '{',
  numbers: { suffix: /[uUlL]{1,2}$/ },
  types: ['byte', 'sbyte'],
  makers: ['new'],
  calls: {
    parseHex: 'hex',
    FromHexString: 'hex',
    FromBase64String: 'base64',
    decode: 'base64',
  },
  escapes: TEXT,
  chars: '',
};

const KOTLIN: Language = {
  name: 'Kotlin source',
  tells: [[/\bu?byteArrayOf\s*\(/i, 0.95]],
  numbers: { suffix: /[uU]$/ },
  calls: { byteArrayOf: 'list', ubyteArrayOf: 'list' },
  escapes: TEXT,
  chars: '',
};

const SWIFT: Language = {
  name: 'Swift source',
  tells: [[/\[U?Int8\]\s*(?:=\s*\[|\(\s*\[)|\bData\(\s*\[/, 0.95]],
  list: '[',
  numbers: { suffix: NO_SUFFIX },
  types: ['UInt8', 'Int8'],
  makers: ['Data'],
  escapes: { ...TEXT, digits: 'zero' },
};

/** Strings with backslashes in quotes, of whichever language. */
const ESCAPED: Language = {
  name: 'escaped string',
  tells: [
    [
      /^\s*(?:"[^"]*\\(?:x[\da-f]{2}|[0-7]{2,3}|[0abefnrtv])|'[^']*\\(?:x[\da-f]{2}|[0-7]{2,3}))/i,
      0.7,
    ],
    [/(?:"[^"]*|'[^']*)\\x[\da-f]{2}/i, 0.4],
    [/^\s*(["'])[\da-f]{2}(?:[\da-f]{2}| )*\1?/i, 0.4],
  ],
  numbers: { suffix: NO_SUFFIX },
  strings: { '': 'utf8' },
  escapes: { simple: C_ESCAPES, digits: [1, 3], unicode: true },
  ends: 'blank line',
};

const BRACKETS: Language = {
  name: 'C# or D source',
  tells: [
    [/\bs?u?byte\[\]\s+\w+\s*=\s*\[/, 0.95],
    [/\bUint8List\.fromList\(\s*\[/, 0.95],
  ],
  list: '[',
  numbers: { suffix: NO_SUFFIX },
  types: ['byte', 'sbyte', 'ubyte'],
  makers: ['Uint8List'],
  escapes: TEXT,
};

const ZIG: Language = {
  name: 'Zig source',
  tells: [[/\[(?:_|\d+)\](?:const )?u8\s*\{/, 0.95]],
  list: '{',
  numbers: { suffix: NO_SUFFIX },
  types: ['u8', 'i8'],
  escapes: TEXT,
};

const LIST: Omit<Language, 'name' | 'tells'> = {
  list: '[',
  numbers: { suffix: NO_SUFFIX },
  escapes: TEXT,
};

/** Languages whose lines are read as if they had lists in brackets. */
export const ERLANG: Language = {
  ...LIST,
  name: 'Erlang or Elixir binary',
  tells: [[/<<\s*(?:16#|0x)?[\da-f]+\s*[,>]/i, 0.95]],
};
export const PACK: Language = {
  ...LIST,
  name: 'pack',
  tells: [[/\bpack\s*\(\s*["']C\*["']\s*,\s*(?:0x|\d)/, 0.95]],
};
/**
 * Its escapes are decimal: what octal cannot be tells, or that they are not filled up to the three
 * digits in which octal is mostly written.
 */
export const LUA: Language = {
  name: 'Lua source',
  tells: [
    [/\blocal\s+\w+\s*=\s*(?:string\.char\s*\(|(["'])[^\n"']*\\[\dx])/, 0.95],
    [/\bstring\.char\s*\(\s*(?:0x)?[\da-f]/, 0.95],
    [/(?<!\w)["'][^\n"']*\\(?=[1-7]?[0-7]?[89])(?:[1-9]\d?(?!\d)|1\d\d|2[0-5]\d)/, 0.84],
    [/(?<!\w)["'][^\n"']*\\(?:0[0-7]?[89]|[1-7][0-7](?!\d))/, 0.65],
  ],
  numbers: { suffix: NO_SUFFIX },
  calls: { 'string.char': 'list' },
  strings: { '': 'utf8' },
  escapes: { simple: 'abfnrtv\\\'"', digits: 'decimal', unicode: true },
  ends: 'blank line',
};
export const POWERSHELL: Language = {
  ...LIST,
  name: 'PowerShell array',
  tells: [[/\[byte\[\]\]\s*(?:\$\w+\s*=\s*)?@?\(?\s*(?:0x|\d)/i, 0.95]],
};

export const languages: readonly Language[] = [
  C,
  PYTHON,
  JAVASCRIPT,
  NUMBERS,
  GO,
  RUST,
  JAVA,
  KOTLIN,
  SWIFT,
  BRACKETS,
  ZIG,
  ESCAPED,
];
