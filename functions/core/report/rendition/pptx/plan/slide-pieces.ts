import type { Block, DataTable, Figure, Heading, KeyFigures, List, Picture } from "../../../document/document.ts";
import { numberedWords } from "../../../layout/text/numbered-words.ts";
import { contentsName } from "../../../layout/contents-entries.ts";
import { contentsLines } from "./contents-lines.ts";
import type { SlideContext } from "../slide-context.ts";
import type { LineRole, SlideLine } from "../text/slide-line.ts";
import { widerBy } from "../text/slide-looks.ts";
import { run, runsOf, type SlideRun } from "../text/slide-words.ts";

/** A heading: the section of the talk that begins here. */
export interface HeadingPiece {
  readonly kind: "heading";
  readonly id: string;
  /** 0: the name of the notes. */
  readonly level: number;
  readonly runs: readonly SlideRun[];
}

/** What has a slide of its own. */
export type VisualPiece = { readonly kind: "visual"; readonly block: Figure | Picture | DataTable | KeyFigures };

/** A list of contents: slides of their own that show no figure. */
export interface ContentsPiece {
  readonly kind: "contents";
  readonly name: string;
  readonly lines: readonly SlideLine[];
}

/** A report as pieces in its order, however deep they are in it. */
export type SlidePiece =
  | HeadingPiece
  | { readonly kind: "line"; readonly line: SlideLine }
  | VisualPiece
  | ContentsPiece;

/** Where a block is. */
interface Place {
  readonly context: SlideContext;
  readonly role: LineRole;
  readonly level: number;
  /** As `SlideLine.inset`. */
  readonly inset: number;
  /** The mark of an item or a note that the next line begins with. */
  readonly waiting: { mark?: NonNullable<SlideLine["mark"]> | undefined };
}

/** The whole report, its notes at the end by their numbers. */
export function piecesOf(context: SlideContext): SlidePiece[] {
  const { document, locale } = context;
  const place = (): Place => ({ context, role: "text", level: 0, inset: 0, waiting: {} });
  const notes = document.footnotes
    .map(({ children }, index) => ({ children, number: context.noteNumber(index) }))
    .toSorted((a, b) => a.number - b.number);
  const wider = widerBy(notes.length);
  const name: HeadingPiece = { kind: "heading", id: "", level: 0, runs: run(locale.words.notes) };
  return [
    ...blockPieces(place(), document.blocks),
    ...(notes.length === 0 ? [] : [name]),
    ...notes.flatMap(({ children, number }) => {
      const inside: Place = { ...place(), inset: wider, waiting: { mark: { number, wider } } };
      return [...blockPieces(inside, children), ...flush(inside)];
    }),
  ];
}

function blockPieces(place: Place, blocks: readonly Block[]): SlidePiece[] {
  return blocks.flatMap((block) => pieces(place, block));
}

/** There is no default: a new kind of block does not compile until it has its pieces here. */
function pieces(place: Place, block: Block): SlidePiece[] {
  const { context, role } = place;
  switch (block.type) {
    case "heading":
      return [...flush(place), headingPiece(context, block)];
    case "paragraph":
      return line(place, block.role ?? role, runsOf(context, block.children));
    case "list":
      return listPieces(place, block);
    case "quote":
      return blockPieces({ ...place, role: "quote" }, block.children);
    case "pull-quote":
      return [
        ...blockPieces({ ...place, role: "pull-quote" }, block.children),
        ...line(place, "speaker", runsOf(context, block.by)),
      ];
    case "definitions":
      return block.items.flatMap(({ terms, meanings }) => [
        ...terms.flatMap((words) => line(place, "term", runsOf(context, words))),
        ...meanings.flatMap((words) => line(place, "meaning", runsOf(context, words))),
      ]);
    case "code":
      return line(place, "code", codeRuns(block.text));
    case "formula":
      return line(place, "formula", run(block.tex, { mono: true }));
    case "key-figures":
      return block.items.length === 0 ? [] : [...flush(place), { kind: "visual", block }];
    case "table":
    case "figure":
    case "picture":
      return [...flush(place), { kind: "visual", block }];
    case "columns":
      return blockPieces(place, block.columns.flat());
    case "text-columns":
    case "landscape":
      return blockPieces(place, block.children);
    case "callout":
      return [...line(place, "box title", runsOf(context, block.title)), ...blockPieces(place, block.children)];
    case "toc": {
      const lines = contentsLines(context, block);
      return lines.length === 0
        ? []
        : [...flush(place), { kind: "contents", name: contentsName(context.locale, block), lines }];
    }
    case "page-break":
    case "rule":
      return [];
  }
}

function headingPiece(context: SlideContext, heading: Heading): HeadingPiece {
  const runs = runsOf(context, numberedWords(context, heading));
  return { kind: "heading", id: heading.id, level: heading.level, runs };
}

function listPieces(place: Place, { ordered, start, items }: List): SlidePiece[] {
  const wider = ordered ? widerBy(start + items.length - 1) : 0;
  return [
    ...flush(place),
    ...items.flatMap((blocks, index) => {
      const inside: Place = {
        ...place,
        level: place.level + 1,
        inset: place.inset + wider,
        waiting: { mark: ordered ? { number: start + index, wider } : {} },
      };
      return [...blockPieces(inside, blocks), ...flush(inside)];
    }),
  ];
}

/** A line with the mark that waits for it. Without words and without a mark there is none. */
function line({ waiting, level, inset }: Place, role: LineRole, runs: readonly SlideRun[]): SlidePiece[] {
  const { mark } = waiting;
  const says = runs.some(({ text }) => text.trim() !== "");
  if (!says && mark?.number === undefined) return [];
  waiting.mark = undefined;
  return [{ kind: "line", line: { role, runs, level, inset, ...(mark !== undefined && { mark }) } }];
}

/** The mark that waits, in a line of its own: what follows is none. */
function flush(place: Place): SlidePiece[] {
  return line(place, place.role, []);
}

/** Code with its lines and indentation. */
function codeRuns(code: string): SlideRun[] {
  if (code.trim() === "") return [];
  return code
    .trimEnd()
    .split(/\r\n|[\n\r]/)
    .flatMap((words, index): SlideRun[] => [
      ...(index === 0 ? [] : [{ text: "\n" }]),
      ...run(words.replaceAll("\t", "    "), { mono: true }),
    ]);
}
