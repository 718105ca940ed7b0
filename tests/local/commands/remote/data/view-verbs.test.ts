import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommand } from "../../../../../functions/local/start/run-command.ts";
import { captureOutput } from "../../../capture-output.ts";
import { type OpenRemote, openRemote } from "../open-remote.ts";

let remote: OpenRemote;
const path = (name: string): string => join(remote.folder, name);

beforeAll(async () => {
  remote = await openRemote();
  writeFileSync(path("numbers.csv"), "year,value\n2019,1\n2020,2\n2020,3\n");
  writeFileSync(path("more.csv"), "year,value\n2019,1\n2020,2\n2021,3\n");
  writeFileSync(path("other.csv"), "year,amount\n2019,1\n");
  writeFileSync(
    path("view.yaml"),
    "# sums\nfrom: numbers\nselect: SELECT year, sum(value) AS total FROM numbers GROUP BY year\n",
  );
  writeFileSync(path("wrong.yaml"), "from: numbers\nselect: |\n  SELECT year,\n    nothing FROM numbers\n");
});
afterAll(() => remote.close());

test("a view is tried, made, shown, listed, refused, follows its source on a server, fails and is deleted", async () => {
  await remote.run(["datasets", "put", "numbers", path("numbers.csv")]);
  const words = ["views", "put", "totals", path("view.yaml")];
  const trial = await remote.run([...words, "--dry-run"]);
  expect([trial.code, trial.stdout]).toEqual([0, "year\tinteger\t0\t\ntotal\tinteger\t0\t\n\n2019\t1\n2020\t5\n"]);
  const put = await remote.run(words);
  expect([put.code, put.stdout]).toEqual([0, expect.stringMatching(/^totals@[0-9a-f]{64}\n$/)]);
  expect((await remote.run(["views", "show", "totals", "--text"])).stdout).toBe(
    readFileSync(path("view.yaml"), "utf8"),
  );
  expect((await remote.run(["views", "show", "totals"])).stdout).toMatch(
    /state +current\n(?:.*\n)*made from +numbers@/,
  );
  expect((await remote.run(["views", "list"])).stdout).toMatch(/^totals\tcurrent\t/);
  const wrong = await remote.run(["views", "put", "totals", path("wrong.yaml")]);
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining("nothing")]);
  const denied = await remote.run(words, "reader");
  expect([denied.code, denied.stderr]).toEqual([5, expect.stringContaining("datasets:write")]);

  const uses = await remote.run(["datasets", "uses", "numbers"]);
  expect([uses.code, uses.stdout]).toEqual([0, "view\ttotals\t\t\n"]);
  const none = await remote.run(["datasets", "uses", "totals"], "reader");
  expect([none.code, none.stdout, none.stderr]).toEqual([0, "", ""]);
  const moves = await remote.run(["datasets", "log", "totals"]);
  expect(moves.stdout).toMatch(/^1\t\S+Z\tview\t[0-9a-f]{64}\t/);
  const first = await remote.run(["datasets", "log", "numbers", "--limit", "1", "--json"]);
  expect(JSON.parse(first.stdout)).toMatchObject({ moves: [{ seq: 1, kind: "put" }] });
  for (const verb of ["log", "uses"]) {
    const unknown = await remote.run(["datasets", verb, "numers"]);
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining("numers")]);
  }
  expect((await remote.run(["datasets", "use", "numbers"])).stderr).toContain("uses");

  const before = put.stdout;
  await remote.run(["datasets", "put", "numbers", path("more.csv")]);
  await expect
    .poll(async () => (await remote.run(["views", "show", "totals", "--json"])).stdout, { timeout: 30_000 })
    .toMatch(/"state": "current"[\s\S]*"rows": 3/);
  expect((await remote.run(["views", "put", "totals", path("view.yaml")])).stdout).not.toBe(before);

  await remote.run(["datasets", "put", "numbers", path("other.csv")]);
  await expect
    .poll(async () => (await remote.run(["views", "show", "totals"])).stdout, { timeout: 30_000 })
    .toMatch(/state +failed/);
  const again = await remote.run(["views", "refresh", "totals"]);
  expect([again.code, again.stderr]).toEqual([3, expect.stringContaining("value")]);
  expect((await remote.run(["datasets", "show", "totals", "--json"])).stdout).toContain('"rows": 3');
  expect((await remote.run(["datasets", "delete", "numbers", "--yes"])).stderr).toContain("totals");
  expect((await remote.run(["views", "delete", "totals"])).stderr).toContain("--yes");
  expect(await remote.run(["views", "delete", "totals", "--yes"])).toMatchObject({
    code: 0,
    stderr: "Deleted the view totals.\n",
  });
  expect((await remote.run(["views", "show", "totals"])).code).toBe(1);
});

test("a view is made in a data directory, without a server", async () => {
  const dataDir = path("own");
  const run = async (args: readonly string[]) =>
    await captureOutput(() => runCommand([...args, "--data-dir", dataDir]));
  await run(["datasets", "put", "numbers", path("numbers.csv")]);
  const put = await run(["views", "put", "totals", path("view.yaml")]);
  expect([put.code, put.stdout]).toEqual([0, expect.stringMatching(/^totals@[0-9a-f]{64}\n$/)]);
  const checked = await captureOutput(() => runCommand(["check-store", dataDir]));
  expect([checked.code, checked.stderr]).toEqual([0, expect.stringContaining("view's definition")]);
});

test("a version is held back, small or uploaded, and promoted", async () => {
  const first = await remote.run(["datasets", "put", "first", path("numbers.csv"), "--hold"]);
  expect(first.stderr).toMatch(/^Held back; broadsheet datasets promote first [0-9a-f]{64} makes it current\.$/m);
  writeFileSync(path("large.csv"), `year,value\n${"2020,123456789\n".repeat(330_000)}`);
  await remote.run(["datasets", "put", "held", path("numbers.csv")]);
  const before = (await remote.run(["datasets", "show", "held", "--json"])).stdout;
  for (const file of ["more.csv", "large.csv"]) {
    const put = await remote.run(["datasets", "put", "held", path(file), "--hold"]);
    expect([put.code, put.stderr]).toEqual([
      0,
      expect.stringContaining("Held back; broadsheet datasets promote held "),
    ]);
    const shown = JSON.parse((await remote.run(["datasets", "show", "held", "--json"])).stdout) as { version: string };
    expect(shown.version).toBe((JSON.parse(before) as { version: string }).version);
    const version = put.stdout.trim().split("@")[1]!;
    expect(put.stderr).toContain(`datasets diff held ${shown.version.slice(0, 12)} ${version.slice(0, 12)} says`);
    if (file === "more.csv") continue;
    const promoted = await remote.run(["datasets", "promote", "held", version, "--why", "looked at"]);
    expect([promoted.code, promoted.stdout]).toEqual([0, put.stdout]);
    expect((await remote.run(["datasets", "show", "held", "--json"])).stdout).toContain('"rows": 330000');
  }
});
