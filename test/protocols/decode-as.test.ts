import { describe, expect, it, vi } from 'vitest';
import { fromHex } from '../codec/toy.js';

/** What is told to a catalog stays: each test has one of its own. */
async function fresh(...rules: readonly string[]) {
  vi.resetModules();
  const { catalog } = await import('../../src/protocols/index.js');
  const { decodeAs } = await import('../../src/protocols/decode-as.js');
  const { decodeWith } = await import('../../src/codec/packet.js');
  const tell = (rule: string) => decodeAs(catalog, rule);
  const decode = (hex: string, first = 'ip') => {
    const bytes = fromHex(hex);
    const protocol = /^\d/.test(first) ? catalog.linktype(Number(first)) : catalog.named(first);
    return decodeWith(catalog, protocol, bytes, { len: bytes.length, caplen: bytes.length });
  };
  const names = (hex: string, first?: string) =>
    decode(hex, first).layers.map(({ protocol }) => protocol.name);
  // Plans that were made before are to follow too.
  names(QUERY, 'udp');
  names(STREAM, 'tcp');
  for (const rule of rules) tell(rule);
  return { tell, decode, names };
}

const query = (ports: string) => `${ports} 0019 0000 1234 0100 0001 0000 0000 0000 00 0001 0001`;
const QUERY = query('9c40 1388');
const STREAM = '9c40 1f75 00000000 00000000 50100000 0000 0000 dead';
const DATAGRAM = '4500001a00000000 40fd 0000 c0000201 c6336402 1234 5678 0001';

describe('--decode-as', () => {
  it('lets a protocol follow under a port', async () => {
    const { names } = await fresh('udp.port=5000:dns');
    expect(names(QUERY, 'udp')).toEqual(['udp', 'dns']);
    expect(names(query('9c40 1389'), 'udp')).toEqual(['udp', 'data']);
    expect(names(query('1388 9c40'), 'udp')).toEqual(['udp', 'dns']);
  });

  it('takes ranges, and says the last thing last', async () => {
    const { names, tell } = await fresh('udp.port=0x1388-5010:dns', ' udp.port=5002:ip ');
    const inner = (port: number) =>
      names(query(`9c40 ${port.toString(16).padStart(4, '0')}`), 'udp')[1];
    expect([4999, 5000, 5001, 5002, 5010, 5011].map(inner)).toEqual([
      'data',
      'dns',
      'dns',
      'ip',
      'dns',
      'data',
    ]);
    tell('udp.port=5002:data');
    expect(inner(5002)).toBe('data');
  });

  it('comes before what the tables say', async () => {
    const { names } = await fresh('udp.port=5000:data');
    expect(names(query('0035 1388'), 'udp')).toEqual(['udp', 'data']);
    expect(names(query('0035 1389'), 'udp')).toEqual(['udp', 'dns']);
  });

  it('takes the form that is at home in the table, and does not doubt it', async () => {
    const { decode, names } = await fresh('tcp.port=8053:dns');
    expect(names(STREAM, 'tcp')).toEqual(['tcp', 'dns']);
    const { protocol } = decode(STREAM, 'tcp').layers[1] ?? {};
    expect(protocol?.declaration.carriedBy).toHaveProperty(['tcp.port']);
    // Unforced, what is no whole message is left as data.
    expect(names(STREAM.replace('1f75', '0035'), 'tcp')).toEqual(['tcp', 'data']);
  });

  it.each([
    ['ip.proto=253:sctp', DATAGRAM, 'ip', 'sctp'],
    ['ip.proto=udp:gre', DATAGRAM.replace('fd', '11'), 'ip', 'gre'],
    ['ethertype=0x1234:ip', `020000000002 020000000001 1234 ${DATAGRAM}`, 'eth', 'ip'],
    ['udp.port=domain:llmnr', query('9c40 0035'), 'udp', 'llmnr'],
    ['udp.port=ms-sql-s:dns', query('9c40 0599'), 'udp', 'dns'],
  ])('%s', async (rule, hex, first, inner) => {
    expect((await fresh(rule)).names(hex, first)[1]).toBe(inner);
  });

  it('says what a link type is', async () => {
    const { names } = await fresh('linktype=147:ip');
    expect(names(DATAGRAM, '147')).toEqual(['ip', 'data']);
    expect(names(DATAGRAM, '148')).toEqual(['data']);
  });

  it('is told of', async () => {
    const { decode } = await fresh('udp.port=5000:dns');
    expect(decode(QUERY, 'udp').layers[1]?.chosenBy).toEqual({
      table: 'udp.port',
      number: 5000,
      guess: false,
      told: true,
      text: 'as asked for udp.port 5000',
    });
  });

  it.each([
    ['', "'' is not TABLE=NUMBER:PROTOCOL, as in udp.port=5000:dns"],
    ['udp.port:dns', "'udp.port:dns' is not TABLE=NUMBER:PROTOCOL, as in udp.port=5000:dns"],
    ['upd.port=5000:dns', "no table is called 'upd.port'; did you mean 'udp.port'?"],
    ['udp.port=5000:dsn', "no protocol is called 'dsn'; did you mean 'dns'?"],
    ['udp.port=dommain:dns', "'dommain' is no number of udp.port; did you mean 'domain'?"],
    ['udp.port=010:dns', "'010' is no number of udp.port"],
    ['udp.port=-1:dns', '-1 is out of range: udp.port goes from 0 to 65535'],
    ['udp.port=99999:dns', '99999 is out of range: udp.port goes from 0 to 65535'],
    ['udp.port=53-0x10000:dns', '0x10000 is out of range: udp.port goes from 0 to 65535'],
    ['ip.proto=256:tcp', '256 is out of range: ip.proto goes from 0 to 255'],
    ['udp.port=5010-5000:dns', 'the range 5010-5000 ends before it starts'],
  ])('refuses %j', async (rule, text) => {
    const { tell, names } = await fresh();
    expect(() => tell(rule)).toThrow(RangeError);
    expect(() => tell(rule)).toThrow(text);
    expect(names(QUERY, 'udp')).toEqual(['udp', 'data']);
  });

  it('names all tables where none is near', async () => {
    const { tell } = await fresh();
    expect(() => tell('colour=1:ip')).toThrow(/there are .*ethertype, .*ip\.proto, .*linktype, /);
  });
});
