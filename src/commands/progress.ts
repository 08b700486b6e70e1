import type { Meter } from '../input/input.js';
import { grouped } from '../protocols/words.js';
import { nothingRuns } from './pause.js';
import { isColoured } from './screen.js';
import { isTerminal } from './terminal.js';
import { isHelper } from './thread.js';

/** What we ask of ora. */
export interface Spinner {
  text: string;
  render(): unknown;
  stop(): unknown;
}

/** What time and terminal are, so that tests have their own. */
export interface Surroundings {
  /** Milliseconds. */
  now(): number;
  /** Undefined where there is no room for one. */
  spinner(): Promise<Spinner | undefined>;
  /** Lets signals be heard: they are when nothing runs. */
  rest(): Promise<void>;
  onInterrupt(end: () => void): () => void;
}

/** Shorter work is done before anybody wonders. */
const PATIENCE = 500;
const EVERY = 100;
const INTERRUPTED = 130;

/** A line on standard error that tells how far long work has come. */
export class Progress {
  private readonly began: number;
  private next: number;
  private spinner: Spinner | undefined;
  private forget: (() => void) | undefined;

  constructor(
    readonly meter: Meter,
    private readonly around: Surroundings,
  ) {
    this.began = around.now();
    this.next = this.began + PATIENCE;
  }

  /** Is it time for `show`? To be asked every few thousand packets. */
  due(): boolean {
    return this.around.now() >= this.next;
  }

  async show(packets: number): Promise<void> {
    const { around } = this;
    this.spinner ??= await around.spinner();
    if (this.spinner === undefined) {
      this.next = Number.POSITIVE_INFINITY;
      return;
    }
    this.forget ??= around.onInterrupt(() => this.end());
    const now = around.now();
    this.spinner.text = textOf(packets, this.meter, (now - this.began) / 1000);
    this.spinner.render();
    await around.rest();
    this.next = around.now() + EVERY;
  }

  /** A read may take for ever: an interruption then ends the program at once. */
  waits(): void {
    this.forget?.();
    this.forget = undefined;
  }

  /** Leaves the terminal as it was. */
  end(): void {
    this.waits();
    this.spinner?.stop();
    this.spinner = undefined;
  }
}

function textOf(packets: number, { read, size }: Meter, seconds: number): string {
  const each = `${grouped(Math.round(packets / seconds))} packets/s`;
  const rate = `${inMegabytes(read / seconds)}/s`;
  const all = [`${grouped(packets)} packets`, each, rate];
  if (!(size > 0)) return [...all, inMegabytes(read)].join(', ');
  const share = Math.min(1, read / size);
  const left = Math.ceil((seconds * (1 - share)) / share);
  const part = `${Math.floor(100 * share)} % of ${inMegabytes(size)}`;
  return [...all, part, `${clock(left)} left`].join(', ');
}

const inMegabytes = (bytes: number): string =>
  bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;

/** `5 s`, `2:05`, `1:02:05` */
function clock(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [first = 0, ...rest] = parts[0] ? parts : parts.slice(1);
  return [String(first), ...rest.map((part) => String(part).padStart(2, '0'))].join(':');
}

export interface ProgressOptions {
  quiet?: boolean;
  ascii?: boolean;
  color?: string;
}

/** Where somebody looks at standard error. */
export function progressFor(
  meter: Meter,
  { quiet, ascii = false, color }: ProgressOptions,
): Progress | undefined {
  if (quiet || process.env.TERM === 'dumb' || !isTerminal(2)) return undefined;
  // One thread tells of all.
  if (isHelper()) return undefined;
  return new Progress(meter, {
    now: () => performance.now(),
    spinner: () =>
      spinnerFor(
        ascii,
        isColoured(color, process.env, () => true),
      ),
    rest: nothingRuns,
    onInterrupt,
  });
}

async function spinnerFor(ascii: boolean, coloured: boolean): Promise<Spinner | undefined> {
  // A terminal that does not know its width: ora would look for the end of its line for ever.
  if (!process.stderr.columns) return undefined;
  const { default: ora } = await import('ora');
  // Never started: timers do not run beside our loop, and standard output is not ora's to watch.
  return ora({
    isEnabled: true,
    hideCursor: false,
    discardStdin: false,
    color: coloured ? 'cyan' : false,
    ...(ascii ? { spinner: 'line' } : {}),
  });
}

function onInterrupt(end: () => void): () => void {
  const interrupted = (): void => {
    end();
    process.exit(INTERRUPTED);
  };
  process.once('SIGINT', interrupted);
  return () => process.off('SIGINT', interrupted);
}
