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
  const attributes: Record<string, string> = {};
  const faults: AttributeFault[] = [];
  let position = open + 1;
  const set = (name: string, value: string, offset: number): void => {
    if (Object.hasOwn(attributes, name)) faults.push({ offset, message: `the attribute "${name}" is given twice` });
    Object.defineProperty(attributes, name, {
      value: value.replace(/[ \t]*\n[ \t]*/g, " "),
      enumerable: true,
      configurable: true,
    });
  };
  const giveUp = (message: string, offset: number): ReadAttributes => {
    const blank = text.indexOf("\n", offset);
    return { attributes, faults: [...faults, { offset, message }], end: blank < 0 ? text.length : blank };
  };
  for (;;) {
    while (space.test(text[position] ?? "")) {
      if (/^\n[ \t]*\n/.test(text.slice(position, position + 80)))
        return giveUp("the attributes are not closed by }", open);
      position += 1;
    }
    const character = text[position];
    if (character === undefined) return giveUp("the attributes are not closed by }", open);
    if (character === "}") return { attributes, faults, end: position + 1 };
    const start = position;
    if (character === "#") {
      const id = /^#([^\s{}"'=]+)/.exec(text.slice(position, position + 200))?.[1];
      if (id === undefined) return giveUp("# must be followed by an id", start);
      set("id", id, start);
      position += id.length + 1;
      continue;
    }
    const name = /^[a-zA-Z][\w-]*/.exec(text.slice(position, position + 200))?.[0];
    if (name === undefined)
      return giveUp(
        hasPlaceholder(character)
          ? 'a value is where an attribute\'s name must be: write name="{{ ... }}"'
          : `an attribute cannot begin with ${JSON.stringify(character)}`,
        start,
      );
    position += name.length;
    if (text[position] !== "=") {
      set(name, "", start);
      continue;
    }
    position += 1;
    const quote = text[position];
    if (quote === '"' || quote === "'") {
      const close = text.indexOf(quote, position + 1);
      const value = close < 0 ? undefined : text.slice(position + 1, close);
      if (value === undefined || /\n[ \t]*\n/.test(value))
        return giveUp(`the value of "${name}" is not closed by ${quote}`, start);
      set(name, value, start);
      position = close + 1;
      if (!/[\s}]/.test(text[position] ?? "}")) {
        return giveUp(
          `after the value of "${name}" there must be a space: if there is a quotation mark ${quote} inside it, put the value between ${quote === '"' ? "' and '" : '" and "'}`,
          position,
        );
      }
      continue;
    }
    if (/[\u201c-\u201f\u2018-\u201b\u00ab\u00bb]/.test(quote ?? "")) {
      return giveUp(
        `the value of "${name}" is in typographic quotation marks (${quote}): write straight ones, " or '`,
        start,
      );
    }
    const value = /^[^\s{}"'=]*/.exec(text.slice(position, position + 1000))?.[0] ?? "";
    if (value === "") return giveUp(`the attribute "${name}" has no value`, start);
    set(name, value, start);
    position += value.length;
  }
}
