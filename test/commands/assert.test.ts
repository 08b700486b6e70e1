import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/tcpip.js', import.meta.url));

const SYN =
  '02000000000202000000000108004500003cabcd40004006a2b7c0000201c6336402' +
  'c82201bb000003e800000000a002faf093110000020405b40402080a000000010000000001030307';
const DATAGRAM = '4500001c000040004011b6b4c0000201c633640200350035000840f1';

function tcpip(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'assert', ...args], {
    encoding: 'utf8',
    input,
    env: { ...process.env, TCPIP_DEBUG: '', FORCE_COLOR: undefined, NO_COLOR: undefined },
  });
  return { status, stdout, stderr };
}
const quietly = (...args: readonly string[]) => tcpip(['-q', ...args]);
/** Two packets. */
const BOTH = `${SYN}\n${SYN.replace('a002', 'a010')}\n`;
const ofBoth = (...args: readonly string[]) => tcpip(['-q', ...args], BOTH);

describe('tcpip assert', () => {
  it('is content', () => {
    const expression = 'tcp.flags.syn && tcp.options.mss_val == 1460';
    expect(quietly(SYN, expression)).toEqual({ status: 0, stdout: '', stderr: '' });
    const { stderr } = tcpip([SYN, expression]);
    expect(stderr).toContain(`passed: 1 of 1 packets matches, all must: ${expression}\n`);
  });

  it('shows the values of what was named', () => {
    const { status, stdout } = quietly(
      SYN,
      'tcp.options.mss_val == 1400 && ip.src == 192.0.2.9 && udp && tcp.port && tcp.len == 0',
    );
    expect(status).toBe(1);
    expect(stdout).toMatchInlineSnapshot(`
      "#1  192.0.2.1:51234 → 198.51.100.2:443  TCP SYN seq 1000 win 64240 [mss 1460,
          sack_perm, timestamp 1 0, nop, wscale 7] len 0  74 bytes
        tcp.options.mss_val  1460  payload of at most 1,460 bytes a segment
        ip.src               192.0.2.1  documentation (TEST-NET-1)
        udp                  not there
        tcp.port             51234  ephemeral (IANA dynamic)
                             443  HTTP over TLS
        tcp.len              0

      failed: 0 of 1 packets match, all must: tcp.options.mss_val == 1400 && ip.src == 192.0.2.9 && udp && tcp.port && tcp.len == 0
      "
    `);
  });

  it('says a verdict in words', () => {
    const { status, stdout } = quietly(SYN.replace('9311', '9312'), 'tcp.checksum.status == good');
    expect(status).toBe(1);
    expect(stdout).toContain('\n  tcp.checksum.status  bad\n');
  });

  it('takes the expression as the last operand', () => {
    expect(tcpip(['-q', 'ip.ttl == 64'], SYN).status).toBe(0);
    expect(tcpip(['-q', '-', 'ip.ttl == 63'], SYN).status).toBe(1);
    expect(quietly('--from', 'ip', DATAGRAM, 'udp').status).toBe(0);
  });

  it.each([
    [[], 'tcp', 0],
    [[], 'tcp.flags.syn == 1', 1],
    [['--any'], 'tcp.flags.syn == 1', 0],
    [['--any'], 'udp', 1],
    [['--none'], 'udp', 0],
    [['--none'], 'tcp.flags.syn == 1', 1],
    [['--count', '1'], 'tcp.flags.syn == 1', 0],
    [['--count', '2'], 'tcp.flags.syn == 1', 1],
    [['--count', '0'], 'udp', 0],
    [['--count', '1-2'], 'tcp', 0],
    [['--count', '3-'], 'tcp', 1],
    [['--count', '-1'], 'tcp', 1],
    [['--where', 'tcp.flags.syn == 1'], 'tcp.flags.syn == 1', 0],
    [['--where', 'tcp.flags.ack == 1'], 'tcp.flags.syn == 1', 1],
    [['--where', 'udp'], 'tcp', 1],
    [['--where', 'udp', '--none'], 'tcp', 1],
    [['--where', 'frame.number == 2'], 'frame.number == 2', 0],
  ])('%j %s: %i', (options, expression, expected) => {
    const [first = '', second] = options;
    const given = second === undefined ? options : [`${first}=${second}`, ...options.slice(2)];
    expect(ofBoth(...given, expression).status).toBe(expected);
  });

  it('warns of flags that stand alone', () => {
    const { status, stderr } = tcpip(['tcp.flags.syn && (!tcp.flags.ack || udp)'], BOTH);
    expect(status).toBe(1);
    expect(stderr).toContain('tcp.flags.syn alone asks whether a packet has the field;');
    expect(stderr).toContain('tcp.flags.ack == 1, whether it is set\n');
    expect(tcpip(['tcp.flags.syn == 1 || tcp'], BOTH).stderr).not.toContain('alone');
  });

  it('shows the first ten, or all', () => {
    const many = `${SYN}\n`.repeat(12);
    const { stdout } = tcpip(['-q', 'ip.ttl == 1'], many);
    expect(stdout.match(/^#\d+/gm)?.length).toBe(10);
    expect(stdout).toMatch(/\nfailed: 0 of 12 packets match, all must: .* \(2 more: --all shows/);
    expect(tcpip(['-q', '--all', 'ip.ttl == 1'], many).stdout.match(/^#\d+/gm)?.length).toBe(12);
  });

  it('says it as JSON', () => {
    const { status, stdout } = ofBoth('--json', 'tcp.flags.syn == 1 && !udp');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      schema: 1,
      expression: 'tcp.flags.syn == 1 && !udp',
      wanted: 'all',
      packets: 2,
      chosen: 2,
      matching: 1,
      passed: false,
      failures: [
        {
          number: 2,
          summary: expect.stringContaining('TCP ACK'),
          values: { 'tcp.flags.syn': ['0'], udp: [] },
        },
      ],
    });
    expect(JSON.parse(quietly('--json', SYN, 'tcp').stdout)).toMatchObject({ passed: true });
  });

  it('never sends what a packet holds to the terminal', () => {
    const text = Buffer.from('\u001b]0;pwned\u0007\u009b2J').toString('hex');
    const other = `4500002800000000403d0000c0000201c6336402${text}`;
    for (const more of [[], ['--json']]) {
      const { status, stdout } = quietly(
        '--from',
        'ip',
        ...more,
        other,
        'data.data == 00 && frame',
      );
      expect(status).toBe(1);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
      expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    }
  });

  it.each([
    [[], 'error: what should be so?\n'],
    [[bin], `error: the expression is missing: ${bin} is a file\n`],
    [[SYN], 'error: the expression is missing: 02000000… is hex\n'],
    [['-'], 'error: the expression is missing: - is standard input\n'],
    [[SYN, 'ip.tttl == 3'], "error: no field is called 'ip.tttl'; did you mean 'ip.ttl'?\n"],
    [[SYN, 'ip.ttl =='], 'error: '],
    [[SYN, 'tcp', '--where', 'tpc'], "no field is called 'tpc'"],
    [[SYN, 'tcp', '--any', '--none'], 'error: --any and --none say different things\n'],
    [[SYN, 'tcp', '--count', 'x'], "error: --count: 3, 2-5 or 10- is needed, not 'x'\n"],
    [[SYN, 'tcp', '--count', '5-2'], 'error: --count: '],
    [['tcp'], 'error: '],
  ])('refuses %j', (args, text) => {
    const { status, stdout, stderr } = quietly(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(text);
  });

  it('does not pass a capture without packets', () => {
    const head = Buffer.alloc(24);
    head.writeUInt32LE(0xa1b2c3d4, 0);
    head.writeUInt32LE(0x00040002, 4);
    head.writeUInt32LE(65_535, 16);
    head.writeUInt32LE(1, 20);
    for (const more of [[], ['--none'], ['--count', '0']]) {
      const { status, stderr } = spawnSync(process.execPath, [bin, 'assert', ...more, '-', 'tcp'], {
        input: head,
        encoding: 'utf8',
      });
      expect(status).toBe(2);
      expect(stderr).toContain('error: there is no packet in this pcap\n');
    }
  });
});
