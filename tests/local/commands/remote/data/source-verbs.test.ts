import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommand } from "../../../../../functions/local/start/run-command.ts";
import { type FileServer, startFileServer } from "../../../../source/file-server.ts";
import { captureOutput } from "../../../capture-output.ts";
import { type OpenRemote, openRemote } from "../open-remote.ts";

let remote: OpenRemote;
let web: FileServer;
const path = (name: string): string => join(remote.folder, name);

beforeAll(async () => {
  web = await startFileServer();
  web.files.set("sales.csv", "year,value\n2020,1\n2021,2\n");
  remote = await openRemote(web.connections);
  writeFileSync(path("source.yaml"), "# sales\nengine: http\nconnection: web\npath: sales.csv\n");
  writeFileSync(path("wrong.yaml"), "engine: http\nconnection: wbe\npath: sales.csv\n");
  writeFileSync(path("lost.yaml"), "engine: http\nconnection: web\npath: lost.csv\n");
});
afterAll(async () => {
  await remote.close();
  web.close();
});

test("a source is tried, put, shown, listed, refused, refreshed, fails and is deleted", async () => {
  expect(await remote.run(["sources", "connections"])).toMatchObject({ code: 0, stdout: "web\thttp\n" });
  expect(await remote.run(["sources", "list"])).toMatchObject({ code: 0, stdout: "" });
  const words = ["sources", "put", "sales", path("source.yaml")];
  expect(await remote.run([...words, "--dry-run"])).toMatchObject({
    code: 0,
    stdout: "year\tinteger\t0\t\nvalue\tinteger\t0\t\n\n2020\t1\n2021\t2\n",
    stderr: expect.stringContaining("2 rows; nothing was stored.") as string,
  });
  expect((await remote.run(["sources", "show", "sales"])).code).toBe(1);
  const put = await remote.run(words);
  expect(put).toMatchObject({ code: 0, stdout: expect.stringMatching(/^sales@[0-9a-f]{64}\n$/) as string });
  expect(put.stderr).toContain("2 rows.");
  expect((await remote.run(["sources", "show", "sales", "--text"])).stdout).toBe(
    readFileSync(path("source.yaml"), "utf8"),
  );
  expect((await remote.run(["sources", "show", "sales"])).stdout).toMatch(
    /state +ready\n(?:.*\n)*connection +web\n(?:.*\n)*rows +2\n/,
  );
  expect((await remote.run(["sources", "list"], "reader")).stdout).toMatch(/^sales\tready\thttp\tweb\t/);
  expect(await remote.run(["sources", "refresh", "sales"])).toMatchObject({ code: 0, stdout: put.stdout });

  web.files.set("sales.csv", "year,value\n2020,1\n2021,2\n2022,3\n");
  const changed = await remote.run(["sources", "refresh", "sales"]);
  expect([changed.code, changed.stdout === put.stdout, changed.stderr]).toEqual([0, false, "3 rows.\n"]);
  web.files.delete("sales.csv");
  const failed = await remote.run(["sources", "refresh", "sales"]);
  expect(failed).toMatchObject({ code: 3, stdout: changed.stdout, stderr: expect.stringContaining("404") as string });
  const told = await remote.run(["sources", "show", "sales"]);
  expect([told.code, told.stdout, told.stderr]).toEqual([
    0,
    expect.stringMatching(/state +failed/),
    expect.stringContaining("404"),
  ]);
  expect((await remote.run(["datasets", "show", "sales", "--json"])).stdout).toContain('"rows": 3');

  expect((await remote.run(["sources", "delete", "sales"])).stderr).toContain("--yes");
  expect(await remote.run(["sources", "delete", "sales", "--yes"])).toMatchObject({
    code: 0,
    stderr: "Deleted the source sales; its dataset stays.\n",
  });
  for (const verb of [["show"], ["refresh"], ["delete", "--yes"]] as const) {
    const [name, ...rest] = verb;
    const gone = await remote.run(["sources", name, "sales", ...rest]);
    expect([verb, gone.code, gone.stderr]).toEqual([verb, 1, expect.stringContaining("no source")]);
  }
  expect((await remote.run(["datasets", "show", "sales", "--json"])).code).toBe(0);
});

test("what cannot be fetched is refused by name, and whoever may not", async () => {
  const wrong = await remote.run(["sources", "put", "other", path("wrong.yaml")]);
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringMatching(/"wbe"[\s\S]*web/)]);
  expect(wrong.stderr).toContain("/connection");
  const lost = await remote.run(["sources", "put", "other", path("lost.yaml"), "--dry-run"]);
  expect([lost.code, lost.stderr]).toEqual([1, expect.stringContaining("404")]);
  for (const words of [
    ["put", "other", path("lost.yaml")],
    ["refresh", "other"],
    ["delete", "other", "--yes"],
  ])
    for (const role of ["reader", "publisher"] as const) {
      const denied = await remote.run(["sources", ...words], role);
      expect([words[0], denied.code, denied.stderr]).toEqual([words[0], 5, expect.stringContaining("sources:write")]);
    }
});

test("a data directory has no connections without a server, and a source says so", async () => {
  const run = async (words: readonly string[]) =>
    await captureOutput(() => runCommand([...words, "--data-dir", path("own")]));
  const put = await run(["sources", "put", "sales", path("source.yaml")]);
  expect([put.code, put.stderr]).toEqual([1, expect.stringContaining("connection")]);
  expect(await run(["sources", "connections"])).toMatchObject({ code: 0, stdout: "" });
});
