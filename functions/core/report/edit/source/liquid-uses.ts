import { liquidCode } from "../../compose/liquid/liquid-code.ts";

/** A name in the Liquid of a text. */
export interface LiquidName {
  readonly name: string;
  readonly at: number;
  /**
   * `value`: a name with which a path begins; `given`: one that gets a value here, of `assign`, `for` or an argument.
   */
  readonly as: "value" | "given";
  /** The member of a value: `year` of `parameters.year`; null for one that is not written as a word. */
  readonly member?: { readonly name: string; readonly at: number } | null;
}

/** A key of a message in the Liquid of a text. */
export interface LiquidMessage {
  /** Undefined if the text does not say which. */
  readonly key: string | undefined;
  /** What a key that is put together begins and ends with; empty where nothing is known. */
  readonly ends: readonly [string, string];
  readonly at: number;
}

const quoted = /"[^"]*"|'[^']*'/g;
const words = /(?<![\p{L}\p{N}_.\ufffc-])[\p{L}_][\p{L}\p{N}_-]*/gu;
const keywords = new Set(
  "in contains and or not with as by limit offset reversed true false nil null blank empty when for".split(" "),
);

/**
 * The names that the Liquid of a text uses and gives.
 *
 * @returns undefined if it cannot be read
 */
export function liquidNames(text: string, file: string): readonly LiquidName[] | undefined {
  return liquidCode(text, file)?.flatMap(({ from, to, tag }) => {
    const code = text.slice(from, to);
    const bare = code.replace(quoted, (whole) => "\ufffc".repeat(whole.length));
    const names = tag === "liquid" ? linesOf(bare) : [{ text: bare, at: 0, isTag: tag !== undefined }];
    return names.flatMap((line) => namesIn(code, line).map((name) => moved(name, from)));
  });
}

interface Line {
  readonly text: string;
  readonly at: number;
  /** Whether its first word is a tag's. */
  readonly isTag: boolean;
}

function linesOf(code: string): readonly Line[] {
  let at = 0;
  return code.split("\n").map((text, index) => {
    const line = { text: index === 0 ? text.replace(/^\{%-?\s*liquid/, (head) => " ".repeat(head.length)) : text, at };
    at += text.length + 1;
    return { ...line, isTag: true };
  });
}

function namesIn(code: string, { text, at: lineAt, isTag }: Line): LiquidName[] {
  const found: LiquidName[] = [];
  let tag = "";
  let gives = false;
  for (const { 0: name, index } of text.matchAll(words)) {
    const before = text.slice(0, index).trimEnd();
    if (isTag && tag === "") {
      tag = name;
      gives = ["assign", "capture", "for", "tablerow", "increment", "decrement"].includes(tag);
      continue;
    }
    const after = text.slice(index + name.length);
    const at = lineAt + index;
    if (gives) {
      gives = false;
      found.push({ name, at, as: "given" });
    } else if (/\bas$/.test(before)) found.push({ name, at, as: "given" });
    // The name of a filter, or of an argument.
    else if (before.endsWith("|") || (keywords.has(name) && !/^\s*[.[]/.test(after))) continue;
    else if (/^\s*:(?!:)/.test(after) && !before.endsWith("|")) found.push({ name, at, as: "given" });
    else found.push({ name, at, as: "value", ...memberOf(code, at + name.length) });
  }
  return found;
}

/** The first member of a path. */
function memberOf(code: string, end: number): Pick<LiquidName, "member"> {
  const [whole = "", word, , key] =
    /^(?:\s*\.\s*([\p{L}_][\p{L}\p{N}_-]*)|\s*\[\s*(["'])([^"']*)\2\s*\])/u.exec(code.slice(end)) ?? [];
  const name = word ?? key;
  if (name === undefined) return /^\s*[.[]/.test(code.slice(end)) ? { member: null } : {};
  return { member: { name, at: end + whole.lastIndexOf(name) } };
}

function moved({ at, member, ...name }: LiquidName, by: number): LiquidName {
  return { ...name, at: at + by, ...(member !== undefined && { member: member && { ...member, at: member.at + by } }) };
}

/**
 * The messages that the Liquid of a text names by the filter `t`.
 *
 * @returns undefined if it cannot be read
 */
export function liquidMessages(text: string, file: string): readonly LiquidMessage[] | undefined {
  return liquidCode(text, file)?.flatMap(({ from, to }) => {
    const code = text.slice(from, to);
    return [...code.matchAll(/\|\s*t\b(?=\s*(?:[:|\n]|-?[%}]\}))/g)].map(({ index }): LiquidMessage => {
      const before = code.slice(0, index);
      const [literal, , key] = /(["'])((?:(?!\1)[^\n])*)\1\s*$/.exec(before) ?? [];
      const at = from + index - (literal?.length ?? 0) + 1;
      // A text may be the argument of another filter: `row.key | append: "x" | t`.
      const isWhole = literal !== undefined && !/[:,]\s*$/.test(before.slice(0, -literal.length));
      return isWhole ? { key, ends: ["", ""], at } : { key: undefined, ends: endsOf(before), at: from + index };
    });
  });
}

/** How a key begins and ends that `append` and `prepend` put together before the filter `t`. */
function endsOf(before: string): readonly [string, string] {
  const term = `(?:"[^"]*"|'[^']*'|[\\p{L}_][\\p{L}\\p{N}_.\\[\\]-]*)`;
  const [, first, chain] =
    new RegExp(
      `^\\{[{%]-?\\s*(?:(?:echo|assign\\s+[\\p{L}_][\\p{L}\\p{N}_-]*\\s*=)\\s*)?(${term})((?:\\s*\\|\\s*(?:append|prepend)\\s*:\\s*${term})*)\\s*$`,
      "u",
    ).exec(before) ?? [];
  if (first === undefined || chain === undefined) return ["", ""];
  let [start, end, isKnown] = [textOf(first) ?? "", textOf(first) ?? "", textOf(first) !== undefined];
  for (const [, filter, word] of chain.matchAll(new RegExp(`(append|prepend)\\s*:\\s*(${term})`, "gu"))) {
    const text = textOf(word!);
    if (filter === "append") {
      end = text === undefined ? "" : end + text;
      if (isKnown) start += text ?? "";
    } else {
      start = text === undefined ? "" : text + start;
      if (isKnown) end = (text ?? "") + end;
    }
    isKnown &&= text !== undefined;
  }
  return [start, end];
}

/** The words of a text between quotation marks; undefined for a name. */
function textOf(term: string): string | undefined {
  return /^["']/.test(term) ? term.slice(1, -1) : undefined;
}
