import type { TextBlock } from "../../core/report/rendition/compare/text-block.ts";
import { chartBlocks } from "../chart/chart-blocks.ts";
import {
  child,
  elements,
  notOurs,
  type OfficePackage,
  type PartElement,
  readPackage,
  textOf,
  within,
} from "../xlsx/read-package.ts";
import type { ShownMarks } from "../xlsx/show-number.ts";
import { linesIn, settle, type SlideText } from "./lines-in.ts";
import { tableRows, type TableStart } from "./table-rows.ts";

/** What was said, by which later slides are judged that say it again. */
interface Said {
  readonly parts: OfficePackage;
  readonly marks: ShownMarks;
  /** The last heading and the last title of a figure, table or list. */
  heading: string;
  caption: string;
  table?: TableStart | undefined;
  /** All headings and the report's title. */
  readonly headings: string[];
}

interface SlideRead {
  readonly blocks: readonly SlideText[];
  /** The running words. */
  readonly running: readonly string[];
  /** Id of the slide, and the heading that it states first. */
  readonly opens: string;
}

/**
 * The lines of slides in reading order, for `compareRendition`: of each its section, the notes before what it shows,
 * the words of its shapes, rows of its table, alternative texts and charts, and the notes behind it. What a slide says
 * again must be what was said.
 *
 * @param marks those of the numbers of the report's language
 * @throws BroadsheetError `invalid-request` if the slides are not as Broadsheet writes them
 */
export function pptxBlocks(file: Uint8Array, marks: ShownMarks): TextBlock[] {
  const parts = readPackage(file);
  const title = settle(within(parts.part("docProps/core.xml"), "title").map(textOf).join(""));
  const main = parts.part("ppt/presentation.xml");
  const related = parts.related("ppt/presentation.xml");
  const said: Said = { parts, marks, heading: title, caption: "", headings: [title] };
  const list = child(main, "sldIdLst");
  if (list === undefined) throw notOurs("it has no slides");
  const slides = elements(list).map(({ attributes }) => {
    const target = related.get(attributes["r:id"] ?? "")?.target;
    if (target === undefined) throw notOurs("a slide is missing");
    return { id: attributes["id"] ?? "", ...readSlide(target, said) };
  });
  const running = slides[0]?.running ?? [];
  return joined([
    { kind: "title", text: title },
    ...running.map((text) => ({ kind: "running", text })),
    ...slides.flatMap(({ blocks, running: own }) => [
      ...blocks,
      ...(own.join("\n") === running.join("\n") ? [] : own.map((text) => ({ kind: "running", text }))),
    ]),
    ...sectionFaults(main, new Map(slides.map(({ id, opens }) => [id, opens])), title),
  ]).filter(({ kind, text }) => kind === "row" || text !== "");
}

/** Lines with the paragraphs whole that two slides have parts of. */
function joined(lines: readonly SlideText[]): TextBlock[] {
  const whole: SlideText[] = [];
  for (const line of lines) {
    const last = whole.at(-1);
    if (line.rest !== true || last?.raw === undefined) whole.push(line);
    else whole[whole.length - 1] = { ...last, raw: last.raw + line.raw!, text: settle(last.raw + line.raw!) };
  }
  return whole.map(({ kind, text }) => ({ kind, text }));
}

/** Sections of PowerPoint that have another name than the slide with which they begin. */
function sectionFaults(main: PartElement, opens: ReadonlyMap<string, string>, title: string): TextBlock[] {
  return within(main, "section").flatMap((section, index) => {
    const name = settle(section.attributes["name"] ?? "");
    const first = within(section, "sldId")[0]?.attributes["id"] ?? "";
    const wanted = index === 0 ? title : bare(opens.get(first) ?? "");
    return bare(name) === bare(wanted) ? [] : [{ kind: "section", text: name }];
  });
}

/** Words without the numbers of notes, and addresses. */
function bare(words: string): string {
  return words.replaceAll(/[[\]]| <[^>]*>/g, "");
}

function readSlide(path: string, said: Said): SlideRead {
  const { parts } = said;
  const related = parts.related(path);
  const tree = within(parts.part(path), "spTree")[0];
  if (tree === undefined) throw notOurs(`${path} has no shapes`);
  const [before, after] = notesOf(parts, [...related.values()].find(({ type }) => type === "notesSlide")?.target);
  const [lead, blocks]: [SlideText[], SlideText[]] = [[], []];
  let running: string[] = [];
  let opens = "";
  // What comes first is the properties of the group of all shapes.
  for (const shape of elements(tree).slice(2)) {
    const name = nameOf(shape);
    if (name === "Footer") running = runningWords(shape);
    else if (name !== "Number") {
      const read = readShape(shape, name, { related, path }, said);
      if (/^(?:Heading|Section)$/.test(name)) opens ||= read[0]?.text ?? "";
      const leads = /^(?:Heading|Section)(?: again)?$/.test(name) && blocks.length === 0;
      (leads ? lead : blocks).push(...read);
    }
  }
  return { blocks: [...lead, ...before, ...blocks, ...after], running, opens };
}

interface Spot {
  readonly related: ReturnType<OfficePackage["related"]>;
  readonly path: string;
}

function readShape(shape: PartElement, name: string, spot: Spot, said: Said): SlideText[] {
  if (shape.name === "sp") return readText(shape, name, spot, said);
  const alt = within(shape, "cNvPr")[0]?.attributes["descr"] ?? "";
  if (shape.name === "pic") {
    const embedded = within(shape, "blip")[0]?.attributes["r:embed"] ?? "";
    const there = spot.related.get(embedded)?.type === "image";
    return [{ kind: "alt", text: settle(there ? alt : `missing: ${alt}`) }];
  }
  const table = within(shape, "tbl")[0];
  if (table !== undefined) {
    const { rows, start } = tableRows(table, name, spot.related, said.table);
    said.table = start;
    return rows;
  }
  const chart = spot.related.get(within(shape, "chart")[0]?.attributes["r:id"] ?? "");
  if (chart?.type !== "chart") throw notOurs(`${spot.path} has a shape that is none of ours`);
  return [{ kind: "alt", text: alt }, ...chartBlocks(said.parts, chart.target, said.marks)].map(({ kind, text }) => ({
    kind,
    text: settle(text),
  }));
}

/** The lines of a shape of text; of one that repeats, what was not said before. */
function readText(shape: PartElement, name: string, { related }: Spot, said: Said): SlideText[] {
  const lines = linesIn(shape, related, name === "Text continued");
  const words = lines.map(({ text }) => text).join(" ");
  switch (name) {
    case "Heading":
    case "Section":
      said.heading = words;
      said.headings.push(words);
      break;
    case "Caption":
    case "Name":
      said.caption = words;
      break;
    case "Heading again":
    case "Section again":
      return said.headings.some((heading) => repeats(words, heading)) ? [] : [...lines];
    case "Caption again":
    case "Name again":
      return repeats(words, said.caption) ? [] : [...lines];
  }
  return lines;
}

/** Whether words are those of before, with at most "(continued)" behind them. */
function repeats(words: string, before: string): boolean {
  return words.startsWith(before) && /^(?: ?\([^\d()]*\))?$/.test(words.slice(before.length));
}

/** The running words of a slide: each is a run, with a point between two of them. */
function runningWords(shape: PartElement): string[] {
  return within(shape, "r")
    .map((run) => settle(within(run, "t").map(textOf).join("")))
    .filter((_, index) => index % 2 === 0);
}

/** The lines of a slide's notes: before the mark that stands for what it shows, and behind it. */
function notesOf(parts: OfficePackage, path: string | undefined): readonly [SlideText[], SlideText[]] {
  if (path === undefined) return [[], []];
  const shape = within(parts.part(path), "sp").find((each) => nameOf(each) === "Notes");
  if (shape === undefined) throw notOurs(`${path} has no notes`);
  const paragraphs = within(shape, "p");
  const at = paragraphs.findIndex((each) => child(each, "pPr")?.attributes["algn"] === "ctr");
  const lines = (some: readonly PartElement[]): SlideText[] =>
    linesIn({ name: "", attributes: {}, children: [...some] }, parts.related(path));
  return at < 0 ? [[], lines(paragraphs)] : [lines(paragraphs.slice(0, at)), lines(paragraphs.slice(at + 1))];
}

function nameOf(shape: PartElement): string {
  return within(shape, "cNvPr")[0]?.attributes["name"] ?? "";
}
