import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../functions/core/report/accept-report.ts";
import { makeReport } from "../../functions/core/report/generate-report.ts";
import { makeHtml } from "../../functions/core/report/make-html.ts";
import { coerceParameters } from "../../functions/core/report/request/coerce-parameters.ts";
import { checkPdf } from "../../functions/proof/check-pdf.ts";
import { createWorld } from "../../functions/render/create-world.ts";
import { seedTemplate } from "../../functions/seed/seed-template.ts";
import { faultsOfHtml } from "../core/report/rendition/faults-of-html.ts";
import { statedBy } from "../core/report/rendition/render-html.ts";
import { readPdf } from "../core/report/pdf/read-pdf.ts";
import { keepGolden } from "./keep-golden.ts";
import { printLayout } from "./print-layout.ts";
import { printStructure } from "./print-structure.ts";

interface CaseRequest {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly date?: string;
  /** Codes of the warnings that the case expects. */
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
    const {
      parameters = {},
      date,
      warnings = [],
    } = existsSync(asked) ? (JSON.parse(readFileSync(asked, "utf8")) as CaseRequest) : {};
    const store = new MemoryObjectStore();
    const template = await seedTemplate(store, "golden", join(folder, name, "template"));
    const world = createWorld(store);
    const accepted = await acceptReport(
      {
        template: "golden",
        parameters: coerceParameters(template, parameters),
        ...(date === undefined ? {} : { date }),
      },
      world,
    );
    const { report, laidOut } = await makeReport(accepted, world);
    const read = await readPdf(report.pdf);
    const text = read.pages
      .map(
        (page, i) =>
          `── page ${i + 1}\n${page.sequences
            .map((sequence) => sequence.text)
            .filter(Boolean)
            .join("\n")}\n`,
      )
      .join("");
    expect(report.warnings.map(({ code }) => code).toSorted()).toEqual(warnings.toSorted());
    expect(checkPdf(report.pdf).findings).toEqual([]);
    const page = await makeHtml(accepted, laidOut, world, report.sha256);
    expect(faultsOfHtml(page.html, statedBy(laidOut, page.narrow))).toEqual([]);
    const files = {
      "layout.json": printLayout(laidOut.layout),
      "text.txt": text,
      "structure.txt": printStructure(report.pdf, read),
    };
    const kept = Object.entries(files).map(([file, content]) => [file, keepGolden(folder, name, file, content)]);
    expect(kept.filter(([, state]) => state === "missing" || state === "changed")).toEqual([]);
  });
});
