import type { EditedChart } from "./edited-chart.ts";

type ChartAxis = EditedChart["x"];

/** A value of an axis with what it is called there. */
export type NamedValues = ReadonlyMap<string, string>;

/** Patterns of an axis of times that are written here; what else stands in one is text. */
const parts: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  "%B": { month: "long" },
  "%b": { month: "short" },
  "%A": { weekday: "long" },
  "%a": { weekday: "short" },
};

const isoDate = /^\d{4}-\d\d-\d\d(?:[T ][\d:.]+Z?)?$/;

/**
 * What the values of an axis are called on it, in the language of the report: `Apr 2025` for `2025-04-01`. Where that
 * would be the same for two of them, times are written whole.
 *
 * @param values as the rows have them
 */
export function axisWords(values: readonly string[], { type, format }: ChartAxis, language: string): NamedValues {
  if (type === "temporal" && values.every((value) => isoDate.test(value))) {
    const named = format === undefined ? undefined : values.map((value) => timeWords(value, format, language));
    const isClear = named !== undefined && !named.includes(undefined) && new Set(named).size === values.length;
    return mapOf(values, isClear ? (named as readonly string[]) : wholeTimes(values, language));
  }
  if (type === "quantitative") {
    const number = new Intl.NumberFormat(language, { maximumFractionDigits: 10, useGrouping: "min2" });
    return mapOf(
      values,
      values.map((value) =>
        value.trim() === "" || Number.isNaN(Number(value)) ? value : number.format(Number(value)),
      ),
    );
  }
  return mapOf(values, values);
}

function mapOf(values: readonly string[], names: readonly string[]): NamedValues {
  return new Map(values.map((value, index) => [value, names[index]!]));
}

/** A time by a pattern of d3; undefined for a pattern that has more than is known here. */
export function timeWords(value: string, pattern: string, language: string): string | undefined {
  const time = new Date(/[T ]/.test(value) ? value.replace(" ", "T").replace(/Z?$/, "Z") : `${value}T00:00Z`);
  if (Number.isNaN(time.getTime())) return undefined;
  let isKnown = true;
  const words = pattern.replace(/%([-_0]?)([A-Za-z%])/g, (_, pad: string, letter: string) => {
    const word = partOf(time, letter, language);
    if (word === undefined) isKnown = false;
    return pad === "-" || pad === "_" ? (word ?? "").replace(/^0(?=\d)/, "") : (word ?? "");
  });
  return isKnown ? words : undefined;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

function partOf(time: Date, letter: string, language: string): string | undefined {
  const named = parts[`%${letter}`];
  if (named !== undefined) return new Intl.DateTimeFormat(language, { ...named, timeZone: "UTC" }).format(time);
  switch (letter) {
    case "Y":
      return String(time.getUTCFullYear());
    case "y":
      return two(time.getUTCFullYear() % 100);
    case "m":
      return two(time.getUTCMonth() + 1);
    case "q":
      return String(Math.floor(time.getUTCMonth() / 3) + 1);
    case "d":
      return two(time.getUTCDate());
    case "e":
      return String(time.getUTCDate());
    case "H":
      return two(time.getUTCHours());
    case "M":
      return two(time.getUTCMinutes());
    case "%":
      return "%";
    default:
      return undefined;
  }
}

/** Times with all that tells them apart: months where each is the first of one, days, or moments. */
function wholeTimes(values: readonly string[], language: string): readonly string[] {
  const hasHours = values.some((value) => /[T ](?!00:00(?::00(?:\.0+)?)?Z?$)/.test(value));
  const hasDays = values.some((value) => value.slice(8, 10) !== "01");
  const hasMonths = hasDays || values.some((value) => value.slice(5, 7) !== "01");
  const words = new Intl.DateTimeFormat(language, {
    year: "numeric",
    ...(hasMonths && { month: "short" as const }),
    ...(hasDays && { day: "numeric" as const }),
    ...(hasHours && { day: "numeric" as const, month: "short" as const, hour: "2-digit", minute: "2-digit" }),
    timeZone: "UTC",
  });
  return values.map((value) => {
    const time = new Date(/[T ]/.test(value) ? value.replace(" ", "T").replace(/Z?$/, "Z") : `${value}T00:00Z`);
    return Number.isNaN(time.getTime()) ? value : words.format(time);
  });
}
