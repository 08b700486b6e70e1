import { InputError } from '../input/input-error.js';
import { exists, plainHex } from '../input/plain-hex.js';

interface Optional {
  dedup?: string | true;
  strictTimes?: string | true;
}

/** What may follow an option that also stands alone. */
const VALUES = [
  ['dedup', '--dedup', /^\d{1,15}$/, '5'],
  ['strictTimes', '--strict-times', /^[+-]?\d{1,10}(?:\.\d+)?[a-z]*$/, '1ms'],
] as const;

/** `--dedup trace.pcap`: what stands there is the input, where it is no value. */
export function inputsAmong(operands: readonly string[], options: Optional): readonly string[] {
  let inputs = operands;
  for (const [key, name, form, example] of VALUES) {
    const given = options[key];
    if (typeof given !== 'string' || form.test(given)) continue;
    if (given !== '-' && !exists(given) && plainHex(given) === undefined) continue;
    // Among several, nobody knows where it stood.
    if (inputs.length > 0) {
      throw new InputError(`${name} takes '${given}' for its value`, `${name}=${example}, or last`);
    }
    options[key] = true;
    inputs = [given];
  }
  return inputs;
}
