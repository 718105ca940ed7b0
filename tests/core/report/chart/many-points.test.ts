import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderOnce } from "../../../../functions/local/render-once.ts";

/** Heap limit of the process that draws 100,000 points, MiB; 160 MiB were enough when this was measured. */
const heap = 256;

const folder = mkdtempSync(join(tmpdir(), "broadsheet-points-"));
const template = join(folder, "template");
const cli = fileURLToPath(new URL("../../../../functions/local/start/cli.ts", import.meta.url));
const points = {
  mark: { type: "point", size: 4 },
  encoding: {
    x: { field: "x", type: "quantitative" },
    y: { field: "y", type: "quantitative" },
    color: { field: "kind" },
  },
};

beforeAll(() => {
  for (const part of ["", "queries", "charts", "data"]) mkdirSync(join(template, part));
  const files: Readonly<Record<string, string>> = {
    "template.yaml":
      "title: Points\ndescription: Many points\ndatasets:\n  points:\n    file: data/points.csv\n    columns: { x: number, y: number, kind: text }\ndate: 2026-01-01\n",
    "report.md": `# Points\n\n::chart{spec="cloud" data="cloud" title="A cloud" alt="Points."}\n`,
    "queries/cloud.sql": "SELECT x, y, kind FROM points",
    "data/points.csv": cloud(4),
    "charts/cloud.vl.json": JSON.stringify({ data: { name: "data" }, ...points }),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(template, name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a scatter plot of many points", () => {
  it("becomes a page in linear time", async () => {
    await cpuOf(1000);
    const [some, many] = [await cpuOf(20_000), await cpuOf(80_000)];
    expect(many.bytes).toBeLessThan(some.bytes * 4.2);
    // The points are four times as many. Quadratic growth would take 16 times as long; the fixed cost of a report
    // brings linear growth below 4.
    expect(many.ms / some.ms).toBeLessThan(7);
  }, 60_000);

  const most = 100_000;
  it(`fits ${most} points into a heap of ${heap} MiB, and the file into 20 bytes a point`, async () => {
    const [dataset, out] = [fileOf(most), join(folder, "many.pdf")];
    await promisify(execFile)(process.execPath, [
      `--max-old-space-size=${heap}`,
      cli,
      "render",
      template,
      "--dataset",
      `points=${dataset}`,
      "--out",
      out,
    ]);
    expect(readFileSync(out).length).toBeLessThan(20 * most);
  }, 120_000);

  it("is refused beyond the limit, with advice", async () => {
    writeFileSync(
      join(template, "charts/cloud.vl.json"),
      JSON.stringify({ data: { name: "data" }, layer: [points, points] }),
    );
    await expect(render(fileOf(70_000))).rejects.toMatchObject({
      kind: "limit-exceeded",
      problems: [{ code: "too-many-marks", allowed: 120_000, hint: expect.stringContaining("aggregate") }],
    });
  }, 60_000);
});

function cloud(count: number): string {
  const rows = Array.from(
    { length: count },
    (_, i) => `${((i * 7919) % 10_007) / 100},${((i * 104_729) % 9973) / 100},${"abcd"[i % 4]}`,
  );
  return `x,y,kind\n${rows.join("\n")}\n`;
}

function fileOf(count: number): string {
  const path = join(folder, `points-${count}.csv`);
  writeFileSync(path, cloud(count));
  return path;
}

async function render(dataset: string): Promise<Uint8Array> {
  return (await renderOnce({ name: "points", folder: template, parameters: {}, datasets: { points: dataset } })).report
    .pdf;
}

/** Measures the CPU time of a render, which a busy machine does not change. */
async function cpuOf(count: number): Promise<{ readonly ms: number; readonly bytes: number }> {
  const dataset = fileOf(count);
  const begun = process.cpuUsage();
  const pdf = await render(dataset);
  return { ms: process.cpuUsage(begun).user / 1000, bytes: pdf.length };
}
