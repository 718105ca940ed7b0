import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import { draftLanguages } from "../../../../../functions/core/report/draft/draft.ts";
import { lineWidth, shortLines } from "../../../../../functions/core/report/draft/words/short-lines.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { readContent } from "../../../../../functions/core/report/edit/text/read-content.ts";
import { readSource } from "../../../../../functions/core/report/edit/source/source-tree.ts";
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
    const long = joined(report);
    expect(Math.max(...long.split("\n").map(({ length }) => length))).toBeGreaterThan(lineWidth);
    expect(await printed(table, files)).toEqual(await printed(table, new Map([...files, ["report.md", long]])));
  },
);

const joined = (report: string): string => report.replaceAll(/\n *\{%- /g, "{% ").replaceAll(/\n *\{\{- /g, "{{ ");

/** What can be edited on the page: each block with the values, tags and characters of its text. */
function editable(report: string): readonly string[] {
  const tree = readSource("report.md", report, false);
  return tree.blocks.map((block) => {
    const content = readContent(tree, block);
    const kinds = content?.chips.map(({ kind }) => kind).join(" ");
    return `${block.node.type}: ${kinds}; ${content?.atoms.map(({ char }) => char ?? "…").join("")}`;
  });
}

test.each(written)(
  "the texts of “$name” in $language can be edited on the page as those of long lines",
  async ({ head, rows, language }) => {
    const report = (await draftOf(await openText(head, rows), { language })).files.get("report.md")!;
    expect(editable(report)).toEqual(editable(joined(report)));
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
