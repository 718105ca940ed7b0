import type { Warning } from "../../errors.ts";
import { leastValues, placeIn, usualVariation } from "../../usual-variation.ts";
import type { ChangePatterns, SentenceWords } from "../locale/sentence-words.ts";
import type { ChartSettings } from "./chart-settings.ts";
import { readShape } from "./scene/chart-shape.ts";
import type { DrawnData } from "./scene/drawn-data.ts";
import { compareCells, isDate, isYear } from "./scene/time-order.ts";
import type { Spec } from "./spec.ts";

/** What a figure's words say that its series did, and the words. */
interface Claim {
  readonly rises: boolean;
  readonly seen: string;
}

/**
 * Finds words around a chart that say "rose" or "fell" of a series which varies as usual, see `usualVariation`.
 *
 * Only a clear case is judged: the words say one of both, and they can mean only one series of at least eight values in
 * the order of time, because the chart draws no other or because they name it.
 */
export function warnOfNoise(
  spec: Spec,
  drawn: DrawnData,
  { says = [], locale, where }: Pick<ChartSettings, "says" | "locale" | "where">,
  name: string,
): Warning | undefined {
  const claim = readClaim(says, locale.sentence);
  if (claim === undefined) return undefined;
  const values = seriesMeant(spec, drawn, says);
  const variation = values && usualVariation(values);
  if (values === undefined || variation === undefined || (claim.rises ? variation.rises : variation.falls))
    return undefined;
  const place = placeIn(variation, values.at(-1)!);
  const [low, high, last] = [variation.low, variation.high, values.at(-1)!].map((value) =>
    Number(value.toPrecision(4)),
  );
  return {
    code: "noise-as-news",
    message: `The words around chart "${name}" say "${claim.seen}", but its last value, ${last}, is ${place} usual variation, ${low} to ${high}, and the last eight are not all ${claim.rises ? "above" : "below"} the mean`,
    where: { ...where, name },
    seen: claim.seen,
    hint: `Say what the value is, and that it ${place === "within" ? "varies as usual" : `is ${place} the usual`}; or show with the figure what makes the change more than chance`,
  };
}

/** What the words claim; undefined if they claim nothing, or both. */
function readClaim(says: readonly string[], sentence: SentenceWords): Claim | undefined {
  const found = says.flatMap((text): Claim[] => {
    const [rise, fall] = wordsOf(sentence);
    const [up, down] = [rise.exec(text)?.[0], fall.exec(text)?.[0]];
    return [
      ...(up === undefined ? [] : [{ rises: true, seen: up }]),
      ...(down === undefined ? [] : [{ rises: false, seen: down }]),
    ];
  });
  const [first] = found;
  return found.every(({ rises }) => rises === first?.rises) ? first : undefined;
}

const known = new WeakMap<SentenceWords, readonly [RegExp, RegExp]>();

/** The words for a rise and for a fall: those that the filter `change` prints, and the language's verbs. */
function wordsOf(sentence: SentenceWords): readonly [rise: RegExp, fall: RegExp] {
  const { change, changeOfMany = {}, claims } = sentence;
  const forms = [change, changeOfMany];
  const all = (names: readonly (keyof ChangePatterns)[], claimed: string | undefined): RegExp => {
    const printed = forms.flatMap((form) => names.flatMap((name) => form[name] ?? [])).map(patternOf);
    return new RegExp([...(claimed === undefined ? [] : [claimed]), ...printed].join("|"), "iu");
  };
  const words =
    known.get(sentence) ??
    ([
      all(["rise", "risePoints", "times", "up"], claims?.rise),
      all(["fall", "fallPoints", "down"], claims?.fall),
    ] as const);
  known.set(sentence, words);
  return words;
}

/** A pattern of the filter as a regular expression: a number stands for what was filled in. */
function patternOf(pattern: string): string {
  return pattern
    .replaceAll(/[.*+?^$()|[\]\\/]/g, "\\$&")
    .replaceAll(/ /g, "\\s")
    .replaceAll(/\{\w+\}/g, "[^\\p{L}.!?。]{0,40}?\\d[^!?。]{0,40}?");
}

/** The values of the series that the words can only mean, in the order of time. */
function seriesMeant(spec: Spec, drawn: DrawnData, says: readonly string[]): readonly number[] | undefined {
  const { kind, value, place, series, facets } = readShape(spec, drawn);
  if (value === undefined || place === undefined || facets.length > 0 || kind === "scatter" || kind === "map")
    return undefined;
  const column = (field: typeof value | undefined): number => drawn.fields.findIndex((other) => other === field);
  const [valueAt, placeAt, seriesAt] = [column(value), column(place), column(series)];
  const seen = new Set<string>();
  // Layers draw the same values again.
  const rows = drawn.rows.filter((row) => {
    if (typeof row[valueAt] !== "number") return false;
    const key = JSON.stringify([row[valueAt], row[placeAt] ?? null, row[seriesAt] ?? null]);
    return !seen.has(key) && seen.add(key);
  });
  const names = [...new Set(rows.map((row) => String(row[seriesAt] ?? "")))];
  const named =
    names.length === 1 ? names : names.filter((name) => name !== "" && says.some((text) => text.includes(name)));
  if (named.length !== 1) return undefined;
  const own = rows.filter((row) => String(row[seriesAt] ?? "") === named[0]);
  const places = own.map((row) => row[placeAt] ?? null);
  if (own.length < leastValues || !(places.every(isDate) || places.every(isYear))) return undefined;
  if (new Set(places).size < places.length) return undefined;
  return own
    .toSorted((a, b) => compareCells(a[placeAt] ?? null, b[placeAt] ?? null))
    .map((row) => row[valueAt] as number);
}
