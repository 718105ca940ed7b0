import names from "./cldr-names.json" with { type: "json" };
import type { Locale } from "../locale.ts";

/**
 * Names of countries and languages in the languages of reports, as CLDR has them. They are kept in a file, because
 * `Intl.DisplayNames` differs between machines: `tests/core/report/locale/display-names/make-names.ts` makes it again.
 */
type Kind = "country" | "language";

/** Index of each code: ISO 3166-1 in two letters, three letters or three digits; ISO 639-1 in two letters. */
const places: Partial<Record<Kind, ReadonlyMap<string, number>>> = {};
const split = new Map<string, readonly string[]>();

/**
 * @param code of ISO 3166-1 (`DE`, `DEU`, `276`) or ISO 639-1 (`de`), in any case
 * @returns undefined for a code that is none
 */
export function displayName(kind: Kind, code: string, { tag }: Locale): string | undefined {
  const place = placesOf(kind).get(code.toLowerCase());
  if (place === undefined) return undefined;
  const all = kind === "country" ? names.countries.names : names.languages.names;
  const joined = all[tag as keyof typeof all];
  const key = `${kind} ${tag}`;
  const list = split.get(key) ?? joined.split("|");
  split.set(key, list);
  return list[place];
}

/** The codes of a kind, in lower case. */
export function displayCodes(kind: Kind): readonly string[] {
  return [...placesOf(kind).keys()];
}

function placesOf(kind: Kind): ReadonlyMap<string, number> {
  const lists =
    kind === "country"
      ? [names.countries.alpha2, names.countries.alpha3, names.countries.numeric]
      : [names.languages.codes];
  return (places[kind] ??= new Map(
    lists.flatMap((list) => list.split(" ").map((code, place) => [code.toLowerCase(), place] as const)),
  ));
}
