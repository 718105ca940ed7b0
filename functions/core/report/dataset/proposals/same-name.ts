/** Fewest letters of a name: case tells `mW` from `MW`, and a space `5 m` from `5m`. */
const fewestLetters = 3;

/** What stands between the words of a name, and is often left out: not between digits, and no minus. */
const between = /(?<=\p{L})(?:[\s_.'’·]|[-–](?!\d)|(?<=\S)[-–](?=\d))+(?=[\p{L}\d])|(?<=\d)[\s_-]+(?=\p{L})/gu;

/** German letters in the spelling of keyboards without them; the words for streets have one, too. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/ä/g, "ae"],
  [/ö/g, "oe"],
  [/ü/g, "ue"],
  [/ß/g, "ss"],
  [/(?<=\p{L})str(?:\.|$)(?=\s|$)/gu, "strasse"],
];

/** Words and what people write for them in short, in columns that have both. */
const shortForms: ReadonlyMap<string, readonly string[]> = new Map([
  ["snr", ["senior"]],
  ["sr", ["senior"]],
  ["jnr", ["junior"]],
  ["jr", ["junior"]],
  ["dept", ["department"]],
  ["mgr", ["manager"]],
  ["mgmt", ["management"]],
  ["asst", ["assistant"]],
  ["govt", ["government"]],
  ["y", ["yes"]],
  ["n", ["no", "nein"]],
  ["j", ["ja"]],
  ["m", ["male", "maennlich"]],
  ["f", ["female"]],
  ["w", ["weiblich"]],
]);
/** Words of two letters that are no codes. */
const shortWords: ReadonlySet<string> = new Set(["no", "ja"]);
/** Answers, of which those of one letter are such in columns of both. */
const answers: readonly (readonly string[])[] = [
  ["y", "yes", "j", "ja"],
  ["n", "no", "nein"],
];

/** A text in the letters, and with the gaps, that all ways to write it have. */
function bare(text: string): string {
  let read = text.normalize("NFKC").toLowerCase().replaceAll(/\s+/gu, " ").trim();
  for (const [pattern, written] of spellings) read = read.replaceAll(pattern, written);
  return read.replaceAll(between, "").replace(/(?<=\p{L})\.$/u, "");
}

/** Names of which others may be the beginning, and most characters that these leave off. */
const [fewestWhole, mostEnding] = [4, 12];

/**
 * What all but some names of a column end in, which those have left off: `店` of 火车站店 beside 火车站. All that are not
 * such a beginning must have it.
 */
function beginnings(names: readonly string[]): ReadonlyMap<string, string> {
  const all = new Set(names);
  const endings = new Set(
    names.flatMap((name) =>
      names.flatMap((other) =>
        other.length > name.length && other.length - name.length <= mostEnding && other.startsWith(name)
          ? [other.slice(name.length)]
          : [],
      ),
    ),
  );
  for (const ending of endings) {
    if (!isEnding(ending)) continue;
    const short = names.filter((name) => all.has(name + ending));
    const others = names.filter((name) => !short.includes(name));
    if (others.length >= fewestWhole && others.every((name) => name.endsWith(ending)))
      return new Map(short.map((name) => [name, name + ending]));
  }
  return new Map();
}

/** Whether an ending is a word of its own: what kind of thing all names are of. */
const isEnding = (ending: string): boolean => /^\p{Script=Han}{1,3}$/u.test(ending) || /^\p{L}{4,}$/u.test(ending);

/**
 * What each text of a column is to be compared by, so that ways to write the same name have the same: without case,
 * gaps, hyphens, points and apostrophes, in full letters for `ä` and `ß`, and whole words for short ones that the
 * column has, too. A text that is no name stands for itself.
 *
 * @param texts different texts of one column, trimmed
 */
export function nameKeys(texts: readonly string[]): ReadonlyMap<string, string> {
  const plain = new Map(texts.map((text) => [text, bare(text)]));
  const known = new Set(plain.values());
  const isAnswered = answers.every((side) => side.some((answer) => known.has(answer)));
  const whole = new Map([...known].map((name) => [name, wholeOf(name, known)]));
  const begun = beginnings([...new Set(whole.values())].filter((name) => lettersOf(name) >= 2));
  return new Map(
    [...plain].map(([text, name]) => {
      const full = whole.get(name)!;
      const key = begun.get(full) ?? full;
      const isAnswer = shortWords.has(name) || (isAnswered && answers.flat().includes(name));
      const isSure = lettersOf(key) >= fewestLetters || key !== name || isAnswer;
      return [text, isSure ? key : text];
    }),
  );
}

const lettersOf = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0;

/** The word that a name is short for, if the column has it. */
const wholeOf = (name: string, known: ReadonlySet<string>): string =>
  (shortForms.get(name) ?? []).find((word) => known.has(word)) ?? name;
