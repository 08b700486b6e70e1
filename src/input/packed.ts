import { InputError } from './input-error.js';
import { Ahead, type Source } from './source.js';

/** Something that is packed in something packed in …: so often is enough. */
const DEEPEST = 3;

/** A stream that unpacks: what goes in comes out through `give`. */
interface Unpacker {
  push(piece: Uint8Array, last: boolean): void;
}

interface Packing {
  readonly name: string;
  readonly magic: readonly number[];
  /**
   * So many packed bytes at a time: what comes of them has to be held. A byte of deflate gives
   * about a thousand at most, four bytes of zstd 128 KiB,
   * one of lz4 255.
   */
  readonly step: number;
  open(give: (piece: Uint8Array) => void): Promise<Unpacker>;
}

const PACKINGS: readonly Packing[] = [
  {
    name: 'gzip',
    magic: [0x1f, 0x8b, 8],
    step: 2048,
    open: async (give) => new (await import('./gzip.js')).Gzip(give),
  },
  {
    name: 'zstd',
    magic: [0x28, 0xb5, 0x2f, 0xfd],
    step: 64,
    async open(give) {
      // Each block of 128 KiB is a new array, and they pile up as far as the young generation has
      // grown: it is not to grow. V8 complains of unknown flags; Node 20's has it.
      if (process.versions.v8.startsWith('11.')) {
        process.getBuiltinModule('node:v8').setFlagsFromString('--semi-space-growth-factor=1');
      }
      return new (await import('fzstd')).Decompress(give);
    },
  },
  {
    name: 'lz4',
    magic: [0x04, 0x22, 0x4d, 0x18],
    step: 1 << 16,
    open: async (give) => new (await import('./lz4.js')).Lz4(give),
  },
];

/** The source without the compression around it, and what that was: `gzip`. */
export async function unpacked(
  source: Source,
): Promise<{ readonly source: Ahead; readonly packings: readonly string[] }> {
  const packings: string[] = [];
  let inner = new Ahead(source);
  for (;;) {
    const head = inner.peek(4);
    const packing = PACKINGS.find(({ magic }) => magic.every((byte, i) => head[i] === byte));
    if (packing === undefined) return { source: inner, packings };
    if (packings.length === DEEPEST) {
      throw new InputError(`packed more than ${DEEPEST} times over`, 'unpack it first');
    }
    packings.push(packing.name);
    inner = new Ahead(await unpack(inner, packing));
  }
}

async function unpack(source: Source, { name, step, open }: Packing): Promise<Source> {
  let ready: Uint8Array[] = [];
  const unpacker = await open((piece) => {
    if (piece.length) ready.push(piece);
  });
  let packed: Uint8Array = new Uint8Array(0);
  let at = 0;
  let read = 0;
  let ended = false;
  let damage: InputError | undefined;
  const push = (piece: Uint8Array): void => {
    try {
      unpacker.push(piece, ended);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      damage = new InputError(`the ${name} data is damaged before byte ${read}: ${why}`);
    }
  };
  return {
    read() {
      while (ready.length === 0 && !ended && !damage) {
        if (at === packed.length) {
          const piece = source.read();
          ended = piece === undefined;
          packed = piece ?? new Uint8Array(0);
          at = 0;
        }
        // A copy, for the unpackers keep what they have not used yet; a Buffer's slice is none.
        const piece = new Uint8Array(packed.subarray(at, at + step));
        at += piece.length;
        read += piece.length;
        push(piece);
      }
      // What was unpacked before it is handed on first.
      if (damage && ready.length === 0) throw damage;
      const [first] = ready;
      ready = ready.slice(1);
      return first;
    },
  };
}
