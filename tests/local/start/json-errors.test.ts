import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { runCommand } from "../../../functions/local/start/run-command.ts";
import { captureOutput } from "../capture-output.ts";

/* Odd command lines and configurations: each ends with words and its exit code; with `--json`, with one JSON value. */
const run = (...words: string[]) => captureOutput(() => runCommand(words));
const folder = mkdtempSync(join(tmpdir(), "odd-lines-"));
const config = join(folder, "config/broadsheet/config.yaml");
/** Answers everything with 401, as a server does whose token has expired. */
const server = createServer((request, response) => {
  request.resume().on("end", () => {
    response.writeHead(401, { "content-type": "application/problem+json" });
    response.end(
      JSON.stringify({ type: "about:blank", title: "No token", status: 401, detail: "the token has expired" }),
    );
  });
});
let url = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  vi.stubEnv("XDG_CONFIG_HOME", join(folder, "config"));
  vi.stubEnv("XDG_STATE_HOME", join(folder, "state"));
  for (const name of ["BROADSHEET_SERVER", "BROADSHEET_PROFILE", "BROADSHEET_TOKEN"]) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dirname(config), { recursive: true, force: true });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The paths of all commands that take `--json`, with their help. */
async function commandsWithJson(): Promise<readonly (readonly [path: string[], help: string])[]> {
  const paths = [[]] as string[][];
  const found: [string[], string][] = [];
  for (const path of paths) {
    const help = (await run(...path, "--help")).stdout.split("\nExamples:")[0]!;
    const [, listed = ""] = help.split("\nCommands:\n");
    const nouns = [...listed.matchAll(/^ {2}([a-z][\w-]*)(?:\|\w+)?(?: [[<]| {2})/gm)].map(([, word]) => word!);
    paths.push(...nouns.filter((word) => word !== "help").map((word) => [...path, word]));
    if (/^ {2}(?:-\w, )?--json\b/m.test(help)) found.push([path, help]);
  }
  return found;
}

test("with --json, every command tells an error of its own line as one value of JSON", async () => {
  const commands = await commandsWithJson();
  expect(commands.length).toBeGreaterThan(40);
  for (const [path, help] of commands) {
    const lines = [[...path, "--no-such", "--json"]];
    if (/^Usage: .*</m.test(help)) lines.push([...path, "--json"]);
    for (const line of lines) {
      const { code, stdout } = await run(...line);
      const said = `${line.join(" ")}: ${stdout}`;
      expect(code, said).toBe(1);
      expect(JSON.parse(stdout.trim() === "" ? "null" : stdout), said).toMatchObject({
        error: "invalid-request",
        problems: [{ code: "invalid-option", message: expect.stringMatching(/^(?!error)\S/) as string }],
      });
    }
  }
});

const list = ["reports", "list"];
const profile = (text: string): string => `profiles:\n  odd:\n    server: ${url}\n${text.replaceAll(/^/gm, "    ")}\n`;
const node = (program: string): string => JSON.stringify([process.execPath, "-e", program]);

test.each<readonly [string, (() => string) | undefined, readonly string[], number, readonly string[]]>([
  ["a profile that is not there", undefined, [...list, "--profile", "none"], 1, ['no profile "none"', "login none"]],
  ["a near profile", () => profile(""), [...list, "--profile", "od"], 1, ['"od"', "odd"]],
  [
    "a profile with the name of a property",
    () => profile(""),
    [...list, "--profile", "constructor"],
    1,
    ["constructor"],
  ],
  ["a default that is not there", () => `default: gone\n${profile("")}`, list, 1, ['"gone"', "odd"]],
  ["a file that is not YAML", () => "profiles: {odd: [", list, 1, ["not YAML", "config.yaml:1"]],
  ["a file that is a text", () => "hello", list, 1, ["config.yaml", "hello"]],
  ["a file that is a list", () => "- a\n- b\n", list, 1, ["config.yaml"]],
  ["a file with an alias that is not there", () => "profiles: *none\n", list, 1, ["not YAML", "none"]],
  ["a file that refers to itself", () => "profiles: &a\n  odd: *a\n", list, 1, ["config.yaml"]],
  [
    "a file that grows when it is read",
    () =>
      `${[..."abcdefghi"]
        .map(
          (name, at) =>
            `${name}: &${name} [${Array(9)
              .fill(at === 0 ? "x" : `*${"abcdefghi"[at - 1]}`)
              .join(",")}]`,
        )
        .join("\n")}\n`,
    list,
    1,
    ["config.yaml"],
  ],
  ["a token in the file", () => profile("token: hunter2"), [...list, "--profile", "odd"], 1, ["must hold no secret"]],
  ["a password in the file", () => profile("password: hunter2"), [...list, "--profile", "odd"], 1, ["password"]],
  [
    "a secret of a client in the file",
    () => profile("oidc: {issuer: https://x, client: a, secret: hunter2}"),
    list,
    1,
    ["secret"],
  ],
  [
    "an address with a password",
    () => "profiles: {odd: {server: https://me:hunter2@x}}",
    [...list, "--profile", "odd"],
    1,
    ["has a password in it"],
  ],
  [
    "an address of another kind",
    () => "profiles: {odd: {server: ftp://x}}",
    [...list, "--profile", "odd"],
    1,
    ["ftp://x"],
  ],
  ["two ways", () => profile("sigv4: {}\ntoken: {file: a}"), [...list, "--profile", "odd"], 1, ["several ways"]],
  [
    "a command that fails",
    () => profile(`token: {command: ${node("console.log('hun' + 'ter2'); process.exit(3)")}}`),
    [...list, "--profile", "odd"],
    1,
    ["ended with 3"],
  ],
  [
    "a command that is not there",
    () => profile("token: {command: [no-such-program]}"),
    [...list, "--profile", "odd"],
    1,
    ["ENOENT", "no-such-program"],
  ],
  [
    "a command that dies",
    () => profile(`token: {command: ${node("process.kill(process.pid, 'SIGKILL')")}}`),
    [...list, "--profile", "odd"],
    1,
    ["a signal ended it"],
  ],
  [
    "a command that says nothing",
    () => profile(`token: {command: ${node("")}}`),
    [...list, "--profile", "odd"],
    1,
    ["an empty line"],
  ],
  [
    "a command that says too much",
    () => profile(`token: {command: ${node("process.stdout.write('x'.repeat(1e6))")}}`),
    [...list, "--profile", "odd"],
    1,
    ["MAXBUFFER"],
  ],
  [
    "a command that gives words",
    () => profile(`token: {command: ${node("console.log('hun' + 'ter2 hun' + 'ter2')")}}`),
    [...list, "--profile", "odd"],
    1,
    ["15 characters"],
  ],
  [
    "a token's file that is a folder",
    () => profile(`token: {file: ${folder}}`),
    [...list, "--profile", "odd"],
    1,
    ["EISDIR"],
  ],
  [
    "a token's file that is not there",
    () => profile("token: {file: /none}"),
    [...list, "--profile", "odd"],
    1,
    ["/none", "ENOENT"],
  ],
  [
    "a token that has expired",
    () => profile(`token: {command: ${node("console.log('old')")}}`),
    [...list, "--profile", "odd"],
    5,
    ["expired"],
  ],
  [
    "a login that never was",
    () => profile("oidc: {issuer: http://127.0.0.1:9, client: a}"),
    [...list, "--profile", "odd"],
    5,
    ["not logged in", "broadsheet login odd"],
  ],
  [
    "two places",
    () => profile(""),
    [...list, "--profile", "odd", "--server", "http://x"],
    1,
    ["--server and --profile"],
  ],
  [
    "a variable that is no address",
    undefined,
    [...list, "--server", "localhost"],
    1,
    ["address of a server", "localhost"],
  ],
  ["an address with a space", undefined, [...list, "--server", "http://a b"], 1, ["address of a server"]],
  [
    "an option twice with other values",
    undefined,
    [...list, "--server", "http://x", "--server", "nonsense"],
    1,
    ["nonsense"],
  ],
  ["a limit that is none", undefined, [...list, "--server", "http://127.0.0.1:9", "--limit", "-1"], 1, ["limit"]],
  [
    "an output that is a folder",
    undefined,
    ["api", "GET", "/x", "--server", "http://127.0.0.1:9", "--out", folder],
    1,
    ["it is a folder"],
  ],
  [
    "an output below a file",
    undefined,
    ["api", "GET", "/x", "--server", "http://127.0.0.1:9", "--out", join(process.execPath, "x")],
    1,
    [process.execPath],
  ],
  [
    "an output without a name",
    undefined,
    ["api", "GET", "/x", "--server", "http://127.0.0.1:9", "--out", ""],
    1,
    ["--out"],
  ],
  [
    "a place that devices have",
    undefined,
    ["api", "GET", "/x", "--server", "http://127.0.0.1:9", "--out", "/proc/none/x"],
    1,
    ["/proc/none"],
  ],
])("%s is told in words and as JSON", async (_, file, words, wanted, parts) => {
  if (file !== undefined) {
    mkdirSync(dirname(config), { recursive: true });
    writeFileSync(config, file());
  }
  const plain = await run(...words);
  expect([plain.code, plain.stdout], plain.stderr).toEqual([wanted, ""]);
  for (const part of parts) expect(plain.stderr).toContain(part);
  const asJson = await run(...words, "--json");
  expect(asJson.code).toBe(wanted);
  expect(JSON.parse(asJson.stdout)).toMatchObject({
    error: expect.any(String) as string,
    problems: [{ code: expect.stringMatching(/^[a-z-]+$/) as string, message: expect.any(String) as string }],
  });
  const all = [plain, asJson].map(({ stdout, stderr }) => stdout + stderr).join("");
  expect(all).not.toMatch(/hunter2|\n\s+at .*\.ts:\d|lies with Broadsheet/);
});

test("a configuration that is a folder, or that nobody may read, is named", async () => {
  mkdirSync(config, { recursive: true });
  const whole = await run(...list, "--json");
  expect([whole.code, JSON.parse(whole.stdout)]).toMatchObject([1, { problems: [{ where: { file: config } }] }]);
  rmSync(config, { recursive: true });
  writeFileSync(config, "profiles: {}\n");
  chmodSync(config, 0);
  const closed = await run(...list, "--profile", "x", "--json");
  // Root may read everything.
  const parts =
    process.getuid?.() === 0
      ? { problems: [{ code: "unknown-profile" }] }
      : { problems: [{ where: { file: config } }] };
  expect([closed.code, JSON.parse(closed.stdout)]).toMatchObject([1, parts]);
});
