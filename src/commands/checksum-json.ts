import type { Datagram } from '../checksum/fragments.js';
import { entryOf, type Judged } from '../checksum/judged.js';
import type { Sum } from '../checksum/sums.js';
import type { Total } from '../checksum/tally.js';
import { visibleJson } from '../codec/visible.js';
import { writeOut } from '../output/standard-output.js';
import type { Reporter } from './checksum-verdicts.js';

/** For programs: one document, written while packets are read. */
export class JsonReport implements Reporter {
  private text = '{"schema":1,"checksums":[';
  private written = 0;
  private asked = 0;
  readonly some = undefined;
  private readonly all: boolean;

  constructor(options: { all?: boolean }) {
    this.all = options.all ?? false;
  }

  wants(met: number): boolean {
    return this.all || met !== 0;
  }

  async show(datagram: Datagram): Promise<void> {
    const sums = datagram.sums.filter(({ status }) => this.all || status !== 'good');
    const asks = ({ status }: Sum): boolean => status === 'bad' && this.asked++ < MOST;
    const { judged, numbers } = await entryOf({ ...datagram, sums }, () => undefined, asks);
    for (const one of judged) {
      this.put(`${this.written++ ? ',' : ''}\n${JSON.stringify(plainOf(one, numbers))}`);
    }
  }

  flush(): void {
    writeOut(this.text);
    this.text = '';
  }

  async end(totals: readonly Total[], packets: number): Promise<void> {
    const all = totals.map(({ name, quoted, counts }) => ({ name, quoted, ...counts }));
    this.put(`\n],"packets":${packets},"totals":${JSON.stringify(all)}}\n`);
    this.flush();
  }

  private put(text: string): void {
    this.text += visibleJson(text);
    if (this.text.length > ROOM) this.flush();
  }
}

const ROOM = 1 << 16;
/** Causes are looked for in so many bad ones: a cause takes a thousand times a verdict. */
const MOST = 1000;

const plainOf = ({ sum, findings }: Judged, numbers: readonly number[]): object => ({
  packet: numbers[0],
  ...(numbers.length > 1 ? { fragments: numbers } : {}),
  layer: sum.layer.index,
  name: sum.name,
  field: sum.path,
  offset: sum.at,
  bits: sum.width,
  stored: sum.stored,
  ...(sum.expected === undefined ? {} : { expected: sum.expected }),
  status: sum.status,
  ...(sum.reason === undefined ? {} : { reason: sum.reason }),
  quoted: sum.embedded,
  ...(findings.length ? { diagnoses: findings } : {}),
});
