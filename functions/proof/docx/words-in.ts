import { child, elements, type PartElement, textOf } from "../xlsx/read-package.ts";

/** A footnote's mark as the text shows it. */
export interface NotedMark {
  readonly id: string;
  shown: string;
}

/** What is noted while a document is read. */
export interface Reading {
  /** Id of a style → its name. */
  readonly styles: ReadonlyMap<string, string>;
  /** The relationships of the part. */
  readonly related: ReadonlyMap<string, { readonly type: string; readonly target: string }>;
  /** Footnotes in the order of their marks, with the number that each shows. */
  readonly noted: NotedMark[];
  /** What fields and marks have counted. */
  readonly counts: Map<string, number>;
}

const placeholders: Readonly<Record<string, string>> = { PAGE: "{page}", NUMPAGES: "{pages}", STYLEREF: "{chapter}" };

/**
 * The words of a paragraph: numbers of notes in brackets, addresses behind the words that lead there, and of a field
 * what it shows; if it would count something else, that too.
 */
export function wordsIn(element: PartElement, reading: Reading): string {
  const words: string[] = [];
  // Of a note's own mark the first character is with the reference, and the others are the run behind it.
  let mark: { readonly at: number; shown: string; readonly reading: NotedMark } | undefined;
  for (const each of elements(element)) {
    const more = mark === undefined ? undefined : restOfMark(each, reading);
    if (mark !== undefined && more !== undefined) {
      mark.shown += more;
      mark.reading.shown = mark.shown;
      words[mark.at] = `[${mark.shown}]`;
      continue;
    }
    const noted = reading.noted.length;
    words.push(wordsOf(each, reading));
    const custom = each.name === "r" && child(each, "footnoteReference")?.attributes["w:customMarkFollows"] === "1";
    const found = reading.noted[noted];
    mark = custom && found !== undefined ? { at: words.length - 1, shown: found.shown, reading: found } : undefined;
  }
  return words.join("");
}

/** What a run adds to the mark before it; undefined if it is none of it. */
function restOfMark(run: PartElement, { styles }: Reading): string | undefined {
  if (run.name !== "r" || child(run, "footnoteReference") !== undefined) return undefined;
  const style = styles.get(child(child(run, "rPr") ?? run, "rStyle")?.attributes["w:val"] ?? "");
  return style === "footnote reference" ? elements(run, "t").map(textOf).join("") : undefined;
}

function wordsOf(element: PartElement, reading: Reading): string {
  switch (element.name) {
    case "r":
      return wordsOfRun(element, reading);
    case "fldSimple":
      return wordsOfField(element, reading);
    case "hyperlink": {
      const words = wordsIn(element, reading);
      const url = element.attributes["r:id"];
      return url === undefined ? words : `${words} <${reading.related.get(url)?.target ?? "nowhere"}>`;
    }
    default:
      return "";
  }
}

function wordsOfRun(run: PartElement, reading: Reading): string {
  const style = reading.styles.get(child(child(run, "rPr") ?? run, "rStyle")?.attributes["w:val"] ?? "");
  const reference = child(run, "footnoteReference");
  if (reference !== undefined) return `[${markOf(run, reference, reading)}]`;
  const words = elements(run)
    // What Word reads of alternatives.
    .flatMap((each) => (each.name === "AlternateContent" ? elements(child(each, "Choice") ?? each) : [each]))
    .map((each) => (each.name === "t" ? textOf(each) : each.name === "tab" ? "\t" : each.name === "br" ? " " : ""))
    .join("");
  switch (style) {
    case "footnote reference":
      return `[${words}]`;
    case "Report table mark":
      return ` [${words}]`;
    case "Report mark comma":
      return words === "," ? "" : words;
    case "Report list number":
      return "";
    default:
      return words;
  }
}

/** The number that a footnote's mark shows: its own, or the next one. */
function markOf(run: PartElement, { attributes }: PartElement, { noted, counts }: Reading): string {
  const own = attributes["w:customMarkFollows"] === "1" ? elements(run, "t").map(textOf).join("") : undefined;
  const shown = own ?? String(next(counts, "footnote"));
  noted.push({ id: attributes["w:id"] ?? "", shown });
  return shown;
}

function wordsOfField(field: PartElement, reading: Reading): string {
  const instruction = (field.attributes["w:instr"] ?? "").trim().split(/\s+/);
  const [name = "", of = ""] = instruction;
  const placeholder = placeholders[name];
  if (placeholder !== undefined) return placeholder;
  const shown = wordsIn(field, reading);
  if (name !== "SEQ") return shown;
  const reset = instruction.indexOf("\\r");
  if (reset >= 0) reading.counts.set(of, Number(instruction[reset + 1]) - 1);
  const counted = String(next(reading.counts, of));
  return counted === shown ? shown : `${shown} (the field counts ${counted})`;
}

function next(counts: Map<string, number>, kind: string): number {
  const number = (counts.get(kind) ?? 0) + 1;
  counts.set(kind, number);
  return number;
}
