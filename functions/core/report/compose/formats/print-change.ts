import { Decimal, type Numeric } from "../../../decimal.ts";
import type { Locale } from "../../locale/locale.ts";
import { FormatError } from "./format-error.ts";
import type { Formats } from "./formats.ts";
import { roundNumeric } from "./print-number.ts";

/** What a change is said of. */
export interface ChangeSettings {
  /** `percent`: relative to the earlier value. `points`: a difference of rates, in percentage points. */
  readonly as: "percent" | "points";
  /** Of the number printed. @default as many as needed, at most one */
  readonly decimals?: number | undefined;
  /** Whether the subject of the sentence is in the plural. */
  readonly plural: boolean;
}

/** From this many times the earlier value on, a rise is a multiple: "rose to 3.7 times". */
const mostRatio = 3;

type Fill = Readonly<Record<"change" | "times" | "from" | "to", string>>;

/**
 * Says how a value changed, in the language's words: "rose by 8.6%", "fell by 2 percentage points", "was unchanged".
 * A rise by more than 200% is "rose to 3.7 times the earlier level"; from zero or a negative value, of which there is
 * no percentage, it is "rose from −2 to 5". A change that rounds to nothing is "almost unchanged".
 *
 * @param before the earlier value, or undefined if `now` is the change itself, in percent or percentage points
 */
export function printChange(
  now: Decimal,
  before: Decimal | undefined,
  { as, decimals, plural }: ChangeSettings,
  locale: Locale,
  formats: Formats,
): string {
  const { change, changeOfMany, elide = (text: string) => text } = locale.sentence;
  const patterns = { ...change, ...(plural ? changeOfMany : {}) };
  const say = (name: "rise" | "fall" | "times" | "up" | "down", values: Partial<Fill>): string => {
    const inPoints = { rise: patterns.risePoints, fall: patterns.fallPoints }[name as "rise" | "fall"];
    const pattern = (as === "points" ? inPoints : undefined) ?? patterns[name];
    return elide(pattern.replace(/\{(change|times|from|to)\}/g, (_, key: keyof Fill) => values[key] ?? ""));
  };
  const print = (value: Numeric): string => formats.number(value) ?? "";
  // Whatever is printed, a wrong number of decimals is an error.
  formats.percent(0, decimals);
  const difference = before === undefined ? now : now.minus(before);
  const [negative, amount] = difference.negative ? [true, difference.negated()] : [false, difference];
  if (isZero(amount)) return patterns.same;
  if (as === "points") {
    const points = amount.narrow();
    return isNothing(points, decimals)
      ? patterns.nearlySame
      : say(negative ? "fall" : "rise", { change: formats.points(points, decimals) ?? "" });
  }
  if (before !== undefined && (before.negative || isZero(before)))
    return say(negative ? "down" : "up", { from: print(before.narrow()), to: print(now.narrow()) });
  const percent = before === undefined ? amount.narrow() : quotient(amount.shifted(2), before);
  const ratio = before === undefined ? now.shifted(-2).plus(new Decimal(1n, 0)).narrow() : quotient(now, before);
  if (Number(ratio) > mostRatio) return say("times", { times: print(roundNumeric(ratio, decimals ?? 1)) });
  return isNothing(percent, decimals)
    ? patterns.nearlySame
    : say(negative ? "fall" : "rise", { change: formats.percent(percent, decimals) ?? "" });
}

function isZero(value: Decimal): boolean {
  return value.unscaled === 0n;
}

function isNothing(value: Numeric, decimals: number | undefined): boolean {
  return Number(roundNumeric(value, decimals ?? 1)) === 0;
}

/** A quotient; one that does not terminate has 15 significant digits. */
function quotient(a: Decimal, b: Decimal): Numeric {
  return a.dividedBy(b)?.narrow() ?? Number((Number(a) / Number(b)).toPrecision(15));
}

/** @throws FormatError for what is no number of decimals, or infinite */
export function exactOf(value: Numeric, name: string): Decimal {
  const exact = Decimal.from(value);
  if (exact !== undefined) return exact;
  throw new FormatError(`${name} needs a finite number, but got ${String(value)}`);
}
