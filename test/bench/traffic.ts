// A capture made from a seed: TCP sessions with HTTP and TLS, DNS, ICMP, ARP, some of it over IPv6
// and in VLANs. The same seed gives the same bytes.
import { closeSync, openSync, writeSync } from 'node:fs';
import { foldedSum } from './sums.js';

export interface Traffic {
  readonly packets: number;
  readonly seed?: number;
  /** Hosts that talk; more of them make tcpdump slow (its table of names is a list). */
  readonly hosts?: number;
}

const MOST = 2048;
const CHUNK = 1 << 20;
const SESSIONS = 300;
const IPV6_SHARE = 0.15;
const VLAN_SHARE = 0.08;
const START = 1_700_000_000;

const FIN = 1;
const SYN = 2;
const PSH = 8;
const ACK = 16;

interface Session {
  readonly client: number;
  readonly server: number;
  readonly port: number;
  readonly service: 80 | 443;
  readonly wide: boolean;
  readonly vlan: number;
  clientSeq: number;
  serverSeq: number;
  step: number;
  left: number;
}

/** Writes a pcap file (microseconds, little-endian, Ethernet), and tells how many bytes. */
export function writeTraffic(path: string, { packets, seed = 1, hosts = 250 }: Traffic): number {
  const file = openSync(path, 'w');
  const chunk = Buffer.alloc(CHUNK + MOST);
  const random = generator(seed);
  const maker = new Maker(random, hosts);
  let at = chunk.write('d4c3b2a1020004000000000000000000', 0, 'hex');
  at = chunk.writeUInt32LE(262_144, at);
  at = chunk.writeUInt32LE(1, at);
  let total = 0;
  let micros = 0;
  for (let i = 0; i < packets; i++) {
    micros += 1 + Math.floor(random() * 20);
    const size = maker.next(chunk, at + 16);
    at = chunk.writeUInt32LE(START + Math.floor(micros / 1e6), at);
    at = chunk.writeUInt32LE(micros % 1e6, at);
    at = chunk.writeUInt32LE(size, at);
    at = chunk.writeUInt32LE(size, at) + size;
    if (at < CHUNK) continue;
    total += writeSync(file, chunk, 0, at);
    at = 0;
  }
  total += writeSync(file, chunk, 0, at);
  closeSync(file);
  return total;
}

/** Numbers from 0 to 1 (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

class Maker {
  private readonly sessions: Session[] = [];
  private readonly noise: Buffer;
  private readonly letters: Buffer;
  private id = 0;

  constructor(
    private readonly random: () => number,
    private readonly hosts: number,
  ) {
    this.noise = Buffer.from(Array.from({ length: 8192 }, () => this.below(256)));
    this.letters = Buffer.from(this.noise.map((byte) => 97 + (byte % 26)));
    for (let i = 0; i < SESSIONS; i++) this.sessions.push(this.session());
  }

  /** One more frame at `at`; gives its size. */
  next(b: Buffer, at: number): number {
    const kind = this.random();
    if (kind < 0.9) return this.tcp(b, at);
    if (kind < 0.96) return this.dns(b, at);
    if (kind < 0.985) return this.ping(b, at);
    return this.arp(b, at);
  }

  private below(most: number): number {
    return Math.floor(this.random() * most);
  }

  private session(): Session {
    return {
      client: this.below(this.hosts),
      server: this.below(this.hosts),
      port: 49_152 + this.below(16_384),
      service: this.random() < 0.4 ? 80 : 443,
      wide: this.random() < IPV6_SHARE,
      vlan: this.random() < VLAN_SHARE ? 1 + this.below(100) : 0,
      clientSeq: this.below(2 ** 32),
      serverSeq: this.below(2 ** 32),
      step: 0,
      left: 2 + this.below(20),
    };
  }

  private tcp(b: Buffer, at: number): number {
    const i = this.below(this.sessions.length);
    const s = this.sessions[i] as Session;
    const step = s.step++;
    if (step === 0) return this.segment(b, at, s, true, SYN, 0);
    if (step === 1) return this.segment(b, at, s, false, SYN | ACK, 0);
    if (step === 2) return this.segment(b, at, s, true, ACK, 0);
    if (step === 3) return this.segment(b, at, s, true, PSH | ACK, 120 + this.below(400));
    if (s.left > 0) {
      // Answers, some of them full, and acknowledgments in between.
      s.left--;
      if (step % 2 === 1) return this.segment(b, at, s, true, ACK, 0);
      const full = this.random() < 0.54;
      return this.segment(b, at, s, false, ACK | PSH, full ? 1448 : 20 + this.below(500));
    }
    if (s.left === 0) {
      s.left = -1;
      return this.segment(b, at, s, true, FIN | ACK, 0);
    }
    this.sessions[i] = this.session();
    return this.segment(b, at, s, false, FIN | ACK, 0);
  }

  private segment(
    b: Buffer,
    at: number,
    s: Session,
    out: boolean,
    flags: number,
    payload: number,
  ): number {
    const options = flags & SYN ? 20 : 12;
    const length = 20 + options + payload;
    const start = this.headers(b, at, s, out, 6, length);
    b.writeUInt16BE(out ? s.port : s.service, start);
    b.writeUInt16BE(out ? s.service : s.port, start + 2);
    b.writeUInt32BE(out ? s.clientSeq : s.serverSeq, start + 4);
    b.writeUInt32BE(flags & ACK ? (out ? s.serverSeq : s.clientSeq) : 0, start + 8);
    b[start + 12] = (20 + options) << 2;
    b[start + 13] = flags;
    b.writeUInt16BE(flags & SYN ? 64_240 : 500 + this.below(2000), start + 14);
    b.writeUInt32BE(0, start + 16);
    const clock = this.id * 3;
    const first = flags & SYN ? '020405b40402080a' : '0101080a';
    const stamp = start + 20 + b.write(first, start + 20, 'hex');
    b.writeUInt32BE(clock >>> 0, stamp);
    b.writeUInt32BE(flags === SYN ? 0 : (clock + 7) >>> 0, stamp + 4);
    if (flags & SYN) b.write('01030307', stamp + 8, 'hex');
    this.payload(b, start + 20 + options, s, out, payload);
    const moved = payload + (flags & (SYN | FIN) ? 1 : 0);
    if (out) s.clientSeq = (s.clientSeq + moved) >>> 0;
    else s.serverSeq = (s.serverSeq + moved) >>> 0;
    this.seal(b, start, start + 16, s.wide, 6, length);
    return start + length - at;
  }

  private payload(b: Buffer, at: number, s: Session, out: boolean, size: number): void {
    if (size === 0) return;
    const from = this.below(this.noise.length - size);
    const text = s.service === 80 ? this.letters : this.noise;
    text.copy(b, at, from, from + size);
    if (s.service === 80) {
      const host = `HTTP/1.1\r\nHost: h${s.server}.example\r\n\r\n`;
      if (out) b.write(`GET /${this.id} ${host}`.slice(0, size), at, 'latin1');
    } else {
      b[at] = out && s.step === 4 ? 22 : 23;
      b.writeUInt16BE(0x0303, at + 1);
      b.writeUInt16BE(Math.max(0, size - 5), at + 3);
    }
  }

  private dns(b: Buffer, at: number): number {
    const s = this.session();
    const out = this.random() < 0.5;
    const name = `h${this.below(this.hosts)}`;
    const question = Buffer.concat([
      Buffer.from([name.length]),
      Buffer.from(name),
      Buffer.from('076578616d706c650000010001', 'hex'),
    ]);
    const answer = out ? '' : 'c00c00010001000000ff0004c6336401';
    const length = 8 + 12 + question.length + answer.length / 2;
    const start = this.headers(b, at, s, out, 17, length);
    b.writeUInt16BE(out ? s.port : 53, start);
    b.writeUInt16BE(out ? 53 : s.port, start + 2);
    b.writeUInt32BE(length << 16, start + 4);
    b.writeUInt16BE(this.below(65_536), start + 8);
    b.write(out ? '01000001000000000000' : '81800001000100000000', start + 10, 'hex');
    question.copy(b, start + 20);
    b.write(answer, start + 20 + question.length, 'hex');
    this.seal(b, start, start + 6, s.wide, 17, length);
    return start + length - at;
  }

  private ping(b: Buffer, at: number): number {
    const s = { ...this.session(), wide: false };
    const out = this.random() < 0.5;
    const start = this.headers(b, at, s, out, 1, 64);
    b.writeUInt32BE(out ? 0x08000000 : 0, start);
    b.writeUInt32BE((s.port << 16) >>> 0, start + 4);
    this.noise.copy(b, start + 8, 0, 56);
    b.writeUInt16BE(~foldedSum(b, start, start + 64) & 0xffff, start + 2);
    return start + 64 - at;
  }

  private arp(b: Buffer, at: number): number {
    const from = this.below(this.hosts);
    b.write('ffffffffffff', at, 'hex');
    this.mac(b, at + 6, from);
    b.write('08060001080006040001', at + 12, 'hex');
    this.mac(b, at + 22, from);
    b.writeUInt32BE(v4(from), at + 28);
    b.fill(0, at + 32, at + 60);
    b.writeUInt32BE(v4(this.below(this.hosts)), at + 38);
    return 60;
  }

  private mac(b: Buffer, at: number, host: number): void {
    b.writeUInt16BE(0x0200, at);
    b.writeUInt32BE(host, at + 2);
  }

  /** Ethernet, perhaps a VLAN, IP; gives where the payload starts. */
  private headers(
    b: Buffer,
    at: number,
    s: Session,
    out: boolean,
    proto: number,
    length: number,
  ): number {
    const from = out ? s.client : s.server;
    const to = out ? s.server : s.client;
    this.mac(b, at, to);
    this.mac(b, at + 6, from);
    let p = at + 12;
    if (s.vlan) p = b.writeUInt32BE(0x81000000 + s.vlan, p);
    p = b.writeUInt16BE(s.wide ? 0x86dd : 0x0800, p);
    if (s.wide) {
      b.writeUInt32BE(0x60000000, p);
      b.writeUInt16BE(length, p + 4);
      b[p + 6] = proto;
      b[p + 7] = 64;
      v6(b, p + 8, from);
      v6(b, p + 24, to);
      return p + 40;
    }
    b.writeUInt32BE(0x45000000 + 20 + length, p);
    b.writeUInt32BE((((this.id++ & 0xffff) << 16) | 0x4000) >>> 0, p + 4);
    b.writeUInt32BE(0x40000000 + (proto << 16), p + 8);
    b.writeUInt32BE(v4(from), p + 12);
    b.writeUInt32BE(v4(to), p + 16);
    b.writeUInt16BE(~foldedSum(b, p, p + 20) & 0xffff, p + 10);
    return p + 20;
  }

  private seal(
    b: Buffer,
    start: number,
    place: number,
    wide: boolean,
    proto: number,
    length: number,
  ): void {
    const addresses = wide ? 32 : 8;
    const sum = foldedSum(b, start - addresses, start + length, proto + length);
    b.writeUInt16BE(~sum & 0xffff || 0xffff, place);
  }
}

/** 10.0.0.0/8 has room for many. */
const v4 = (host: number): number => (0x0a000000 + host) >>> 0;

function v6(b: Buffer, at: number, host: number): void {
  b.write('20010db80000000000000000', at, 'hex');
  b.writeUInt32BE(host + 1, at + 12);
}
