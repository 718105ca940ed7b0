/**
 * The word for "year" as a separate word in a column's name: `year`, `fiscal_year`, `birthYear`, `Jahr`,
 * `Geschäftsjahr`, `année`, `año`, `年份`.
 */
const yearWords =
  /(?:^|[^\p{L}])(?:years?|yr|fy|jahr(?:gang)?|\p{L}*jahr|ann[ée]e|an|a[nñ]o|ejercicio|exercice)(?:$|[^\p{L}])|年/iu;
const yearAlone = /^\W*(?:year|yr|jahr|ann[ée]e|a[nñ]o|年|年份|年度)\W*$/iu;

/**
 * Whether a column of whole numbers holds years, which are printed without separators: its name is the word for "year"
 * in a report language, or contains that word and all values are between 1500 and 2200 (`sales_per_year` may be
 * 12,000).
 */
export function isYearColumn(name: string, values: readonly number[]): boolean {
  const words = name.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").replaceAll("_", " ");
  return yearAlone.test(words) || (yearWords.test(words) && values.every((value) => value >= 1500 && value <= 2200));
}
