import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runProgram } from "../run-program.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-long-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
const root = join(import.meta.dirname, "../../..");
const program = join(folder, "render.ts");

interface Used {
  /** Peak memory of the process, KB. */
  readonly peak: number;
  /** CPU time, milliseconds. */
  readonly cpu: number;
}

/** Renders a table with six columns in a separate process, as the command line does. */
async function render(rows: number): Promise<Used> {
  const template = join(folder, `rows-${rows}`);
  mkdirSync(join(template, "queries"), { recursive: true });
  writeFileSync(join(template, "template.yaml"), 'title: Enterprises\ndate: "2024-06-30"\n');
  writeFileSync(join(template, "report.md"), '# Enterprises\n\n::table{data="rows" title="Every enterprise"}\n');
  writeFileSync(
    join(template, "queries/rows.sql"),
    `SELECT 'Enterprise ' || n || ' of ' || (['Haidian', 'Chaoyang', 'Fengtai'])[1 + n % 3] AS name, (['Haidian', 'Chaoyang'])[1 + n % 2] AS region,
      (n * 7919 % 1000003) / 10.0 AS output, (n * 104729 % 10000) / 100.0 AS share, n * 31 % 50000 AS staff, 'grade ' || n % 4 AS grade
      FROM range(1, ${rows + 1}) AS numbers(n) ORDER BY n`,
  );
  const { code, stdout, stderr } = await runProgram(process.execPath, [
    heap,
    program,
    "render",
    template,
    "--out",
    join(folder, "out.pdf"),
  ]);
  expect({ code, told: stderr.includes("pages") }).toEqual({ code: 0, told: true });
  return JSON.parse(stdout) as Used;
}

/** Limits the heap: with memory to spare, V8 collects at arbitrary times and the peak varies from run to run. */
const heap = "--max-old-space-size=256";

beforeAll(() => {
  writeFileSync(
    program,
    `const { runCommand } = await import("${root}/functions/local/start/run-command.ts");
process.exitCode = await runCommand(process.argv.slice(2));
const { user, system } = process.cpuUsage();
process.stdout.write(JSON.stringify({ peak: process.resourceUsage().maxRSS, cpu: Math.round((user + system) / 1000) }));
`,
  );
});

test("10,000 rows by six columns take less than 400 MB, each row less than 20 KB, in time that grows with the rows", async () => {
  const [some, many, twice] = [await render(2500), await render(10_000), await render(20_000)];
  expect(many.peak).toBeLessThan(400 * 1024);
  expect((twice.peak - some.peak) / 17_500).toBeLessThan(20);
  // Twice the rows take about twice the time, four times if it grew with their square; a neighbour may add a third.
  expect(twice.cpu / many.cpu).toBeLessThan(2.8);
});
