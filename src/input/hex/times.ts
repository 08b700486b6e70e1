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

const DATE =
  /^\[?(\d{4}-\d\d-\d\d)[ T](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(Z|[+-]\d\d:?\d\d)?\]?/;
const SINCE_1970 = /^(\d{9,10})\.(\d{1,9})(?= |$)/;
const OF_DAY = /^\d\d:\d\d:\d\d(?:[.,](\d{1,9}))?(?= |$)/;

/** The time in front of a line. */
export function readTime(line: string): Stamp | undefined {
  const date = DATE.exec(line);
  if (date !== null) {
    const [{ length }, day = '', h = '', m = '', s = '', fraction = '', zone] = date;
    const midnight = midnightOf(day);
    if (midnight === undefined || h > '23' || m > '59' || s > '60') return undefined;
    const ofDay = Number(h) * 3600 + Number(m) * 60 + Number(s);
    return { seconds: midnight + ofDay - offsetOf(zone), fraction, length, zone };
  }
  const since = SINCE_1970.exec(line);
  if (since !== null) {
    const [{ length }, seconds, fraction = ''] = since;
    return { seconds: Number(seconds), fraction, zone: 'Z', length };
  }
  const ofDay = OF_DAY.exec(line);
  return ofDay === null ? undefined : { fraction: ofDay[1] ?? '', length: ofDay[0].length };
}

/** A text's lines are mostly of the same day. */
let lately = '';
let begins: number | undefined;

/** When a day begins, in seconds since 1970; undefined: there is none such. */
function midnightOf(day: string): number | undefined {
  if (day !== lately) {
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
    const midnight = new Date(Date.UTC(year, month - 1, date));
    // The 30th of February would be a day of March.
    const isReal = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === date;
    lately = day;
    begins = isReal ? midnight.getTime() / 1000 : undefined;
  }
  return begins;
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
