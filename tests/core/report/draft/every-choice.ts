import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { acceptReport } from "../../../../functions/core/report/accept-report.ts";
import { datasetLimits } from "../../../../functions/core/report/dataset/dataset-limits.ts";
import { storeDataset } from "../../../../functions/core/report/dataset/store-dataset.ts";
import type { DraftLanguage } from "../../../../functions/core/report/draft/draft.ts";
import { layOutReport, type World } from "../../../../functions/core/report/generate-report.ts";
import type { Template } from "../../../../functions/core/report/template/template.ts";
import { checkFiles } from "../../../../functions/render/check-files.ts";
import { createWorld } from "../../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../../functions/seed/seed-template.ts";
import { draftOf, openText } from "./draft-of-text.ts";
import { refuseCode } from "./report-of-table.ts";

interface Asked {
  readonly head: string;
  /** The last tenth comes after the draft. */
  readonly rows: readonly string[];
  readonly language: DraftLanguage;
  /** Whether every period is tried, and not three of them. */
  readonly allPeriods: boolean;
}

/** What is wrong with the draft of a table: what `check` finds, and what each choice and the next rows warn of. */
export async function faultsOfDraft({ head, rows, language, allPeriods }: Asked): Promise<readonly string[]> {
  const table = await openText(head, rows.slice(0, Math.ceil(rows.length * 0.9)));
  const { files } = await draftOf(table, { language });
  const bytes = new Map<string, Uint8Array>([
    ...[...files].map(([path, text]) => [path, Buffer.from(text)] as const),
    [`data/records.${table.extension}`, table.sample],
  ]);
  const { errors, warnings } = await checkFiles("draft", bytes, createWorld(new MemoryObjectStore()));
  const faults = [...errors, ...warnings].map((problem) => `check: ${JSON.stringify(problem)}`);
  for (const [path, text] of files)
    if (path.endsWith(".sql")) faults.push(...bareMedians(text).map((found) => `${path}: ${found} is not converted`));
  const world = createWorld(new MemoryObjectStore());
  const template = await seedTemplate(world.store, "draft", bytes);
  for (const parameters of await choicesOf(template, world, allPeriods))
    for (const warning of await warningsOf(template, world, { parameters }))
      faults.push(`${JSON.stringify(parameters)}: ${warning}`);
  const scratch = await openScratchFolder();
  const body = Buffer.from(`${head}\n${rows.join("\n")}\n`);
  await storeDataset(world.store, "next", { body, format: "csv" }, scratch, datasetLimits);
  await scratch.dispose();
  for (const warning of await warningsOf(template, world, { datasets: { records: "next" } }))
    faults.push(`next rows: ${warning}`);
  return faults;
}

/**
 * Medians and quantiles of what is not converted to a DOUBLE where it is interpolated: in a table with wide decimals,
 * as a recipe makes them of cells with “NA”, `check` would say that each column loses digits.
 */
function bareMedians(sql: string): readonly string[] {
  const found: string[] = [];
  for (const { 0: start, index } of sql.matchAll(/\b(?:median|quantile_cont)\(/g)) {
    let depth = 1;
    let end = index + start.length;
    while (depth > 1 || (sql[end] !== ")" && sql[end] !== ",")) {
      if (sql[end] === "(") depth += 1;
      if (sql[end] === ")") depth -= 1;
      end += 1;
    }
    const call = sql.slice(index, end);
    if (!call.endsWith("::DOUBLE")) found.push(`${call})`);
  }
  return found;
}

/** Every value of each parameter, the others having their defaults; of many periods three. */
async function choicesOf(template: Template, world: World, allPeriods: boolean): Promise<Record<string, unknown>[]> {
  const properties = template.parameters["properties"] as Readonly<
    Record<string, { readonly enum?: readonly string[] }>
  >;
  const { tables: found } = await layOutReport(await acceptReport({ template: template.name }, world), world, () => {});
  const all = found.get("period_choices")?.rows.map((row) => String(row["key"])) ?? [];
  const parts = found.get("part_choices")?.rows.map((row) => String(row["key"])) ?? [];
  const periods = allPeriods || all.length === 0 ? all : [all[0]!, all[Math.floor(all.length / 2)]!, all.at(-1)!];
  return [
    {},
    ...Object.entries(properties).flatMap(([name, { enum: values = name === "part" ? parts : periods }]) =>
      [...new Set(values)].map((value) => ({ [name]: value })),
    ),
  ];
}

async function warningsOf(template: Template, world: World, asked: object): Promise<readonly string[]> {
  const accepted = await acceptReport({ template: template.name, ...asked }, world);
  const warnings: string[] = [];
  const { document } = await layOutReport(accepted, world, ({ code, message }) => {
    warnings.push(`${code}: ${message}`);
  });
  refuseCode(document);
  return warnings;
}
