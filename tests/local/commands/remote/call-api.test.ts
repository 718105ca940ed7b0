import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommand } from "../../../../functions/local/start/run-command.ts";
import { captureOutput } from "../../capture-output.ts";
import { type OpenRemote, openRemote } from "./open-remote.ts";

let remote: OpenRemote;
const file = (name: string, content = ""): string => {
  const path = join(remote.folder, name);
  if (content !== "") writeFileSync(path, content);
  return path;
};

beforeAll(async () => {
  remote = await openRemote();
});
afterAll(() => remote.close());

test("any route is called: bodies from files, pages as one, bytes into a file, headers before", async () => {
  for (const name of ["a", "b", "c"]) {
    const put = await remote.run([
      "api",
      "put",
      `/datasets/${name}`,
      "--input",
      file(`${name}.csv`, "year,value\n2020,1\n"),
    ]);
    expect([put.code, JSON.parse(put.stdout)]).toMatchObject([0, { name, rows: 1 }]);
  }
  const page = JSON.parse((await remote.run(["api", "GET", "/datasets", "--query", "limit=2"])).stdout) as object;
  expect(page).toMatchObject({ datasets: [{ name: "a" }, { name: "b" }], next: expect.stringContaining("after=b") });
  const all = await remote.run(["api", "GET", "/datasets?limit=2", "--paginate"]);
  expect(JSON.parse(all.stdout)).toEqual({
    datasets: ["a", "b", "c"].map((name) => expect.objectContaining({ name })),
  });
  const out = file("openapi.json");
  expect(await remote.run(["api", "GET", "/openapi.json", "--out", out])).toMatchObject({ code: 0, stdout: "" });
  expect(JSON.parse(readFileSync(out, "utf8"))).toMatchObject({ openapi: "3.1.0" });
  const head = await remote.run(["api", "GET", "/datasets/a", "-i"]);
  expect(head.stdout).toMatch(/^HTTP 200 OK\n(?:[\w-]+: .*\n)*etag: /m);
  expect(await remote.run(["api", "DELETE", "/datasets/c"])).toMatchObject({ code: 0, stdout: "", stderr: "" });
});

test.each<readonly [string, string[], "reader" | "admin" | "nobody", number, string[]]>([
  ["no token", ["GET", "/datasets"], "nobody", 5, ["error unauthorized", "token"]],
  ["a scope that is missing", ["DELETE", "/datasets/a"], "reader", 5, ["error forbidden", "datasets:delete", "admin"]],
  ["what is not there", ["GET", "/datasets/none"], "admin", 1, ["error not-found", '"none"']],
  ["a faulty body", ["POST", "/uploads"], "admin", 1, ["error unsupported-media-type", "application/json"]],
  ["a method that is not allowed", ["PUT", "/datasets"], "admin", 1, ["/datasets does not allow PUT; it allows GET"]],
  ["a path that is none", ["GET", "datasets"], "admin", 1, ['"datasets" is not a path', "begins with /"]],
  ["a query without a value", ["GET", "/datasets", "-q", "limit"], "admin", 1, ["--query takes key=value"]],
  ["a secret in a header", ["GET", "/datasets", "-H", "Authorization: Bearer hunter2"], "admin", 1, ["--token-file"]],
  ["pages of what has none", ["POST", "/reports", "--paginate"], "admin", 1, ["--paginate is for GET"]],
])("%s is refused in words, with its exit code", async (_, words, as, code, said) => {
  const ran = await remote.run(["api", ...words], as);
  expect([ran.code, ran.stderr]).toEqual([code, expect.stringContaining(said[0]!)]);
  for (const word of said) expect(ran.stderr).toContain(word);
  expect(`${ran.stdout}${ran.stderr}`).not.toMatch(/hunter2|\n\s+at .*\.ts/);
});

test("faulty fields are named by their pointers, on stderr for people and as JSON for programs", async () => {
  const request = file("request.json", '{"template": "none", "parameters": 3}');
  const words = ["api", "POST", "/reports", "--input", request];
  const ran = await remote.run(words);
  expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining("parameters")]);
  expect(JSON.parse(ran.stdout)).toMatchObject({ status: 400, problems: [{ pointer: "/parameters" }] });
  const asJson = await remote.run([...words, "--json"]);
  expect(JSON.parse(asJson.stdout)).toMatchObject({
    error: "invalid-request",
    problems: [{ where: { pointer: "/parameters" } }],
  });
});

test("--out is checked before anything is asked", async () => {
  mkdirSync(join(remote.folder, "folder"));
  for (const [out, why] of [
    [file("folder"), "it is a folder"],
    [file("none/report.pdf"), "mkdir -p"],
  ] as const) {
    // As nobody: the server would answer 401.
    const ran = await remote.run(["api", "GET", "/datasets", "--out", out], "nobody");
    expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining(why)]);
  }
});

const bare = (url: string, ...words: string[]) =>
  captureOutput(() => runCommand(["api", "GET", "/datasets", "--server", url, ...words]));

test("servers that are down, silent or others are told apart", async () => {
  const silent = createServer(() => {});
  const other = createServer((_, response) => void response.writeHead(403).end("<h1>Forbidden</h1>"));
  const urls = await Promise.all(
    [silent, other].map(async (server) => {
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    }),
  );
  try {
    const down = await bare("http://127.0.0.1:1");
    expect([down.code, down.stderr]).toEqual([2, expect.stringContaining("http://127.0.0.1:1 does not answer")]);
    const late = await bare(urls[0]!, "--request-timeout", "0.05");
    expect([late.code, late.stderr]).toEqual([2, expect.stringContaining("did not answer within 0.05 s")]);
    const strange = await bare(urls[1]!);
    expect([strange.code, strange.stderr]).toEqual([5, expect.stringContaining("answered 403: <h1>Forbidden")]);
  } finally {
    silent.closeAllConnections();
    for (const server of [silent, other]) server.close();
  }
});

test("a data directory is called in this process, and one in use says how to reach its server", async () => {
  const directory = join(remote.folder, "own");
  mkdirSync(directory);
  const list = await captureOutput(() => runCommand(["api", "GET", "/datasets", "--data-dir", directory]));
  expect([list.code, JSON.parse(list.stdout)]).toEqual([0, { datasets: [] }]);
  const used = await captureOutput(() =>
    runCommand(["api", "GET", "/datasets", "--data-dir", join(remote.folder, "data")]),
  );
  expect([used.code, used.stderr]).toEqual([1, expect.stringContaining("--server http://localhost:8080")]);
});
