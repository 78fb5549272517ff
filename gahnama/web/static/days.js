// Days as ordinals (1: 1 January of the year 1) in two calendars, and the ticks of an axis.
import { d2j, j2d } from "./vendor/jalaali.js";

const EPOCH = 719163; // the ordinal of 1 January 1970
const JULIAN = 1721425; // from an ordinal to a Julian day number
const DAY = 86400000;

const gregorian = {
  name: "gregorian",
  from(ordinal) {
    const day = new Date((ordinal - EPOCH) * DAY);
    return [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()];
  },
  to(year, month, day) {
    const made = new Date(0);
    made.setUTCFullYear(year, month - 1, day);
    return Math.round(made / DAY) + EPOCH;
  },
};

const solar = {
  name: "solar",
  from(ordinal) {
    const { jy, jm, jd } = d2j(ordinal + JULIAN);
    return [jy, jm, jd];
  },
  to(year, month, day) {
    return j2d(year, month, day) - JULIAN;
  },
};

export const calendars = { gregorian, solar };
export const FIRST = 227300; // a little after the first Solar Hijri year

const STEPS = [
  [0, 1], [0, 2], [0, 7], [1, 1], [1, 3], [1, 6], [2, 1], [2, 2], [2, 5], [2, 10], [2, 20], [2, 50], [2, 100], [2, 200],
]; // unit (day, month, year) and how many of it
const LENGTH = [1, 30.44, 365.24];

// The ticks between two ordinals, at most about `most`: pairs of ordinal and label.
export function ticks(calendar, low, high, most, months, digits) {
  const first = Math.max(Math.floor(low), FIRST);
  const [unit, step] = STEPS.find(([of, by]) => (high - low) / (LENGTH[of] * by) <= most) ?? STEPS.at(-1);
  const made = [];
  const [year, month] = calendar.from(first);
  if (unit === 2) {
    for (let at = Math.floor(year / step) * step; ; at += step) {
      const ordinal = calendar.to(Math.max(at, 1), 1, 1);
      if (ordinal > high) break;
      if (ordinal >= low) made.push([ordinal, write(at, digits)]);
    }
  } else if (unit === 1) {
    for (let at = year * 12 + Math.floor((month - 1) / step) * step; ; at += step) {
      const [inYear, index] = [Math.floor(at / 12), at % 12];
      const ordinal = calendar.to(inYear, index + 1, 1);
      if (ordinal > high) break;
      const label = index === 0 ? write(inYear, digits) : months[calendar.name][index];
      if (ordinal >= low) made.push([ordinal, label, index === 0]);
    }
  } else {
    for (let at = first; at <= high; at += 1) {
      const [, inMonth, day] = calendar.from(at);
      if (at >= low && (day - 1) % step === 0 && !(step === 7 && day > 28)) {
        made.push([at, day === 1 ? months[calendar.name][inMonth - 1] : write(day, digits), day === 1]);
      }
    }
  }
  return made;
}

// A day in words.
export function told(calendar, ordinal, months, digits) {
  const [year, month, day] = calendar.from(Math.max(Math.round(ordinal), FIRST));
  return `${write(day, digits)} ${months[calendar.name][month - 1]} ${write(year, digits)}`;
}

// An ordinal as an ISO day.
export function iso(ordinal) {
  const [year, month, day] = gregorian.from(Math.round(ordinal));
  const pad = (value, size) => String(value).padStart(size, "0");
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

export function write(value, digits) {
  return String(value).replace(/[0-9]/g, (digit) => digits[digit]);
}

// The words of a drawing, from the attributes of its element.
export function words(element) {
  const data = element.dataset;
  return {
    digits: data.digits,
    months: { solar: data.monthsSolar.split("|"), gregorian: data.monthsGregorian.split("|") },
    number: (value) => write(value, data.digits),
  };
}
