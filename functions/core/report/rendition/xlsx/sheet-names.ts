/** The most characters of a sheet's name. */
const longest = 31;

/**
 * Gives each sheet a name of its own, as spreadsheets allow it: at most 31 characters, none of `[]:*?/\`, no apostrophe
 * at its ends, unlike all others even in lower case.
 */
export class SheetNames {
  readonly #taken = new Set<string>(["history"]);

  take(wanted: string): string {
    const plain = cut(
      wanted
        .replaceAll(/[[\]:*?/\\]|\p{Cc}/gu, " ")
        .replaceAll(/\s+/g, " ")
        .trim(),
      longest,
    ).replaceAll(/^'+|'+$/g, "");
    const base = plain === "" ? "–" : plain;
    let name = base;
    for (let count = 2; this.#taken.has(name.toLowerCase()); count++) {
      const tail = ` (${count})`;
      name = cut(base, longest - tail.length) + tail;
    }
    this.#taken.add(name.toLowerCase());
    return name;
  }
}

/** The first characters of a text, counted as spreadsheets do (UTF-16), without half a character. */
function cut(text: string, length: number): string {
  return text
    .slice(0, length)
    .toWellFormed()
    .replace(/\ufffd$/u, "")
    .trim();
}
