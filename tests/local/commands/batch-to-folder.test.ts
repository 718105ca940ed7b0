import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sha256 } from "../../../functions/core/json/canonical-json.ts";
import { runCommand } from "../../../functions/local/start/run-command.ts";
import { sentence } from "../../http/open-test-app.ts";
import { captureOutput } from "../capture-output.ts";

let folder: string;
const inside = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "batch-"));
  for (const [path, body] of sentence) {
    await mkdir(dirname(inside(`sentence/${path}`)), { recursive: true });
    await writeFile(inside(`sentence/${path}`), body);
  }
  await writeFile(inside("numbers.csv"), "year,value\n2020,1.5\n2021,2\n");
  await writeFile(inside("rows.csv"), "client;year\nAnna;2020\nÖzil;2021\n=Max;1999\nmax;2021\n");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const batch = (out: string, ...words: string[]): ReturnType<typeof captureOutput> =>
  captureOutput(() =>
    runCommand([
      "batch",
      inside("sentence"),
      "--dataset",
      `numbers=${inside("numbers.csv")}`,
      "--out",
      inside(out),
      ...words,
    ]),
  );

test(
  "each row becomes a file with the bytes of the single report; a bad row is told, and the rest made",
  { timeout: 60_000 },
  async () => {
    await mkdir(inside("files"));
    await writeFile(inside("files/manifest.csv"), "of an earlier batch");
    const { code, stdout, stderr } = await batch(
      "files",
      "--rows",
      inside("rows.csv"),
      "--read",
      "rows.delimiter=;",
      "--map",
      "year=year",
      "--name",
      "{{ client | remove: '=' }}-{{ row }}",
      "--tolerate",
      "30%",
      "--json",
    );
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(/"year" must be.*\n {2}at {6}--map year, row 3, year\n {2}seen {4}1999/);
    expect((await readdir(inside("files"))).sort()).toEqual(["Anna-1.pdf", "manifest.csv", "max-4.pdf", "Özil-2.pdf"]);
    expect(JSON.parse(stdout)).toMatchObject({
      state: "ready",
      rows: 4,
      ready: 3,
      failed: 1,
      pages: 3,
      failures: [{ row: 3, name: "Max-3" }],
    });

    const single = await captureOutput(() =>
      runCommand([
        "render",
        inside("sentence"),
        "--dataset",
        `numbers=${inside("numbers.csv")}`,
        "--param",
        "year=2021",
        "--out",
        inside("single.pdf"),
      ]),
    );
    expect(single.code, single.stderr).toBe(0);
    const expected = await readFile(inside("single.pdf"));
    expect((await readFile(inside("files/Özil-2.pdf"))).equals(expected)).toBe(true);
    const lines = (await readFile(inside("files/manifest.csv"), "utf8")).split("\r\n");
    expect(lines.map((line) => line.split(",").slice(0, 3).join(","))).toEqual([
      "row,name,state",
      "1,Anna-1,ready",
      "2,Özil-2,ready",
      "3,Max-3,failed",
      "4,max-4,ready",
      "",
    ]);
    expect(lines[2]).toContain(sha256(expected));
  },
);

test(
  "an archive holds all reports, and more bad rows than are tolerated fail the batch before anything is made",
  { timeout: 60_000 },
  async () => {
    const zipped = await batch(
      "zip",
      "--rows",
      "SELECT year FROM numbers ORDER BY year",
      "--map",
      "year=year",
      "--name",
      "of-{{ year }}",
      "--output",
      "zip",
    );
    expect([zipped.code, zipped.stderr]).toEqual([0, expect.stringMatching(/: 2 reports, 2 pages, [\d.]+ s\n$/)]);
    expect((await readdir(inside("zip"))).sort()).toEqual(["manifest.csv", "reports.zip"]);
    const archive = (await readFile(inside("zip/reports.zip"))).toString("latin1");
    // Each has its name before its content, and once more in the directory.
    expect([...archive.matchAll(/of-\d+\.pdf/g)].map(([name]) => name)).toEqual([
      "of-2020.pdf",
      "of-2021.pdf",
      "of-2020.pdf",
      "of-2021.pdf",
    ]);

    const failed = await batch(
      "failed",
      "--rows",
      "SELECT 1990 + range AS year FROM range(2)",
      "--map",
      "year=year",
      "--name",
      "of-{{ year }}",
      "--tolerate",
      "1",
    );
    expect([failed.code, failed.stderr]).toEqual([
      1,
      expect.stringMatching(
        /2 of 2 rows failed, more than the 1 that the batch tolerates\n {2}at {6}--tolerate\n[^]*row 1: /,
      ),
    ]);
    expect(await readdir(inside("failed"))).toEqual([]);
  },
);

test("a column that the file of rows lacks is told of the file", async () => {
  const { code, stderr } = await batch("none", "--rows", inside("numbers.csv"), "--map", "year=yaer", "--name", "x");
  expect([code, stderr]).toEqual([
    1,
    expect.stringContaining(`${inside("numbers.csv")} has no column "yaer"\n  at      --map year\n`),
  ]);
});

test("names that repeat are refused before anything is made", async () => {
  const { code, stderr } = await batch(
    "none",
    "--rows",
    "SELECT 'A' AS name UNION ALL SELECT 'a'",
    "--map",
    "year=name",
    "--name",
    "{{ name }}",
    "--tolerate",
    "2",
  );
  expect(code).toBe(1);
  expect(stderr).toMatch(/rows 1 and 2 have the same name/);
  expect(await readdir(inside("none"))).toEqual([]);
});

test.each([
  [
    ["--rows", "absent.csv", "--map", "year=year", "--name", "x"],
    "the file absent.csv cannot be read\n  at      absent.csv, --rows",
  ],
  [["--rows", "SELECT 1 AS n", "--map", "yaer=n", "--name", "x"], 'has no parameter "yaer"\n  at      --map yaer'],
  [["--rows", "SELECT 1 AS n", "--map", "year", "--name", "x"], '--map takes parameter=column, not "year"'],
  [["--rows", "SELECT 1 AS n", "--map", "year=n", "--name", "x", "--output", "tar"], "at      --output"],
  [["--rows", "SELEC 1 AS n", "--map", "year=n", "--name", "x"], "the file SELEC 1 AS n cannot be read"],
])("%j is explained", async (words, text) => {
  const { code, stderr } = await batch("none", ...words);
  expect([code, stderr]).toEqual([1, expect.stringContaining(text)]);
});

const twoRows = ["--rows", "SELECT 2020 AS y UNION ALL SELECT 2021", "--map", "year=y", "--name", "year-{{ y }}"];

test(
  "each report is made in other forms, too, which verify; an unknown one is refused",
  { timeout: 120_000 },
  async () => {
    const { code, stderr } = await batch("forms", ...twoRows, "--renditions", "xlsx, zip, html-fonts");
    expect(code, stderr).toBe(0);
    expect((await readdir(inside("forms"))).sort()).toEqual(
      ["2020", "2021"]
        .flatMap((year) => [
          `year-${year}-figures.zip`,
          `year-${year}-fonts.html`,
          `year-${year}.pdf`,
          `year-${year}.xlsx`,
        ])
        .concat("manifest.csv")
        .sort(),
    );
    const given = ["--template", inside("sentence"), "--dataset", `numbers=${inside("numbers.csv")}`];
    for (const file of ["year-2021.xlsx", "year-2021-fonts.html"]) {
      const verified = await captureOutput(() => runCommand(["verify", inside(`forms/${file}`), ...given]));
      expect(verified.code, verified.stderr).toBe(0);
    }
    expect(await readFile(inside("forms/year-2021-fonts.html"), "utf8")).toContain("@font-face");
    const refused = await batch("none", ...twoRows, "--renditions", "xlsx,pdf");
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("seen    pdf");
  },
);
