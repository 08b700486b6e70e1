import { toHex } from '../../src/codec/hex.js';
import type { Packet } from '../../src/codec/packet.js';
import { CraftError } from '../../src/craft/craft-error.js';
import { Maker, type MakerLook } from '../../src/craft/maker.js';
import { expanded } from '../../src/craft/presets.js';
import { type RecipeLook, recipeFrom } from '../../src/craft/recipe.js';
import { wordsFrom } from '../../src/craft/words.js';
import { decode } from '../../src/index.js';
import { catalog } from '../../src/protocols/index.js';

/** What makes the packets of a line; its words have no spaces inside. */
export function makerOf(line: string, look: RecipeLook & MakerLook = {}): Maker {
  const { args, same } = expanded(line.split(' ').filter(Boolean));
  return new Maker(catalog, recipeFrom(catalog, wordsFrom(catalog, args), { same, ...look }), look);
}

export const made = (line: string, look?: RecipeLook & MakerLook): Uint8Array =>
  makerOf(line, look).packet(0).slice();

export const madeHex = (line: string, look?: RecipeLook & MakerLook): string =>
  toHex(made(line, look));

export function madeAll(line: string, look?: RecipeLook & MakerLook): Uint8Array[] {
  const maker = makerOf(line, look);
  return Array.from({ length: maker.count }, (_, i) => maker.packet(i).slice());
}

/** Decoded again, as an Ethernet frame unless said otherwise. */
export const madePacket = (line: string, look?: RecipeLook & MakerLook): Packet =>
  decode(made(line, look), look?.noLink ? { linktype: 101 } : {});

export const namesOf = ({ layers }: Packet): string =>
  layers.map(({ protocol }) => protocol.name).join(' ');

/** What is said of what cannot be built, with its hint. */
export function complaint(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof CraftError) {
      return error.hint === undefined ? error.message : `${error.message} | ${error.hint}`;
    }
    throw error;
  }
  return 'nothing';
}
