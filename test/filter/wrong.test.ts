import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { View } from '../../src/codec/view.js';
import { compileFilter } from '../../src/filter/filter.js';
import { FilterError } from '../../src/filter/filter-error.js';
import { catalog } from '../../src/protocols/index.js';
import { anyPacket } from '../output/any-packet.js';

/** Each filter, the marks below it, and what is said of the place. */
const WRONG = String.raw`
ip.scr == 1
^^^^^^ no field is called 'ip.scr'; did you mean 'ip.src'?
tcp.port == abc
            ^^^ 'abc' is no number, and no name of tcp.port; did you mean 'amc'?
ip.src == "foo"
          ^^^^^ 'foo' is not an IPv4 address like 192.0.2.1
ip.src == 192.0.2
          ^^^^^^^ '192.0.2' is not an IPv4 address like 192.0.2.1
ip.src == 192.0.2.0/33
          ^^^^^^^^^^^^ a prefix has 0 to 32 bits, not '33'
ipv6.src == 2001::1::2
            ^^^^^^^^^^ '2001::1::2' is not an IPv6 address like 2001:db8::1
ipv6.src == 2001:db8::/129
            ^^^^^^^^^^^^^^ a prefix has 0 to 128 bits, not '129'
ip.ttl == 300
          ^^^ '300' is too big for ip.ttl: at most 255
ip.ttl == 0x100
          ^^^^^ '0x100' is too big for ip.ttl: at most 255
ip.ttl == 010
          ^^^ '010' could be octal: write it without the leading zero
ip.ttl == "64"
          ^^^^ a number stands without quotation marks
ip.ttl == 1.5
          ^^^ '1.5' is no number
ip.proto == "foo"
            ^^^^^ 'foo' is no number, and no name of ip.proto
ip.proto == tpc
            ^^^ 'tpc' is no number, and no name of ip.proto; did you mean 'tcp'?
eth.src == 02:00:00
           ^^^^^^^^ '02:00:00' is not a link-layer address like 02:00:00:00:00:01
eth.src == zz
           ^^ 'zz' is not a link-layer address like 02:00:00:00:00:01
ip.src == eth.src
^^^^^^^^^^^^^^^^^ an IPv4 address cannot be compared with a link-layer address
ip.src == ip.ttl
^^^^^^^^^^^^^^^^ an IPv4 address cannot be compared with a number
dns.qry.name == ip.src
^^^^^^^^^^^^^^^^^^^^^^ text cannot be compared with an IPv4 address
tcp.port = 80
         ^ '=' is no operator; '==' compares
tcp.port == 80;
              ^ ';' has no place here
tcp.port == 80 and (
                    ^ the filter ends too early
(tcp.port == 80
^ ')' is missing
tcp.port == 80)
              ^ ')' has no place here
tcp &&
      ^ the filter ends too early
&& tcp
^^ '&&' has no place here
tcp tcp
    ^^^ 'tcp' has no place here
host 192.0.2.1
     ^^^^^^^^^ '192.0.2.1' has no place here; tcpdump's 'host' is ip.addr == 192.0.2.1 here
tcp and dst port 80
            ^^^^ 'port' has no place here; tcpdump's 'port' is tcp.port == 80 here
(net 10.0.0.0/8)
     ^^^^^^^^^^ '10.0.0.0/8' has no place here; tcpdump's 'net' is ip.addr == 192.0.2.0/24 here
tcp.port 80
         ^^ '80' has no place here
tcp.port ==
           ^ the filter ends too early
tcp.port in 80
            ^^ '80' has no place here
tcp.port in {}
             ^ '}' has no place here
tcp.port in {80
            ^ '}' is missing
tcp.port in {80,}
                ^ '}' has no place here
tcp.port in {1..2..3}
                 ^^ '..' has no place here
tcp.port in {a}
             ^ 'a' is no number, and no name of tcp.port; did you mean 'af'?
ip.ttl contains 4
^^^^^^ 'contains' does not work on a number
ip.src contains 192
^^^^^^ 'contains' does not work on an IPv4 address
ip.ttl matches "4"
^^^^^^ 'matches' does not work on a number
dns.qry.name matches example
                     ^^^^^^^ behind 'matches' stands a pattern in double quotation marks
dns.qry.name matches "ex("
                     ^^^^^ ')' is missing in the pattern
dns.qry.name matches "(?=x)"
                     ^^^^^^^ lookaround, atomic and conditional groups are not supported
dns.qry.name matches "(a)\\1"
                     ^^^^^^^^ references to groups are not supported
dns.qry.name contains "abc
                      ^ the closing quotation mark is missing
dns.qry.name contains "\q"
                       ^^ '\q' is no escape sequence
dns.qry.name == ''
                ^^ a constant in single quotation marks is empty
dns.qry.name == 'ab'
                ^^^^ a constant in single quotation marks holds one character of one byte
ip.ttl[0] == 40
^^^^^^ a number has no bytes to slice: ip.ttl
ip.src[] == 1
       ^ '' is no range as 0:3, 1-2, :4, 4: or 0
ip.src[0:0] == 1
       ^^^ the range is empty
ip.src[3-1] == 1
       ^^^ the range ends before it starts
ip.src[0
      ^ ']' is missing
ip.src#x
       ^ behind '#' stands a layer's number, or a range as [1-2]
ip.src#-1
       ^ behind '#' stands a layer's number, or a range as [1-2]
1 == 1
^ a field is needed here
"a"
^^^ a field is needed here
len(ip)
^^^^^^^ what a function gives must be compared with something
len(ip.ttl, ip.id) == 2
^^^^^^^^^^^^^^^^^^ len() takes one value
foo(ip.ttl) == 1
^^^ no function is called 'foo'; there are len, count, upper, lower, abs, string, max, min
lne(ip) == 1
^^^ no function is called 'lne'; did you mean 'len'?
upper(ip.ttl) == "X"
      ^^^^^^ text is needed, not a number
max() == 1
^^^^^ max() takes one value or more
max(1, 2) == 2
^^^^^^^^^ one of the values must be a field
max(ip.ttl, "x") > 3
            ^^^ 'x' is no number
max(ip.ttl, ip.src) > 3
            ^^^^^^ a number cannot be compared with an IPv4 address
string(tcp.flags.syn) == "1"
       ^^^^^^^^^^^^^ a flag is no text
eth.src + 1 == 3
^^^^^^^ '+' does not work on a link-layer address
tcp.flags.syn & 1
^^^^^^^^^^^^^ '&' does not work on a flag
tcp.flags.syn + 1 == 2
^^^^^^^^^^^^^ '+' does not work on a flag
ip.ttl + "x" == 3
         ^^^ 'x' is no number
ip.ttl & ip.src
^^^^^^^^^^^^^^^ '&' does not join a number and an IPv4 address
ip.ttl-100 > 0
^^^^^^^^^^ no field is called 'ip.ttl-100'; a sign stands apart: 'ip.ttl - 100'
ip.ttl/2 == 1
^^^^^^^^ no field is called 'ip.ttl/2'; a sign stands apart: 'ip.ttl / 2'
all ip.ttl
          ^ the filter ends too early
any tcp
       ^ the filter ends too early
ip.ttl == (tcp)
^^^^^^^^^^^^^^^ a number cannot be compared with a protocol
not
   ^ the filter ends too early
tcp.flags.syn == maybe
                 ^^^^^ 'maybe' is not true or false, 1 or 0
frame.time > "yesterday"
             ^^^^^^^^^^^ 'yesterday' is not a time like "2024-07-04 12:34:56.789"
frame.time_delta > x
                   ^ 'x' is not a number of seconds
data == xyz
        ^^^ 'xyz' is not bytes like 08:00:2b, and no text in quotation marks
-ip.src == 1
^^^^^^^ an IPv4 address has no sign
ip.src == -1
          ^^ an IPv4 address has no sign
-1 == 64
^^ a field is needed here
tcp[a]
    ^ 'a' is no range as 0:3, 1-2, :4, 4: or 0
ip.flags.fd == 1
^^^^^^^^^^^ no field is called 'ip.flags.fd'; did you mean 'ip.flags.df'?
tcp.flags.sny
^^^^^^^^^^^^^ no field is called 'tcp.flags.sny'; did you mean 'tcp.flags.syn'?
ip.src == 10.0.0.1 or ip.dts == 10.0.0.2
                      ^^^^^^ no field is called 'ip.dts'; did you mean 'ip.dst'?
dns.qry.nmae contains "x"
^^^^^^^^^^^^ no field is called 'dns.qry.nmae'; did you mean 'dns.qry.name'?
frame.nubmer > 3
^^^^^^^^^^^^ no field is called 'frame.nubmer'; did you mean 'frame.number'?
ip.src in {10.0.0.0/8, 10.0.0.300}
                       ^^^^^^^^^^ '10.0.0.300' is not an IPv4 address like 192.0.2.1
data.data contains "\x"
                    ^^ '\x' is no escape sequence
tcp.payload matches "[z-a]"
                    ^^^^^^^ the letters of a range are out of order
tcp.payload matches "a**"
                    ^^^^^ nothing stands before '*' that it could repeat
tcp.payload matches r"\y"
                    ^^^^^ '\y' has no meaning in a pattern
tcp.payload matches "[[:foo:]]"
                    ^^^^^^^^^^^ no class of letters is called 'foo'
tcp.payload matches "(?i"
                    ^^^^^ lookaround, atomic and conditional groups are not supported
ip.addr == 1.2.3.4 &
                    ^ the filter ends too early
ip..ttl
  ^^ '..' has no place here
ip.ttl == 0x
          ^^ '0x' is no number
(ip.ttl == 64) == 1
^^^^^^^^^^^^^^ a value is needed here, and no test
tcp.flags.rst == 1
^^^^^^^^^^^^^ no field is called 'tcp.flags.rst'; did you mean 'tcp.flags.reset'?
tcp.prt == 80
^^^^^^^ no field is called 'tcp.prt'; did you mean 'tcp.port'?
TCP.Port == 80
^^^^^^^^ no field is called 'TCP.Port'; did you mean 'tcp.port'?
tcp.seq_raw > 3
^^^^^^^^^^^ no field is called 'tcp.seq_raw'; did you mean 'tcp.seq'?
ip.protocol == 6
^^^^^^^^^^^ no field is called 'ip.protocol'; did you mean 'ip.proto'?
arp.op == 1
^^^^^^ no field is called 'arp.op'; did you mean 'arp.opcode'?
tcp.flags.sin == 1
^^^^^^^^^^^^^ no field is called 'tcp.flags.sin'; did you mean 'tcp.flags.syn'?
ip.flags.m
^^^^^^^^^^ no field is called 'ip.flags.m'; did you mean 'ip.flags.mf'?
len(ip.sorc) > 3
    ^^^^^^^ no field is called 'ip.sorc'; did you mean 'ip.src'?
max(ip.tll, 64) == 64
    ^^^^^^ no field is called 'ip.tll'; did you mean 'ip.ttl'?
frame.time > -1
             ^^ a time has no sign
abs(frame.time) > 1
    ^^^^^^^^^^ a number is needed, not a time
upper(lower(dns.qry.name), "x") == "A"
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ upper() takes one value
`
  .slice(1, -1)
  .split('\n')
  .reduce<[string, string][]>((all, line, i, lines) => {
    if (i % 2 === 0) all.push([line, lines[i + 1] ?? '']);
    return all;
  }, []);

function errorOf(text: string): FilterError {
  try {
    compileFilter(catalog, text);
  } catch (error) {
    if (error instanceof FilterError) return error;
    throw error;
  }
  throw new Error(`${text} was understood`);
}

describe('a wrong filter', () => {
  it('is told in many ways', () => {
    expect(WRONG.length).toBeGreaterThan(90);
  });

  it.each(WRONG)('%s', (text, marked) => {
    const [marks = ''] = /^ *\^+/.exec(marked) ?? [];
    const error = errorOf(text);
    expect(error).toBeInstanceOf(RangeError);
    expect(error.message).toBe(`${marked.slice(marks.length + 1)}\n  ${text}\n  ${marks}`);
    expect(error.column).toBe(marks.lastIndexOf(' ') + 2);
  });

  it('is told to be empty without marks below nothing', () => {
    for (const text of ['', '  ']) expect(errorOf(text).message).toBe('the filter is empty');
  });

  it('shows the place in a long line, and no control characters', () => {
    const long = `${'ip or '.repeat(100)}ip.scr\u001b[2J`;
    expect(() => compileFilter(catalog, long)).toThrow(FilterError);
    const [, shown = '', marks = ''] = errorOf(
      `${'ip or '.repeat(100)}ip.scr or \t tcp`,
    ).message.split('\n');
    expect(shown.length).toBeLessThan(80);
    expect(shown.slice(marks.indexOf('^'), marks.length)).toBe('ip.scr');
    expect(errorOf(long).message).not.toContain('\u001b');
    expect(errorOf('tcp.\u001b').message).toMatch(/^'\\u001b' has no place here/);
    expect(errorOf('é == "\u{1f600}"').message).toMatch(/^no field is called 'é'/);
  });

  it.each([
    ['('.repeat(100_000), 'the filter is too long'],
    ['('.repeat(5000), 'too many parentheses'],
    ['not '.repeat(5000), 'too many parentheses'],
    [`ip.ttl == ${'-'.repeat(5000)}1`, 'too many parentheses'],
    [`ip.ttl ${'< 1 '.repeat(5000)}`, 'too many parentheses'],
    [`ip.ttl ${'+ 1 '.repeat(5000)}`, 'too many terms'],
    [`ip${'[0]'.repeat(5000)}`, 'too many slices'],
    [`${'len('.repeat(5000)}`, 'too many parentheses'],
    [`tcp matches "${'('.repeat(5000)}"`, 'too many parentheses in the pattern'],
    [`tcp matches "((((a{900}){900}){900}){900})"`, 'the pattern is too large'],
    [`tcp matches "(((((){900}){900}){900}){900})"`, 'the pattern is too large'],
  ])('is refused where it is too deep or too long', (text, message) => {
    expect(errorOf(text).reason).toBe(message);
  });

  it('may still be wide', () => {
    const wide = Array.from({ length: 3000 }, (_, i) => `ip.src==10.0.${i >> 8}.${i & 255}`);
    expect(() => compileFilter(catalog, wide.join(' or '))).not.toThrow();
  });
});

const PIECES =
  `ip ip.src ip.ttl tcp tcp.port tcp.flags tcp.flags.syn tcp.options dns.qry.name eth.src
  ipv6.src data.data frame frame.time frame.time_delta udp.payload ip.checksum.status tcp.options.mss
  == != === !== > < >= <= ~ ~= eq ne any all in contains matches and or not xor && || ! ^^ & + - * / %
  ( ) { } [0:2] [1-2] [-1] [0,3] # 1 2 64 0x40 10.0.0.1 10.0.0.0/8 fe80::/10 ff:ff .. , "a" "(?i)x[a-z]+"
  'a' 1.5 len count upper lower string max min abs True 02:00:00:00:00:01 r"\\d+" 2023-11-14 scr`
    .split(/\s+/)
    .filter(Boolean);

const soup = fc
  .array(
    fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ unit: 'binary' })),
    {
      maxLength: 14,
    },
  )
  .map((pieces) => pieces.join(' '));

describe('any text', () => {
  it('is a filter that tests any packet, or a FilterError', () => {
    let filters = 0;
    fc.assert(
      fc.property(soup, anyPacket, (text, packet) => {
        let filter: ReturnType<typeof compileFilter>;
        try {
          filter = compileFilter(catalog, text);
        } catch (error) {
          expect(error).toBeInstanceOf(FilterError);
          return;
        }
        filters++;
        expect(typeof filter.test(View.of(packet))).toBe('boolean');
      }),
      { numRuns: 4000 },
    );
    expect(filters).toBeGreaterThan(50);
  });
});
