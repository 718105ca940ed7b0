/** What a draft has named too shortly for a sentence, in English. */
const english: Readonly<Record<string, string>> = {
  absent: "members without a value",
  absents: "number of members without a value",
  begin_change: "change since the first period",
  ends: "number of first and last periods left out",
  first_ties: "number that share the first place",
  incomplete: "number of rows or days without a value",
  last_ties: "number that share the last place",
  mean_before: "mean of the rows before",
  mean_now: "mean of the rows",
  missing_before: "number of rows before without a value",
  now: "this period",
  rest_share: "share of the rows without a name",
  rest_value: "value of the rows without a name",
  unnamed: "number of rows without a name",
  voids: "number left out",
};

/** What a draft has named, as a sentence in English says it. */
export function englishName(name: string): string {
  return Object.hasOwn(english, name) ? english[name]! : name;
}
