import { openPageImages } from "../../adapters/pages/page-images.ts";
import type { ShownLine } from "../../core/report/document/shown-lines.ts";
import type { Shown, ShownChart } from "../../core/service/review/shown.ts";
import { countWords } from "../../core/wording/count-words.ts";
import { readAttachments } from "../../proof/read-attachments.ts";
import { readManifest } from "../../proof/read-manifest.ts";
import { PdfReader } from "../../proof/reader/pdf-reader.ts";
import { readFileInto } from "../inputs/read-input.ts";
import type { Case, Made, Side } from "./side.ts";

/** The only case of a report that was made already. */
export const asMade: Case = { name: "as made", parameters: {}, datasets: {} };

/**
 * Opens a report's PDF as a side of a comparison: its words line by line, the data attached to it, and its inputs as
 * its manifest names them.
 *
 * @throws BroadsheetError `not-found`, `invalid-request` if Broadsheet did not make it
 */
export async function openReport(path: string): Promise<Side> {
  const pdf = await readFileInto(path);
  const reader = new PdfReader(pdf);
  const { parameters, datasets, date, language, template, queries } = readManifest(reader);
  const pages = await openPageImages(pdf);
  const texts = Array.from({ length: pages.count }, (_, index) => pages.text(index + 1));
  pages.close();
  const lines = texts
    .flatMap((text, index) =>
      text.split("\n").map((line) => ({ place: `page ${index + 1}`, kind: "line", text: line.trim() })),
    )
    .filter(({ text }) => text !== "");
  const inputs = linesOf({ template, ...prefixed("parameter", parameters), ...prefixed("dataset", datasets) });
  // After the words that readers see: a hash says that a result differs, not how.
  const results = linesOf(
    prefixed(
      "result of the query",
      Object.fromEntries(
        Object.entries(queries).map(([name, { rows, sha256 }]) => [
          name,
          `${countWords(rows, "row")}, sha256 ${sha256.slice(0, 12)}`,
        ]),
      ),
    ),
  );
  const shown: Shown = {
    language,
    date,
    pages: texts.length,
    lines: [...inputs, ...lines, ...results],
    languages: [],
    tables: new Map(),
    charts: chartsOf(reader),
    warnings: [],
  };
  const made: Made = { pdf, title: path, shown };
  return { label: path, cases: [asMade], declared: [], make: () => Promise.resolve(made) };
}

/** A line for each name and its value. */
function linesOf(values: Readonly<Record<string, unknown>>): ShownLine[] {
  return Object.entries(values).map(([place, value]) => ({
    place,
    kind: place,
    text: typeof value === "string" ? value : JSON.stringify(value),
  }));
}

function prefixed(kind: string, members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [`${kind} ${name}`, value]));
}

function chartsOf(reader: PdfReader): ShownChart[] {
  return [...readAttachments(reader)]
    .filter(([name]) => name.endsWith(".csv"))
    .map(([name, body]) => ({
      place: `attached ${name}`,
      name,
      alt: "",
      csv: new TextDecoder().decode(body),
      size: "",
      words: [],
      digest: "",
    }));
}
