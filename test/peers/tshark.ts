import { spawn } from 'node:child_process';

/** What tshark says about one field; `show` is its value, `value` its bytes in hexadecimal. */
export interface PeerField {
  readonly name: string;
  readonly pos: number;
  readonly size: number;
  readonly show: string;
  readonly value: string;
  /** The bytes that a field of some bits was cut from; empty for whole bytes. */
  readonly unmasked: string;
  readonly hidden: boolean;
  /** Other fields stand inside it. */
  readonly container: boolean;
}

/** An expert's remark: `name` is the filter name of its kind, as `tcp.checksum.bad`. */
interface Remark {
  name: string;
  message: string;
  severity: 'chat' | 'note' | 'warning' | 'error' | 'comment';
}

/** One record of a capture as tshark sees it. */
export interface PeerPacket {
  readonly number: number;
  readonly len: number;
  readonly caplen: number;
  /** In the order of `frame.protocols`. */
  readonly protocols: readonly string[];
  readonly fields: readonly PeerField[];
  readonly remarks: readonly Remark[];
  readonly malformed: boolean;
}

// Every checksum checked; nothing that depends on an earlier packet.
const PREFERENCES: Readonly<Record<string, string>> = {
  'ip.check_checksum': 'TRUE',
  'tcp.check_checksum': 'TRUE',
  'udp.check_checksum': 'TRUE',
  'udplite.check_checksum': 'TRUE',
  'udplite.ignore_checksum_coverage': 'FALSE',
  'sctp.checksum': 'CRC-32C',
  'eth.check_fcs': 'TRUE',
  'ip.defragment': 'FALSE',
  'ipv6.defragment': 'FALSE',
  'ipv6.tso_support': 'TRUE',
  'tcp.desegment_tcp_streams': 'FALSE',
  'tcp.relative_sequence_numbers': 'FALSE',
  'tcp.analyze_sequence_numbers': 'FALSE',
  'tcp.calculate_timestamps': 'FALSE',
  'tcp.no_subdissector_on_error': 'FALSE',
  'udp.calculate_timestamps': 'FALSE',
  'udplite.calculate_timestamps': 'FALSE',
  'sctp.relative_tsns': 'FALSE',
  'sctp.tsn_analysis': 'FALSE',
  'sctp.reassembly': 'FALSE',
  'dccp.relative_sequence_numbers': 'FALSE',
  'esp.do_esp_sequence_analysis': 'FALSE',
  'arp.detect_duplicate_ips': 'FALSE',
  'dns.desegment_dns_messages': 'FALSE',
  'dns.retransmission_timer': '0',
  'pppoed.show_tags_and_lengths': 'TRUE',
};

const SEVERITIES: ReadonlyMap<number, Remark['severity']> = new Map([
  [0x100000, 'comment'],
  [0x200000, 'chat'],
  [0x400000, 'note'],
  [0x600000, 'warning'],
  [0x800000, 'error'],
]);

const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  lt: '<',
  gt: '>',
  apos: "'",
};

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-fA-F]+)|([a-z]+));/g, (all, code?: string, name?: string) =>
    code === undefined
      ? (ENTITIES[name ?? ''] ?? all)
      : String.fromCodePoint(Number.parseInt(code, 16)),
  );
}

/** An attribute's raw text; PDML escapes quotes, so the next one ends it. */
function attribute(line: string, name: string): string {
  const key = ` ${name}="`;
  const at = line.indexOf(key);
  if (at < 0) return '';
  return line.slice(at + key.length, line.indexOf('"', at + key.length));
}

interface Mutable {
  framed: boolean;
  number: number;
  len: number;
  caplen: number;
  protocols: string[];
  fields: PeerField[];
  remarks: Remark[];
  malformed: boolean;
}

/** Takes one line of PDML; there is never more than one tag on a line. */
function takeLine(packet: Mutable, line: string): void {
  const name = attribute(line, 'name');
  const last = packet.remarks.at(-1);
  switch (name) {
    case 'num':
      packet.number = Number(attribute(line, 'show'));
      return;
    case 'frame.encap_type':
      packet.framed = true;
      return;
    case 'frame.len':
      packet.len = Number(attribute(line, 'show'));
      return;
    case 'frame.cap_len':
      packet.caplen = Number(attribute(line, 'show'));
      return;
    case 'frame.protocols':
      packet.protocols = attribute(line, 'show').split(':').filter(Boolean);
      return;
    case '_ws.expert':
      packet.remarks.push({ name: '', message: '', severity: 'note' });
      return;
    case '_ws.expert.message':
      if (last !== undefined) last.message = unescaped(attribute(line, 'show'));
      return;
    case '_ws.expert.severity':
      if (last !== undefined) {
        last.severity = SEVERITIES.get(Number(attribute(line, 'show'))) ?? 'note';
      }
      return;
    case '_ws.expert.group':
      return;
    case '_ws.malformed':
      packet.malformed = true;
      return;
  }
  // The kind of a remark is the first field inside it, of no bytes and no value.
  if (last !== undefined && last.name === '' && last.message === '') {
    last.name = name;
    return;
  }
  if (name === '' || name.startsWith('frame.')) return;
  packet.fields.push({
    name,
    pos: Number(attribute(line, 'pos')),
    size: Number(attribute(line, 'size')),
    show: unescaped(attribute(line, 'show')),
    value: attribute(line, 'value'),
    unmasked: attribute(line, 'unmaskedvalue'),
    hidden: line.includes(' hide="yes"'),
    container: !line.endsWith('/>'),
  });
}

function tsharkArguments(file: string): string[] {
  const preferences = Object.entries(PREFERENCES).flatMap(([key, value]) => [
    '-o',
    `${key}:${value}`,
  ]);
  return ['-n', '-r', file, '-T', 'pdml', ...preferences];
}

const nothing = (): Mutable => ({
  number: 0,
  len: 0,
  caplen: 0,
  framed: false,
  protocols: [],
  fields: [],
  remarks: [],
  malformed: false,
});

/** Runs tshark over a capture and gives its packets one by one. */
export async function* tshark(file: string): AsyncGenerator<PeerPacket> {
  const child = spawn('tshark', tsharkArguments(file), {
    env: { ...process.env, TZ: 'UTC', LC_ALL: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let failure: Error | undefined;
  child.on('error', (error) => {
    failure = error;
  });
  child.stdout.setEncoding('utf8');
  let rest = '';
  let packet = nothing();
  try {
    for await (const chunk of child.stdout as AsyncIterable<string>) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const raw of lines) {
        const line = raw.trimStart();
        if (line.startsWith('<field') || line.startsWith('<proto')) {
          takeLine(packet, line);
        } else if (line.startsWith('</packet>')) {
          // Custom blocks of pcapng are records to tshark, and no packets.
          if (packet.framed) yield packet;
          packet = nothing();
        }
      }
    }
  } finally {
    child.kill();
  }
  if (failure !== undefined) throw failure;
}
