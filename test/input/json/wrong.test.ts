import { describe, expect, it } from 'vitest';
import { errorOf } from './reading.js';

/** What is wrong with a text, and where. */
const cases: readonly (readonly [text: string, message: string])[] = [
  ['x', 'a packet is needed: {"layers": [ … ]} (line 1, column 1)'],
  ['"text"', 'a packet is needed: {"layers": [ … ]} (line 1, column 1)'],
  ['17', 'a packet is needed: {"layers": [ … ]} (line 1, column 1)'],
  ['[17]', 'a packet is needed: {"layers": [ … ]} (line 1, column 2)'],
  ['[[]]', 'a packet is needed: {"layers": [ … ]} (line 1, column 2)'],
  [',', 'a packet is needed before the comma (line 1, column 1)'],
  ['null', 'a packet is needed: {"layers": [ … ]} (line 1, column 1)'],
  ['[null]', 'a packet is needed: {"layers": [ … ]} (line 1, column 2)'],
  ['{', 'the text ends here, before its brackets are closed (line 1, column 2)'],
  ['{}', `packet 1: no 'layers': a packet is {"layers": [ … ]} (line 1, column 1)`],
  ['[{}]', `packet 1: no 'layers': a packet is {"layers": [ … ]} (line 1, column 2)`],
  ['[', 'the text ends here, before its brackets are closed (line 1, column 2)'],
  ['[{"layers":[]}', 'packet 1, layers: a packet has one layer at least (line 1, column 3)'],
  [
    '[{"layers":[{"protocol":"data"}]},]',
    'a packet is needed behind the comma (line 1, column 35)',
  ],
  [
    '[{"layers":[{"protocol":"data"}]} {"layers":[]}]',
    'a comma or ] is needed (line 1, column 35)',
  ],
  ['[{"layers":[{"protocol":"data"}]}}', 'a comma or ] is needed (line 1, column 34)'],
  [']', 'a packet is needed: {"layers": [ … ]} (line 1, column 1)'],
  ['}', 'a packet is needed: {"layers": [ … ]} (line 1, column 1)'],
  ['{"layers":1}', 'packet 1, layers: a list is needed (line 1, column 2)'],
  ['{"layers":null}', 'packet 1, layers: a list is needed (line 1, column 2)'],
  ['{"layers":[]}', 'packet 1, layers: a packet has one layer at least (line 1, column 2)'],
  ['{"layer":[]}', "packet 1, layer: no such key; did you mean 'layers'? (line 1, column 2)"],
  ['{"packet":[]}', "packet 1, packet: no such key; did you mean 'packets'? (line 1, column 2)"],
  ['{"packets":[],}', 'a key is needed behind the comma (line 1, column 15)'],
  ['{"packets":{}}', "'packets' is a list: [ … ] (line 1, column 12)"],
  [
    '{"packets":[{"packets":[]}]}',
    'packet 1, packets: a document inside of another (line 1, column 14)',
  ],
  [
    '{"schema":2,"packets":[]}',
    'schema 1 is what can be read here, not 2: a newer tcpip has written it (line 1, column 11)',
  ],
  ['{"schema":"1","packets":[]}', 'schema 1 is what can be read here, not "1" (line 1, column 11)'],
  ['{"schema":1,"schema":1}', 'this key is there already (line 1, column 13)'],
  [
    '{"schema":1,"packts":[]}',
    "a document has no key 'packts'; did you mean 'packets'? (line 1, column 13)",
  ],
  [
    '{"schema":1,"data":[]}',
    "a document has no key 'data': it has 'schema' and 'packets' (line 1, column 13)",
  ],
  ['{"schema":1 "packets":[]}', 'a comma or } is needed (line 1, column 13)'],
  ['{"schema":1,packets:[]}', 'a key in double quotes is needed (line 1, column 13)'],
  ['{"schema":1,"packets" []}', 'a colon is needed behind the key (line 1, column 23)'],
  ["{'layers':[]}", 'a key in double quotes is needed (line 1, column 2)'],
  ['{layers:[]}', 'a key in double quotes is needed (line 1, column 2)'],
  [`{"layers":[{"protocol":'ip'}]}`, 'text stands in double quotes (line 1, column 24)'],
  ['{"layers":[{"protocol":"ip",}]}', 'a comma with nothing behind it (line 1, column 28)'],
  ['{"layers":[{"protocol":"ip"},]}', 'a comma with nothing behind it (line 1, column 29)'],
  ['{"layers":[{"protocol":"ip"}}', 'a comma or ] is needed (line 1, column 29)'],
  ['{"layers":[{"protocol":"ip"]]}', 'a comma or } is needed (line 1, column 28)'],
  [
    '{"layers":[{"protocol":"ip"}]',
    'the text ends here, before its brackets are closed (line 1, column 30)',
  ],
  [
    '{"layers":[{"protocol":"ip',
    'the text ends between quotes that begin here (line 1, column 24)',
  ],
  [
    '{"layers":[{"protocol":"i\\xp"}]}',
    'there is no such escape: \\\\ means a backslash (line 1, column 26)',
  ],
  [
    '{"layers":[{"protocol":"i\np"}]}',
    'a control character stands between quotes: \\u000a means it (line 1, column 26)',
  ],
  [
    '{"layers":[{"protocol":"i\tp"}]}',
    'a control character stands between quotes: \\u0009 means it (line 1, column 26)',
  ],
  [
    '{"layers":[{"protocol":"ip","fields":{"ttl":0x40}}]}',
    'JSON has decimal numbers only: put others in double quotes (line 1, column 45)',
  ],
  [
    '{"layers":[{"protocol":"ip","fields":{"ttl":064}}]}',
    'JSON has no numbers of this form (line 1, column 45)',
  ],
  [
    '{"layers":[{"protocol":"ip","fields":{"ttl":+64}}]}',
    'JSON has no numbers of this form (line 1, column 45)',
  ],
  [
    '{"layers":[{"protocol":"ip","fields":{"ttl":.5}}]}',
    'JSON has no numbers of this form (line 1, column 45)',
  ],
  [
    '{"layers":[{"protocol":"ip","fields":{"ttl":NaN}}]}',
    'JSON has no such word: text stands in double quotes (line 1, column 45)',
  ],
  [
    '{"layers":[{"protocol":"ip","fields":{"ttl":True}}]}',
    'JSON has no such word: text stands in double quotes (line 1, column 45)',
  ],
  [
    '{"layers":[{"protocol":"ip","fields":{"ttl":1.5}}]}',
    'packet 1, layers[0].fields.ttl: 1.5 does not fit 8 bits (0 to 255) (line 1, column 39)',
  ],
  [
    '{"layers":[{"protocol":"ip","fields":{"ttl":-1}}]}',
    'packet 1, layers[0].fields.ttl: -1 does not fit 8 bits (0 to 255) (line 1, column 39)',
  ],
  [
    '{"layers":[{"protocol":"ip","fields":{"ttl":1e400}}]}',
    'no field holds a number as large (line 1, column 45)',
  ],
  [
    '{"layers":[{"protocol":"ip","fields":{"ttl":12345678901234567890}}]}',
    'a number over 2^53 would be rounded: write it in double quotes (line 1, column 45)',
  ],
  [
    '{"layers":[{"protocol":"ip","fields":{"ttl":null}}]}',
    'packet 1, layers[0].fields.ttl: a number is needed, not null (line 1, column 39)',
  ],
  [
    '{"layers":[{"protocol":"ip","fields":{"ttl":"64x"}}]}',
    'packet 1, layers[0].fields.ttl: a number is needed, not "64x" (line 1, column 39)',
  ],
  [
    '{"layers":[{"protocol":"ip","fields":{"ttl":"010"}}]}',
    'packet 1, layers[0].fields.ttl: "010" could be octal: write it without the leading zero (line 1, column 39)',
  ],
  [
    '{"layers":[{"protocol":"ip","fields":{"ttl":[64]}}]}',
    'packet 1, layers[0].fields.ttl: a number is needed, not [64] (line 1, column 39)',
  ],
  [
    '{"layers":[{"protocol":"ip","fields":{"ttl":1,"ttl":2}}]}',
    'this key is there already (line 1, column 47)',
  ],
  [
    '{"layers":[{"protocol":"ip","fields":{"__proto__":{"ttl":1}}}]}',
    'packet 1, layers[0].fields.__proto__: no such field; there are version, hdr_len, dsfield, len, id, flags, frag_offset, ttl, proto, checksum, src, dst, opt (line 1, column 39)',
  ],
  [
    '{"layers":[{"protocol":"ip","fields":{"constructor":1}}]}',
    'packet 1, layers[0].fields.constructor: no such field; there are version, hdr_len, dsfield, len, id, flags, frag_offset, ttl, proto, checksum, src, dst, opt (line 1, column 39)',
  ],
  [
    '{"layers":[{"protocol":"ip","fields":{"src":"1.2.3"}}]}',
    'packet 1, layers[0].fields.src: "1.2.3" is no address like 192.0.2.1 (line 1, column 39)',
  ],
  [
    '{"layers":[{"protocol":"ip","fields":{"proto":"tpc"}}]}',
    `packet 1, layers[0].fields.proto: no such name or number: "tpc"; did you mean 'tcp'? (line 1, column 39)`,
  ],
  [
    '{"layers":[{"protocol":"ip","fields":{"flags":{"dg":true}}}]}',
    'packet 1, layers[0].fields.flags.dg: no such field; there are rb, df, mf (line 1, column 48)',
  ],
  [
    '{"layers":[{"protocol":"ip","fields":7}]}',
    'packet 1, layers[0].fields: an object is needed (line 1, column 29)',
  ],
  [
    '{"layers":[{"protocol":"ipp"}]}',
    "packet 1, layers[0].protocol: no protocol is called 'ipp'; did you mean 'ip'? (line 1, column 13)",
  ],
  [
    '{"layers":[{"protocol":"Ethernet"}]}',
    "packet 1, layers[0].protocol: no protocol is called 'Ethernet'; did you mean 'eth'? (line 1, column 13)",
  ],
  [
    '{"layers":[{"protocol":"IPv4"}]}',
    "packet 1, layers[0].protocol: no protocol is called 'IPv4'; did you mean 'ip'? (line 1, column 13)",
  ],
  [
    '{"layers":[{"protocol":"ip","feilds":{}}]}',
    "packet 1, layers[0].feilds: no such key as 'feilds'; did you mean 'fields'? (line 1, column 29)",
  ],
  [
    '{"layers":[{"protocol":7}]}',
    "packet 1, layers[0]: a layer is an object with 'protocol' and 'fields' (line 1, column 12)",
  ],
  [
    '{"layers":["ip"]}',
    "packet 1, layers[0]: a layer is an object with 'protocol' and 'fields' (line 1, column 12)",
  ],
  [
    '{"layers":[{"fields":{}}]}',
    "packet 1, layers[0]: a layer is an object with 'protocol' and 'fields' (line 1, column 12)",
  ],
  [
    '{"layers":[{"protocol":"ip","raw":"4"}]}',
    'packet 1, layers[0].raw: hex digits in pairs are needed, not "4" (line 1, column 29)',
  ],
  [
    '{"layers":[{"protocol":"ip","raw":7}]}',
    'packet 1, layers[0].raw: hex text is needed (line 1, column 29)',
  ],
  [
    '{"layers":[{"protocol":"ip","raw":"45","fields":{"ttl":9}}]}',
    'packet 1, layers[0].fields.ttl: edited beside raw bytes: drop `raw` to encode the fields instead (line 1, column 50)',
  ],
  [
    '{"layers":[{"protocol":"data","fields":{"data":"zz"}}]}',
    'packet 1, layers[0].fields.data: hex digits in pairs are needed, not "zz" (line 1, column 41)',
  ],
  [
    '{"layers":[{"protocol":"data","fields":{"data":"000"}}]}',
    'packet 1, layers[0].fields.data: hex digits in pairs are needed, not "000" (line 1, column 41)',
  ],
  [
    '{"layers":[{"protocol":"data","after":0}]}',
    'packet 1, layers[0].after: the index of a layer before this one is needed (line 1, column 31)',
  ],
  [
    '{"layers":[{"protocol":"data"}],"frames":{}}',
    "packet 1, frames: no such key as 'frames'; did you mean 'frame'? (line 1, column 33)",
  ],
  [
    '{"frame":7,"layers":[{"protocol":"data"}]}',
    'packet 1, frame: an object is needed (line 1, column 2)',
  ],
  [
    '{"frame":{"tme":"1"},"layers":[{"protocol":"data"}]}',
    "packet 1, frame.tme: no such key as 'tme'; did you mean 'time'? (line 1, column 11)",
  ],
  [
    '{"frame":{"time":"noon"},"layers":[{"protocol":"data"}]}',
    'packet 1, frame.time: a time is needed: "1700000000.123456789" or "2024-01-01T10:00:00.5Z" (line 1, column 11)',
  ],
  [
    '{"frame":{"linktype":"ethernte"},"layers":[{"protocol":"data"}]}',
    'packet 1, frame.linktype: a link type is needed: 1, 101, "ethernet", "raw" … (line 1, column 11)',
  ],
  [
    '{"frame":{"linktype":70000},"layers":[{"protocol":"data"}]}',
    'packet 1, frame.linktype: a link type is needed: 1, 101, "ethernet", "raw" … (line 1, column 11)',
  ],
  [
    '{"frame":{"len":-1},"layers":[{"protocol":"data"}]}',
    'packet 1, frame.len: a number from 0 to 4294967295 is needed (line 1, column 11)',
  ],
  [
    '{"frame":{"number":"1"},"layers":[{"protocol":"data"}]}',
    'packet 1, frame.number: a number from 0 to 4294967295 is needed (line 1, column 11)',
  ],
  [
    '{"frame":{"direction":"up"},"layers":[{"protocol":"data"}]}',
    'packet 1, frame.direction: "in" or "out" is needed (line 1, column 11)',
  ],
  [
    '{"frame":{"interface":7},"layers":[{"protocol":"data"}]}',
    'packet 1, frame.interface: a name is needed (line 1, column 11)',
  ],
  [
    '{"frame":{"comments":"x"},"layers":[{"protocol":"data"}]}',
    'packet 1, frame.comments: a list of texts is needed (line 1, column 11)',
  ],
  [
    '{"layers":[{"protocol":"ip"},{"protocol":"ip","fields":{"ttl":256}}]}',
    'packet 1, layers[1].fields.ttl: 256 does not fit 8 bits (0 to 255) (line 1, column 57)',
  ],
  [
    '{"layers":[{"protocol":"tcp","fields":{"options":[{"kind":2},{"kind":2,"mss_val":70000}]}}]}',
    'packet 1, layers[0].fields.options[1].mss_val: 70000 does not fit 16 bits (0 to 65535) (line 1, column 72)',
  ],
  ['{"layers":[{"protocol":"data"}]} // done', 'JSON has no comments (line 1, column 34)'],
  ['{"layers":[/* ip */{"protocol":"data"}]}', 'JSON has no comments (line 1, column 12)'],
  ['{"layers":[{"protocol":"data"}];}', 'a comma or } is needed (line 1, column 32)'],
  [
    '{"layers":[{"protocol":"data"}]}\n\n{"layers":[{"protocol":"dtaa"}]}',
    "packet 2, layers[0].protocol: no protocol is called 'dtaa'; did you mean 'data'? (line 3, column 13)",
  ],
  [
    '{"layers":[{"protocol":"data","fields":{"data":"\\ud800"}}]}',
    'half of a letter (a lone surrogate) is no text (line 1, column 48)',
  ],
  [
    '{"_source":{"layers":{"frame":{}}}}',
    "packet 1, _source.layers: tshark's JSON has no bytes here: add -x (tshark -T json -x) (line 1, column 13)",
  ],
  [
    '{"layers":{"frame":{}}}',
    "packet 1, layers: tshark's JSON has no bytes here: add -x (tshark -T json -x) (line 1, column 2)",
  ],
  ['{"layers":{"protocol":"ip"}}', 'packet 1, layers: a list is needed (line 1, column 2)'],
  [
    '{"layers":{"frame_raw":"4g"}}',
    "packet 1, layers.frame_raw: hex is needed, not '4g' (line 1, column 12)",
  ],
  [
    '{"layers":[{"protocol":"eth","fields":{"dst":"zz:00"}}]}',
    'packet 1, layers[0].fields.dst: "zz:00" is no address like 02:00:00:00:00:01 (line 1, column 40)',
  ],
  [
    '{"layers":[{"protocol":"ip","fields":{"dsfield.dscp":3}}]}',
    'packet 1, layers[0].fields.dsfield.dscp: no such field; there are version, hdr_len, dsfield, len, id, flags, frag_offset, ttl, proto, checksum, src, dst, opt (line 1, column 39)',
  ],
  [
    '{"layers":[{"protocol":"ip","fields":{"dsfield":{"dscp":99}}}]}',
    'packet 1, layers[0].fields.dsfield.dscp: 99 does not fit 6 bits (0 to 63) (line 1, column 50)',
  ],
  [
    '{"layers":[{"protocol":"ip","fields":{"dsfield":3.5}}]}',
    'packet 1, layers[0].fields.dsfield: 3.5 does not fit 8 bits (0 to 255) (line 1, column 39)',
  ],
  [
    '{"layers":[{"protocol":"ip","fields":{"opt":[{"type":"x"}]}}]}',
    'packet 1, layers[0].fields.opt[0].type: no such name or number: "x" (line 1, column 47)',
  ],
  ['{"schema":{"a":1}}', 'schema 1 is what can be read here, not {"a":1 (line 1, column 11)'],
  ['{"packets":[1]}', 'a packet is needed: {"layers": [ … ]} (line 1, column 13)'],
  [
    '{"layers":[{"protocol":"data"}]}]',
    'a packet is needed: {"layers": [ … ]} (line 1, column 33)',
  ],
  [
    '{"layers":[{"protocol":"ip","fields":{"ttl":1}}],"layers":[]}',
    'this key is there already (line 1, column 50)',
  ],
  [
    '{"layers":[\n {"protocol":"ip",\n  "fields": {"ttl": 1\n  }\n }\n "notes": []}',
    'a comma or ] is needed (line 5, column 3)',
  ],
  [
    '{"layers":[\n {"protocol":"ip"}\n {"protocol":"ip"}]}',
    'a comma or ] is needed (line 2, column 19)',
  ],
  [
    '{"frame":{"comments":["x",7]},"layers":[{"protocol":"data"}]}',
    'packet 1, frame.comments: a list of texts is needed (line 1, column 11)',
  ],
  [
    '{"frame":[],"layers":[{"protocol":"data"}]}',
    'packet 1, frame: an object is needed (line 1, column 2)',
  ],
  ['{"é":"ü","layers":[}', 'a value is needed (line 1, column 20)'],
  [
    '{"layers":[{"protocol":"ip","fields":{"src":"\\"}}]}',
    'the text ends between quotes that begin here (line 1, column 45)',
  ],
];

describe('JSON that is no packet', () => {
  it.each(cases)('%s', (text, message) => {
    expect(errorOf(text).split('\n')[0]).toBe(message);
  });

  it.each(cases)('is pointed at: %s', (text) => {
    const [message = '', shown = '', caret = ''] = errorOf(text).split('\n');
    const [, line, column] = /\(line (\d+), column (\d+)\)$/.exec(message) ?? [];
    const letters = text.split('\n')[Number(line) - 1] ?? '';
    const letter = letters[Number(column) - 1];
    expect(caret.trim()).toBe('^');
    expect(shown[caret.length - 1]).toBe(letter === '\t' ? ' ' : letter);
  });
});
