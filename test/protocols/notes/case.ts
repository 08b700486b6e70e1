import { encode, type LayerJson } from '../../../src/index.js';

type Fields = LayerJson['fields'];
export type Stack = readonly (readonly [protocol: string, fields?: Fields])[];
/** Layers to build, or bytes behind the name of their first protocol or the link type: `eth 02…`. */
export type Sample = Stack | string;

/** A packet that must have the note, and one nearly like it that must not. */
export interface Case {
  readonly layer: string;
  readonly severity: 'error' | 'warning' | 'note';
  readonly text: string;
  readonly bad: Sample;
  readonly near: Sample;
}

const SEVERITIES = { E: 'error', W: 'warning', N: 'note' } as const;

/** Cases of one layer: `W: text`, the packet that has the note, the one that has it not. */
export const about = (
  layer: string,
  ...cases: readonly (readonly [note: string, bad: Sample, near: Sample])[]
): Case[] =>
  cases.map(([note, bad, near]) => ({
    layer,
    severity: SEVERITIES[note.charAt(0) as 'E'],
    text: note.slice(3),
    bad,
    near,
  }));

export function bytesOf(sample: Sample): { bytes: Uint8Array; from: string } {
  if (typeof sample === 'string') {
    const [from = '', ...hex] = sample.split(' ');
    return { bytes: Uint8Array.from(Buffer.from(hex.join(''), 'hex')), from };
  }
  const layers = sample.map(([protocol, fields = {}]) => ({ protocol, fields }));
  return { bytes: encode({ layers }), from: layers[0]?.protocol ?? '' };
}

const MACS = { dst: '02:00:00:00:00:02', src: '02:00:00:00:00:01' };

export const eth = (fields: Fields, ...inner: Stack): Stack => [
  ['eth', { ...MACS, ...fields }],
  ...inner,
];
export const ip = (fields: Fields, ...inner: Stack): Stack => [
  ['ip', { src: '192.0.2.1', dst: '198.51.100.2', ...fields }],
  ...(inner.length ? inner : ([['data', { data: '00'.repeat(24) }]] as Stack)),
];
export const ipv6 = (fields: Fields, ...inner: Stack): Stack => [
  ['ipv6', { src: '2001:db8::1', dst: '2001:db8::2', ...fields }],
  ...inner,
];
export const udp = (fields: Fields = {}): Stack[number] => [
  'udp',
  { srcport: 40001, dstport: 50001, ...fields },
];
export const tcp = (fields: Fields = {}): Stack[number] => [
  'tcp',
  { srcport: 40001, dstport: 443, flags: ['ack'], ack: 1, seq: 1, ...fields },
];
export const data = (hex: string): Stack[number] => ['data', { data: hex }];
export const bytes = (count: number): Stack[number] => data('00'.repeat(count));
