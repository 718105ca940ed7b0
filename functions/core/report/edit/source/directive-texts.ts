import type { SourceBlock, SourceTree } from "./source-tree.ts";

/** An attribute as it is written. */
export interface WrittenAttribute {
  readonly name: string;
  /** Offsets of the whole, in the text as written. */
  readonly from: number;
  readonly to: number;
  /** Offsets of its value, without quotation marks. */
  readonly valueFrom: number;
  readonly valueTo: number;
  /** The quotation mark; empty if there is none. */
  readonly quote: string;
}

/** The attributes of a directive, where they are written. */
export interface WrittenAttributes {
  readonly attributes: readonly WrittenAttribute[];
  /** Where another one could be written. */
  readonly end: number;
  /** Whether there are braces around them. */
  readonly braces: boolean;
}

/**
 * Finds the attributes of a directive that reads without faults.
 *
 * @returns undefined if they cannot be read
 */
export function writtenAttributes(tree: SourceTree, { from, to }: SourceBlock): WrittenAttributes | undefined {
  const text = maskedFrom(tree, from, to);
  const head = /^:{2,}[a-z][a-z\d_-]*(?:\[[^\]\n]*\])?/i.exec(text)?.[0].length;
  if (head === undefined) return undefined;
  if (text[head] !== "{") return { attributes: [], end: from + head, braces: false };
  const attributes: WrittenAttribute[] = [];
  let at = head + 1;
  for (;;) {
    at += /^\s*/.exec(text.slice(at))![0].length;
    if (text[at] === "}") return { attributes, end: attributes.at(-1)?.to ?? from + at, braces: true };
    const found = /^(?:#([^\s{}"'=]+)|([a-z][\w-]*)(?:=("[^"]*"|'[^']*'|[^\s{}"'=]*))?)/i.exec(text.slice(at));
    if (found === null) return undefined;
    const [whole, id, name = "id", value] = found;
    const quote = value !== undefined && /^["']/.test(value) ? value[0]! : "";
    const begin = id !== undefined ? 1 : value === undefined ? whole.length : name.length + 1 + quote.length;
    attributes.push({
      name,
      from: from + at,
      to: from + at + whole.length,
      valueFrom: from + at + begin,
      valueTo: from + at + whole.length - quote.length,
      quote,
    });
    at += whole.length;
  }
}

/** A stretch of the text, with Liquid as letters, so that its quotation marks do not count. */
export function maskedFrom({ source, projected }: SourceTree, from: number, to: number): string {
  let text = "";
  let at = from;
  for (const span of projected.spans) {
    if (span.to <= from || span.from >= to) continue;
    text += source.slice(at, span.from) + "x".repeat(span.to - span.from);
    at = span.to;
  }
  return text + source.slice(at, to);
}
