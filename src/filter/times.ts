const SECOND = 1_000_000_000n;

/** Seconds, with up to nine decimals, as nanoseconds. */
export function spanFrom(text: string): bigint | undefined {
  const [whole, sign, seconds = '', fraction = ''] =
    /^(-?)(\d{1,15})(?:\.(\d{0,9}))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const found = BigInt(seconds) * SECOND + BigInt(fraction.padEnd(9, '0'));
  return sign ? -found : found;
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const CLOCK = /(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?/.source;
const ISO = new RegExp(`^(\\d{4})-(\\d\\d)-(\\d\\d)${CLOCK}\\s*(Z|UTC|[+-]\\d\\d:?\\d\\d)?$`, 'i');
const LONG = new RegExp(`^([a-z]{3}) +(\\d{1,2}), (\\d{4})${CLOCK}(?: +(UTC))?$`, 'i');

/**
 * `2024-07-04 12:34:56.789`, `Jul 4, 2024 12:34:56`. UTC where no zone is told: the same filter
 * finds the same packets everywhere.
 */
export function timeFrom(text: string): bigint | undefined {
  const iso = ISO.exec(text);
  const long = iso ? undefined : LONG.exec(text);
  const found = iso ?? long;
  if (!found) return undefined;
  const [, a = '', b = '', c = '', hour = '0', minute = '0', second = '0', fraction = ''] = found;
  const month = iso ? Number(b) - 1 : MONTHS.indexOf(a.toLowerCase());
  const [year, day] = iso ? [Number(a), Number(c)] : [Number(c), Number(b)];
  const time = Date.UTC(year, month, day, Number(hour), Number(minute), Number(second));
  const exists =
    new Date(time).getUTCMonth() === month && +hour < 24 && +minute < 60 && +second < 60;
  if (!exists) return undefined;
  return BigInt(time / 1000 - offset(found[8])) * SECOND + BigInt(fraction.padEnd(9, '0'));
}

/** Seconds that a zone is ahead of UTC. */
function offset(zone = ''): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  const size = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60;
  return sign === '-' ? -size : size;
}
