import { describe, expect, it } from 'vitest';
import { build, decode } from '../../../src/index.js';
import { data } from '../../../src/protocols/data.js';
import { esp } from '../../../src/protocols/internet/esp.js';
import { ip } from '../../../src/protocols/internet/ip.js';
import { ipv6 } from '../../../src/protocols/internet/ipv6.js';
import { destinationOptions } from '../../../src/protocols/internet/ipv6-extensions.js';

describe('encrypted payload', () => {
  it('is data, whatever it looks like', () => {
    const inner = Buffer.from(build(ip.with())).toString('hex');
    const bytes = build(ip.with(), esp.with({ spi: 5, sequence: 6 }), data.with({ data: inner }));
    const { layers } = decode(bytes, { linktype: 228 });
    expect(layers.map((layer) => layer.protocol.name)).toEqual(['ip', 'esp', 'data']);
    expect(layers[0]?.fields.proto).toBe(50);
    expect(layers[1]?.fields).toEqual({ spi: 5, sequence: 6 });
  });

  it('may follow IPv6 and its headers', () => {
    const bytes = build(ipv6.with(), destinationOptions.with(), esp.with());
    expect(decode(bytes, { linktype: 229 }).layers[1]?.fields.nxt).toBe(50);
  });
});

describe('notes', () => {
  it('an SPI that means nothing outside of a host', () => {
    const { layers } = decode(build(esp.with({ spi: 0 })), { from: 'esp' });
    expect(layers[0]?.notes).toMatchObject([{ field: 'spi', rfc: 'RFC 4303, 2.1' }]);
  });

  it('a header that is cut', () => {
    const [layer] = decode(new Uint8Array(7), { from: 'esp' }).layers;
    expect(layer?.raw).toBe('00000000000000');
    expect(layer?.notes).toMatchObject([{ severity: 'error' }]);
  });
});
