import { hasPlaceholder } from "../liquid/placeholders.ts";

export interface AttributeFault {
  /** Offset in the text. */
  readonly offset: number;
  readonly message: string;
}

export interface ReadAttributes {
  readonly attributes: Record<string, string>;
  readonly faults: readonly AttributeFault[];
  /** Offset after the closing brace, or where reading stopped. */
  readonly end: number;
}

const space = /[ \t\n]/;

/**
 * Reads `{#id name="value" other='value' third=value}`. Values are verbatim texts, with lines joined by spaces; a value
 * that holds one kind of quotation mark is enclosed in the other.
 *
 * @param open offset of the opening brace
 */
export function readAttributes(text: string, open: number): ReadAttributes {
  return new AttributeReader(text, open).read();
}

/** What makes the rest of the attributes unreadable, and where. */
type Stop = AttributeFault;

/** Reads attributes one by one. A method that meets what it cannot read returns the fault. */
class AttributeReader {
  readonly #text: string;
  readonly #open: number;
  readonly #attributes: Record<string, string> = {};
  readonly #faults: AttributeFault[] = [];
  #position: number;

  constructor(text: string, open: number) {
    this.#text = text;
    this.#open = open;
    this.#position = open + 1;
  }

  read(): ReadAttributes {
    for (;;) {
      if (!this.#skipSpace()) return this.#stopAt(this.#unclosed());
      const character = this.#text[this.#position];
      if (character === "}") return { ...this.#found(), end: this.#position + 1 };
      const stop =
        character === undefined
          ? this.#unclosed()
          : character === "#"
            ? this.#readId()
            : this.#readAttribute(character);
      if (stop !== undefined) return this.#stopAt(stop);
    }
  }

  #found(): Pick<ReadAttributes, "attributes" | "faults"> {
    return { attributes: this.#attributes, faults: this.#faults };
  }

  /** Gives up at the end of the line. */
  #stopAt(stop: Stop): ReadAttributes {
    this.#faults.push(stop);
    const blank = this.#text.indexOf("\n", stop.offset);
    return { ...this.#found(), end: blank < 0 ? this.#text.length : blank };
  }

  #unclosed(): Stop {
    return { message: "the attributes are not closed by }", offset: this.#open };
  }

  /** Moves to what follows spaces and line ends; false at an empty line. */
  #skipSpace(): boolean {
    while (space.test(this.#text[this.#position] ?? "")) {
      if (/^\n[ \t]*\n/.test(this.#ahead(80))) return false;
      this.#position += 1;
    }
    return true;
  }

  #ahead(length: number): string {
    return this.#text.slice(this.#position, this.#position + length);
  }

  #set(name: string, value: string, offset: number): void {
    if (Object.hasOwn(this.#attributes, name))
      this.#faults.push({ offset, message: `the attribute "${name}" is given twice` });
    Object.defineProperty(this.#attributes, name, {
      value: value.replace(/[ \t]*\n[ \t]*/g, " "),
      enumerable: true,
      configurable: true,
    });
  }

  #readId(): Stop | undefined {
    const offset = this.#position;
    const id = /^#([^\s{}"'=]+)/.exec(this.#ahead(200))?.[1];
    if (id === undefined) return { message: "# must be followed by an id", offset };
    this.#set("id", id, offset);
    this.#position += id.length + 1;
    return undefined;
  }

  #readAttribute(character: string): Stop | undefined {
    const offset = this.#position;
    const name = /^[a-zA-Z][\w-]*/.exec(this.#ahead(200))?.[0];
    if (name === undefined) {
      const message = hasPlaceholder(character)
        ? 'a value is where an attribute\'s name must be: write name="{{ ... }}"'
        : `an attribute cannot begin with ${JSON.stringify(character)}`;
      return { message, offset };
    }
    this.#position += name.length;
    if (this.#text[this.#position] !== "=") {
      this.#set(name, "", offset);
      return undefined;
    }
    this.#position += 1;
    const quote = this.#text[this.#position];
    return quote === '"' || quote === "'" ? this.#readQuoted(name, quote, offset) : this.#readBare(name, offset);
  }

  #readQuoted(name: string, quote: '"' | "'", offset: number): Stop | undefined {
    const close = this.#text.indexOf(quote, this.#position + 1);
    const value = close < 0 ? undefined : this.#text.slice(this.#position + 1, close);
    if (value === undefined || /\n[ \t]*\n/.test(value))
      return { message: `the value of "${name}" is not closed by ${quote}`, offset };
    this.#set(name, value, offset);
    this.#position = close + 1;
    if (/[\s}]/.test(this.#text[this.#position] ?? "}")) return undefined;
    return {
      message: `after the value of "${name}" there must be a space: if there is a quotation mark ${quote} inside it, put the value between ${quote === '"' ? "' and '" : '" and "'}`,
      offset: this.#position,
    };
  }

  #readBare(name: string, offset: number): Stop | undefined {
    const first = this.#text[this.#position] ?? "";
    if (/[\u201c-\u201f\u2018-\u201b\u00ab\u00bb]/.test(first)) {
      return {
        message: `the value of "${name}" is in typographic quotation marks (${first}): write straight ones, " or '`,
        offset,
      };
    }
    const value = /^[^\s{}"'=]*/.exec(this.#ahead(1000))?.[0] ?? "";
    if (value === "") return { message: `the attribute "${name}" has no value`, offset };
    this.#set(name, value, offset);
    this.#position += value.length;
    return undefined;
  }
}
