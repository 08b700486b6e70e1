import type { Layer } from '../../codec/packet.js';
import type { FieldEdit, HeadEdit } from './field-edit.js';
import type { InPlace } from './in-place.js';

/** Fields that hold what somebody sent, outside of any protocol. */
const CONTENT = new Set(['data', 'padding', 'trailer']);

/** Zeros in place of what applications and people said: all behind ports, and what is data. */
export class Mask implements FieldEdit {
  readonly everywhere = true;

  heads(): HeadEdit[] {
    return [];
  }

  deeper(): boolean {
    return true;
  }

  apply(place: InPlace): void {
    let masked = 0;
    for (const layer of place.packet.layers) {
      if (layer.offset >= masked || layer.after !== undefined) {
        if (layer.protocol.plan.ends === 'port') masked = this.behind(place, layer);
        else this.within(place, layer);
      }
    }
  }

  /** All that ports carry. */
  private behind(place: InPlace, layer: Layer): number {
    const end = Math.min(layer.stop, layer.end);
    if (layer.body < end) place.fill(`${layer.protocol.name} payload`, layer.body, end, 0);
    return end;
  }

  private within(place: InPlace, layer: Layer): void {
    for (const { field, path, bit, width } of place.trace(layer)) {
      if (field.bits > 0 || !CONTENT.has(String(path.at(-1)))) continue;
      const from = bit >> 3;
      place.fill(`${layer.protocol.name}.${path.join('.')}`, from, from + (width >> 3), 0);
    }
  }
}
