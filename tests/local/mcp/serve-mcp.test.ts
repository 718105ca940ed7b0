import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lockDataDirectory } from "../../../functions/adapters/lock-data-directory.ts";
import { serveMcp } from "../../../functions/local/mcp/serve-mcp.ts";
import type { Allowance } from "../../../functions/local/mcp/tool.ts";
import { type ApiCaller, openApiCaller } from "../../../functions/local/open-api-caller.ts";

interface Said {
  readonly isError: boolean;
  readonly content: readonly { readonly type: string; readonly text: string; readonly data: string }[];
}

let folder = "";
let api: ApiCaller;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "mcp-"));
  api = await openApiCaller({ dataDir: join(folder, "data"), works: true, makes: true });
});
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

/** An agent that is connected to the tools. */
async function connect(allowed: readonly Allowance[] = []) {
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const served = serveMcp(api, new Set(allowed), ours);
  const client = new Client({ name: "test", version: "1" });
  await client.connect(theirs);
  return {
    names: async () => (await client.listTools()).tools.map(({ name }) => name),
    tools: async () => (await client.listTools()).tools,
    async call(name: string, given: Readonly<Record<string, unknown>> = {}): Promise<Said> {
      return { isError: false, ...(await client.callTool({ name, arguments: { ...given } })) } as unknown as Said;
    },
    async json(name: string, given: Readonly<Record<string, unknown>> = {}): Promise<Record<string, unknown>> {
      const said = await this.call(name, given);
      expect(said.isError, said.content[0]?.text).toBe(false);
      return JSON.parse(said.content[0]!.text) as Record<string, unknown>;
    },
    async close() {
      await client.close();
      await served;
    },
  };
}

test("an agent goes from templates and datasets to a query and the pages of a report", async () => {
  const agent = await connect(["reports:write"]);
  const { templates } = await agent.json("list_templates", { search: "profile" });
  expect(templates).toEqual(
    expect.arrayContaining([expect.objectContaining({ name: "dataset-profile", languages: expect.any(Array) })]),
  );
  expect(await agent.json("get_template", { name: "dataset-profile" })).toMatchObject({
    name: "dataset-profile",
    parameters: { type: "object" },
    datasets: [expect.objectContaining({ alias: expect.any(String) })],
  });
  const { datasets } = (await agent.json("list_datasets")) as {
    readonly datasets: readonly { readonly name: string }[];
  };
  const [first] = datasets;
  const { columns } = (await agent.json("get_dataset", { name: first!.name })) as {
    readonly columns: readonly { readonly name: string; readonly type: string }[];
  };
  expect(columns.length).toBeGreaterThan(1);
  const counted = await agent.json("query", { sql: "SELECT count(*) AS n FROM d", datasets: { d: first!.name } });
  expect(counted).toMatchObject({ columns: [{ name: "n" }], rows: [[expect.any(Number)]] });
  const report = await agent.json("request_report", { template: "dataset-profile", parameters: { language: "en" } });
  expect(report).toMatchObject({ status: "ready", id: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(await agent.json("get_report", { id: report["id"] })).toMatchObject({ status: "ready" });
  expect((await agent.json("list_reports", { template: "dataset-profile" }))["reports"]).toHaveLength(1);
  const none = await agent.call("explain", { id: report["id"], number: "98765.43" });
  expect([none.isError, none.content[0]!.text]).toEqual([true, expect.stringContaining("98765.43")]);
  const path = { id: String(report["id"]) };
  const { error } = await api.client.GET("/reports/{id}/explain", { params: { path, query: { number: "98765.43" } } });
  const [printed] = error!.problems![0]!.allowed as readonly [string];
  const { answers } = await agent.json("explain", { id: report["id"], number: printed });
  expect(answers).toEqual(expect.arrayContaining([expect.objectContaining({ text: printed })]));
  const pages = await agent.call("see_pages", { id: report["id"], pages: [1] });
  expect(pages.content.map(({ type, text }) => text ?? type)).toEqual(["image"]);
  expect(Buffer.from(pages.content[0]!.data, "base64").subarray(1, 4).toString()).toBe("PNG");
  await agent.close();
});

test("without an allowance every tool only reads, and the one that writes is neither listed nor run", async () => {
  const agent = await connect();
  expect(await agent.names()).not.toContain("request_report");
  expect((await agent.tools()).map(({ annotations }) => annotations?.readOnlyHint)).toEqual(
    (await agent.names()).map(() => true),
  );
  const refused = await agent.call("request_report", { template: "dataset-profile" });
  expect([refused.isError, refused.content[0]!.text]).toEqual([true, expect.stringContaining("--allow reports:write")]);
  await agent.close();
});

test("a long result says what it leaves out", async () => {
  const agent = await connect();
  const { rows, leftOut } = await agent.json("query", { sql: "SELECT range AS n FROM range(1000)", datasets: {} });
  expect(rows).toHaveLength(200);
  expect(leftOut).toBe("800 more rows; aggregate or filter");
  await agent.close();
});

test.each<readonly [string, string, Readonly<Record<string, unknown>>, RegExp]>([
  ["no such tool", "drop_all", {}, /there is no tool drop_all; allowed: list_templates, /],
  ["no such template", "get_template", { name: "absent" }, /absent.*allowed: .*dataset-profile/],
  ["no such dataset", "get_dataset", { name: "absent" }, /absent.*allowed: .*dataset-profile-data/],
  ["a page twice", "see_pages", { id: "0".repeat(64), pages: [2, 2] }, /entries 1 and 2 are the same/],
  ["no such report", "get_report", { id: "0".repeat(64) }, /report/],
  ["a faulty id", "get_report", { id: "abc" }, /\/id/],
  ["an unknown argument", "list_templates", { colour: "red" }, /colour/],
  ["a missing argument", "query", { datasets: {} }, /sql/],
  ["a statement that is no SELECT", "query", { sql: "DROP TABLE d", datasets: {} }, /SELECT/],
  ["a file", "query", { sql: "SELECT * FROM read_csv('/etc/passwd')", datasets: {} }, /.+/],
  ["a question without a number", "explain", { id: "0".repeat(64) }, /number/],
  ["too many pages", "see_pages", { id: "0".repeat(64), pages: [1, 2, 3, 4, 5] }, /pages/],
  ["a state that is none", "list_reports", { status: "done" }, /ready/],
])("%s is refused with its problem", async (_, tool, given, message) => {
  const agent = await connect();
  const said = await agent.call(tool, given);
  expect([said.isError, said.content[0]!.text]).toEqual([true, expect.stringMatching(message)]);
  expect(said.content[0]!.text).not.toMatch(/\n {4}at /);
  await agent.close();
});

/** Values that no tool asks for, or only one that means harm. */
const hostile: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  [],
  {},
  "",
  " ",
  "../../etc/passwd",
  "%2e%2e%2f",
  "a\u0000b",
  "\ud800",
  "__proto__",
  "constructor",
  "x".repeat(100_000),
  JSON.parse('{"__proto__": {"admin": true}}'),
  JSON.parse(`${"[".repeat(500)}${"]".repeat(500)}`),
];

/** Arguments that each tool would take, were there what they name. */
const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  list_templates: { search: "absent" },
  get_template: { name: "absent" },
  list_datasets: { search: "absent" },
  get_dataset: { name: "absent" },
  query: { sql: "SELECT 1 AS n", datasets: { d: "absent" }, parameters: { n: 1 } },
  list_reports: { search: "absent", template: "absent", status: "ready" },
  get_report: { id: "0".repeat(64) },
  see_pages: { id: "0".repeat(64), pages: [1] },
  explain: { id: "0".repeat(64), number: "1", page: 1, x: 1, y: 1 },
  request_report: { template: "absent", parameters: {}, datasets: {}, date: "2026-01-31" },
};

test("whatever an agent gives as an argument, each tool answers with a result or a problem", async () => {
  const agent = await connect(["reports:write"]);
  const tools = await agent.tools();
  expect(tools.map(({ name }) => name).toSorted()).toEqual(Object.keys(usual).toSorted());
  for (const { name, inputSchema } of tools) {
    const given = usual[name]!;
    expect(Object.keys(given).toSorted()).toEqual(Object.keys(inputSchema.properties!).toSorted());
    const odd = Object.keys(given).flatMap((key) => hostile.map((value) => ({ ...given, [key]: value })));
    for (const one of [...odd, ...hostile.map((value) => ({ ...given, other: value }))]) {
      const { content } = await agent.call(name, one);
      const told = `${name} ${JSON.stringify(one).slice(0, 200)}: ${content[0]!.text.slice(0, 500)}`;
      expect(told).not.toMatch(/unexpected error|\n {4}at |node_modules|undefined/);
      // An agent pays for what it reads.
      expect(content[0]!.text.length, told.slice(0, 300)).toBeLessThan(20_000);
    }
  }
  await agent.close();
}, 60_000);

test.each([
  "SELECT * FROM '/etc/passwd'",
  "SELECT * FROM read_text('/etc/passwd')",
  "SELECT * FROM read_blob('/etc/passwd')",
  "SELECT * FROM glob('/etc/*')",
  "SELECT * FROM read_parquet('https://example.org/x.parquet')",
  "SELECT * FROM sniff_csv('/etc/passwd')",
  "SELECT getenv('HOME')",
  "SELECT * FROM duckdb_secrets()",
  "SELECT 1; SELECT 2",
  "COPY (SELECT 1) TO '/tmp/mcp-out.csv'",
  "ATTACH '/tmp/mcp.db' AS other",
  "INSTALL httpfs",
  "SET enable_external_access = true",
  "PRAGMA database_list",
  "CALL pragma_version()",
  "EXPLAIN SELECT 1",
])("%s reaches nothing beyond the datasets", async (sql) => {
  const agent = await connect();
  const said = await agent.call("query", { sql, datasets: {} });
  expect([said.isError, said.content[0]!.text]).toEqual([true, expect.not.stringMatching(/root:|unexpected error/)]);
  await agent.close();
});

test("the command serves an agent on standard input and output, and ends with it", async () => {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [
      join(import.meta.dirname, "../../../functions/local/broadsheet.mjs"),
      "mcp",
      "--data-dir",
      join(folder, "own"),
    ],
    stderr: "pipe",
  });
  const client = new Client({ name: "test", version: "1" });
  await client.connect(transport);
  expect(client.getServerVersion()).toMatchObject({ name: "broadsheet" });
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toContain("list_templates");
  const said = (await client.callTool({ name: "list_templates", arguments: {} })) as unknown as Said;
  expect(said.content[0]!.text).toContain("high-tech-industries");
  const { pid } = transport;
  await client.close();
  expect(() => process.kill(pid!, 0)).toThrow("ESRCH");
});

test("the command ends, and leaves the data directory, when the agent closes its side without a signal", async () => {
  const data = join(folder, "left");
  const program = join(import.meta.dirname, "../../../functions/local/broadsheet.mjs");
  const child = spawn(process.execPath, [program, "mcp", "--data-dir", data], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  let answers = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => (answers += part));
  const client = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "test", version: "1" } };
  for (const message of [
    { id: 1, method: "initialize", params: client },
    { method: "notifications/initialized" },
    { id: 2, method: "tools/call", params: { name: "list_templates", arguments: {} } },
  ])
    child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  child.stdin.end();
  try {
    expect(await ended).toEqual([0, null]);
  } finally {
    child.kill("SIGKILL");
  }
  // What it asked before is answered.
  expect(answers.trim().split("\n")).toHaveLength(2);
  expect(answers).toContain("high-tech-industries");
  const lock = await lockDataDirectory(data);
  await lock.release();
}, 60_000);
