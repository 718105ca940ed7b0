/** Names of what came before the records of a table: the cancellations of a guest before this stay. */
const past =
  /\b(previous(ly)?|prior|earlier|former(ly)?|past|bisherige?[nrs]?|frühere?[nrs]?|früher|vorherige?[nrs]?|vorangegangene?[nrs]?)\b|以往|以前|此前|之前|过往|过去|既往/iu;

/** Whether a name is of a record's past, which is no part of what the table counts and no whole of it. */
export const isPastName = (name: string): boolean => past.test(name);

/** Words that turn what stands beside them into its opposite, or say that it did not count. */
const negation =
  /(?<!\p{L})(not|non|never|without|invalid|void|spoil[et]\p{L}*|lost|missed|nicht|kein\p{L}*|ohne|ungültig\p{L}*|verloren\p{L}*|verpasst\p{L}*)(?!\p{L})|未|不|无|非|废/iu;

/**
 * Whether a name is what a pattern means, and not its opposite: “Not passed” is no number of passes. What the pattern
 * itself has of such words (“no-shows”, “不良”) belongs to it.
 */
export function isNamed(pattern: RegExp, name: string): boolean {
  const found = pattern.exec(name);
  if (found === null) return false;
  const beside = `${name.slice(0, found.index)} ${name.slice(found.index + found[0].length)}`;
  return !negation.test(beside);
}
