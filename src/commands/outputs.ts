import { basename, dirname, extname, join } from 'node:path';
import type { View } from '../codec/view.js';
import { InputError } from '../input/input-error.js';
import { OutputFile } from '../output/file.js';
import { writeBytes } from '../output/standard-output.js';
import { linkTypes } from '../registries/link-types.js';
import { type Begin, type Limits, type Sink, Turns } from './sinks.js';

export interface Target {
  /** `-` is standard output. */
  readonly path: string;
  readonly force: boolean;
  readonly limits: Limits | undefined;
}

/** What is written. */
export interface Output {
  /** Names of the files, as far as they were begun. */
  readonly files: number;
  packet(view: View): void | Promise<void>;
  flush(): void;
  end(): void;
}

/** One file, or several that follow each other. */
export class Files implements Output {
  files = 0;
  private file: OutputFile | undefined;
  private sink: Sink;
  private readonly turns: Turns | undefined;

  constructor(
    private readonly target: Target,
    private readonly begin: Begin,
  ) {
    this.turns = target.limits && new Turns(target.limits);
    this.sink = this.next();
  }

  /** Of the file that is written now; none of standard output. */
  get handle(): number | undefined {
    return this.file?.handle;
  }

  packet(view: View): void | Promise<void> {
    if (this.turns?.before(view, this.sink.size)) {
      this.end();
      this.sink = this.next();
    }
    return this.sink.packet(view);
  }

  flush(): void {
    this.sink.flush();
  }

  end(): void {
    this.sink.end();
    this.file?.done();
  }

  private next(): Sink {
    const { path, force } = this.target;
    this.files++;
    if (path === '-') return this.begin(writeBytes);
    const name = this.turns ? named(path, String(this.files).padStart(5, '0')) : path;
    this.file = new OutputFile(name, force);
    return this.begin(this.file.write);
  }
}

/** A file for each link type. */
export class ByLinkType implements Output {
  private readonly all = new Map<number, Files>();

  constructor(
    private readonly target: Target,
    private readonly begin: Begin,
  ) {}

  get files(): number {
    return [...this.all.values()].reduce((sum, { files }) => sum + files, 0);
  }

  packet(view: View): void | Promise<void> {
    const linktype = view.linktype ?? 1;
    const files = this.all.get(linktype) ?? this.add(linktype);
    return files.packet(view);
  }

  flush(): void {
    for (const files of this.all.values()) files.flush();
  }

  end(): void {
    for (const files of this.all.values()) files.end();
  }

  private add(linktype: number): Files {
    if (this.all.size === MOST) {
      throw new InputError(`packets of more than ${MOST} link types`, 'pcapng holds them in one');
    }
    const { target, begin } = this;
    const path = named(target.path, linkTypes.nameOf(linktype) ?? `linktype${linktype}`);
    const files = new Files({ ...target, path }, begin);
    this.all.set(linktype, files);
    return files;
  }
}

/** Files that are open at a time. */
const MOST = 100;

/** `out_00001.pcap` */
function named(path: string, mark: string): string {
  const ending = extname(path);
  return join(dirname(path), `${basename(path, ending)}_${mark}${ending}`);
}
