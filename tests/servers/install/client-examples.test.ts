import { build } from "esbuild";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildClient } from "../../../functions/local/start/build-client.ts";
import { shippedTemplates } from "../../../functions/seed/template-folders.ts";
import { faultyProxy, type FaultyProxy } from "../stores/faulty-proxy.ts";
import { runProgram } from "../run-program.ts";
import { removeData, type ServerProcess, startServerProcess } from "../start-server.ts";

/* The programs of docs/http-api.md, run as they stand there, against a server that asks for a token and often fails. */
const root = join(import.meta.dirname, "../../..");
const text = readFileSync(join(root, "docs/http-api.md"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "client-examples-"));
const token = "0123456789abcdef";
let server: ServerProcess;
let proxy: FaultyProxy;

beforeAll(async () => {
  await buildClient(build);
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(root, join(folder, "node_modules", "broadsheet"));
  server = await startServerProcess({ dataDir: join(folder, "data"), token, templateFolders: [shippedTemplates] });
  proxy = await faultyProxy(server.url);
});
afterAll(async () => {
  await proxy.close();
  await server.end("SIGTERM");
  rmSync(join(folder, "node_modules"), { recursive: true });
  await removeData(folder);
});

test.each([
  ["report.mts", process.execPath],
  ["report.py", "python3"],
])("%s requests a report, waits, fetches it and lists what is ready", async (name, program) => {
  const code = new RegExp("```\\w+ example=" + name.replace(".", "\\.") + "\\n([\\s\\S]*?)```").exec(text)?.[1];
  writeFileSync(join(folder, name), code ?? "");
  rmSync(join(folder, "report.pdf"), { force: true });
  const before = proxy.faults;
  const env = { BROADSHEET_SERVER: proxy.url, BROADSHEET_TOKEN: token };
  const ran = await runProgram(program, [join(folder, name)], { env, cwd: folder });
  expect([ran.code, ran.stderr]).toEqual([0, ""]);
  expect(ran.stdout).toMatch(/^.+ \d+ [0-9a-f]{64}\nready [0-9a-f]{64}\n$/);
  expect(readFileSync(join(folder, "report.pdf"), "latin1")).toMatch(/^%PDF-[^]*%%EOF\s*$/);
  expect(proxy.faults).toBeGreaterThan(before);
  const refused = await runProgram(program, [join(folder, name)], {
    env: { ...env, BROADSHEET_TOKEN: "another-token-here" },
    cwd: folder,
  });
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/token/)]);
});
