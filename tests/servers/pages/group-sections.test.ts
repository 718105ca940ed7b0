import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runProgram } from "../run-program.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-groups-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
const root = join(import.meta.dirname, "../../..");
const program = join(folder, "render.ts");
const template = join(folder, "groups");

interface Used {
  /** Most memory that the process had, KB. */
  readonly peak: number;
  /** CPU time, milliseconds. */
  readonly cpu: number;
}

const files = {
  "template.yaml":
    'title: Groups\ndate: "2025-12-31"\nparameters: { type: object, properties: { groups: { type: integer, default: 10 } } }\n',
  "queries/sales.sql":
    "SELECT 'Group ' || g AS name, make_date(2025, m, 1) AS month, (g * 7919 + m * 104729) % 9973 AS amount FROM range(500) AS a(g), range(1, 13) AS b(m) ORDER BY g, m",
  "queries/groups.sql": "SELECT DISTINCT name FROM sales ORDER BY name LIMIT $groups",
  "charts/c.vl.json":
    '{"data":{"name":"data"},"mark":"bar","height":120,"encoding":{"x":{"field":"month","type":"ordinal","timeUnit":"month","axis":{"title":null}},"y":{"field":"amount","type":"quantitative","axis":{"title":null}}}}',
  "report.md": `# Groups
{% for g in groups.rows %}
## {{ g.name }}

::chart{spec="c" data="sales" where="name={{ g.name }}" title="Sales of {{ g.name }}" alt="Sales of {{ g.name }} by month."}
::table{data="sales" where="name={{ g.name }}" columns="month: Month | date: '%B', amount: Amount | number: 0" title="{{ g.name }}"}
{% endfor %}`,
};

beforeAll(() => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(template, path, ".."), { recursive: true });
    writeFileSync(join(template, path), text);
  }
  writeFileSync(
    program,
    `const { runCommand } = await import("${root}/functions/local/start/run-command.ts");
process.exitCode = await runCommand(process.argv.slice(2));
const { user, system } = process.cpuUsage();
process.stdout.write(JSON.stringify({ peak: process.resourceUsage().maxRSS, cpu: Math.round((user + system) / 1000) }));
`,
  );
});

/** Renders so many sections, each with a chart and a table, in a process of its own. */
async function render(groups: number): Promise<Used> {
  const { code, stdout, stderr } = await runProgram(process.execPath, [
    "--max-old-space-size=512",
    program,
    "render",
    template,
    "--param",
    `groups=${groups}`,
    "--out",
    join(folder, "out.pdf"),
  ]);
  // Sections share pages where they fit.
  const pages = Number(/(\d+) pages/.exec(stderr)?.[1]);
  expect({ code, told: pages > groups / 2 && pages <= groups }, stderr).toEqual({ code: 0, told: true });
  return JSON.parse(stdout) as Used;
}

test("hundreds of sections take time for each, and memory for their pages only", async () => {
  const [few, many] = process.env["SOAK"] === undefined ? [10, 40] : [50, 500];
  const [small, large] = [await render(few), await render(many)];
  expect(large.peak).toBeLessThan(1.7 * small.peak);
  // Starting is paid once, so that ten times as many cost less than ten times as much.
  expect(large.cpu).toBeLessThan((small.cpu * many) / few);
});
