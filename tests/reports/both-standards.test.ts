import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../functions/core/report/accept-report.ts";
import { makeReport } from "../../functions/core/report/generate-report.ts";
import type { TemplateFiles } from "../../functions/core/report/template/template.ts";
import { coerceParameters } from "../../functions/core/report/request/coerce-parameters.ts";
import type { Conformance } from "../../functions/core/xml/conformance.ts";
import { checkPdf } from "../../functions/proof/check-pdf.ts";
import { createWorld } from "../../functions/render/create-world.ts";
import { readTemplateFolder } from "../../functions/seed/read-template-folder.ts";
import { seedTemplate } from "../../functions/seed/seed-template.ts";
import { readPdf } from "../core/report/pdf/read-pdf.ts";

const goldens = import.meta.dirname;
const shipped = join(goldens, "../../templates");
const folderOf = (name: string): string =>
  existsSync(join(goldens, name)) ? join(goldens, name, "template") : join(shipped, name);

/** The flagship, and cases with what the later standards tag otherwise or refuse; with SOAK=1 all. */
const sampled = [
  "high-tech-industries",
  "characters",
  "footnotes-at-end",
  "spans",
  "tables-en",
  "tags-of-pdf2",
  "yearbook-en",
];
const all = [goldens, shipped].flatMap((root) =>
  readdirSync(root).filter((name) => existsSync(join(folderOf(name), "template.yaml"))),
);
const cases = process.env["SOAK"] === undefined ? sampled : all;

/** A template's files, written to some standards. */
function filesFor(name: string, conformance: Conformance): TemplateFiles {
  const files = new Map(readTemplateFolder(folderOf(name)));
  const yaml = Buffer.from(files.get("template.yaml")!)
    .toString("utf8")
    .replace(/^conformance:.*\n/m, "");
  return files.set("template.yaml", Buffer.from(`${yaml.trimEnd()}\nconformance: ${conformance}\n`));
}

async function render(name: string, conformance: Conformance): Promise<Uint8Array> {
  const asked = join(goldens, name, "request.json");
  const { parameters = {}, date } = existsSync(asked)
    ? (JSON.parse(readFileSync(asked, "utf8")) as {
        readonly parameters?: Readonly<Record<string, string>>;
        readonly date?: string;
      })
    : {};
  const store = new MemoryObjectStore();
  const template = await seedTemplate(store, "both", filesFor(name, conformance));
  const world = createWorld(store);
  const accepted = await acceptReport(
    { template: "both", parameters: coerceParameters(template, parameters), ...(date !== undefined && { date }) },
    world,
  );
  return (await makeReport(accepted, world)).report.pdf;
}

test.each(cases)(
  "%s: PDF/UA-2 and PDF/A-4f break no rule, show the same and take at most 3% more bytes",
  async (name) => {
    const [earlier, later] = [await render(name, "ua1-a3a"), await render(name, "ua2-a4f")];
    expect(checkPdf(earlier)).toMatchObject({ findings: [], pdfua1: true, pdfa3a: true });
    expect(checkPdf(later)).toMatchObject({ findings: [], pdfua2: true, pdfa4f: true });
    expect(later.length / earlier.length).toBeLessThan(1.03);
    const [before, after] = [await readPdf(earlier), await readPdf(later)];
    expect(after.pages.map(({ text }) => text)).toEqual(before.pages.map(({ text }) => text));
    expect(after.destinations).toEqual(before.destinations);
    expect([...after.attachments.keys()]).toEqual([...before.attachments.keys()]);
    expect(after.outline.map(({ title }) => title)).toEqual(before.outline.map(({ title }) => title));
  },
);
