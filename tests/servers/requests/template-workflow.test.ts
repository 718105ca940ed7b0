import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { type RunningServer, startServer } from "../../../functions/local/server/server.ts";

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly if: string; readonly steps: readonly Step[] }>>;
}

const root = join(import.meta.dirname, "../../..");
const token = "0123456789abcdef0123";
const run = promisify(execFile);
let server: RunningServer;
let folder = "";
let workflow: Workflow;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "broadsheet-workflow-"));
  const output = { write: () => true };
  server = await startServer({
    port: 0,
    dataDir: join(folder, "data"),
    templateFolders: [],
    threads: 1,
    token,
    output,
    errors: output,
  });
  workflow = parse(await readFile(join(root, "docs/workflows/templates.yml"), "utf8")) as Workflow;
  // What `npm ci` would install.
  await mkdir(join(folder, "bin"));
  await writeFile(
    join(folder, "bin/npx"),
    `#!/bin/sh\nshift\nexec node ${JSON.stringify(join(root, "functions/local/broadsheet.mjs"))} "$@"\n`,
  );
  await chmod(join(folder, "bin/npx"), 0o755);
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

/** Runs a command in the repository. */
async function inRepository(file: string, ...options: readonly string[]): Promise<string> {
  const { stdout } = await run(file, [...options], {
    cwd: join(folder, "repository"),
    env: {
      ...process.env,
      PATH: `${join(folder, "bin")}:${process.env["PATH"]}`,
      GIT_AUTHOR_NAME: "a",
      GIT_AUTHOR_EMAIL: "a@example.org",
      GIT_COMMITTER_NAME: "a",
      GIT_COMMITTER_EMAIL: "a@example.org",
    },
  });
  return stdout.trim();
}

/** Runs the shell lines of a job as GitHub does, and returns the names of its steps. */
async function runJob(name: string, given: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const names: string[] = [];
  for (const step of workflow.jobs[name]!.steps) {
    if (step.run === undefined || step.run === "npm ci") continue;
    const values = Object.fromEntries(
      Object.entries({ ...workflow.env, ...step.env }).map(([variable, expression]) => [
        variable,
        given[expression] ?? expect.fail(`nobody gives ${variable}: ${expression}`),
      ]),
    );
    await run("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run], {
      cwd: join(folder, "repository"),
      env: {
        ...process.env,
        ...values,
        PATH: `${join(folder, "bin")}:${process.env["PATH"]}`,
        GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
      },
    });
    names.push(step.name ?? step.run);
  }
  return names;
}

const get = async (path: string): Promise<Response> =>
  fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${token}` } });

test("a change of a template becomes a draft with a page of differences, and is promoted once it is merged", async () => {
  await mkdir(join(folder, "repository/templates"), { recursive: true });
  await inRepository("git", "init", "--quiet", "-b", "main");
  // It stands in templates/, since that exists.
  await inRepository("npx", "broadsheet", "new", "briefing");
  await mkdir(join(folder, "repository/templates/briefing/tests"), { recursive: true });
  await writeFile(
    join(folder, "repository/templates/briefing/tests/short.yaml"),
    "title: It is short\nexpect: { pages: { max: 3 } }\n",
  );
  await inRepository("git", "add", "-A");
  await inRepository("git", "commit", "--quiet", "-m", "A new briefing");
  const base = await inRepository("git", "rev-parse", "HEAD");
  const path = join(folder, "repository/templates/briefing/report.md");
  await writeFile(path, `${await readFile(path, "utf8")}\nOne sentence more.\n`);
  await inRepository("git", "commit", "--quiet", "-am", "Say one sentence more");

  const given = {
    "${{ vars.TEMPLATE }}": "briefing",
    "${{ vars.BROADSHEET_SERVER }}": server.url,
    "${{ secrets.BROADSHEET_TOKEN }}": token,
    "${{ github.event.pull_request.base.sha }}": base,
  };
  expect(await runJob("propose", given)).toEqual(["Check", "Test", "Compare with what it was", "Store a draft"]);
  expect(await readFile(join(folder, "repository/difference.html"), "utf8")).toContain("One sentence more.");
  const { versions } = (await (await get("/templates/briefing/versions")).json()) as {
    versions: { version: string; state: string }[];
  };
  expect(versions).toMatchObject([{ state: "draft" }]);
  expect(await readFile(join(folder, "summary.md"), "utf8")).toBe(`The draft is briefing@${versions[0]!.version}\n`);
  expect((await get("/templates/briefing")).status, "nothing is published by a pull request").toBe(404);

  expect(await runJob("publish", given)).toEqual(["Test", "Promote"]);
  expect(await (await get("/templates/briefing")).json()).toMatchObject({ version: versions[0]!.version });
  expect(await (await get("/templates/briefing/log")).json()).toMatchObject({
    moves: [{ kind: "promote", why: "Say one sentence more" }],
  });
}, 180_000);

test("a template with a fault goes no further than its check", async () => {
  await writeFile(join(folder, "repository/templates/briefing/report.md"), "# {{ nothing.here }}\n");
  const given = {
    "${{ vars.TEMPLATE }}": "briefing",
    "${{ vars.BROADSHEET_SERVER }}": server.url,
    "${{ secrets.BROADSHEET_TOKEN }}": token,
    "${{ github.event.pull_request.base.sha }}": "HEAD",
  };
  await expect(runJob("propose", given)).rejects.toThrow();
  const { versions } = (await (await get("/templates/briefing/versions")).json()) as { versions: unknown[] };
  expect(versions).toHaveLength(1);
}, 60_000);

test("the workflow asks for no more than it needs, and drafts and promotions are jobs of their own", () => {
  expect(workflow).toMatchObject({
    permissions: { contents: "read" },
    on: { pull_request: {}, push: { branches: ["main"] } },
  });
  expect(Object.entries(workflow.jobs).map(([name, job]) => [name, job.if])).toEqual([
    ["propose", "github.event_name == 'pull_request'"],
    ["publish", "github.event_name == 'push'"],
  ]);
  for (const { steps } of Object.values(workflow.jobs))
    for (const { run: lines = "" } of steps)
      expect(lines, "values reach the shell by its environment only").not.toContain("${{");
});
