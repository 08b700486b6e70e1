/** A time as a tool wrote it, in front of a line. */
export interface Stamp {
  /** Seconds since 1970, whole; undefined: a time of day, without a date. */
  readonly seconds?: number;
  readonly fraction: string;
  /** Undefined: nothing is said of the zone. */
  readonly zone?: string | undefined;
  /** Characters that it takes. */
  readonly length: number;
}

const DATE = /^\[?(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?(Z|[+-]\d\d:?\d\d)?\]?/;
const SINCE_1970 = /^(\d{9,10})\.(\d{1,9})(?= |$)/;
const OF_DAY = /^\d\d:\d\d:\d\d(?:[.,](\d{1,9}))?(?= |$)/;

/** The time in front of a line. */
export function readTime(line: string): Stamp | undefined {
  const date = DATE.exec(line);
  if (date !== null) {
    const [{ length }, second = '', fraction = '', zone] = date;
    const seconds = secondOf(second);
    if (seconds === undefined) return undefined;
    return { seconds: seconds - offsetOf(zone), fraction, length, zone };
  }
  const since = SINCE_1970.exec(line);
  if (since !== null) {
    const [{ length }, seconds, fraction = ''] = since;
    return { seconds: Number(seconds), fraction, zone: 'Z', length };
  }
  const ofDay = OF_DAY.exec(line);
  return ofDay === null ? undefined : { fraction: ofDay[1] ?? '', length: ofDay[0].length };
}

/** Lines that follow one another are mostly of the same second. */
let lately = '';
let since1970: number | undefined;

/** `2023-11-14T22:13:20` in seconds since 1970; undefined: there is no such time. */
function secondOf(text: string): number | undefined {
  if (text !== lately) {
    lately = text;
    since1970 = secondFrom(text);
  }
  return since1970;
}

function secondFrom(text: string): number | undefined {
  const [year = 0, month = 1, day = 1, h = 0, m = 0, s = 0] = text.split(/[-:T ]/).map(Number);
  const midnight = new Date(Date.UTC(year, month - 1, day));
  // The 30th of February would be a day of March.
  const isReal = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day;
  if (!isReal || h > 23 || m > 59 || s > 60) return undefined;
  return midnight.getTime() / 1000 + h * 3600 + m * 60 + s;
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
