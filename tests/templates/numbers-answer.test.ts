import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { createOriginTrace, type OriginTrace } from "../../functions/core/report/document/trace.ts";
import { sampleCells, segmentsOf, unnamedChanges, withChangedCell } from "../core/report/explain/compare-traces.ts";
import { traceReport, type TracedReport } from "../core/report/explain/trace-report.ts";
import { readPdf } from "../core/report/pdf/read-pdf.ts";

const templates = ["high-tech-industries", "monthly-business-review", "country-profile", "dataset-profile"];
const whole = process.env["SOAK"] !== undefined;
/** Changed cells of each template and language: 10,000 in all in a soak. */
const changes = whole ? 1_250 : 6;

describe.each(templates.flatMap((name) => ["en", "zh"].map((language) => [name, language] as const)))(
  "%s in %s",
  (name, language) => {
    let made: TracedReport;
    beforeAll(async () => {
      made = await traceReport(join(import.meta.dirname, "../../templates", name), { language });
    });

    test("tracing changes no byte", () => {
      expect(made.report.sha256).toBe(made.plain.sha256);
      expect(made.report.content).toEqual(made.plain.content);
    });

    test("every number on the pages is named", async () => {
      expect(made.numbers.filter(({ kind }) => kind === "unknown")).toEqual([]);
      const { pages } = await readPdf(made.report.pdf);
      // Another program reads the same digits from the file, so that no text was left out.
      for (const [index, { sequences }] of pages.entries()) {
        const read = digits(sequences.map(({ text }) => text));
        const named = digits(made.numbers.filter(({ page }) => page === index + 1).map(({ text }) => text));
        expect(named.join(""), `page ${index + 1}`).toBe(read.join(""));
      }
    });

    test("the author's words are in the template outside of Liquid", () => {
      const source = [...made.laidOut.template.files]
        .filter(([path]) => /\.(md|liquid|txt|ya?ml|json)$/.test(path) && !path.startsWith("data/"))
        .map(([, body]) => new TextDecoder().decode(body).replace(/\{%-?[\s\S]*?-?%\}|\{\{[\s\S]*?\}\}/g, "\u0001"))
        .join("\n");
      const strange = made.numbers.filter(
        ({ kind, text }) => kind === "words" && !source.includes(text.replace(/^[^\p{Nd}]/u, "")),
      );
      expect(strange.map(({ text, context }) => `${text} in ${context}`)).toEqual([]);
    });

    test("a changed cell changes only texts that name it", () => {
      const { tables } = made.laidOut;
      const before = segmentsOf(made, tables)!;
      const failures: string[] = [];
      let changed = 0;
      for (const cell of sampleCells(tables, changes)) {
        const after = segmentsOf(made, withChangedCell(tables, cell));
        if (after === undefined) continue;
        changed += 1;
        const unnamed = unnamedChanges(before, after, cell);
        if (unnamed.length > 0)
          failures.push(`${cell.query}[${cell.row}].${cell.column}: ${unnamed.slice(0, 4).join(" ")}`);
      }
      expect(failures).toEqual([]);
      expect(changed).toBeGreaterThan(changes / 2);
    });

    test("the check of changed cells finds a trace that names the wrong rows", () => {
      const { tables } = made.laidOut;
      const before = segmentsOf(made, tables, wrong())!;
      const found = sampleCells(tables, 60).some((cell) => {
        const after = segmentsOf(made, withChangedCell(tables, cell), wrong());
        return after !== undefined && unnamedChanges(before, after, cell).length > 0;
      });
      expect(found).toBe(true);
    });
  },
);

/** The digits of texts in ascending order: what they are, wherever they are. */
function digits(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.match(/\p{Nd}/gu) ?? []).sort();
}

function wrong(): OriginTrace {
  return { ...createOriginTrace().origins, rows: new ShiftedRows() };
}

/** Takes each row for the one behind it. */
class ShiftedRows extends Map<object, { readonly query: string; readonly row: number }> {
  override set(key: object, { query, row }: { readonly query: string; readonly row: number }): this {
    return super.set(key, { query, row: row + 1 });
  }
}
