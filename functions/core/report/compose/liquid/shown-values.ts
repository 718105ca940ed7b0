import type { Token } from "liquidjs";
import type { ShownChoice, ShownValue } from "../../document/trace.ts";
import type { Value } from "../../query/table.ts";
import type { Formats } from "../formats/formats.ts";

/** Longest text that is noted, in characters: it is to be recognised, not read. */
const longest = 120;

/** The values that a text prints and the branches that it takes, by where they are written. */
export class ShownValues {
  readonly #formats: Formats;
  readonly #shown = new Map<Token, { readonly text: string; varies: boolean }>();
  readonly #chosen = new Map<Token, Set<number>>();
  #token: Token | undefined;

  constructor(formats: Formats) {
    this.#formats = formats;
  }

  /** An expression that is printed begins. @param token where it is written */
  begin(token: Token): void {
    this.#token = token;
  }

  /** It prints a value. */
  print(value: Value): void {
    const token = this.#token;
    this.#token = undefined;
    if (token?.file === undefined) return;
    const known = this.#shown.get(token);
    if (known?.varies === true) return;
    const text = shortened(this.#formats.plain(value));
    if (known === undefined) this.#shown.set(token, { text, varies: false });
    else known.varies = known.text !== text;
  }

  /** A branch of a condition is taken. @param token of the condition @param branch its number, from 0 */
  choose(token: Token, branch: number): void {
    if (token.file === undefined) return;
    this.#chosen.set(token, (this.#chosen.get(token) ?? new Set()).add(branch));
  }

  /** The noted values, file by file in the order of the text. */
  all(): ShownValue[] {
    return placed(this.#shown).map(({ noted: { text, varies }, ...place }) => ({
      ...place,
      text,
      ...(varies && { varies }),
    }));
  }

  /** The noted branches, file by file in the order of the text. */
  choices(): ShownChoice[] {
    return placed(this.#chosen).map(({ noted, ...place }) => ({ ...place, branches: [...noted].toSorted(byNumber) }));
  }
}

const byNumber = (one: number, two: number): number => one - two;

/** What is noted of tokens, with their places. */
function placed<Noted>(
  notes: ReadonlyMap<Token, Noted>,
): { readonly file: string; readonly line: number; readonly column: number; readonly noted: Noted }[] {
  const byInput = new Map<string, [Token, Noted][]>();
  for (const entry of notes) {
    const key = `${entry[0].file}\n${entry[0].input}`;
    byInput.set(key, [...(byInput.get(key) ?? []), entry]);
  }
  return [...byInput.values()].flatMap((entries) => {
    let [line, start] = [1, 0];
    return entries
      .toSorted(([one], [two]) => one.begin - two.begin)
      .map(([token, noted]) => {
        for (let end = token.input.indexOf("\n", start); end >= 0 && end < token.begin;) {
          [line, start] = [line + 1, end + 1];
          end = token.input.indexOf("\n", start);
        }
        return { file: token.file!, line, column: token.begin - start + 1, noted };
      });
  });
}

/** A text on one line that is not too long. */
function shortened(text: string): string {
  const words = text.replace(/\s+/g, " ").trim();
  return words.length > longest ? `${[...words].slice(0, longest - 1).join("")}…` : words;
}
