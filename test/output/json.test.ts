import { describe, expect, it } from 'vitest';
import { decode } from '../../src/index.js';
import { json, ndjson } from '../../src/output/json.js';
import { allFixtures } from '../fixtures.js';
import { HOSTILE, named, steering } from './hostile.js';
import { look, written } from './written.js';

const packets = allFixtures().map(({ bytes, linktype }, i) =>
  decode(bytes, { linktype, frame: { number: i + 1, time: '1700000000.123456789' } }),
);
const plainly = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe.each([false, true])('JSON, annotated: %s', (annotate) => {
  const wanted = packets.map((packet) => plainly(packet.json({ annotate })));

  it('is one document that says what the packets say', () => {
    const text = written(json({ ...look, annotate }), packets);
    expect(JSON.parse(text)).toEqual({ schema: 1, packets: wanted });
  });

  it('is a packet a line, and nothing else', () => {
    const text = written(ndjson({ ...look, annotate }), packets);
    const lines = text.split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line))).toEqual(wanted);
  });
});

describe('the document', () => {
  it('can be read: short objects stand on one line', () => {
    expect(written(json(look), [named('a')])).toBe(`{
  "schema": 1,
  "packets": [
    {
      "frame": { "len": 3, "caplen": 3, "number": 1 },
      "layers": [
        {
          "protocol": "spoken",
          "offset": 0,
          "length": 3,
          "fields": { "length": 1, "name": "a", "rest": "ff" }
        }
      ],
      "notes": [
        { "severity": "note", "layer": 0, "offset": 0, "text": "is called a" }
      ]
    }
  ]
}
`);
  });

  it('has no line of short values that is longer than a terminal', () => {
    const lines = written(json(look), packets).split('\n');
    const joined = lines.filter((line) => /[[{] ?.*, .*[\]}],?$/.test(line));
    expect(joined.length).toBeGreaterThan(100);
    expect(joined.filter((line) => line.length > 80 && !/"text":/.test(line))).toEqual([]);
  });

  it('is a document without packets too', () => {
    expect(JSON.parse(written(json(look), []))).toEqual({ schema: 1, packets: [] });
    expect(written(ndjson(look), [])).toBe('');
  });

  it.each([json, ndjson])(
    'shows what could steer a terminal escaped, and means the same',
    (make) => {
      const text = written(make(look), [named(HOSTILE)]);
      expect(steering(text)).toEqual([]);
      const [line = ''] = make === json ? [text] : text.split('\n');
      const read = JSON.parse(line);
      const packet = make === json ? read.packets[0] : read;
      expect(packet.layers[0].fields.name).toBe(HOSTILE);
    },
  );
});
