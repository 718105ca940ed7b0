import { beforeAll, describe, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { BroadsheetError, type Problem } from "../../../../../functions/core/errors.ts";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { answerEdit } from "../../../../../functions/core/report/edit/answer-edit.ts";
import { layOutReport, type World } from "../../../../../functions/core/report/generate-report.ts";
import { checkFiles } from "../../../../../functions/render/check-files.ts";
import { createWorld } from "../../../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../../../functions/seed/seed-template.ts";
import { draftOf, openText } from "../draft-of-text.ts";
import type { OpenedTable } from "../open-table.ts";

/** A table with 315 columns, as offices keep them. */
const names = Array.from({ length: 315 }, (_, at) => `measure_${String(at).padStart(3, "0")}_eur`);
const nearest = "measure_207_eur";

const head = 'title: Wide\nlanguages: [en]\ndate: "2024-06-30"\n';

let table: OpenedTable;
beforeAll(async () => {
  const rows = Array.from({ length: 20 }, (_, at) => `Town ${at},${names.map((_name, place) => at * place).join(",")}`);
  table = await openText(`town,${names.join(",")}`, rows);
});

/** The problems that something throws. */
async function problemsOf(work: Promise<unknown> | (() => unknown)): Promise<readonly Problem[]> {
  const failed = await Promise.resolve()
    .then(() => (typeof work === "function" ? work() : work))
    .catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(BroadsheetError);
  return (failed as BroadsheetError).problems;
}

/** Whether a problem names what was meant, and neither nothing nor everything. */
function expectNear(problems: readonly Problem[]): void {
  const [problem] = problems;
  expect(problem).toMatchObject({ hint: expect.stringContaining(nearest) as string });
  const allowed = problem!.allowed as readonly string[];
  expect(allowed[0]).toContain(nearest);
  expect(allowed.length).toBeLessThanOrEqual(21);
  expect(allowed.at(-1)).toMatch(/^… and \d+ more$/);
}

/** The files of a template whose query gives all columns, with other texts in place of its own. */
function filesWith(given: Readonly<Record<string, string>>): Map<string, Uint8Array> {
  const files = {
    "template.yaml": `${head}datasets:\n  records:\n    default: wide\n    file: data/records.csv\n`,
    "queries/all.sql": "SELECT * FROM records\n",
    "report.md": "# Wide\n",
    ...given,
  };
  return new Map([
    ...Object.entries(files).map(([path, text]) => [path, Buffer.from(text)] as [string, Uint8Array]),
    ["data/records.csv", table.sample] as const,
  ]);
}

async function renderOf(given: Readonly<Record<string, string>>, parameters = {}): Promise<unknown> {
  const world: World = createWorld(new MemoryObjectStore());
  const template = await seedTemplate(world.store, "wide", filesWith(given));
  return await layOutReport(await acceptReport({ template: template.name, parameters }, world), world, () => {});
}

describe("of 315 names, those like the unknown one are listed", () => {
  test("a draft's answer", async () => {
    const { questions } = await draftOf(table);
    expect(questions[0]!.choices.length).toBeGreaterThan(1);
    // A draft offers a few measures only, so it lists them all.
    const [problem] = await problemsOf(draftOf(table, { about: "mesure_000_eur" }));
    expect(problem).toMatchObject({
      code: "unknown-answer",
      hint: expect.stringMatching(/did you mean "measure_\d+_eur"/) as string,
    });
    expect((problem!.allowed as readonly string[]).length).toBeLessThanOrEqual(24);
  });

  test.each([
    ["a table's column", '::table{data="all" columns="mesure_207_eur: Value"}'],
    ["a condition", '::table{data="all" where="mesure_207_eur=1" columns="town: Town"}'],
    ["a key figure's", '::key-figures{data="all" value="mesure_207_eur" label="town"}'],
  ])("%s, rendered", async (_what, text) => {
    const problems = await problemsOf(renderOf({ "report.md": `# Wide\n\n${text}\n` }));
    expectNear(problems);
  });

  test("a table's column, checked", async () => {
    const text = '# Wide\n\n::table{data="all" columns="mesure_207_eur: Value"}\n';
    const { errors } = await checkFiles("wide", filesWith({ "report.md": text }), createWorld(new MemoryObjectStore()));
    expectNear(errors);
  });

  test("a column of a query", async () => {
    const problems = await problemsOf(renderOf({ "queries/all.sql": "SELECT town, mesure_207_eur FROM records\n" }));
    expect(JSON.stringify(problems[0])).toContain(nearest);
    expect(JSON.stringify(problems[0]).length).toBeLessThan(2_000);
  });

  test("a table of a query", async () => {
    const queries = Object.fromEntries(names.map((name) => [`queries/${name}.sql`, "SELECT 1 AS n\n"]));
    expectNear(await problemsOf(renderOf({ ...queries, "queries/all.sql": "SELECT * FROM mesure_207_eur\n" })));
  });

  test("a query that a directive names, rendered and checked", async () => {
    const queries = Object.fromEntries(names.map((name) => [`queries/${name}.sql`, "SELECT 1 AS n\n"]));
    const files = { ...queries, "report.md": '# Wide\n\n::table{data="mesure_207_eur"}\n' };
    expectNear(await problemsOf(renderOf(files)));
    expectNear((await checkFiles("wide", filesWith(files), createWorld(new MemoryObjectStore()))).errors);
  });

  test("a parameter of a request, and of a query", async () => {
    const properties = names.map((name) => `    ${name}: { type: number, default: 1 }`).join("\n");
    const settings = `${head}parameters:\n  type: object\n  additionalProperties: false\n  properties:\n${properties}\ndatasets:\n  records:\n    default: wide\n    file: data/records.csv\n`;
    const files = { "template.yaml": settings };
    expectNear(await problemsOf(renderOf(files, { mesure_207_eur: 2 })));
    expectNear(await problemsOf(renderOf({ ...files, "queries/all.sql": "SELECT $mesure_207_eur AS n\n" })));
  });

  test("a column that an edit on the page names", async () => {
    const text = `# Wide\n\n::table{data="all" columns="${names.map((name) => `${name}: Value`).join(", ")}"}\n`;
    const files = { "template.yaml": head, "report.md": text };
    const edit = { do: "column", column: "mesure_207_eur", label: "V" } as never;
    expectNear(await problemsOf(() => answerEdit({ files, block: { file: "report.md", line: 3 }, edit } as never)));
  });

  test("a file that an edit on the page names", async () => {
    const files = Object.fromEntries(names.map((name) => [`queries/${name}.sql`, "SELECT 1"]));
    const block = { file: "queries/mesure_207_eur.sql", line: 1 };
    expectNear(await problemsOf(() => answerEdit({ files, block } as never)));
  });
});
