import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Layout } from "../../functions/core/layout/page.ts";
import { renderOnce } from "../../functions/local/render-once.ts";
import { checkPdf } from "../../functions/proof/check-pdf.ts";
import { readPdf } from "../core/pdf/read-pdf.ts";
import { keepGolden } from "./keep-golden.ts";
import { printLayout } from "./print-layout.ts";
import { printStructure } from "./print-structure.ts";

const laidOut: Layout[] = [];

// The front door keeps its layout to itself; here it is looked at on its way to the PDF.
vi.mock(import("../../functions/core/layout/layout-pages.ts"), async (original) => {
  const { layoutPages } = await original();
  return {
    layoutPages: (...given) => {
      const layout = layoutPages(...given);
      laidOut.push(layout);
      return layout;
    },
  };
});
afterEach(() => laidOut.splice(0));

interface CaseRequest {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly date?: string;
  /** Codes of the warnings that belong to the case. */
  readonly warnings?: readonly string[];
}

const folder = import.meta.dirname;
const cases = readdirSync(folder).filter((name) => existsSync(join(folder, name, "template", "template.yaml")));

test("there are cases", () => {
  expect(cases.length).toBeGreaterThan(8);
});

describe.each(cases)("%s", (name) => {
  test("gives the layout, text and structure that it should, and breaks no rule", async () => {
    const asked = join(folder, name, "request.json");
    const { parameters = {}, date, warnings = [] } = existsSync(asked) ? (JSON.parse(readFileSync(asked, "utf8")) as CaseRequest) : {};
    const { report } = await renderOnce({
      name: "golden", folder: join(folder, name, "template"), parameters, datasets: {}, ...(date === undefined ? {} : { date }),
    });
    const read = await readPdf(report.pdf);
    const [layout] = laidOut;
    const text = read.pages.map((page, i) => `── page ${i + 1}\n${page.sequences.map((sequence) => sequence.text).filter(Boolean).join("\n")}\n`).join("");
    expect(report.warnings.map(({ code }) => code).toSorted()).toEqual(warnings.toSorted());
    expect(checkPdf(report.pdf).findings).toEqual([]);
    const files = { "layout.json": printLayout(layout!), "text.txt": text, "structure.txt": printStructure(report.pdf, read) };
    const kept = Object.entries(files).map(([file, content]) => [file, keepGolden(folder, name, file, content)]);
    expect(kept.filter(([, state]) => state === "missing" || state === "changed")).toEqual([]);
  });
});
