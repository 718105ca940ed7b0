import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { answerNumber } from "../../functions/core/report/explain/answer-number.ts";
import {
  numbersFileName,
  readNumbersFile,
  writeNumbersFile,
} from "../../functions/core/report/explain/numbers-file.ts";
import { valueNamed } from "../../functions/core/report/explain/value-named.ts";
import { BroadsheetError } from "../../functions/core/errors.ts";
import { explainAttached } from "../../functions/local/explain-report.ts";
import { checkPdf } from "../../functions/proof/check-pdf.ts";
import { readAttachments } from "../../functions/proof/read-attachments.ts";
import { PdfReader } from "../../functions/proof/reader/pdf-reader.ts";
import { noteFigures } from "../ci/note-figures.ts";
import { readTemplateFolder } from "../../functions/seed/read-template-folder.ts";
import { traceReport, type TracedReport, type TracedRequest } from "../core/report/explain/trace-report.ts";
import { readPdf } from "../core/report/pdf/read-pdf.ts";

const goldens = import.meta.dirname;
const shipped = join(goldens, "../../templates");

/** A report whose template has more lines in its template.yaml. @param change of the text of report.md */
async function make(
  name: string,
  settings: string,
  change = (text: string): string => text,
  { shipped: isShipped = false }: { readonly shipped?: boolean } = {},
): Promise<TracedReport> {
  const folder = isShipped ? join(shipped, name) : join(goldens, name, "template");
  const asked = join(goldens, name, "request.json");
  const changed = new Map(readTemplateFolder(folder));
  const edit = (path: string, turn: (text: string) => string): void => {
    const text = new TextDecoder().decode(changed.get(path)!);
    changed.set(path, new TextEncoder().encode(turn(text)));
  };
  edit("template.yaml", (text) => `${text.replace(/^(?:conformance|lineage):.*\n/gm, "").trimEnd()}\n${settings}`);
  edit("report.md", change);
  const request = !isShipped && existsSync(asked) ? (JSON.parse(readFileSync(asked, "utf8")) as TracedRequest) : {};
  return await traceReport(changed, request);
}

const namedOf = (pdf: Uint8Array): Uint8Array | undefined => readAttachments(new PdfReader(pdf)).get(numbersFileName);

test.each([
  ["high-tech-industries", true],
  ["tables-en", false],
  ["pivot", false],
  ["figures-en", false],
])(
  "%s: the PDF answers of every number what the report made again answers, in both standards",
  async (name, isShipped) => {
    const without = await make(name, "", undefined, { shipped: isShipped });
    expect(namedOf(without.plain.pdf)).toBeUndefined();
    for (const conformance of ["ua1-a3a", "ua2-a4f"]) {
      const settings = `conformance: ${conformance}\nlineage: attach\n`;
      const { plain, report, numbers, laidOut, accepted } = await make(name, settings, undefined, {
        shipped: isShipped,
      });
      // Its own trace gives the same bytes as that of a question.
      expect(report.sha256).toBe(plain.sha256);
      expect(checkPdf(plain.pdf).findings).toEqual([]);
      const [pages, before] = [await readPdf(plain.pdf), await readPdf(without.plain.pdf)];
      expect(pages.pages.map(({ text }) => text)).toEqual(before.pages.map(({ text }) => text));
      const file = readNumbersFile(namedOf(plain.pdf)!);
      expect(file.numbers).toEqual(JSON.parse(JSON.stringify(numbers)));
      const named = (key: string): unknown => valueNamed(accepted, key);
      expect(file.numbers.map((number) => answerNumber(number, file.tables, named))).toEqual(
        JSON.parse(JSON.stringify(numbers.map((number) => answerNumber(number, laidOut.tables, named)))),
      );
      const asked = numbers.find(({ kind }) => kind === "cell" || kind === "cells")!;
      const at = { x: asked.x + asked.width / 2, y: asked.y + asked.height / 2 };
      const answered = explainAttached(plain.pdf, { page: asked.page, at })!;
      expect(answered).toMatchObject({
        attached: true,
        sha256: plain.sha256,
        answers: [{ text: asked.text, kind: asked.kind }],
      });
      noteFigures(
        `${name}, ${conformance}: ${numbers.length} numbers, ${namedOf(plain.pdf)!.length} bytes, in the PDF ${plain.pdf.length - without.plain.pdf.length}`,
      );
    }
  },
);

/** Keeps the data of all charts out of the PDF. */
function quiet(text: string): string {
  return text.replaceAll(/^(::chart\{)/gm, '$1attach="none" ');
}

test("a chart whose data is not attached has no values there either, unless the text prints them", async () => {
  const { plain, numbers } = await make("high-tech-industries", "lineage: attach\n", quiet, { shipped: true });
  const { tables } = readNumbersFile(namedOf(plain.pdf)!);
  const elsewhere = new Set(
    numbers
      .filter(({ figure }) => figure === undefined)
      .flatMap(({ origins }) =>
        origins.flatMap(({ values }) =>
          values.flatMap((read) => ("rows" in read ? read.rows.slice(0, 20).map((row) => `${read.query} ${row}`) : [])),
        ),
      ),
  );
  const kept = [...tables].flatMap(([query, { rows }]) => Object.keys(rows).map((row) => `${query} ${row}`));
  expect(kept.filter((row) => !elsewhere.has(row))).toEqual([]);
  const inCharts = numbers.filter(
    ({ figure, origins }) =>
      figure !== undefined &&
      origins.some(({ values }) =>
        values.some((read) => "rows" in read && read.rows.some((row) => !elsewhere.has(`${read.query} ${row}`))),
      ),
  );
  expect(inCharts.length).toBeGreaterThan(0);
  for (const number of inCharts) expect(answerNumber(number, tables, () => undefined).cells.length).toBeGreaterThan(0);
});

test("numbers that name more rows than such a file holds are not written to see that", () => {
  const rows = Object.assign(Array<number>(9_000_000).fill(0), { toJSON: () => expect.unreachable("written") });
  const values = [{ query: "q", column: "c", rows }];
  const place = { page: 1, x: 0, y: 0, width: 1, height: 1 };
  const origins = [{ kind: "values", values, deciding: [] }] as const;
  const number = { kind: "cells", text: "1", context: "1", ...place, origins } as const;
  expect(writeNumbersFile([number], new Map(), new Set())).toBeUndefined();
});

test("a file of more than 16 MiB is none", async () => {
  const { numbers, laidOut } = await make("tables-en", "lineage: attach\n");
  const often = (times: number) => writeNumbersFile(Array(times).fill(numbers).flat(), laidOut.tables, new Set());
  const one = often(1)!.byteLength;
  expect(often(Math.floor((15 * 1024 * 1024) / one))!.byteLength).toBeLessThan(16 * 1024 * 1024);
  expect(often(Math.ceil((20 * 1024 * 1024) / one))).toBeUndefined();
});

test("whatever stands in the file, it answers or says that it cannot be read", async () => {
  const { plain } = await make("tables-en", "lineage: attach\n");
  const text = new TextDecoder().decode(namedOf(plain.pdf)!);
  const whole = JSON.parse(text) as { numbers: unknown[]; rows: Record<string, Record<string, unknown>> };
  // A few numbers and rows have all that there is.
  const small = {
    ...whole,
    numbers: [...new Map(whole.numbers.map((number) => [(number as { kind: string }).kind, number])).values()],
    rows: Object.fromEntries(
      Object.entries(whole.rows).map(([query, listed]) => [
        query,
        Object.fromEntries(Object.entries(listed).slice(0, 2)),
      ]),
    ),
  };
  const refused: string[] = [];
  let tried = 0;
  for (const broken of mutants(small)) {
    tried++;
    try {
      const { numbers, tables } = readNumbersFile(new TextEncoder().encode(JSON.stringify(broken)));
      for (const number of numbers) answerNumber(number, tables, () => undefined);
    } catch (error) {
      expect(error, JSON.stringify(broken).slice(0, 300)).toBeInstanceOf(BroadsheetError);
      refused.push((error as BroadsheetError).problems[0]!.code);
    }
  }
  expect(tried).toBeGreaterThan(300);
  expect(new Set(refused)).toEqual(new Set(["faulty-lineage"]));
  expect(() => readNumbersFile(new Uint8Array([0xff, 0x7b]))).toThrow(BroadsheetError);
});

/** The same value with one part replaced or left out, each part in turn. */
function* mutants(value: unknown): Generator<unknown> {
  for (const other of [null, 7, "x", [], {}]) yield other;
  if (Array.isArray(value))
    for (const [at, part] of value.entries()) for (const other of mutants(part)) yield value.with(at, other);
  else if (typeof value === "object" && value !== null)
    for (const [key, part] of Object.entries(value)) {
      yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
      for (const other of mutants(part)) yield { ...value, [key]: other };
    }
}
