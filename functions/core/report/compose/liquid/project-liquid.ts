import { Tokenizer, TokenKind, type TopLevelToken } from "liquidjs";
import { inAttribute } from "./in-attribute.ts";
import { createPlaceholders, type Placeholders } from "./placeholders.ts";

/** A value or a tag of Liquid in a text. */
export interface LiquidSpan {
  readonly kind: "value" | "tag";
  /** Name of the tag; empty for a value. */
  readonly name: string;
  /** As written, with its braces. */
  readonly source: string;
  /** Offsets in the text as written. */
  readonly from: number;
  readonly to: number;
  /** Whether a placeholder stands for it; otherwise it leaves nothing behind. */
  readonly shown: boolean;
}

/** A text of a template without its Liquid, near to what Liquid prints. */
export interface ProjectedText {
  /** Markdown with a placeholder for each value, and for each tag within a line. */
  readonly text: string;
  /** In the order of the text. */
  readonly spans: readonly LiquidSpan[];
  /** Of each placeholder's number, the Liquid that it stands for. */
  readonly placeholders: Placeholders;
  /** Where a character of the projected text begins in the text as written. */
  startOf(offset: number): number;
  /** Where the character before an offset of the projected text ends in the text as written. */
  endOf(offset: number): number;
  /** The first offset of the text as written, from one on, of what the projected text shows. */
  shownFrom(offset: number): number;
}

type Token = TopLevelToken & { readonly name?: string; readonly trimLeft?: number; readonly trimRight?: number };

const closers: Readonly<Record<string, string>> = {
  if: "endif",
  unless: "endunless",
  case: "endcase",
  for: "endfor",
};
/** Tags whose content is printed elsewhere, or not at all. */
const hiding: Readonly<Record<string, string>> = { capture: "endcapture", comment: "endcomment" };
const branches = new Set(["elsif", "else", "when"]);
/** Tags that print something where they stand. */
const printing = new Set(["render", "include", "cycle", "echo"]);
/** What begins a block of Markdown. */
const blockStart = /^(?:#{1,6}[ \t]|[-*+][ \t]|\d{1,9}[.)][ \t]|>|\||:{2,}[a-z])/i;

/**
 * Projects a text with Liquid to Markdown that can be read without data. A value becomes a placeholder, as when the
 * report is rendered. A tag within a line becomes one too, since words around it belong together; a tag between blocks
 * leaves nothing, and two branches never stand side by side. What is captured or commented out is left out.
 *
 * @returns undefined if the Liquid cannot be read
 */
export function projectLiquid(source: string): ProjectedText | undefined {
  const tokens = readTokens(source);
  if (tokens === undefined) return undefined;
  const projection = new Projection(source, tokens);
  projection.project();
  return projection;
}

function readTokens(source: string): readonly Token[] | undefined {
  try {
    return new Tokenizer(source).readTopLevelTokens() as Token[];
  } catch {
    return undefined;
  }
}

/** A stretch of the projected text. */
interface Stretch {
  readonly at: number;
  readonly from: number;
  readonly to: number;
  /** Whether its characters are those of the text as written. */
  readonly same: boolean;
}

class Projection implements ProjectedText {
  text = "";
  readonly spans: LiquidSpan[] = [];
  readonly placeholders = createPlaceholders();
  readonly #source: string;
  readonly #tokens: readonly Token[];
  readonly #stretches: Stretch[] = [];
  /** Index of a tag → whether it stands within a line. */
  readonly #inline: ReadonlySet<number>;

  constructor(source: string, tokens: readonly Token[]) {
    this.#source = source;
    this.#tokens = tokens;
    this.#inline = inlineTags(source, tokens);
  }

  project(): void {
    let hidden = "";
    for (const [index, token] of this.#tokens.entries()) {
      const { name = "", begin, end } = token;
      if (token.kind === TokenKind.HTML) {
        if (hidden === "") this.#copy(begin + (token.trimLeft ?? 0), end - (token.trimRight ?? 0));
        continue;
      }
      const output = token.kind === TokenKind.Output;
      const shown = hidden === "" && (output || this.#inline.has(index) || inAttribute(this.text));
      if (branches.has(name) && !shown && hidden === "") this.#part(begin);
      this.#span(output, name, begin, end, shown);
      if (hidden === "") hidden = hiding[name] ?? "";
      else if (name === hidden) hidden = "";
    }
  }

  startOf(offset: number): number {
    const { at, from, to, same } = this.#stretchAt(offset);
    return same ? Math.min(from + offset - at, to) : from;
  }

  endOf(offset: number): number {
    if (offset === 0) return 0;
    const { at, from, to, same } = this.#stretchAt(offset - 1);
    return same ? Math.min(from + offset - at, to) : to;
  }

  shownFrom(offset: number): number {
    const next = this.#stretches[this.#countUpTo(({ to }) => to <= offset)];
    return next === undefined ? offset : Math.max(offset, next.from);
  }

  #stretchAt(offset: number): Stretch {
    const count = this.#countUpTo(({ at }) => at <= offset);
    return this.#stretches[count - 1] ?? { at: 0, from: 0, to: this.#source.length, same: true };
  }

  /** How many stretches, from the first on, are as asked. */
  #countUpTo(isBefore: (stretch: Stretch) => boolean): number {
    let [low, high] = [0, this.#stretches.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(this.#stretches[middle]!)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #copy(from: number, to: number): void {
    if (to <= from) return;
    this.#stretches.push({ at: this.text.length, from, to, same: true });
    this.text += this.#source.slice(from, to);
  }

  #span(output: boolean, name: string, from: number, to: number, shown: boolean): void {
    const source = this.#source.slice(from, to);
    this.spans.push({ kind: output ? "value" : "tag", name, source, from, to, shown });
    if (!shown) return;
    this.#stretches.push({ at: this.text.length, from, to, same: false });
    this.text += this.placeholders.keep(source);
  }

  /** Parts two branches, which are never printed side by side. */
  #part(from: number): void {
    this.#stretches.push({ at: this.text.length, from, to: from, same: false });
    this.text += "\n\n";
  }
}

/** The tags that stand within a line, with all that belong to them. */
function inlineTags(source: string, tokens: readonly Token[]): Set<number> {
  const inline = new Set<number>();
  const open: { readonly closer: string; readonly members: number[] }[] = [];
  for (const [index, { name = "", kind, begin, end }] of tokens.entries()) {
    if (kind !== TokenKind.Tag) continue;
    const closer = closers[name];
    const group = open.at(-1);
    if (closer !== undefined) open.push({ closer, members: [index] });
    else if (group !== undefined && (branches.has(name) || name === group.closer)) {
      group.members.push(index);
      if (name !== group.closer) continue;
      open.pop();
      // With all that stands in it: a part of a line is within that line.
      if (isWithinLine(source, tokens, group.members))
        for (let at = group.members[0]!; at <= index; at += 1) if (isOfGroup(tokens[at]!)) inline.add(at);
    } else if (printing.has(name) && !(atLineStart(source, begin) && atLineEnd(source, end))) inline.add(index);
  }
  return inline;
}

const groupNames = new Set([...Object.entries(closers).flat(), ...branches]);

function isOfGroup({ kind, name = "" }: Token): boolean {
  return kind === TokenKind.Tag && groupNames.has(name);
}

/** Whether a tag and what belongs to it stand within one paragraph. */
function isWithinLine(source: string, tokens: readonly Token[], members: readonly number[]): boolean {
  const [first, last] = [tokens[members[0]!]!, tokens[members.at(-1)!]!];
  const between = source.slice(first.begin, last.end);
  if (/\n[ \t]*\n/.test(between)) return false;
  if (!atLineStart(source, first.begin)) return true;
  if (isGlued(source, tokens, members) || isContinued(source, tokens, members)) return true;
  const joined = between.replaceAll(/\s+(?=\{[{%]-)/g, "");
  return !joined.includes("\n") && !blockStart.test(source.slice(first.end).trimStart());
}

/**
 * Whether a branch goes on with the paragraph that stands before it: only tags stand between them, no blank line and
 * nothing that begins a block.
 */
function isGlued(source: string, tokens: readonly Token[], members: readonly number[]): boolean {
  const before = proseBefore(tokens, members[0]!, source);
  return (
    before !== undefined && members.slice(0, -1).some((member) => continues(before, proseAfter(tokens, member, source)))
  );
}

/** Whether what stands after a condition goes on with the paragraph of each of its branches: all are prose. */
function isContinued(source: string, tokens: readonly Token[], members: readonly number[]): boolean {
  const after = proseBehind(tokens, members.at(-1)!, source);
  const branches = members.slice(1).map((end, at) => textOf(tokens.slice(members[at]! + 1, end), source));
  const texts = branches.filter((text) => text.trim() !== "");
  return (
    texts.length > 0 &&
    texts.every((text) => !blockStart.test(text.trimStart()) && continues(text.slice(lastLine(text)), after))
  );
}

/** Where the last line with words begins. */
function lastLine(text: string): number {
  return text.lastIndexOf("\n", text.trimEnd().length - 1) + 1;
}

/** Most tokens that are read on either side of a condition: more tags than that stand in no sentence. */
const mostBeside = 200;

/** What stands before a tag, over other tags, up to the last line with words; undefined if none does. */
function proseBefore(tokens: readonly Token[], index: number, source: string): string | undefined {
  let text = "";
  for (let at = index - 1; at >= Math.max(0, index - mostBeside); at -= 1) {
    text = shownText(tokens[at]!, source) + text;
    const end = text.trimEnd().length;
    const line = text.lastIndexOf("\n", end - 1);
    if (end > 0 && (line >= 0 || at === 0)) return text.slice(line + 1);
    if (Object.hasOwn(closers, tokens[at]!.name ?? "")) return end === 0 ? undefined : text;
  }
  return undefined;
}

/** What stands after a tag, over other tags, up to the end of the first line with words. */
function proseAfter(tokens: readonly Token[], index: number, source: string): string {
  let text = "";
  for (let at = index + 1; at < Math.min(tokens.length, index + mostBeside); at += 1) {
    text += shownText(tokens[at]!, source);
    if (text.trimStart().includes("\n")) break;
  }
  return text;
}

/** As `proseAfter`, for what is printed with it: no other branch of a condition around it. */
function proseBehind(tokens: readonly Token[], index: number, source: string): string {
  let text = "";
  let [depth, skipped] = [0, false];
  for (let at = index + 1; at < Math.min(tokens.length, index + mostBeside); at += 1) {
    const { name = "" } = tokens[at]!;
    if (closers[name] !== undefined) depth += 1;
    else if (depth === 0 && branches.has(name)) skipped = true;
    else if (name.startsWith("end") && depth > 0) depth -= 1;
    else if (name.startsWith("end")) skipped = false;
    if (!skipped) text += shownText(tokens[at]!, source);
    if (text.trimStart().includes("\n")) break;
  }
  return text;
}

function textOf(tokens: readonly Token[], source: string): string {
  return tokens.map((token) => shownText(token, source)).join("");
}

/** What a token leaves between tags: its words, a letter for a value, nothing for a tag. */
function shownText({ kind, begin, end, trimLeft = 0, trimRight = 0 }: Token, source: string): string {
  if (kind === TokenKind.Tag) return "";
  return kind === TokenKind.Output ? "x" : source.slice(begin + trimLeft, end - trimRight);
}

/** Whether a text goes on with the paragraph of the one before. */
function continues(before: string, after: string): boolean {
  if (after.trim() === "" || notProse.test(before) || blockStart.test(after.trimStart())) return false;
  const blanks = before.slice(before.trimEnd().length) + after.slice(0, after.length - after.trimStart().length);
  return !/\n[ \t]*\n/.test(blanks);
}

/** Lines behind which no paragraph goes on. */
const notProse = /^[ \t]*(?:#{1,6}[ \t]|\||:{2,}|`{3}|~{3}|<|(?:[-*_][ \t]*){3,}\s*$)/;

/** Lines of tags that are followed upwards. */
const mostLines = 200;

/**
 * Whether nothing but tags and blanks stand before an offset on its line. A tag that takes the blanks before it away
 * (`{%-`) stands on the line above.
 */
function atLineStart(source: string, offset: number): boolean {
  let at = offset;
  for (let lines = 0; lines < mostLines; lines += 1) {
    if (source.startsWith("{%-", at)) while (at > 0 && /\s/.test(source[at - 1]!)) at -= 1;
    const from = source.lastIndexOf("\n", at - 1) + 1;
    const line = source.slice(from, at);
    if (!/^(?:\s|\{%(?:(?!%\})[^])*%\})*$/.test(line)) return false;
    // What is printed before the beginning of a branch is not what stands above it.
    if (at === 0 || !/^\s*\{%-/.test(line) || /\{%-?\s*(?:els|when\b)/.test(line)) return true;
    at = from + line.indexOf("{%-");
  }
  return true;
}

function atLineEnd(source: string, offset: number): boolean {
  const end = source.indexOf("\n", offset);
  return /^(?:\s|\{%(?:(?!%\})[^])*%\})*$/.test(source.slice(offset, end < 0 ? source.length : end));
}
