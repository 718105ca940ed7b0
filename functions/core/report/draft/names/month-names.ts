import { quoteText } from "../quote.ts";

const languages = [
  "january february march april may june july august september october november december",
  "januar februar märz april mai juni juli august september oktober november dezember",
].map((names) => names.split(" "));

/** The same in French, Spanish, Italian, Portuguese and Dutch, with and without their accents. */
const others = [
  "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
  "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
  "janv févr mars avr mai juin juil août sept oct nov déc",
  "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
  "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
  "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
  "januari februari maart april mei juni juli augustus september oktober november december",
].map((names) => names.split(" "));

/** `mrz` is how German abbreviates März where it has no room for more. */
const german = new Map<string, number>([
  ...languages.flatMap((names) => names.map((name, at) => [name.slice(0, 3), at + 1] as const)),
  ["mrz", 3],
]);

/** Letters that tell a month: three, or four where `juin` and `juillet` begin alike. */
const beginningOf = (name: string): string => name.slice(0, name.startsWith("jui") ? 4 : 3);

/** Beginning → number from 1. */
const beginnings = new Map<string, number>([
  ...german,
  ...others.flatMap((names) => names.map((name, at) => [beginningOf(name), at + 1] as const)),
]);

const whole: ReadonlySet<string> = new Set([...languages, ...others].flat());

/** Names of months that do not begin as English or German ones do, for patterns. */
export const otherMonths: readonly string[] = [...new Set(others.flat())];

/**
 * The number of a month, from 1, that is named in English or German, whole or by its first letters, or whole in French,
 * Spanish, Italian, Portuguese or Dutch.
 */
export function monthNumberOf(name: string): number | undefined {
  const lower = name.toLowerCase().replace(/\.$/, "");
  if (whole.has(lower)) return beginnings.get(beginningOf(lower));
  return lower.length === 3 || lower === "sept" ? german.get(lower.slice(0, 3)) : undefined;
}

/** The number of a month that is named in one of the languages of tables. */
export function monthOf(name: string): number | undefined {
  const chinese = /^(1[0-2]|[1-9])月$/.exec(name.trim());
  return chinese === null ? monthNumberOf(name.trim()) : Number(chinese[1]);
}

/** SQL of the number of the month whose name a text begins with. */
export function monthOfSql(column: string): string {
  const branches = [...beginnings].map(([beginning, month]) => `WHEN ${quoteText(beginning)} THEN ${month}`);
  return `CASE lower(left(${column}, CASE WHEN lower(left(${column}, 3)) = 'jui' THEN 4 ELSE 3 END)) ${branches.join(" ")} END`;
}
