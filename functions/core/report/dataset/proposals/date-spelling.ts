import { monthNames, weekdayNames } from "../database/named-dates.ts";

/** How dates of one shape are written. */
export interface DateSpelling {
  /** A format of `strptime`; of numbers whose order the shape does not tell, the one that begins with the day. */
  readonly format: string;
  /** The format that begins with the month, of numbers whose order the shape does not tell. */
  readonly monthFirst?: string;
  readonly hasTime: boolean;
}

const month = `(?:${monthNames.flatMap(([, names]) => names).join("|")})\\.?`;
const weekday = new RegExp(`^(?:${weekdayNames.join("|")})([.,]{0,2}) `);
const time = /(t|,? )9{1,2}:99(:99)?( ?[ap]m)?$/;

/** Spellings of a day. What is in groups stands in the format as it is. */
const numeric = /^9{1,2}([./-])9{1,2}(?:\1)9{4}$/;
const yearFirst = /^9{4}([./-])9{1,2}(?:\1)9{1,2}$/;
const dayThenName = new RegExp(`^9{1,2}(\\. ?| ?[-/ ])${month}( |-|/|, ?)(9{4}|99)$`);
const nameThenDay = new RegExp(`^${month}( |-)9{1,2}(,? |-|,)9{4}$`);
const yearThenName = new RegExp(`^9{4}([- ./])${month}(?:\\1)9{1,2}$`);

/**
 * Reads a shape of texts: in lower case, with 9 for each digit and one space for several, `99 jan 9999`.
 *
 * @returns undefined if texts of this shape are no dates
 */
export function spellingOf(shape: string): DateSpelling | undefined {
  const told = time.exec(shape);
  const bare = told === null ? shape : shape.slice(0, told.index);
  const clock = told === null ? "" : clockOf(told);
  const plain = dayOf(bare);
  const day = weekday.exec(bare);
  const found = plain ?? (day === null ? undefined : dayOf(bare.slice(day[0].length)));
  if (found === undefined) return undefined;
  const before = plain === undefined ? `%a${day![1]!} ` : "";
  const whole = (format: string): string => `${before}${format}${clock}`;
  return {
    format: whole(found[0]),
    ...(found[1] !== undefined && { monthFirst: whole(found[1]) }),
    hasTime: told !== null,
  };
}

function clockOf([, sign, seconds, half]: RegExpExecArray): string {
  const hours = half === undefined ? "%H" : "%I";
  const end = half === undefined ? "" : half.startsWith(" ") ? " %p" : "%p";
  return `${sign!.toUpperCase()}${hours}:%M${seconds === undefined ? "" : ":%S"}${end}`;
}

/** The format of a day, and another one by which it could be read. */
function dayOf(shape: string): readonly [format: string, monthFirst?: string] | undefined {
  const [, sign] = numeric.exec(shape) ?? [];
  // Points stand between numbers where the day comes first.
  if (sign === ".") return ["%d.%m.%Y"];
  if (sign !== undefined) return [`%d${sign}%m${sign}%Y`, `%m${sign}%d${sign}%Y`];
  const [, between] = yearFirst.exec(shape) ?? yearThenName.exec(shape) ?? [];
  if (between !== undefined) return [`%Y${between}${yearFirst.test(shape) ? "%m" : "%b"}${between}%d`];
  const named = dayThenName.exec(shape);
  if (named !== null) return [`%d${named[1]!}%b${named[2]!}${named[3] === "99" ? "%y" : "%Y"}`];
  const led = nameThenDay.exec(shape);
  if (led !== null) return [`%b${led[1]!}%d${led[2]!}%Y`];
  return /^9{4}年9{1,2}月9{1,2}日$/.test(shape) ? ["%Y年%m月%d日"] : undefined;
}
