import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningServer, startServer } from "../../../functions/local/server/server.ts";
import { runCommand } from "../../../functions/local/start/run-command.ts";
import { writeTemplate } from "../../servers/start-server.ts";
import { captureOutput } from "../capture-output.ts";

let folder = "";
let template = "";
let server: RunningServer;
const token = "0123456789abcdef";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "push-"));
  template = join(folder, "bars");
  await writeTemplate(template);
  const ignore = { write: () => true };
  server = await startServer({
    port: 0,
    token,
    dataDir: join(folder, "data"),
    templateFolders: [],
    threads: 1,
    output: ignore,
    errors: ignore,
  });
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

async function run(
  words: readonly string[],
  { url } = server,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const before = process.env["BROADSHEET_TOKEN"];
  process.env["BROADSHEET_TOKEN"] = token;
  try {
    return await captureOutput(() => runCommand([...words, "--server", url]));
  } finally {
    if (before === undefined) delete process.env["BROADSHEET_TOKEN"];
    else process.env["BROADSHEET_TOKEN"] = before;
  }
}

test("a template is pushed, promoted, and pulled again as it was", async () => {
  const pushed = await run(["push", template]);
  expect(pushed.stderr).toContain("Publish it with: broadsheet promote bars@");
  const reference = pushed.stdout.trim();
  expect(reference).toMatch(/^bars@[0-9a-f]{64}$/);
  expect((await run(["pull", "bars", "--out", join(folder, "none")])).code).toBe(1);
  const unsaid = await run(["promote", "bars"]);
  expect([unsaid.code, unsaid.stderr]).toEqual([1, expect.stringContaining(`${reference.slice(0, 17)} (draft)`)]);
  const promoted = await run(["promote", reference.slice(0, 15), "--why", "First edition"]);
  expect(promoted).toMatchObject({ code: 0, stdout: `${reference}\n` });
  const copy = join(folder, "copy");
  expect(await run(["pull", "bars", "--out", copy])).toMatchObject({ code: 0, stdout: `${reference}\n` });
  expect(await readFile(join(copy, "template.yaml"), "utf8")).toBe(
    await readFile(join(template, "template.yaml"), "utf8"),
  );
  expect(await run(["pull", "bars", "--out", copy])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("exists and is not empty"),
  });
  expect((await run(["push", template])).stderr).toContain("current already");
});

test("where the server requires tests, promote waits for them and names what fails", async () => {
  const ignore = { write: () => true };
  const strict = await startServer({
    port: 0,
    token,
    requireTests: true,
    dataDir: join(folder, "strict"),
    templateFolders: [],
    threads: 1,
    output: ignore,
    errors: ignore,
  });
  try {
    const tested = join(folder, "tested", "bars");
    await cp(template, tested, { recursive: true });
    await mkdir(join(tested, "tests"), { recursive: true });
    const push = async (expected: string): Promise<string> => {
      await writeFile(
        join(tested, "tests", "note.yaml"),
        `parameters: { note: sales }\nexpect:\n  texts:\n    - ${expected}\n`,
      );
      return (await run(["push", tested], strict)).stdout.trim();
    };
    const failing = await push("About costs.");
    expect(await run(["promote", failing], strict)).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^Its tests are being run\.[^]*tests\/note\.yaml:4/),
    });
    const passing = await push("About sales.");
    expect(await run(["promote", passing], strict)).toMatchObject({
      code: 0,
      stdout: `${passing}\n`,
      stderr: "Its tests are being run.\nIt is current now.\n",
    });
  } finally {
    await strict.close();
  }
});

test("a faulty template is refused with file and line, as by check", async () => {
  const faulty = join(folder, "faulty");
  await writeTemplate(faulty);
  await writeFile(join(faulty, "report.md"), "# Title\n\n{{ nothing.first.value }}\n");
  const { code, stderr } = await run(["push", faulty]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/report\.md:3/);
});

test("a server that does not answer, and one that wants another token, are named", async () => {
  const dead = await captureOutput(() => runCommand(["push", template, "--server", "http://localhost:9"]));
  expect([dead.code, dead.stderr]).toEqual([2, expect.stringContaining("http://localhost:9 does not answer")]);
  const refused = await captureOutput(() => runCommand(["push", template, "--server", server.url]));
  expect([refused.code, refused.stderr]).toEqual([5, expect.stringContaining("requires a token")]);
  const odd = await captureOutput(() => runCommand(["promote", "Bars@1", "--server", server.url]));
  expect(odd.code).toBe(1);
});
