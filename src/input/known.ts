import { InputError } from './input-error.js';

/** What many have at hand, and no packet's bytes are in: what it is, and what to do. */
interface Known {
  readonly line: RegExp;
  readonly what: string;
  readonly hint: string;
  /** Even where some bytes could be found in it. */
  readonly surely?: true;
}

const TIME = String.raw`(?:\d{4}-\d\d-\d\d )?(?:\d\d:\d\d:\d\d|\d{9,10})\.\d+`;

/** First lines of our own table, tree and Scapy's show(). */
const OWN = new RegExp(
  '^(?:#\\d+ {2}\\S.* {3}\\d+ bytes?$|Frame \\d+: \\d+ bytes? on the wire|' +
    '### Packet \\d+: |┌─+┬)',
);
/** Rows of `od -a`: characters by name. */
const NAMED = new RegExp(
  '^\\s*(?:[0-7]{7}|\\d{7}|[\\da-f]{6}) +' +
    '(?:(?:nul|soh|stx|etx|eot|enq|ack|bel|dle|del|esc|sp) +){2}',
);

const KNOWN: readonly Known[] = [
  {
    line: new RegExp(
      `^(?: *\\d+ +)?(?:${TIME} )?(?:\\S+ +(?:In|Out|M|B|P) +)?` +
        '(?:[0-9a-f:]{17} > [0-9a-f:]{17}, ethertype|' +
        '(?:IP6?|ARP,?) (?:\\S+ > \\S+:|Request|Reply|\\(tos|\\(flowlabel|\\(class|Ethernet))',
    ),
    what: "these are tcpdump's lines without bytes",
    hint: 'add -x or -XX: tcpdump -XX -r trace.pcap | tcpip decode',
  },
  {
    line: /^ *\d+ +\d+\.\d+ +[\da-f.:]+ +(?:→|->) +[\da-f.:]+ +\S+ \d+ /,
    what: "these are tshark's lines without bytes",
    hint: 'add -x: tshark -x -r trace.pcap | tcpip decode',
  },
  {
    line: /^Frame \d+: \d+ bytes on wire/,
    what: "this is tshark's tree without bytes",
    hint: 'add -x: tshark -V -x -r trace.pcap | tcpip decode',
  },
  {
    line: OWN,
    what: "this is tcpip's own output, and the bytes are not in it",
    hint: 'tcpip decode -f dump or -f hex can be read again, and tcpip encode reads -f json',
  },
  {
    line: /^ *\d+ {2}(?:\d\d:\d\d:\d\d\.\d+ {2})?\S+ (?:→|->) \S+ {2}\S/,
    what: "this is tcpip's own output, and the bytes are not in it",
    hint: 'tcpip decode -f dump or -f hex can be read again, and tcpip encode reads -f json',
  },
  {
    line: /^ *[A-Z]\w*\((?:.*\))? *\/ *(?:$|[A-Z]\w*\()|^ *(?:Ether|IPv?6?|Dot1Q|ARP)\(\w+=/,
    what: 'this is an expression of Scapy, not bytes',
    hint: 'in Scapy: print(bytes_hex(packet).decode())',
    surely: true,
  },
  {
    line: /^\s*<(?:pdml|proto name="geninfo")/,
    what: "this is tshark's PDML, where bytes stand field by field",
    hint: 'tshark -x -r trace.pcap | tcpip decode',
    surely: true,
  },
  {
    line: /^\s*(?:\{"index": *\{)?"_index": *"packets-/,
    what: "this is tshark's JSON",
    hint: 'tshark -T json -x -r trace.pcap | tcpip encode',
    surely: true,
  },
  {
    line: NAMED,
    what: 'od -a leaves a bit of every byte out',
    hint: 'od -A x -t x1 FILE | tcpip decode',
    surely: true,
  },
];

/** So many lines of a sample tell. */
const FEW = 16;

/** An error that says what this text is; undefined: nobody knows. `read`: it can be read. */
export function knownAs(sample: readonly string[], read: boolean): InputError | undefined {
  const lines = sample.filter((line) => line.trim() !== '').slice(0, FEW);
  const known = KNOWN.find(
    ({ line, surely }) => (surely || !read) && lines.some((text) => line.test(text.slice(0, 512))),
  );
  return known && new InputError(known.what, known.hint);
}
