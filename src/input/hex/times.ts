/** A time as a tool wrote it, in front of a line. */
export interface Stamp {
  /** Seconds since 1970, whole; undefined: a time of day, without a date. */
  readonly seconds?: number;
  readonly fraction: string;
  /** Undefined: nothing is said of the zone. */
  readonly zone?: string;
  /** Characters that it takes. */
  readonly length: number;
}

const DATE =
  /^\[?(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(Z|[+-]\d\d:?\d\d)?\]?/;
const SINCE_1970 = /^(\d{9,10})\.(\d{1,9})(?= |$)/;
const OF_DAY = /^\d\d:\d\d:\d\d(?:[.,](\d{1,9}))?(?= |$)/;

/** The time in front of a line. */
export function readTime(line: string): Stamp | undefined {
  const date = DATE.exec(line);
  if (date !== null) {
    const [whole, ...parts] = date;
    const [fraction = '', zone] = parts.slice(6);
    const [y = 0, mo = 1, d = 1, h = 0, mi = 0, s = 0] = parts.slice(0, 6).map(Number);
    const day = new Date(Date.UTC(y, mo - 1, d));
    // The 30th of February would be a day of March.
    const real = day.getUTCMonth() === mo - 1 && day.getUTCDate() === d;
    if (!real || h > 23 || mi > 59 || s > 60) return undefined;
    const seconds = day.getTime() / 1000 + h * 3600 + mi * 60 + s - offsetOf(zone);
    return { seconds, fraction, length: whole.length, ...(zone !== undefined && { zone }) };
  }
  const since = SINCE_1970.exec(line);
  if (since !== null) {
    const [{ length }, seconds, fraction = ''] = since;
    return { seconds: Number(seconds), fraction, zone: 'Z', length };
  }
  const ofDay = OF_DAY.exec(line);
  return ofDay === null ? undefined : { fraction: ofDay[1] ?? '', length: ofDay[0].length };
}

/** Seconds east of Greenwich. */
function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const [hours, minutes] = [zone.slice(1, 3), zone.slice(-2)].map(Number);
  return (zone[0] === '-' ? -1 : 1) * ((hours ?? 0) * 3600 + (minutes ?? 0) * 60);
}

/** Seconds since 1970 with nine decimals, as frames have it; undefined where no date is known. */
function epoch({ seconds, fraction }: Stamp): string | undefined {
  return seconds === undefined ? undefined : `${seconds}.${fraction.padEnd(9, '0')}`;
}

/** Gives the times of one input, and tells once what is not known of them. */
export function timeTeller(notice: (text: string) => void): (stamp: Stamp) => string | undefined {
  let told = false;
  return (stamp) => {
    const time = epoch(stamp);
    if (!told && (time === undefined || stamp.zone === undefined)) {
      told = true;
      notice(
        time === undefined
          ? 'times of day without a date are left out'
          : 'times without a zone are read as UTC',
      );
    }
    return time;
  };
}
