import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { chartToFile, type ChartOptions } from "../../../functions/local/commands/chart-to-file.ts";
import { BroadsheetError, type Problem } from "../../../functions/core/errors.ts";
import { pageTexts } from "../../core/report/pdf/canvas-page.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-chart-"));
const data = join(folder, "data");
beforeAll(() => {
  mkdirSync(data);
  writeFileSync(join(folder, "secret.csv"), "a,b\nx,1\n");
  writeFileSync(join(data, "rows.csv"), "a,b\nx,1\ny,-2\n");
  writeFileSync(join(data, "rows.tsv"), "a\tb\nx\t1\ny\t-2\n");
  writeFileSync(
    join(data, "rows.json"),
    JSON.stringify([
      { a: "x", b: 1 },
      { a: "y", b: -2 },
    ]),
  );
  symlinkSync(join(folder, "secret.csv"), join(data, "link.csv"));
  symlinkSync(join(data, "rows.csv"), join(data, "inner.csv"));
});
afterAll(() => rmSync(folder, { recursive: true }));
// What the command says of each file.
beforeEach(() => void vi.spyOn(process.stderr, "write").mockReturnValue(true));
afterEach(() => void vi.restoreAllMocks());

function bars(url: string, more: object = {}): object {
  return {
    data: { url },
    mark: "bar",
    encoding: { x: { field: "a", type: "nominal", title: "the letter" }, y: { field: "b", type: "quantitative" } },
    ...more,
  };
}

async function draw(spec: object, options: Partial<ChartOptions> = {}): Promise<Uint8Array> {
  const file = join(folder, "spec.vl.json");
  writeFileSync(file, JSON.stringify(spec));
  const out = join(folder, "spec.pdf");
  await chartToFile(file, { param: [], attach: true, language: "en", dataDir: data, out, ...options });
  return readFileSync(out);
}

async function problemOf(
  spec: object,
  options: Partial<ChartOptions> = {},
): Promise<Problem & { readonly kind: string }> {
  const error = await draw(spec, options).then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!(error instanceof BroadsheetError)) throw new Error(`no BroadsheetError but ${String(error)}`);
  return { kind: error.kind, ...error.problems[0]! };
}

/** Reads the width and height of the page, points. */
async function mediaBox(pdf: Uint8Array): Promise<readonly number[]> {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const { view } = await (await task.promise).getPage(1);
  await task.destroy();
  return view.slice(2) as number[];
}

describe("broadsheet chart", () => {
  it("draws a spec with its data by a relative URL, of each format", async () => {
    for (const url of ["rows.csv", "rows.tsv", "rows.json", "./rows.csv", "inner.csv"]) {
      expect(await pageTexts(await draw(bars(url)))).toEqual(expect.arrayContaining(["the letter", "x", "y", "−2.0"]));
    }
  });

  it("has now() be the --date, else the present day, and says so", async () => {
    const spec = {
      data: { values: [{}] },
      transform: [{ calculate: "utcFormat(now(), '%Y-%m-%d')", as: "t" }],
      mark: "text",
      encoding: { text: { field: "t" } },
    };
    const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    expect(await pageTexts(await draw(spec, { date: "2021-03-04" }))).toContain("2021-03-04");
    expect(said.mock.calls.join("")).not.toContain("now() is");
    // Midnight may come between the two.
    const days = [new Date().toISOString().slice(0, 10)];
    const [text] = (await pageTexts(await draw(spec))).filter((part) => part.startsWith("20"));
    days.push(new Date().toISOString().slice(0, 10));
    const words = said.mock.calls.join("");
    said.mockRestore();
    expect(days).toContain(text);
    expect(words).toContain(`now() is ${text}, today's date`);
    expect(await problemOf(spec, { date: "2021-02-30" })).toMatchObject({
      kind: "invalid-request",
      code: "invalid-date",
      seen: "2021-02-30",
    });
  });

  it("refuses 2,000 groups in each other by name", async () => {
    let group: object = { type: "group", marks: [] };
    for (let count = 0; count < 2000; count += 1) group = { type: "group", marks: [group] };
    expect(await problemOf({ $schema: "https://vega.github.io/schema/vega/v6.json", marks: [group] })).toMatchObject({
      kind: "invalid-request",
      code: "too-deep",
      where: { line: 1 },
      allowed: "200 levels",
    });
  });

  it("is the same bytes every time", async () => {
    expect(await draw(bars("rows.csv"))).toEqual(await draw(bars("rows.csv")));
  });

  it("asks for the folder of data that a relative URL needs, and for no other", async () => {
    const dataDir = undefined as never;
    expect(await problemOf(bars("rows.csv"), { dataDir })).toMatchObject({
      kind: "chart-failed",
      code: "url-refused",
      seen: "rows.csv",
      hint: expect.stringContaining("--data-dir") as string,
      where: { line: 1, column: 16 },
    });
    expect((await problemOf(bars("https://example.org/rows.csv"), { dataDir })).hint).not.toContain("--data-dir");
  });

  it("reports the faults of a spec at their line", async () => {
    const problem = await problemOf(bars("rows.csv", { mark: "barr" }));
    expect(problem).toMatchObject({
      code: "invalid-value",
      seen: "barr",
      hint: 'did you mean "bar"?',
      where: { file: join(folder, "spec.vl.json"), line: 1, column: 35 },
    });
  });

  it("reads nothing outside its folder", async () => {
    for (const url of [
      "../secret.csv",
      "link.csv",
      "%2e%2e/secret.csv",
      "/etc/passwd",
      "file:///etc/passwd",
      "http://127.0.0.1:9/rows.csv",
      "//host/rows.csv",
      "..\\secret.csv",
      "data",
    ]) {
      expect((await problemOf(bars(url))).kind).toBe("chart-failed");
    }
    expect(await problemOf(bars("../secret.csv"))).toMatchObject({ code: "url-refused", seen: "../secret.csv" });
    expect(await problemOf(bars("absent.csv"))).toMatchObject({ code: "file-unreadable" });
    const { dataDir: _, ...closed } = {
      dataDir: data,
      param: [],
      attach: true,
      language: "en",
      out: join(folder, "x.pdf"),
    };
    const file = join(folder, "closed.vl.json");
    writeFileSync(file, JSON.stringify(bars("rows.csv")));
    await expect(chartToFile(file, closed)).rejects.toMatchObject({
      kind: "chart-failed",
      problems: [{ code: "url-refused" }],
    });
  });

  it("keeps the spec's own size and config, and puts a theme under it", async () => {
    const small = await draw(
      bars("rows.csv", {
        width: 100,
        height: 60,
        config: { padding: 0, axis: { disable: true }, view: { stroke: null } },
      }),
    );
    expect(await mediaBox(small)).toEqual([100, 60]);
    const theme = join(folder, "theme.json");
    writeFileSync(theme, JSON.stringify({ padding: 30, axis: { disable: true }, view: { stroke: null } }));
    expect(await mediaBox(await draw(bars("rows.csv", { width: 100, height: 60 }), { theme }))).toEqual([160, 120]);
    expect(
      await mediaBox(await draw(bars("rows.csv", { width: 100, height: 60, config: { padding: 1 } }), { theme })),
    ).toEqual([102, 62]);
  });

  it("sets params, and names those there are", async () => {
    const spec = bars("rows.csv", {
      params: [{ name: "size", value: 10 }],
      title: { text: { expr: "'size ' + size" } },
    });
    expect(await pageTexts(await draw(spec, { param: ["size=25"] }))).toContain("size 25");
    expect(await problemOf(spec, { param: ["siez=25"] })).toMatchObject({
      code: "unknown-parameter",
      seen: "siez",
      allowed: ["size"],
    });
  });

  it("draws Vega as well as Vega-Lite", async () => {
    const vega = {
      width: 80,
      height: 20,
      padding: 0,
      marks: [{ type: "text", encode: { enter: { text: { value: "plain Vega" }, y: { value: 12 } } } }],
    };
    const pdf = await draw(vega);
    expect(await mediaBox(pdf)).toEqual([80, 20]);
    expect(await pageTexts(pdf)).toEqual(["plain Vega"]);
  });

  it("refuses anything but a spec", async () => {
    const file = join(folder, "bad.json");
    const options = { param: [], attach: true, language: "en", out: join(folder, "bad.pdf") };
    writeFileSync(file, "{");
    await expect(chartToFile(file, options)).rejects.toMatchObject({
      kind: "invalid-request",
      problems: [{ code: "not-json", where: { file } }],
    });
    writeFileSync(file, "[]");
    await expect(chartToFile(file, options)).rejects.toMatchObject({ kind: "invalid-request" });
    await expect(chartToFile(join(folder, "absent.json"), options)).rejects.toMatchObject({ kind: "not-found" });
    expect(await problemOf({ mark: "barr", data: { values: [] } })).toMatchObject({ kind: "chart-failed" });
  });
});
