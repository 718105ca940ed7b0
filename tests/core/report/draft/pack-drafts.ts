import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { acceptReport } from "../../../../functions/core/report/accept-report.ts";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import { draftTableOf, draftTemplate } from "../../../../functions/core/report/draft/door/draft-template.ts";
import type { DraftLanguage } from "../../../../functions/core/report/draft/draft.ts";
import { generateReport } from "../../../../functions/core/report/generate-report.ts";
import { keepSessions } from "../../../../functions/core/report/query/session/keep-sessions.ts";
import { checkFiles } from "../../../../functions/render/check-files.ts";
import { createWorld } from "../../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../../functions/seed/seed-template.ts";
import { type OpenedTable, openTable } from "./open-table.ts";

/**
 * Drafts every table of a folder and writes what a reader needs to judge the drafts who does not know the rules:
 * `NAME.pdf`, `NAME.rows.txt` with the first rows of the table, and `outcomes.tsv`.
 *
 *     node tests/core/report/draft/pack-drafts.ts FOLDER OUT [LANGUAGE] [NAME…]
 *
 * Without a language, or with `own`, each is drafted in that of its column names, as `broadsheet draft` does.
 *
 * `docs/drafts.md` has the verdicts that readers give.
 */
const [folder, out, language = "own", ...wanted] = process.argv.slice(2) as [
  string,
  string,
  (DraftLanguage | "own")?,
  ...string[],
];

/** Rows of a table that a reader sees beside its draft. */
const shownRows = 30;

mkdirSync(out, { recursive: true });
const outcomes: string[] = [];
for (const file of readdirSync(folder).sort()) {
  const name = file.replace(/\.\w+$/, "");
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const outcome = await packOne(join(folder, file), name).catch(
    (error: unknown) => `FAILED\t${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  outcomes.push(`${name}\t${outcome.replaceAll("\n", " ")}`);
  process.stdout.write(`${outcomes.at(-1)!}\n`);
}
writeFileSync(join(out, "outcomes.tsv"), `${outcomes.join("\n")}\n`);

async function packOne(path: string, name: string): Promise<string> {
  const table = await openTable(path);
  writeFileSync(join(out, `${name}.rows.txt`), await firstRows(table));
  try {
    const source = { dataset: "table-of-draft", file: `data/records.${table.extension}` };
    const { dataset, title } = table;
    const draft = await draftTemplate(
      { dataset, title, answers: language === "own" ? {} : { language }, source },
      { openScratch: openScratchFolder },
    );
    const files = new Map<string, Uint8Array>([
      ...[...draft.files].map(([file, text]) => [file, Buffer.from(text)] as const),
      [source.file, table.sample],
    ]);
    const { errors, warnings } = await checkFiles("draft", files, createWorld(new MemoryObjectStore()));
    const world = createWorld(new MemoryObjectStore());
    const template = await seedTemplate(world.store, "draft", files);
    const report = await generateReport(await acceptReport({ template: template.name }, world), world);
    writeFileSync(join(out, `${name}.pdf`), report.pdf);
    const found = [...errors, ...warnings, ...report.warnings].map(({ code, message }) => `${code}: ${message}`);
    return [draft.story, draft.what, report.title, found.join("; ")].join("\t");
  } catch (error) {
    if (!(error instanceof BroadsheetError) || error.kind !== "invalid-dataset") throw error;
    return `refused\t${error.problems.map(({ code, message }) => `${code}: ${message}`).join("; ")}`;
  }
}

async function firstRows({ dataset, title }: OpenedTable): Promise<string> {
  const sessions = keepSessions();
  try {
    const { rows, columns } = dataset.profile;
    const shown = await draftTableOf(dataset, title, sessions, openScratchFolder).ask(
      `SELECT * FROM records LIMIT ${shownRows}`,
    );
    const lines = shown.map((row) => Object.values(row).map(String).join(" | "));
    return [
      `${title}: ${rows} rows`,
      columns.map(({ name, type, nulls }) => `${name} (${type}, ${nulls} empty)`).join(" | "),
      ...lines,
      "",
    ].join("\n");
  } finally {
    await sessions.close();
  }
}
