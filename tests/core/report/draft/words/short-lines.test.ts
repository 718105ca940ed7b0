import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import { draftLanguages } from "../../../../../functions/core/report/draft/draft.ts";
import { lineWidth, shortLines } from "../../../../../functions/core/report/draft/words/short-lines.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { createWorld } from "../../../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../../../functions/seed/seed-template.ts";
import { draftOf, openText } from "../draft-of-text.ts";
import { judgedShapes } from "../judged-shapes.ts";
import { officeTables } from "../office-shapes.ts";
import type { OpenedTable } from "../open-table.ts";

const isSoak = process.env["SOAK"] !== undefined;
const tables = officeTables(11);
/** One of each story; `SOAK=1` takes all. */
const rendered = tables.filter(({ name }) => isSoak || ["leavers", "gaps"].includes(name));

const written = [...tables, ...(isSoak ? judgedShapes : [])].flatMap(({ name, head, rows }, at) =>
  (isSoak ? draftLanguages : [draftLanguages[at % 3]!]).map((language) => ({ name, head, rows, language })),
);

test.each(written)(
  "the text of “$name” in $language has lines that fit an editor",
  async ({ head, rows, language }) => {
    const report = (await draftOf(await openText(head, rows), { language })).files.get("report.md")!;
    expect(report.split("\n").filter((line) => line.length > lineWidth)).toEqual([]);
  },
);

test.each(rendered.flatMap((table) => draftLanguages.map((language) => ({ ...table, language }))))(
  "the lines of “$name” print in $language what long ones do",
  async ({ head, rows, language }) => {
    const table = await openText(head, rows);
    const { files } = await draftOf(table, { language });
    const report = files.get("report.md")!;
    const long = report.replaceAll(/\n *\{%- /g, "{% ").replaceAll(/\n *\{\{- /g, "{{ ");
    expect(Math.max(...long.split("\n").map(({ length }) => length))).toBeGreaterThan(lineWidth);
    expect(await printed(table, files)).toEqual(await printed(table, new Map([...files, ["report.md", long]])));
  },
);

async function printed(table: OpenedTable, files: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const world = createWorld(new MemoryObjectStore());
  const bytes = [...files].map(([path, text]) => [path, Buffer.from(text)] as const);
  const sample = [`data/records.${table.extension}`, table.sample] as const;
  const template = await seedTemplate(world.store, "draft", new Map<string, Uint8Array>([...bytes, sample]));
  const { document } = await layOutReport(await acceptReport({ template: template.name }, world), world, () => {});
  const alts = document.blocks.map((block) => (block.type === "figure" ? (block.alt ?? "") : ""));
  return [...shownLines(document).map(({ place, text }) => `${place}: ${text}`), ...alts];
}

const wide = "x".repeat(lineWidth);

test.each([
  ["a blank of a heading is not lost", `# a {% if b %}${wide}{% endif %}`],
  ["a blank that does not break is not lost", `a\u00a0{% if b %}${wide} c{% endif %}`],
])("%s", (_what, text) => {
  expect(shortLines(text)).toContain(text.slice(0, text.indexOf("{%")) + "{% if b %}");
});

test("no line begins with a mark of Markdown that was a word", () => {
  const text = `${"a ".repeat(78)}- 1. b # c`;
  expect(shortLines(text).split("\n").slice(1)).toEqual(["b # c"]);
});
