import { ABSURD, type Cuts, SHORT } from '../codec/dissect.js';
import type { Ends } from '../codec/ends.js';
import type { Note } from '../codec/notes.js';
import type { Out } from '../codec/out.js';
import type { Layer } from '../codec/packet.js';
import type { Protocol } from '../codec/protocol.js';
import type { View } from '../codec/view.js';
import { Clean } from './clean.js';
import type { Look } from './format.js';
import { LayerWalk, UNUSUAL } from './layer-walk.js';
import { noteLines } from './notes.js';
import { TreeFrame } from './tree-frame.js';
import { type PacketAt, TreeKinds, TreeLayer } from './tree-layer.js';
import { STEP } from './tree-lines.js';
import { frameLines, layerLines } from './tree-packet.js';
import { TreePen } from './tree-pen.js';
import type { PlaceName } from './tree-standing.js';
import { hasWide, loadWide } from './width.js';

/** What is written before more room is asked for, and may be taken back. */
const ROOM = 8000;
/** Layers behind other layers are of another kind: so many kinds are known. */
const MOST_KINDS = 256;
const ODD = ABSURD | SHORT;

type Lines = (clean: Clean) => readonly string[];

/** Packets as lines, straight from where their bytes lie. */
export class TreeView extends LayerWalk implements PacketAt {
  private readonly frame: TreeFrame;
  private readonly pen: TreePen;
  private readonly firsts = new TreeKinds();
  private met = 0;

  constructor(
    private view: View,
    private readonly look: Look,
  ) {
    super(view);
    this.frame = new TreeFrame(look);
    this.pen = new TreePen(look);
  }

  /** A promise where something has to be loaded first. */
  write(view: View, out: Out): void | Promise<void> {
    const { pen } = this;
    this.view = view;
    this.begin(view);
    pen.out = out;
    pen.bytes = view.bytes;
    out.room(ROOM);
    if (!this.frame.write(view, out) && !this.writeFrame(view)) {
      return loadWide().then(() => this.write(view, out));
    }
    return this.writeLayers(0, this.firsts, undefined);
  }

  private writeFrame(view: View): boolean {
    return this.writeLines((clean) => frameLines(view.packet().frame, this.look, clean));
  }

  private writeObjects(layer: Layer): boolean {
    return this.writeLines((clean) => layerLines(layer, this.look, clean));
  }

  private writeLayers(
    first: number,
    place: TreeKinds,
    around: TreeLayer | undefined,
  ): void | Promise<void> {
    const { cuts, ends, pen } = this;
    let kinds: TreeKinds | undefined = place;
    let outer = around;
    for (let i = first; i < cuts.count; i++) {
      const kind: TreeLayer | undefined = kinds && this.kindOf(cuts, i, kinds, outer);
      pen.out.room(ROOM);
      const { at } = pen.out;
      if (kind === undefined || !this.writeLayer(i, kind)) {
        pen.out.at = at;
        if (!this.writeObjects(this.layer(i))) return this.writeLater(i, kinds, outer);
      }
      kinds = kind?.inner;
      outer = kind;
    }
    for (let i = 0; i < ends.surplus.length; i++) this.writeObjects(this.layer(cuts.count + i));
  }

  private writeLater(i: number, kinds: TreeKinds | undefined, outer: TreeLayer | undefined) {
    return loadWide().then(() => this.writeLayers(i, kinds ?? new TreeKinds(), outer));
  }

  layer(i: number): Layer {
    return this.view.packet().layers[i] as Layer;
  }

  place(name: PlaceName, i: number): number {
    const { cuts, ends, view } = this;
    if (name === 'flags') return cuts.flags[i] as number;
    return (placesIn(cuts, ends, name)[i] as number) - view.start;
  }

  private kindOf(
    cuts: Cuts,
    i: number,
    kinds: TreeKinds,
    outer: TreeLayer | undefined,
  ): TreeLayer | undefined {
    const protocol = cuts.protocols[i] as Protocol;
    const found = kinds.find(protocol);
    if (found || this.met >= MOST_KINDS) return found;
    const made = new TreeLayer(protocol, i, outer, this.pen, this);
    kinds.add(made);
    this.met++;
    return made;
  }

  /** False: it goes the way of all packets. */
  private writeLayer(i: number, kind: TreeLayer): boolean {
    const { pen } = this;
    this.enter(i);
    const { bytes, start, flags } = this;
    if ((flags & UNUSUAL) !== 0) return false;
    pen.layer(start, pen.out.at + ROOM / 2);
    if (!kind.write(this)) return false;
    if ((flags & ODD) !== 0) return this.writeNotes(this.layer(i).notes);
    return kind.plain(bytes, start, this) || this.writeNotes(kind.notes(this));
  }

  private writeNotes(notes: readonly Note[]): boolean {
    const { pen, look } = this;
    if (notes.length === 0) return true;
    return pen.lines(({ lines, clean }) => {
      lines.push(...noteLines(notes, look, clean, STEP));
    });
  }

  /** False: some letters cannot be measured yet. */
  private writeLines(linesOf: Lines): boolean {
    const clean = new Clean(this.look);
    const lines = linesOf(clean);
    if (!clean.plain && !hasWide()) return false;
    for (const line of lines) this.pen.out.text(`${line}\n`);
    return true;
  }
}

function placesIn(cuts: Cuts, ends: Ends, name: Exclude<PlaceName, 'flags'>): Int32Array {
  switch (name) {
    case 'offset':
      return cuts.start;
    case 'tailStart':
      return ends.tail;
    case 'end':
      return ends.end;
    default:
      return cuts[name];
  }
}
