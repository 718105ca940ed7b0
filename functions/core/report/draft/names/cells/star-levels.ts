/** Stars: `★★★★☆`, `⭐⭐⭐`, `***`; a half one counts as one. */
const stars = /^[★⭐✭✮*]*[½⯨]?[☆✩]*$/u;
const filled = /[★⭐✭✮*½⯨]/gu;
/** Marks of how many there may be: `4/5`, `4 of 5`, `3,5 von 5`. */
const marks = /^(\d+(?:[.,]\d+)?) ?(?:\/|of|out of|von) ?(\d+)$/i;
/** Numbers of stars in words: `4 stars`, `3 Sterne`, `5星`. */
const counted = /^(\d+(?:[.,]\d+)?)[ -]?(?:\*|★|stars?|sterne?|星级?)$/i;

/** What a text says on a scale of stars or marks; `of` is how many there may be, where it says so. */
function levelOf(text: string): { readonly level: number; readonly of: string } | undefined {
  // Emoji have a sign behind them that says that they are drawn.
  const plain = text.replace(/\uFE0F/g, "").trim();
  if (plain !== "" && stars.test(plain) && /[★⭐✭✮*☆✩]/u.test(plain))
    return { level: plain.match(filled)?.length ?? 0, of: "stars" };
  const mark = marks.exec(plain);
  if (mark !== null && Number(mark[2]) <= 10 && Number(mark[1]!.replace(",", ".")) <= Number(mark[2]))
    return { level: Number(mark[1]!.replace(",", ".")), of: mark[2]! };
  const words = counted.exec(plain);
  return words === null ? undefined : { level: Number(words[1]!.replace(",", ".")), of: "stars" };
}

/** The order of texts that are stars or marks of one scale, from the lowest; undefined of others. */
export function starOrder(texts: readonly string[]): readonly (readonly string[])[] | undefined {
  const read = texts.map((text) => ({ text: text.trim().toLowerCase(), found: levelOf(text) }));
  if (read.length < 3 || read.some(({ found }) => found === undefined || found.of !== read[0]!.found!.of))
    return undefined;
  const levels = [...new Set(read.map(({ found }) => found!.level))].toSorted((a, b) => a - b);
  if (levels.length < read.length) return undefined;
  return levels.map((level) => read.filter(({ found }) => found!.level === level).map(({ text }) => text));
}
