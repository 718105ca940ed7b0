import { EditorState, type Transaction } from "@codemirror/state";
import { WidgetType } from "@codemirror/view";
import { composeReport } from "../../../../functions/core/report/compose/compose-report.ts";
import { setTypography } from "../../../../functions/core/report/compose/markdown/typography.ts";
import {
  createTrace,
  type ShownChoice,
  type ShownValue,
  type SourceRange,
} from "../../../../functions/core/report/document/trace.ts";
import type { Inline } from "../../../../functions/core/report/document/document.ts";
import { answerEdit } from "../../../../functions/core/report/edit/answer-edit.ts";
import type { ContentItem, DescribedBlock, DescribedItem } from "../../../../functions/core/report/edit/edit.ts";
import { type BoxContent, boxOf, chipCharacter } from "../../../../studio/src/write/page-edit/box/box-content.ts";
import { type Box, openBox } from "../../../../studio/src/write/page-edit/box/box-state.ts";
import { shownIn, type ShownTexts } from "../../../../studio/src/write/page-edit/box/shown-chips.ts";
import {
  attempt,
  type Composed,
  markedInlines,
  patched,
  type Printed,
  printedBlocks,
  textsOf,
  wordsOf,
} from "./page-edits.ts";

/** What the boxes of a report show. */
export interface FoldedWords {
  /** How many boxes show what is printed. */
  readonly checked: number;
  /** How many conditions they put away. */
  readonly folded: number;
  /** How many edits were made as they were seen, and how many were refused. */
  readonly edited: number;
  readonly refused: number;
  readonly faults: readonly string[];
}

/**
 * Opens the box of each heading and paragraph that is printed once: with the other wordings put away it must show what
 * is printed. Then words are written over stretches of some of these boxes: the report must print what the box shows.
 *
 * @param most how many edits
 */
export function checkFoldedWords(report: Composed, random: () => number, most: number): FoldedWords {
  const { template, tables, accepted, locale } = report;
  const printed = { values: [] as ShownValue[], choices: [] as ShownChoice[] };
  composeReport(template, tables, accepted, locale, () => {}, { ...createTrace(), ...printed });
  const before = printedBlocks(report);
  const files = textsOf(template);
  const faults: string[] = [];
  let [checked, folded, edited, refused] = [0, 0, 0, 0];
  const boxes: { readonly block: DescribedBlock; readonly typist: Typist }[] = [];
  const seen = new Set<string>();
  for (const { block: one, place } of before) {
    if (one.type !== "heading" && one.type !== "paragraph") continue;
    const { block } = answerEdit({ files, block: place });
    const { kind, content = [], within } = block;
    if (kind !== one.type || content.some((item) => "keep" in item && !/^(?:value|tag)$/.test(item.kind))) continue;
    if (seen.has(keyOf(block)) || within.some((each) => each.kind === "loop")) continue;
    seen.add(keyOf(block));
    const typist = new Typist(content, shownIn(place.file, printed));
    const [shows, prints] = [charsOf(typist.shown), printedBy(block, before)];
    if (shows !== prints) faults.push(`${keyOf(block)}: prints ${prints}, but shows ${shows}`);
    checked += 1;
    folded += typist.content.folds.length;
    if (typist.content.folds.length > 0) boxes.push({ block, typist });
  }
  for (let at = 0; at < most && boxes.length > 0; at += 1) {
    const { block, typist } = boxes[Math.floor(random() * boxes.length)]!;
    const { shown, content } = typist.overwritten(random);
    const about = `${keyOf(block)}: ${JSON.stringify(shown)}`;
    const answer = attempt(() => answerEdit({ files, block, edit: { do: "text", content } }));
    if ("refused" in answer) {
      refused += 1;
      if (!/edit-refused|empty-text/.test(answer.refused)) faults.push(`${about}: ${answer.refused}`);
      continue;
    }
    edited += 1;
    const rewritten = Math.max(...answer.done.patches.map(({ text }) => text.length));
    if (rewritten > 100) faults.push(`${about}: ${rewritten} characters are written anew`);
    const changed = patched(template, answer.done.patches);
    const after = printedBlocks({ ...report, template: changed });
    const own = answerEdit({ files: textsOf(changed), block }).block;
    const prints = printedBy(own, after);
    if (prints !== charsOf(shown)) faults.push(`${about}: prints ${prints}`);
    if (otherBlocks(block, before) !== otherBlocks(own, after)) faults.push(`${about}: another block changes`);
  }
  return { checked, folded, edited, refused, faults };
}

/** What the blocks print that are written in a block of the source: words that are printed as two paragraphs, too. */
function printedBy(block: DescribedBlock, all: readonly Printed[]): string {
  const texts = all
    .filter(({ place }) => isIn(place, block))
    .map(({ block: { type, ...rest } }) =>
      (type === "heading" || type === "paragraph") && "children" in rest
        ? markedInlines(rest.children as Inline[])
            .map(([char]) => char)
            .join("")
        : "",
    );
  // The first paragraph is traced twice.
  return [...new Set(texts)].join("");
}

/** The blocks that are written elsewhere, without the lines at which they are. */
function otherBlocks(block: DescribedBlock, all: readonly Printed[]): string {
  const others = all.filter(({ place }) => place.line > block.endLine || place.endLine < block.line);
  return JSON.stringify(others.map((other) => wordsOf(other.block).replace(/"(?:place|where)":\{[^}]*\},?/g, "")));
}

function isIn({ file, line, endLine }: SourceRange, block: DescribedBlock): boolean {
  return file === block.file && line >= block.line && endLine <= block.endLine;
}

function keyOf({ file, line }: DescribedBlock): string {
  return `${file}:${line}`;
}

/** What of a text can be seen: typographic, without blanks. */
function charsOf(text: string): string {
  return setTypography(text).replace(/\s/g, "");
}

class NoWidget extends WidgetType {
  override toDOM(): never {
    throw new Error("There is no page.");
  }
}

/** A text box without a browser, with the other wordings put away. */
export class Typist {
  readonly content: BoxContent;
  readonly #items: readonly DescribedItem[];
  readonly #shown: ShownTexts;
  readonly #box: Box;
  state: EditorState;

  constructor(items: readonly DescribedItem[], shown: ShownTexts) {
    this.#items = items;
    this.#shown = shown;
    this.content = boxOf(items, shown);
    this.#box = openBox(this.content, () => new NoWidget());
    this.state = EditorState.create({ doc: this.content.text, extensions: [...this.#box.extensions] });
  }

  readonly dispatch = (transaction: Transaction): void => void (this.state = transaction.state);

  /** What it shows, with what the values print. */
  get shown(): string {
    return this.#spans()
      .map(([from, to]) => this.#textOf(from, to))
      .join("");
  }

  /** Its text with words in the place of a stretch of what it shows; the box stays as it was. */
  overwritten(random: () => number): { readonly shown: string; readonly content: readonly ContentItem[] } {
    const start = this.state;
    const seen = this.#spans().flatMap(([from, to]) => Array.from({ length: to - from }, (_, at) => from + at));
    const [a = 0, b = 0] = [random(), random()].map((at) => Math.floor(at * seen.length)).toSorted((x, y) => x - y);
    const insert = random() < 0.3 ? "" : random() < 0.5 ? "zebra" : " wild zebra ";
    this.dispatch(start.update({ changes: { from: seen[a]!, to: random() < 0.2 ? seen[a]! : seen[b]! + 1, insert } }));
    const made = { shown: this.shown, content: this.#box.content(this.state) };
    this.state = start;
    return made;
  }

  /** The stretches that it shows. */
  #spans(): (readonly [number, number])[] {
    return this.#box.folds
      .shownIn(this.state, { from: 0, to: this.state.doc.length })
      .map(({ from, to }) => [from, to] as const);
  }

  #textOf(from: number, to: number): string {
    const kept = this.#box.content(this.state).flatMap((item) => ("keep" in item ? [item.keep] : []));
    const text = this.state.doc.toString();
    let chip = text.slice(0, from).split(chipCharacter).length - 1;
    return text.slice(from, to).replaceAll(chipCharacter, () => this.#valueOf(kept[chip++]!));
  }

  #valueOf(keep: number): string {
    const item = this.#items.find((each) => "keep" in each && each.keep === keep);
    if (item === undefined || !("keep" in item) || item.kind === "tag") return `{% ${keep} %}`;
    return this.#shown.values.get(`${item.line}:${item.column}`) ?? `{{ ${keep} }}`;
  }
}
