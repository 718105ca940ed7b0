import type { Context, FilterImplOptions, Token } from "liquidjs";
import { Decimal, type Numeric } from "../../../../decimal.ts";
import { placeIn, usualVariation } from "../../../../usual-variation.ts";
import type { Value } from "../../../query/table.ts";
import type { Locale } from "../../../locale/locale.ts";
import { localeFor } from "../../../locale/locale-for.ts";
import { type Counted, pluralCategories, type PluralCategory } from "../../../locale/plural-rules.ts";
import { FormatError } from "../../formats/format-error.ts";
import { exactOf, printChange } from "../../formats/print-change.ts";
import { applyFormat, parseValueFormat } from "../../formats/value-format.ts";
import { numericOf } from "../arithmetic.ts";
import { runOf } from "../liquid-run.ts";
import { membersOf } from "./list-filters.ts";

/** What a filter is called with. */
interface Called {
  readonly context: Context;
  readonly token: Token;
}

/**
 * Filters that print values as parts of a sentence, in the words of the report's language.
 *
 * @throws FormatError for a value that does not fit, and an argument that is unknown
 */
export const sentenceFilters: Readonly<Record<string, FilterImplOptions>> = {
  change(now: unknown, ...args: unknown[]) {
    const { formats, language } = runOf(this.context);
    const { positions, named } = readArguments("change", args, ["as", "decimals", "plural", "series", "of"]);
    const as = named.get("as") ?? "percent";
    if (as !== "percent" && as !== "points")
      throw new FormatError(`change needs as: "percent" or "points", not ${JSON.stringify(as)}`);
    const values = [now, ...positions].map((value) => numericOf(value, "change"));
    if (values.length > 2) throw new FormatError("change needs a value and an earlier one: now | change: before");
    if (values.includes(null)) return null;
    const [value, before] = values.map((number) => exactOf(number as Numeric, "change"));
    const decimals = named.get("decimals") as number | undefined;
    const locale = localeFor(language);
    const plural = named.get("plural") ?? false;
    if (typeof plural !== "boolean")
      throw new FormatError(`change needs plural: true or false, not ${JSON.stringify(plural)}`);
    if (named.has("of") && !named.has("series")) throw new FormatError("change has of: only with series:");
    const settings = { as, decimals, plural } as const;
    const text = printChange(value!, before, settings, locale, formats);
    if (named.has("series")) {
      const series = membersOf(this.context, named.get("series"), named.get("of"), "change");
      warnOfNoise(
        this,
        text,
        [value!, before],
        series.map(({ member }) => numericOf(member, "change")),
        locale,
      );
    }
    return text;
  },
  in_sentence(list: unknown, property?: unknown, format?: string) {
    const { formats, language } = runOf(this.context);
    const { list: words, joinLast } = localeFor(language).sentence;
    const given = format === undefined ? undefined : parseValueFormat(format);
    const texts = membersOf(this.context, list, property, "in_sentence")
      .map(({ member }) => member ?? null)
      .filter((member) => member !== null)
      .map((member) => {
        if (typeof member === "object" && !(member instanceof Decimal))
          throw new FormatError('in_sentence needs values: name the column of the rows, in_sentence: "name"');
        return given === undefined
          ? formats.plain(member as Value)
          : (applyFormat(formats, given, member as Value) ?? "");
      });
    this.context.memoryLimit.use(texts.length);
    if (texts.length < 2) return texts[0] ?? null;
    const [before, last] = [texts.slice(0, -1).join(words.comma), texts.at(-1)!];
    const and = texts.length === 2 ? words.two : words.and;
    return joinLast?.(before, last, and) ?? before + and + last;
  },
  plural(count: unknown, ...args: unknown[]) {
    const { formats, language } = runOf(this.context);
    const { positions, named } = readArguments("plural", args, pluralCategories);
    if (positions.length > 0)
      throw new FormatError(
        'plural needs a text for each form, by its name: one: "{n} country", other: "{n} countries"',
      );
    const { plural } = localeFor(language).sentence;
    const missing = plural.needed.filter((category) => !named.has(category));
    if (missing.length > 0)
      throw new FormatError(
        `plural needs a text for ${missing.join(", ")} in the language "${language}", which has the forms ${plural.needed.join(", ")}`,
      );
    for (const [name, text] of named) refusePlaceholders(name, String(text));
    const number = numericOf(count, "plural");
    if (number === null) return null;
    const category = plural.categoryOf(countedOf(exactOf(number, "plural")));
    const text = textFor(category, named);
    return text.replaceAll("{n}", formats.number(number) ?? "");
  },
};

/**
 * Warns of a change in a series that varies as usual, see `usualVariation`.
 *
 * @param series values in the order of time, the last of which has changed; missing ones are left out
 * @throws FormatError if the series does not end with that value
 */
function warnOfNoise(
  { context, token }: Called,
  text: string,
  [now, before]: readonly [Decimal, Decimal | undefined],
  series: readonly (Numeric | null)[],
  { sentence }: Locale,
): void {
  const values = series.filter((value) => value !== null);
  const last = values.at(-1);
  if (before === undefined) throw new FormatError("change with a series needs the earlier value: now | change: before");
  if (last === undefined || exactOf(last, "change").compare(now) !== 0)
    throw new FormatError(
      `change needs a series in the order of time that ends with the value, ${now.toString()}, but it ends with ${last === undefined ? "nothing" : String(last)}`,
    );
  const { change, changeOfMany = {} } = sentence;
  const flat = [change.same, change.nearlySame, changeOfMany.same, changeOfMany.nearlySame];
  const variation = usualVariation(values.map(Number));
  if (variation === undefined || flat.includes(text)) return;
  if (now.compare(before) > 0 ? variation.rises : variation.falls) return;
  const place = placeIn(variation, Number(now.toString()));
  const [line = 1, column = 1] = token.getPosition();
  const where = { ...(token.file !== undefined && { file: token.file }), line, column };
  const [low, high] = [variation.low, variation.high].map((value) => Number(value.toPrecision(4)));
  runOf(context).warn?.({
    code: "noise-as-news",
    message: `${token.file ?? "text"}:${line}: the text says "${text}", but the last value of the series, ${now.toString()}, is ${place} usual variation, ${low} to ${high}`,
    where,
    seen: text,
    hint: `Say what the value is, and that it ${place === "within" ? "varies as usual" : `is ${place} the usual`}`,
  });
}

/** @throws FormatError for what looks like a placeholder, but is not `{n}` */
function refusePlaceholders(name: string, text: string): void {
  const wrong = /\{\s*[\p{L}_][\p{L}\p{N}_.-]*\s*\}/gu;
  for (const [seen] of text.matchAll(wrong))
    if (seen !== "{n}")
      throw new FormatError(`plural has "${seen}" in ${name}: "${text}": the number's place is written {n}`);
}

/** The text of a form; where forms of fractions or of millions are left out, the nearest one that was given. */
function textFor(category: PluralCategory, named: ReadonlyMap<string, unknown>): string {
  for (const name of [category, "other", "many", "few"]) if (named.has(name)) return String(named.get(name));
  throw new TypeError("the forms that a language needs are among these");
}

function countedOf(number: Decimal): Counted {
  const [whole = "0", decimals = ""] = number.toString().replace("-", "").split(".");
  return { whole: BigInt(whole), decimals };
}

/** Arguments by position, and by name, which Liquid hands on as pairs. @throws FormatError for an unknown name */
function readArguments(
  filter: string,
  args: readonly unknown[],
  names: readonly string[],
): { readonly positions: readonly unknown[]; readonly named: ReadonlyMap<string, unknown> } {
  const pairs = args.filter(isPair);
  const unknown = pairs.find(([name]) => !names.includes(name));
  if (unknown !== undefined)
    throw new FormatError(`${filter} has no argument "${unknown[0]}": it has ${names.join(", ")}`);
  return { positions: args.filter((arg) => !isPair(arg)), named: new Map(pairs) };
}

function isPair(arg: unknown): arg is [string, unknown] {
  return Array.isArray(arg) && arg.length === 2 && typeof arg[0] === "string";
}
