import { BroadsheetError } from "../../../errors.ts";

export type JsonKind = "null" | "string" | "number" | "boolean" | "nested";

/** Deepest nesting: anything deeper is not a table, and the reader must not run out of stack. */
const maximumDepth = 100;

/**
 * Reads JSON (RFC 8259) and tracks its position, so that it reports faults with line and column. It validates and
 * classifies values; the database reads them.
 */
export class JsonReader {
  readonly text: string;
  /** Offset of the next character. */
  at: number;
  readonly #end: number;
  readonly #firstLine: number;
  readonly #firstColumn: number;

  /**
   * @param end offset before which reading stops
   * @param firstLine the line with which the text begins
   * @param firstColumn the column of that line
   */
  constructor(text: string, start = 0, end: number = text.length, firstLine = 1, firstColumn = 1) {
    this.text = text;
    this.at = start;
    this.#end = end;
    this.#firstLine = firstLine;
    this.#firstColumn = firstColumn;
  }

  get ended(): boolean {
    return this.at >= this.#end;
  }

  /** The next character that is not white space; empty at the end. */
  peek(): string {
    while (!this.ended && " \t\n\r".includes(this.text[this.at]!)) this.at++;
    return this.ended ? "" : this.text[this.at]!;
  }

  /** Reads `character`, which must be next. */
  expect(character: string, what: string): void {
    if (this.peek() !== character) throw this.malformed(`${what} expected`);
    this.at++;
  }

  /** Reads one value of any kind. */
  skipValue(depth = 0): JsonKind {
    const next = this.peek();
    if (next === '"') {
      this.skipString();
      return "string";
    }
    if (next === "{" || next === "[") {
      if (depth >= maximumDepth) throw this.#tooDeep();
      this.at++;
      const close = next === "{" ? "}" : "]";
      if (this.peek() === close) {
        this.at++;
        return "nested";
      }
      for (;;) {
        if (next === "{") {
          if (this.peek() !== '"') throw this.malformed("a key in double quotes expected");
          this.skipString();
          this.expect(":", '":" after the key');
        }
        this.skipValue(depth + 1);
        if (this.peek() !== ",") break;
        this.at++;
      }
      this.expect(close, `"," or "${close}"`);
      return "nested";
    }
    const word = this.#match(/true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    if (word === undefined || /[\w.]/.test(this.ended ? "" : this.text[this.at]!))
      throw this.malformed("a value expected");
    return word === "null" ? "null" : word === "true" || word === "false" ? "boolean" : "number";
  }

  /** Reads a string and returns it as written, quotes included. */
  skipString(): string {
    const start = this.at;
    // oxlint-disable-next-line no-control-regex -- RFC 8259, section 7: control characters must be escaped
    const literal = this.#match(/"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y);
    if (literal !== undefined) return literal;
    // Find the exact fault, for the message.
    for (this.at = start + 1; !this.ended; this.at++) {
      const character = this.text[this.at]!;
      if (character < " ")
        throw this.malformed("a line break or control character inside a string, or a quote that is not closed");
      if (character === "\\") {
        if (!/\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y.test(this.text.slice(this.at, this.at + 6)))
          throw this.malformed("an unknown escape in a string");
        this.at++;
      }
    }
    this.at = start;
    throw this.malformed("the string is never closed");
  }

  #tooDeep(): BroadsheetError {
    const { line, column } = this.position(this.at);
    const message = `Line ${line}, column ${column}: lists and objects are nested more than ${maximumDepth} levels deep`;
    return new BroadsheetError("limit-exceeded", {
      code: "too-deep",
      message,
      where: { line, column },
      seen: `more than ${maximumDepth} levels`,
      allowed: `${maximumDepth} levels`,
    });
  }

  /** The error for the text at the present offset. */
  malformed(what: string): BroadsheetError {
    const { line, column } = this.position(this.at);
    const seen =
      this.at >= this.#end ? "the end of the text" : this.text.slice(this.at, Math.min(this.#end, this.at + 20));
    return new BroadsheetError("invalid-dataset", {
      code: "malformed-json",
      message: `Malformed JSON on line ${line}, column ${column}: ${what}`,
      where: { line, column },
      seen,
    });
  }

  /** 1-based line and column of an offset. */
  position(offset: number): { readonly line: number; readonly column: number } {
    const before = this.text.slice(0, offset);
    const lines = before.split("\n");
    const from = lines.length === 1 ? this.#firstColumn : 1;
    return { line: this.#firstLine + lines.length - 1, column: lines.at(-1)!.length + from };
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text)?.[0];
    if (match === undefined || this.at + match.length > this.#end) return undefined;
    this.at += match.length;
    return match;
  }
}
