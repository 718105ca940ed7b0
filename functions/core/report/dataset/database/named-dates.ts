import { quoteText } from "./quote-sql.ts";

/** Names of months in English, German and French, long and short, in lower case. */
export const monthNames: readonly (readonly [abbreviation: string, names: readonly string[]])[] = [
  ["Jan", ["january", "januar", "jänner", "janvier", "janv", "jan", "jän"]],
  ["Feb", ["february", "februar", "feber", "février", "fevrier", "févr", "fevr", "fév", "feb"]],
  ["Mar", ["march", "märz", "maerz", "mars", "mär", "mrz", "mar"]],
  ["Apr", ["april", "avril", "apr", "avr"]],
  ["May", ["may", "mai"]],
  ["Jun", ["june", "juni", "juin", "jun"]],
  ["Jul", ["july", "juli", "juillet", "juil", "jul"]],
  ["Aug", ["august", "août", "aout", "aug"]],
  ["Sep", ["september", "septembre", "sept", "sep"]],
  ["Oct", ["october", "oktober", "octobre", "oct", "okt"]],
  ["Nov", ["november", "novembre", "nov"]],
  ["Dec", ["december", "dezember", "décembre", "decembre", "dec", "dez", "déc"]],
];

/** Names of weekdays in the same languages. */
export const weekdayNames: readonly string[] = (
  "monday tuesday wednesday thursday friday saturday sunday mon tues tue wed thurs thur thu fri sat sun " +
  "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so " +
  "lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim"
).split(" ");

const leadingDirective = /^%[aA][.,]{0,2} +/;

/**
 * SQL of the moment that a text gives by one of the formats of `strptime`; null if by none. Names of months and of a
 * weekday before the day may be English, German or French, long or short, with a point or without: `%b` and `%B` read
 * all of them. What `strptime` reads by itself is read as it does.
 *
 * @param text an SQL expression
 */
export function dateByFormats(text: string, formats: readonly string[]): string {
  const plain = tried(text, formats);
  const named = formats.filter((format) => /%[aAbB]/.test(format));
  if (named.length === 0) return plain;
  const months = named.filter((format) => !leadingDirective.test(format));
  const days = named.filter((format) => leadingDirective.test(format));
  const day = `lower(regexp_extract(${text}, '^${letters}{2,}'))`;
  const afterDay = `CASE WHEN ${day} IN (${weekdayNames.map(quoteText).join(", ")}) THEN regexp_replace(${text}, '^${letters}+[.,]{0,2} +', '') END`;
  return `coalesce(${[
    plain,
    ...(months.length === 0 ? [] : [tried(inEnglish(text), months.map(loose))]),
    ...(days.length === 0
      ? []
      : [
          tried(
            inEnglish(afterDay),
            days.map((format) => loose(format.replace(leadingDirective, ""))),
          ),
        ]),
  ].join(", ")})`;
}

function tried(text: string, formats: readonly string[]): string {
  return `try_strptime(${text}, [${formats.map(quoteText).join(", ")}])`;
}

/** A format for texts whose months are abbreviated in English, without a point. */
function loose(format: string): string {
  return format.replaceAll(/%[bB]\.?/g, "%b");
}

/** Patterns of letters by their range, without case: a database compiles those of Unicode a hundred times slower. */
const letters = "[A-Za-zÀ-ÿ]";

/** The text with its month abbreviated in English: the first word of three letters or more. */
function inEnglish(text: string): string {
  const word = `regexp_extract(${text}, '${letters}{3,}[.]?')`;
  const names = monthNames.flatMap(([, all]) => all.map(quoteText));
  const abbreviations = monthNames.flatMap(([abbreviation, all]) => all.map(() => quoteText(abbreviation)));
  const at = `list_position([${names.join(", ")}], rtrim(lower(${word}), '.'))`;
  return `replace(${text}, ${word}, coalesce(list_extract([${abbreviations.join(", ")}], ${at}), ${word}))`;
}
