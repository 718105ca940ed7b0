import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PdfReader } from "../../../../../functions/proof/reader/pdf-reader.ts";
import { readManifest } from "../../../../../functions/proof/read-manifest.ts";
import { runCommand } from "../../../../../functions/local/start/run-command.ts";
import { writeTemplate } from "../../../../servers/start-server.ts";
import { captureOutput } from "../../../capture-output.ts";
import { type OpenRemote, openRemote } from "../open-remote.ts";

let remote: OpenRemote;
const path = (name: string): string => join(remote.folder, name);

beforeAll(async () => {
  remote = await openRemote();
  writeFileSync(path("numbers.csv"), "year,value\n2019,1\n2020,2\n2021,3\nTotal,6\n");
  writeFileSync(
    path("recipe.yaml"),
    "# sums\nsteps:\n  - leave-out: {where: year = 'Total'}\n  - types: {year: integer}\n",
  );
  writeFileSync(path("wrong.yaml"), "steps: [{types: {year: integer}}]\n");
});
afterAll(() => remote.close());

test("a recipe is tried, put, printed, listed, refused, brought back and removed on a server", async () => {
  await remote.run(["datasets", "put", "numbers", path("numbers.csv")]);
  const none = await remote.run(["datasets", "recipe", "numbers"]);
  expect([none.code, none.stderr]).toEqual([1, expect.stringContaining("no recipe")]);
  const words = ["datasets", "recipe", "numbers", "--file", path("recipe.yaml")];
  const trial = await remote.run([...words, "--dry-run"]);
  expect([trial.code, trial.stdout]).toEqual([
    0,
    "year\tinteger\t0\t\nvalue\tinteger\t0\t\n\n2019\t1\n2020\t2\n2021\t3\n",
  ]);
  expect(trial.stderr).toContain("3 rows; nothing was stored.");
  const put = await remote.run(words);
  expect([put.code, put.stdout]).toEqual([0, expect.stringMatching(/^numbers@[0-9a-f]{64}\n$/)]);
  expect((await remote.run(["datasets", "recipe", "numbers"])).stdout).toBe(readFileSync(path("recipe.yaml"), "utf8"));
  const wrong = await remote.run(["datasets", "recipe", "numbers", "--file", path("wrong.yaml")]);
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringMatching(/Total.*\n?.*row 4/)]);
  expect(wrong.stderr).toContain("/steps/0/types/year");
  const denied = await remote.run(words, "reader");
  expect([denied.code, denied.stderr]).toEqual([5, expect.stringContaining("datasets:write")]);
  const log = await remote.run(["datasets", "recipe", "numbers", "--log"]);
  const version = /\tput\t([0-9a-f]{64})\t/.exec(log.stdout)?.[1] ?? "";
  expect(version).not.toBe("");
  expect((await remote.run(["datasets", "recipe", "numbers", "--remove"])).code).toBe(0);
  const back = await remote.run(["datasets", "recipe", "numbers", "--rollback", version, "--json"]);
  expect([back.code, JSON.parse(back.stdout)]).toMatchObject([0, { rows: 3 }]);
  const mixed = await remote.run(["datasets", "recipe", "numbers", "--log", "--remove"]);
  expect([mixed.code, mixed.stderr]).toEqual([1, expect.stringContaining("exclude each other")]);
});

test("a report on it is made, and its manifest names the hash of the rows", async () => {
  await writeTemplate(path("bars"));
  const pushed = await remote.run(["push", path("bars"), "--name", "columns"]);
  expect((await remote.run(["promote", pushed.stdout.trim(), "--json"])).code).toBe(0);
  const shown = JSON.parse((await remote.run(["datasets", "show", "numbers", "--json"])).stdout) as Record<
    string,
    string
  >;
  const words = ["reports", "request", "columns", "--dataset", "numbers=numbers", "--wait", "--json"];
  const made = await remote.run(words);
  expect(made.code, made.stderr).toBe(0);
  const { id } = JSON.parse(made.stdout) as { id: string };
  expect((await remote.run(["reports", "get", id, "--out", path("r.pdf")])).code).toBe(0);
  expect(readManifest(new PdfReader(readFileSync(path("r.pdf"))))).toMatchObject({
    datasets: { numbers: shown["version"] },
    rows: { numbers: shown["rowsHash"] },
  });
});

test("a file that is larger than a request may bring is read by its recipe as an upload is", async () => {
  const rows = Array.from({ length: 400_000 }, (_, row) => `${row},${row % 97}.25`).join("\n");
  writeFileSync(path("large.csv"), `year,value\n${rows}\nTotal,1\n`);
  await remote.run(["datasets", "put", "large", path("large.csv")]);
  const put = await remote.run(["datasets", "recipe", "large", "--file", path("recipe.yaml")]);
  expect([put.code, put.stderr]).toEqual([0, expect.stringContaining("400000 rows, 2 columns.")]);
  const wrong = await remote.run(["datasets", "recipe", "large", "--file", path("wrong.yaml")]);
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining("Total")]);
  const again = await remote.run(["datasets", "put", "large", path("large.csv"), "--json"]);
  expect(JSON.parse(again.stdout)).toMatchObject({ rows: 400_000, recipe: { steps: [{}, {}] } });
}, 60_000);

test("a data directory has recipes without a server, and its check finds them whole", async () => {
  const directory = path("own");
  const run = (words: readonly string[]) => captureOutput(() => runCommand([...words, "--data-dir", directory]));
  await run(["datasets", "put", "numbers", path("numbers.csv")]);
  const put = await run(["datasets", "recipe", "numbers", "--file", path("recipe.yaml")]);
  expect([put.code, put.stderr]).toEqual([0, "3 rows, 2 columns.\n"]);
  const checked = await captureOutput(() => runCommand(["check-store", directory]));
  expect([checked.code, checked.stderr]).toEqual([0, expect.stringContaining("dataset's recipe")]);
});

test("a file is checked without a server and against a stored dataset, and what breaks its contract is told", async () => {
  writeFileSync(path("good.csv"), "city,revenue\nBeijing,10\n");
  writeFileSync(path("bad.csv"), "city,revenue\nBeijing,10\n,700\n");
  writeFileSync(
    path("contract.yaml"),
    "checks:\n  - required: [city]\n  - range: {revenue: {to: 100}}\n    severity: warning\nfreshness: 36h\n",
  );
  const words = ["--recipe", path("contract.yaml")];
  const good = await remote.run(["datasets", "check", path("good.csv"), ...words]);
  expect([good.code, good.stdout]).toEqual([0, "required\tcity\tholds\t\nrange\trevenue\tholds\t\n"]);
  const bad = await remote.run(["datasets", "check", path("bad.csv"), ...words]);
  expect([bad.code, bad.stdout]).toEqual([
    1,
    `required\tcity\tbroken\t1 row of "city" has no value; the first is row 2 (row 2: no value)\nrange\trevenue\twarning\t1 row of "revenue" is not at most 100; the first is row 2 (row 2: 700)\n`,
  ]);
  await remote.run(["datasets", "put", "cities", path("good.csv")]);
  expect((await remote.run(["datasets", "recipe", "cities", "--file", path("contract.yaml")])).code).toBe(0);
  const stored = await remote.run(["datasets", "check", path("bad.csv"), "--for", "cities", "--json"]);
  expect([stored.code, JSON.parse(stored.stdout)]).toMatchObject([
    1,
    {
      rows: 2,
      checks: [
        { holds: false, first: [{ row: 2, value: null }] },
        { holds: false, severity: "warning" },
      ],
    },
  ]);
  const refused = await remote.run(["datasets", "put", "cities", path("bad.csv")]);
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining("has no value")]);
  const shown = await remote.run(["datasets", "contract", "cities"]);
  expect(shown.stdout).toMatch(/^required\tcity\tholds\t\n/);
  expect(shown.stdout).toMatch(/fresh for +36h\n/);
  expect(shown.stdout).toMatch(/\tdataset\.refused\t1 row of "city" has no value/);
  const mixed = await remote.run(["datasets", "check", path("bad.csv")]);
  expect([mixed.code, mixed.stderr]).toEqual([1, expect.stringContaining("--recipe")]);
});
