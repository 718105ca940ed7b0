import { composeReport } from "../../../../functions/core/report/compose/compose-report.ts";
import { createTrace, type SourceRange } from "../../../../functions/core/report/document/trace.ts";
import { answerEdit } from "../../../../functions/core/report/edit/answer-edit.ts";
import type { ContentItem, DescribedItem, Patch } from "../../../../functions/core/report/edit/edit.ts";
import { attempt, type Composed, patched, textsOf } from "./page-edits.ts";

/** A word of the author's on the page, and where the template has it. */
interface PrintedWord {
  readonly word: string;
  readonly at: number;
  readonly place: SourceRange;
  readonly type: string;
}

/** What became of an edit of each printed word. */
export interface EditedWords {
  readonly edited: number;
  readonly faults: readonly string[];
}

/**
 * Opens the box of every printed heading and paragraph, and changes a few of the words that it prints: the box must
 * hold those very words of the template, and nothing else on the page may change.
 *
 * @param most how many words, at most, spread over the report
 */
export function editPrintedWords(report: Composed, most: number): EditedWords {
  const files = textsOf(report.template);
  const faults: string[] = [];
  const patches: Patch[] = [];
  const all = printedWords(report, files);
  const step = Math.max(1, Math.ceil(all.length / most));
  const words = all.filter((_, index) => index % step === 0);
  for (const { place, word, at, type } of words) {
    const { file, line, column } = place;
    const block = { file, line, column };
    const about = `${file}:${line}:${column} "${word}" at line ${lineOf(files[file]!, at)}`;
    const opened = attempt(() => answerEdit({ files, block }));
    if ("refused" in opened || opened.done.block.kind !== type) {
      faults.push(`${about}: opens ${"refused" in opened ? opened.refused : opened.done.block.kind}`);
      continue;
    }
    const { content = [] } = opened.done.block;
    const own = changesOf(content, word).some((changed) => {
      const answer = attempt(() => answerEdit({ files, block, edit: { do: "text", content: changed } }));
      if ("refused" in answer) return false;
      const [patch] = answer.done.patches;
      if (patch?.from !== at + word.length || patch.to !== patch.from || patch.text !== mark) return false;
      patches.push(patch);
      return true;
    });
    if (!own)
      faults.push(
        `${about}: not in ${JSON.stringify(content.map((item) => ("text" in item ? item.text : item.source)))}`,
      );
  }
  const [before, after] = [
    printedText(report),
    printedText({ ...report, template: patched(report.template, patches) }),
  ];
  if (after.replaceAll(mark, "") !== before) faults.push("something else is printed");
  if (after.split(mark).length - 1 < patches.length) faults.push("a word is not printed");
  return { edited: words.length, faults };
}

/** What is written after a word. */
const mark = "zzz";

/** The contents in which the word is another, at each place where it stands. */
function changesOf(content: readonly DescribedItem[], word: string): ContentItem[][] {
  return content.flatMap((item, index) => {
    if (!("text" in item)) return [];
    return [...item.text.matchAll(new RegExp(`${word}(?!\\p{L})`, "gu"))].map((match) => {
      const end = match.index + word.length;
      const text = item.text.slice(0, end) + mark + item.text.slice(end);
      return content.map((each, other) => (other === index ? { ...item, text } : bare(each)));
    });
  });
}

function bare(item: DescribedItem): ContentItem {
  if ("text" in item) return item;
  const { kind: _kind, source: _source, line: _line, column: _column, ...kept } = item;
  return kept;
}

/**
 * The words that are printed, by trial: each word of the texts gets a mark of its own, and the blocks that print marks
 * tell which words they print. Of each stretch between two pieces of Liquid, the last.
 */
function printedWords(report: Composed, files: Readonly<Record<string, string>>): PrintedWord[] {
  const found: PrintedWord[] = [];
  for (const [file, text] of Object.entries(files)) {
    if (!file.endsWith(".md")) continue;
    const words = wordsIn(text);
    const marks = words.map(({ word, at }, index) => ({
      file,
      from: at + word.length,
      to: at + word.length,
      text: `zq${index}x`,
    }));
    const template = patched(report.template, marks);
    const trace = createTrace();
    composeReport(template, report.tables, report.accepted, report.locale, () => {}, trace);
    const seen = new Set<number>();
    for (const [{ type, ...block }, place] of trace.sources) {
      if ((type !== "heading" && type !== "paragraph") || place.file !== file || !("children" in block)) continue;
      const printed = [...JSON.stringify(block.children).matchAll(/zq(\d+)x/g)].map(([, index]) => index);
      for (const index of new Set([printed[0], printed[printed.length >> 1], printed.at(-1)])) {
        if (index === undefined) continue;
        const { word, at } = words[Number(index)]!;
        if (seen.has(at)) continue;
        seen.add(at);
        // The marks have moved the columns of what stands behind them, never a line.
        const before = marks.slice(0, Number(index)).filter(({ from }) => lineOf(text, from) === place.line);
        const start = startOfLine(text, place.line);
        let column = place.column;
        for (const { from, text: mark } of before) if (from < start + column - 1) column -= mark.length;
        found.push({ word, at, place: { ...place, column }, type });
      }
    }
  }
  return found;
}

/** As many characters that are no words. */
function blank(match: string): string {
  return "\0".repeat(match.length);
}

/** The last word of each stretch of plain words in a text. */
function wordsIn(text: string): { readonly word: string; readonly at: number }[] {
  const plain = text
    .replace(/\{%-?\s*(capture|comment)\b[^]*?\{%-?\s*end\1\s*-?%\}/g, blank)
    .replace(/\{\{[^]*?\}\}|\{%[^]*?%\}/g, blank)
    .replace(/^:{2,}[^\n{]*(?:\{[^}]*\})?/gm, blank)
    .replace(/:[a-z-]+\[[^\]]*\](?:\{[^}]*\})?|\]\([^)]*\)|\[\^[^\]]*\]:?|\{#[^}]*\}|`[^`]*`|^\[[^\]]*\]:.*$/gm, blank);
  return [...plain.matchAll(/[^\0]+/g)].flatMap(({ 0: stretch, index }) => {
    const word = [...stretch.matchAll(/(?<![\p{L}\p{M}\p{N}&\\/@.:_-])\p{L}{2,}(?![\p{L}\p{M}\p{N}./@:_-]\S)/gu)].at(
      -1,
    );
    return word === undefined ? [] : [{ word: word[0], at: index + word.index }];
  });
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

function startOfLine(text: string, line: number): number {
  return text
    .split("\n")
    .slice(0, line - 1)
    .reduce((sum, each) => sum + each.length + 1, 0);
}

/** All that a report prints, without what follows from its words: ids, and the names of headings in references. */
function printedText({ template, accepted, tables, locale }: Composed): string {
  const { blocks, footnotes } = composeReport(template, tables, accepted, locale, () => {});
  return JSON.stringify([blocks, footnotes], (key, value: unknown) =>
    key === "id" || key === "target" ? undefined : value,
  );
}
