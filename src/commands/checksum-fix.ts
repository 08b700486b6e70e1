import type { Input } from '../input/input.js';
import { InputError } from '../input/input-error.js';
import { plain } from '../output/paint.js';
import type { ChecksumOptions } from './checksum.js';
import { Fix } from './checksum-fixing.js';
import { Run } from './checksum-run.js';
import { isCaptureKind, kindByEnding } from './convert-kind.js';
import { beginCapture, beginCopy, beginFormat, isCopy } from './convert-writers.js';
import { Files } from './outputs.js';
import { atTerminal, lookFor } from './screen.js';
import type { Begin } from './sinks.js';

const BINARY = 'binary';

/** Packets with right checksums, in the kind they came in; true: none is wrong any more. */
export async function fixCommand(
  operands: readonly string[],
  options: ChecksumOptions,
): Promise<boolean> {
  const path = options.write ?? '-';
  const run = await Run.open(operands, options, path !== '-');
  const kind = kindFor(path, run.input);
  if (path === '-' && atTerminal() && (isCaptureKind(kind) || kind === BINARY)) {
    throw new InputError(`a terminal shows no ${kind} file`, '-w right.pcap');
  }
  const begin = await beginFor(kind, run, options);
  const files = new Files({ path, force: options.force ?? false, limits: undefined }, begin);
  const fix = new Fix(run, files, options);
  await run.each(fix);
  await fix.end();
  const whole = run.end();
  // Standard error has no colours.
  const look = { ...(await lookFor(options, false)), paint: plain };
  return (await fix.tell(look)) && whole;
}

/** As the file's ending says, or as it came. */
function kindFor(path: string, { capture, kind }: Input): string {
  const asked = path === '-' ? undefined : kindByEnding(path);
  if (asked !== undefined) return asked;
  if (capture) return capture.format;
  return kind === 'hex' || kind === BINARY ? kind : 'hexdump';
}

async function beginFor(kind: string, run: Run, options: ChecksumOptions): Promise<Begin> {
  const { input, said } = run;
  const notice = (text: string): void => said.say(text);
  if (kind === BINARY) return binarySink;
  if (!isCaptureKind(kind)) return beginFormat(kind, options);
  if (input.capture && isCopy(kind, input.capture)) {
    // Checksums are mended where they lie: every record may be copied as it stands.
    const changes = { selected: false, edited: false, linktype: undefined, unsealed: false };
    return beginCopy(input.capture, { ...changes, split: false, notice });
  }
  return beginCapture(kind, [input], notice);
}

const binarySink: Begin = (write) => {
  let size = 0;
  return {
    get size() {
      return size;
    },
    packet({ bytes, start, end }) {
      write(bytes.subarray(start, end));
      size += end - start;
    },
    flush() {},
    end() {},
  };
};
