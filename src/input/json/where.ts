import type { LayerJson } from '../../codec/packet.js';
import type { Path } from './walk.js';

/** `layers[1].fields.options[0].kind` */
export function pathText(path: Path): string {
  return path
    .map((step, i) => {
      if (typeof step === 'number' || /^\d+$/.test(step)) return `[${step}]`;
      return i === 0 ? step : `.${step}`;
    })
    .join('');
}

/**
 * Where in the packet something is wrong of which the codec tells by the names of layers: `ip.ttl`
 * may be in any of the IP layers. `trial` encodes the first so many of them.
 */
export function layerOf(
  message: string,
  layers: readonly LayerJson[],
  trial: (layers: LayerJson[]) => void,
): { path: Path; what: string } {
  const own = /^(?:layers\[(\d+)\](?:\.(\w+))?|the packet): ([\s\S]*)$/.exec(message);
  if (own) {
    const [, index, key, what = ''] = own;
    const [, unknown] = /^no such key as '(.*?)'(?:;|$)/.exec(what) ?? [];
    const inner = key ?? unknown ?? (what.startsWith('no protocol') ? 'protocol' : undefined);
    const around = index === undefined ? [] : ['layers', Number(index)];
    return { path: inner === undefined ? around : [...around, inner], what };
  }
  const first = layers.findIndex((_, i) => fails(() => trial(layers.slice(0, i + 1)), message));
  // What is derived may fail only once the layers within are there.
  const index = layers.findLastIndex(
    ({ protocol }, i) =>
      i <= first && /^[.:]/.test(message.slice(protocol.length)) && message.startsWith(protocol),
  );
  const protocol = layers[index]?.protocol;
  if (protocol === undefined) return { path: ['layers'], what: message };
  const end = message.indexOf(': ');
  const inner = message.slice(protocol.length + 1, end);
  // Of the layer as a whole the codec reads its bytes alone.
  if (!inner) return { path: ['layers', index, 'raw'], what: message.slice(end + 2) };
  const steps = inner.split('.');
  const path = [
    'layers',
    index,
    'fields',
    ...steps.map((one) => (/^\d+$/.test(one) ? Number(one) : one)),
  ];
  return { path, what: message.slice(end + 2) };
}

function fails(trial: () => void, message: string): boolean {
  try {
    trial();
    return false;
  } catch (error) {
    return (error as Error).message === message;
  }
}
