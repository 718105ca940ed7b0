import { child, elements, type PartElement, textOf } from "../xlsx/read-package.ts";

/** What is noted while a document is read. */
export interface Reading {
  /** Id of a style → its name. */
  readonly styles: ReadonlyMap<string, string>;
  /** The relationships of the part. */
  readonly related: ReadonlyMap<string, { readonly type: string; readonly target: string }>;
  /** Footnotes in the order of their marks, with the number that each shows. */
  readonly noted: { readonly id: string; readonly shown: string }[];
  /** What fields and marks have counted. */
  readonly counts: Map<string, number>;
}

const placeholders: Readonly<Record<string, string>> = { PAGE: "{page}", NUMPAGES: "{pages}", STYLEREF: "{chapter}" };

/**
 * The words of a paragraph: numbers of notes in brackets, addresses behind the words that lead there, and of a field
 * what it shows; if it would count something else, that too.
 */
export function wordsIn(element: PartElement, reading: Reading): string {
  return elements(element)
    .map((each) => wordsOf(each, reading))
    .join("");
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
