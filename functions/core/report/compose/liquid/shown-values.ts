import type { Token } from "liquidjs";
import type { ShownValue } from "../../document/trace.ts";
import type { Value } from "../../query/table.ts";
import type { Formats } from "../formats/formats.ts";

/** Longest text that is noted, in characters: it is to be recognised, not read. */
const longest = 120;

/** The values that a text prints, by where they are written. */
export class ShownValues {
  readonly #formats: Formats;
  readonly #shown = new Map<Token, { readonly text: string; varies: boolean }>();
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

  /** What is noted, file by file in the order of the text. */
  all(): ShownValue[] {
    const byInput = new Map<string, Token[]>();
    for (const token of this.#shown.keys()) {
      const key = `${token.file}\n${token.input}`;
      byInput.set(key, [...(byInput.get(key) ?? []), token]);
    }
    return [...byInput.values()].flatMap((tokens) => {
      let [line, start] = [1, 0];
      return tokens
        .toSorted((a, b) => a.begin - b.begin)
        .map((token): ShownValue => {
          for (let end = token.input.indexOf("\n", start); end >= 0 && end < token.begin;) {
            [line, start] = [line + 1, end + 1];
            end = token.input.indexOf("\n", start);
          }
          const { text, varies } = this.#shown.get(token)!;
          return { file: token.file!, line, column: token.begin - start + 1, text, ...(varies && { varies }) };
        });
    });
  }
}

/** A text on one line that is not too long. */
function shortened(text: string): string {
  const words = text.replace(/\s+/g, " ").trim();
  return words.length > longest ? `${[...words].slice(0, longest - 1).join("")}…` : words;
}
