import { quoteText } from "../quote.ts";

const languages = [
  "january february march april may june july august september october november december",
  "januar februar märz april mai juni juli august september oktober november dezember",
].map((names) => names.split(" "));

/** Beginning of three letters → number from 1. `mrz` is how German abbreviates März where it has no room for more. */
const beginnings = new Map<string, number>([
  ...languages.flatMap((names) => names.map((name, at) => [name.slice(0, 3), at + 1] as const)),
  ["mrz", 3],
]);

const whole: ReadonlySet<string> = new Set(languages.flat());

/** The number of a month, from 1, that is named in English or German, whole or by its first letters. */
export function monthNumberOf(name: string): number | undefined {
  const lower = name.toLowerCase().replace(/\.$/, "");
  if (!whole.has(lower) && lower.length !== 3 && lower !== "sept") return undefined;
  return beginnings.get(lower.slice(0, 3));
}

/** The number of a month that is named in English, German or Chinese. */
export function monthOf(name: string): number | undefined {
  const chinese = /^(1[0-2]|[1-9])月$/.exec(name.trim());
  return chinese === null ? monthNumberOf(name.trim()) : Number(chinese[1]);
}

/** SQL of the number of the month whose name a text begins with. */
export function monthOfSql(column: string): string {
  const branches = [...beginnings].map(([beginning, month]) => `WHEN ${quoteText(beginning)} THEN ${month}`);
  return `CASE lower(left(${column}, 3)) ${branches.join(" ")} END`;
}
