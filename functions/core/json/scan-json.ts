/** The steps from the root to the value being read: names of members, indexes of elements. Live: copy it to keep it. */
export type JsonPath = readonly (string | number)[];

/** The events of reading a JSON text. Returning a fault ends the reading. */
export interface JsonListener<Fault> {
  /** The name of a member. @param written with its quotes @param path ends with it */
  key?(written: string, offset: number, path: JsonPath): Fault | undefined;
  /** A value begins. @param path leads to it */
  value?(offset: number, path: JsonPath): void;
  /** The value that began last, and has not ended yet, ends before this offset. */
  end?(offset: number): void;
  /** @param written with its quotes */
  string?(written: string, offset: number, path: JsonPath): Fault | undefined;
  number?(written: string, offset: number, path: JsonPath): Fault | undefined;
}

/** Where a text stops being JSON. */
export interface MalformedJson {
  /** In UTF-16 code units. */
  readonly offset: number;
  /** What is allowed there. */
  readonly expected: string;
}

const space = /[ \t\n\r]*/y;
const literal = /true|false|null/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// oxlint-disable-next-line no-control-regex -- RFC 8259 forbids raw control characters in strings
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;

/**
 * Reads a JSON text (RFC 8259) and reports the place of everything to the listener, which `JSON.parse` does not. Keeps
 * its own stack, so that depth cannot overflow it.
 *
 * @returns the listener's fault, or where the text is malformed; undefined if it was read to its end
 */
export function scanJson<Fault = never>(text: string, listener: JsonListener<Fault>): Stop<Fault> | undefined {
  return new JsonScanner(text, listener).scan();
}

/** Why a scan ends before the text. */
type Stop<Fault> = { readonly fault: Fault } | { readonly malformed: MalformedJson };

class JsonScanner<Fault> {
  readonly #text: string;
  readonly #listener: JsonListener<Fault>;
  readonly #path: (string | number)[] = [];
  /** What closes the objects and lists that are open, outermost first. */
  readonly #closes: ("}" | "]")[] = [];
  #offset = 0;

  constructor(text: string, listener: JsonListener<Fault>) {
    this.#text = text;
    this.#listener = listener;
  }

  scan(): Stop<Fault> | undefined {
    for (;;) {
      const opened = this.#readValue();
      if (opened === "open") continue;
      if (opened === undefined) this.#listener.end?.(this.#offset);
      const ended = opened ?? this.#readEnd();
      if (ended !== "next") return ended === "end" ? undefined : ended;
    }
  }

  #read(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#offset;
    const match = pattern.exec(this.#text)?.[0];
    this.#offset += match?.length ?? 0;
    return match;
  }

  #take(character: string): boolean {
    this.#read(space);
    if (this.#text[this.#offset] !== character) return false;
    this.#offset += 1;
    return true;
  }

  #malformed(expected: string): Stop<Fault> {
    return { malformed: { offset: this.#offset, expected } };
  }

  /** Reads a key and the colon after it. */
  #readKey(expected: string): Stop<Fault> | undefined {
    this.#read(space);
    const start = this.#offset;
    const written = this.#read(string);
    if (written === undefined) return this.#malformed(expected);
    this.#path[this.#path.length - 1] = JSON.parse(written) as string;
    const stop = faulty(this.#listener.key?.(written, start, this.#path));
    return stop ?? (this.#take(":") ? undefined : this.#malformed(":"));
  }

  /** @returns `open` if it begins an object or a list with members, whose first value follows */
  #readValue(): Stop<Fault> | "open" | undefined {
    this.#read(space);
    const start = this.#offset;
    this.#listener.value?.(start, this.#path);
    if (this.#take("{")) {
      if (this.#take("}")) return undefined;
      this.#closes.push("}");
      this.#path.push("");
      return this.#readKey("a property name in double quotes or }") ?? "open";
    }
    if (this.#take("[")) {
      if (this.#take("]")) return undefined;
      this.#closes.push("]");
      this.#path.push(0);
      return "open";
    }
    return this.#readScalar(start);
  }

  #readScalar(start: number): Stop<Fault> | undefined {
    const written = this.#read(string);
    if (written !== undefined) return faulty(this.#listener.string?.(written, start, this.#path));
    if (this.#read(literal) !== undefined) return undefined;
    const digits = this.#read(number);
    return digits === undefined
      ? this.#malformed("a value")
      : faulty(this.#listener.number?.(digits, start, this.#path));
  }

  /** Reads what follows a value: the ends of objects and lists, and a comma before the next value. */
  #readEnd(): Stop<Fault> | "next" | "end" {
    for (;;) {
      const close = this.#closes.at(-1);
      if (close === undefined) {
        this.#read(space);
        return this.#offset === this.#text.length ? "end" : this.#malformed("the end of the text");
      }
      if (!this.#take(close)) {
        if (!this.#take(",")) return this.#malformed(`, or ${close}`);
        if (close === "}") return this.#readKey("a property name in double quotes") ?? "next";
        this.#path[this.#path.length - 1] = (this.#path.at(-1) as number) + 1;
        return "next";
      }
      this.#closes.pop();
      this.#path.pop();
      this.#listener.end?.(this.#offset);
    }
  }
}

function faulty<Fault>(fault: Fault | undefined): { readonly fault: Fault } | undefined {
  return fault === undefined ? undefined : { fault };
}
