import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InputFrame } from '../../src/input/frame.js';
import { InputError } from '../../src/input/input-error.js';
import { linesOf, readLines } from '../../src/input/lines.js';
import { recognise } from '../../src/input/recognise.js';
import { bytesSource } from '../../src/input/source.js';
import { writers } from './writers.js';

/** What a text gives, with or without the quick way of reading rows. */
function given(text: string, quick: boolean): unknown {
  const frames: InputFrame[] = [];
  const notices: string[] = [];
  const reading = recognise(linesOf(text.slice(0, 1024), false));
  if (reading === undefined) return 'nothing';
  const reader = reading.dialect.open({
    emit: (frame) => frames.push(frame),
    notice: (said) => notices.push(said),
  });
  let taken = 0;
  const way: typeof reader.quick = (bytes, from, to, lines) =>
    reader.quick?.(bytes, from, to, {
      pass(count) {
        taken += count;
        lines.pass(count);
      },
    }) ?? from;
  const source = bytesSource(Buffer.from(text));
  const decoder = new TextDecoder();
  const take = reader.read.bind(reader);
  try {
    for (const _ of readLines(source, decoder, take, quick && reader.quick ? way : undefined)) {
    }
    reader.end();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return [error.message, error.hint, quick ? taken : 0];
  }
  const packets = frames.map(({ bytes, ...rest }) => ({
    hex: Buffer.from(bytes).toString('hex'),
    ...rest,
  }));
  return { packets, notices, ...(quick && { taken }) };
}

const bytes = fc.uint8Array({ minLength: 1, maxLength: 90 });
const rows = writers.filter(({ name }) => !name.startsWith('hex with') && name !== 'hex');

describe('rows read quickly', () => {
  it.each(rows.map((one) => [one.name, one] as const))(
    'are the same as read slowly: %s',
    (_, one) => {
      const line = fc.constantFrom(
        '\n',
        '*\n',
        'x\n',
        '000010 zz\n',
        '000000 01 02  03\n',
        '# y\n',
      );
      const change = fc.record({
        at: fc.nat(),
        with: fc.constantFrom('', ' ', 'g', '0', '\r', '\t', '-'),
      });
      fc.assert(
        fc.property(
          fc.array(bytes, { minLength: 1, maxLength: 4 }),
          fc.array(change, { maxLength: 2 }),
          fc.array(line, { maxLength: 2 }),
          fc.constantFrom('\n', '\r\n'),
          (packets, changes, lines, ending) => {
            let text = packets.map((packet, i) => `${one.write(packet)}${lines[i] ?? ''}`).join('');
            for (const { at, with: other } of changes) {
              const place = at % text.length;
              text = `${text.slice(0, place)}${other}${text.slice(place + 1)}`;
            }
            text = text.replaceAll('\n', ending);
            const slow = given(text, false);
            const fast = given(text, true);
            if (Array.isArray(slow))
              expect((fast as unknown[]).slice(0, 2)).toEqual(slow.slice(0, 2));
            else expect(fast).toMatchObject(slow as object);
          },
        ),
        { numRuns: 80 },
      );
    },
  );

  it.each(['text2pcap', 'tshark -x', 'tcpdump -xx', 'tcpdump -XX', 'xxd', 'Wireshark hex dump'])(
    'are nearly all of %s',
    (name) => {
      const packet = Uint8Array.from({ length: 160 }, (_, i) => i * 7);
      const text =
        writers
          .find((one) => one.name === name)
          ?.write(packet)
          .repeat(20) ?? '';
      expect(given(text, true)).toMatchObject({ taken: expect.toSatisfy((n) => n > 150) });
    },
  );
});
