import { describe, expect, it } from 'vitest';
import { app, err, frame, msg, net, stack } from './stack.js';

const { build, decode, data } = stack();
const ends = { src: '192.0.2.1', dst: '198.51.100.2' };
const whole = build(frame.with({ to: 5 }), net.with(ends), msg.with(), app.with({ t: 'aabb' }));
const change = (at: number, hex: string) =>
  whole.slice(0, 2 * at) + hex + whole.slice(2 * at + hex.length);
const texts = (hex: string, look = {}) =>
  decode(hex, look).notes.map((n) => `${n.severity} ${n.layer}@${n.offset}: ${n.text}`);

describe('notes', () => {
  it('of what is right there are none', () => {
    expect(decode(whole).notes).toEqual([]);
  });

  it.each([
    ['no header', '05', ['error 0@0: Frame: 2 bytes are needed, 1 left in the frame']],
    ['nothing at all', '', ['error 0@0: Frame: 2 bytes are needed, 0 left in the frame']],
    [
      'a header that is cut inside of another',
      whole.slice(0, 40),
      [
        'error 1@2: length 25, 18 bytes left in Frame',
        'note 2@18: Message: 6 bytes are needed, 2 left in Network',
      ],
    ],
    [
      'a payload that is cut',
      whole.slice(0, -2),
      [
        'error 1@2: length 25, 24 bytes left in Frame',
        'note 2@18: length 9, 8 bytes left in Network',
        'note 2@18: checksum cannot be checked: the packet is cut short',
        'note 3@24: Application: Text has 2 bytes, 1 left in Message',
      ],
    ],
    [
      'a header longer than what is there',
      '0501 4f110011 00000000 c0000201c6336402 01',
      [
        'error 1@2: header length 60, 17 bytes left in Frame',
        'note 1@2: checksum cannot be checked: the packet is cut short',
      ],
    ],
    [
      'a header shorter than it can be',
      '0501 43110010 0000 d0a6 c0000201c6336402',
      ['error 1@2: header length 12: at least 16 bytes are needed'],
    ],
    [
      'a length less than the header',
      '0501 44110008 0000 cfae c0000201c6336402',
      ['error 1@2: length 8 is less than the header of 16 bytes'],
    ],
    [
      'a malformed option',
      '0501 45110014 0000 c799 c0000201c6336402 0709 0000',
      ['warning 1@18: malformed option: length 9, with 4 bytes left'],
    ],
    ['a wrong checksum', change(8, 'dead'), ['warning 1@2: checksum is wrong: 0xcf9d expected']],
    [
      'an offloaded checksum',
      change(22, 'ec51'),
      ["note 2@18: checksum holds the pseudo-header's sum alone: offloaded to the network card"],
    ],
    ['no checksum', change(22, '0000'), []],
  ])('of %s', (_, hex, expected) => {
    expect(texts(hex.replaceAll(' ', ''))).toEqual(expected);
  });

  it('of a fragment say why it cannot be checked', () => {
    const first = build(
      frame.with(),
      net.with({ ...ends, frag: ['mf'] }),
      msg.with({ checksum: 1 }),
    );
    expect(texts(first)).toEqual([
      'note 2@18: checksum cannot be checked: only a part of the datagram is here',
    ]);
  });

  it('of a quoted datagram that is cut are no complaints', () => {
    const inner = build(net.with({ ...ends, len: 900, proto: 17 }), data.with({ data: '0035' }));
    const hex = build(
      frame.with(),
      net.with({ ...ends, proto: 1 }),
      err.with({ code: 3 }),
      data.with({ data: inner }),
    );
    // The sum of the error covers what it quotes.
    expect(texts(hex)).toEqual([
      'note 3@22: length 900, 18 bytes left in Error',
      'note 4@38: Message: 6 bytes are needed, 2 left in Network',
    ]);
  });

  it('of a capture that is cut are no complaints about the packet', () => {
    const look = { len: 27, caplen: 24 };
    expect(texts(whole.slice(0, 48), look)).toEqual([
      'note 1@2: length 25, 22 bytes left in Frame',
      'note 2@18: length 9, 6 bytes left in Network',
      'note 2@18: checksum cannot be checked: the packet is cut short',
    ]);
    expect(texts('05', { len: 60, caplen: 1 })[0]).toMatch(/^note /);
  });

  it('come from the protocol’s own checks, with field and source', () => {
    const hex = build(frame.with(), net.with({ ...ends, dst: '255.255.255.255', version: 6 }));
    expect(decode(hex).notes).toEqual([
      {
        severity: 'warning',
        layer: 1,
        field: 'version',
        offset: 2,
        text: 'version 6',
        rfc: 'RFC 0, 1',
      },
      { severity: 'note', layer: 1, offset: 2, text: 'to all' },
    ]);
  });

  it('leave checks out where fields are missing', () => {
    expect(texts('0501 64'.replace(' ', ''))).toEqual([
      'error 1@2: Network: 16 bytes are needed, 1 left in Frame',
    ]);
  });

  it('name the checksum of what follows the payload', () => {
    const hex = build(frame.with({ padding: '', fcs: 1 }), net.with(ends));
    expect(texts(hex)).toEqual([
      expect.stringMatching(/^warning 0@0: fcs is wrong: 0x[\da-f]{4,8} expected$/),
    ]);
  });
});
