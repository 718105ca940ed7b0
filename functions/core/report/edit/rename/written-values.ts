import { isAlias, isMap, isPair, isScalar, isSeq, parseDocument, type Node, type Scalar } from "yaml";

/** A text of a YAML or JSON file, where it is written. */
export interface WrittenValue {
  /** Keys and indexes that lead to it; a key leads to itself. */
  readonly path: readonly (string | number)[];
  readonly isKey: boolean;
  readonly value: string;
  /** Where it begins, behind its quotation mark. */
  readonly at: number;
  /** Offsets of its letters, and of its end; absent if it is folded, or indented over several lines. */
  readonly offsets?: readonly number[];
}

/**
 * The texts of a YAML or JSON file.
 *
 * @returns undefined if it cannot be read
 */
export function writtenValues(source: string): readonly WrittenValue[] | undefined {
  const document = parseDocument(source, { logLevel: "silent", uniqueKeys: false });
  if (document.errors.length > 0) return undefined;
  const found: WrittenValue[] = [];
  const visit = (node: unknown, path: readonly (string | number)[]): void => {
    if (isAlias(node)) return;
    if (isMap(node))
      for (const pair of node.items) {
        if (!isPair(pair) || !isScalar(pair.key)) continue;
        const inner = [...path, String(pair.key.value)];
        add(pair.key, inner, true);
        visit(pair.value, inner);
      }
    else if (isSeq(node)) for (const [index, item] of node.items.entries()) visit(item, [...path, index]);
    else if (isScalar(node)) add(node, path, false);
  };
  const add = (node: Scalar, path: readonly (string | number)[], isKey: boolean): void => {
    if (typeof node.value !== "string" || !node.range) return;
    const written = source.slice(node.range[0], node.range[1]);
    const mark = /^["']/.exec(written)?.[0] ?? "";
    const at = node.range[0] + mark.length;
    const offsets = offsetsOf(written.slice(mark.length, written.length - mark.length), mark, node.value);
    const known = offsets && { offsets: offsets.map((offset) => offset + at) };
    found.push({ path, isKey, value: node.value, at, ...known });
  };
  visit(document.contents as Node | null, []);
  return found;
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };

/** The offset of each letter of a value in what is written; undefined if it is written in another way. */
function offsetsOf(written: string, mark: string, value: string): readonly number[] | undefined {
  const offsets: number[] = [];
  let read = "";
  for (let at = 0; at < written.length;) {
    const code = mark === '"' ? /^\\(?:u([\da-fA-F]{4})|([^]))/.exec(written.slice(at, at + 6)) : null;
    const isQuote = mark === "'" && written.startsWith("''", at);
    const letter = code === null ? written[at]! : code[1] ? String.fromCharCode(parseInt(code[1], 16)) : code[2]!;
    offsets.push(at);
    read += code?.[2] === undefined ? letter : (escapes[letter] ?? letter);
    at += code?.[0].length ?? (isQuote ? 2 : 1);
  }
  return read === value ? [...offsets, written.length] : undefined;
}
