import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { runCommand } from "../../../functions/local/start/run-command.ts";
import { captureOutput } from "../capture-output.ts";

/*
 * Each option of each command, as the help lists them, with values that it cannot take: refused in words and before a
 * server is asked. The server of these tests takes nobody, and counts who came.
 */
const folder = mkdtempSync(join(tmpdir(), "unfit-options-"));
const file = join(folder, "sales.csv");
let asked = 0;
const server = createServer((request, response) => {
  asked += 1;
  request.resume().on("end", () => response.writeHead(401).end());
});
let url = "";

const run = (...words: string[]) => captureOutput(() => runCommand(words));

interface Described {
  readonly path: readonly string[];
  readonly help: string;
  /** Option → what it takes: `<seconds>`; empty for a flag. */
  readonly options: ReadonlyMap<string, string>;
}
const commands: Described[] = [];

beforeAll(async () => {
  vi.stubEnv("XDG_CONFIG_HOME", join(folder, "config"));
  vi.stubEnv("XDG_STATE_HOME", join(folder, "state"));
  for (const name of ["BROADSHEET_SERVER", "BROADSHEET_PROFILE", "BROADSHEET_TOKEN"]) vi.stubEnv(name, undefined);
  writeFileSync(file, "month,sales\n2026-01,3\n");
  mkdirSync(join(folder, "full/more"), { recursive: true });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const paths: string[][] = [[]];
  for (const path of paths) {
    const help = (await run(...path, "--help")).stdout.split("\nExamples:")[0]!;
    const [, listed = ""] = help.split("\nCommands:\n");
    const words = [...listed.matchAll(/^ {2}([a-z][\w-]*)(?:\|\w+)?(?: [[<]| {2})/gm)].map(([, word]) => word!);
    paths.push(...words.filter((word) => word !== "help").map((word) => [...path, word]));
    const options = [...help.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)(?: ([<[][^>\]]+[>\]]))?/gm)];
    commands.push({ path, help, options: new Map(options.map(([, option, takes = ""]) => [option!, takes])) });
  }
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Commands that do not end, print a script, or have only other commands below them. */
const withoutJson =
  /^(?:|serve|mcp|completion|reports|datasets|views|sources|themes|batches|publications|webhooks|mail)$/;

test("every command that gives an answer gives it as JSON, too", () => {
  expect(commands.length).toBeGreaterThan(80);
  const lacking = commands.filter(({ options }) => !options.has("--json")).map(({ path }) => path.join(" "));
  expect(lacking.filter((path) => !withoutJson.test(path))).toEqual([]);
});

const optionsOf = (path: readonly string[]) => commands.find((one) => one.path.join(" ") === path.join(" "))!.options;

test("no command above takes an option away from the one below it", async () => {
  let tried = 0;
  for (const { path, options } of commands) {
    const above = path.flatMap((_, depth) => [...optionsOf(path.slice(0, depth)).keys()]);
    for (const [option, takes] of options) {
      if (option === "--help" || !above.includes(option)) continue;
      const words = [...path, option, ...(takes === "" ? [] : ["1"]), "--no-such-option"];
      const { code, stderr } = await run(...words);
      expect({ words, code, stderr }).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("--no-such-option") as string,
      });
      tried += 1;
    }
  }
  expect(tried).toBeGreaterThan(3);
});

/** Values that options cannot take, by what the help says that they take. */
const odd: Readonly<Record<string, readonly string[]>> = {
  "<seconds>": ["soon", "0", "-1", "NaN", "Infinity"],
  "[seconds]": ["soon", "0", "NaN"],
  "<number>": ["many", "-1", "1.5", "NaN"],
  "<n>": ["many", "-1", "0"],
  "[n]": ["many", "1.5"],
  "<x,y>": ["1", "1,", "a,b", "-1,2"],
  "<time>": ["yesterday", "2026-02-31", "2026-02-31T09:00:00Z", "2026-02-28T25:00:00Z"],
  "<size>": ["large", "-1MiB"],
};
/** Files and folders in places where none can be written. */
const oddPlaces: Readonly<Record<string, readonly string[]>> = {
  "<file>": [join(folder, "absent/f.pdf"), join(file, "f.pdf"), folder],
  "<folder>": [file, join(file, "below"), join(file, "below/that")],
};
const shared = ["--request-timeout"];
const placing = ["--out", "--html", "--in", "--tokens"];

/** Words for what the help says that a command needs. */
const given: Readonly<Record<string, string>> = {
  method: "GET",
  path: "/reports",
  id: "0".repeat(64),
  "id...": "0".repeat(64),
  file: file,
  name: "fresh",
  "name[@version]": "fresh",
  template: "dataset-profile",
  folder: join(folder, "full"),
};
/** Options without which a command does not begin. */
const needed: Readonly<Record<string, readonly string[]>> = {
  "batches download": ["--out", join(folder, "batch")],
  token: ["--role", "reader", "--tokens", join(folder, "tokens.json")],
  "webhooks replay": ["--since", "2026-02-28T09:00:00Z"],
  "reports explain": ["--number", "1", "--page", "1"],
  events: ["--follow"],
};

/** A whole command line but for the option in question. */
function lineOf({ path, help, options }: Described, option: string): string[] {
  const usage = /^Usage: .*$/m.exec(help)![0];
  const words = [...usage.matchAll(/<([^>]+)>/g)].map(([, word]) => given[word!] ?? "fresh");
  const all = [...(needed[path.join(" ")] ?? [])];
  const at = all.indexOf(option);
  if (at >= 0) all.splice(at, 2);
  return [...path, ...words, ...all, ...(options.has("--server") ? ["--server", url] : [])];
}

test("an option that takes a number, a moment or a place refuses what is none, before a server is asked", async () => {
  const seen = new Set<string>();
  let tried = 0;
  for (const command of commands)
    for (const [option, takes] of command.options) {
      const isPlace = placing.includes(option);
      const values = (isPlace ? oddPlaces[takes] : odd[takes]) ?? [];
      // The others load the whole program for drawing, and have tests of their own.
      if (!command.options.has("--server") && !["new", "token"].includes(command.path[0]!)) continue;
      // One function adds these; of others, each command reads its own.
      if (command.path[0] === "health" || (shared.includes(option) && seen.has(option))) continue;
      for (const value of isPlace || !seen.has(option) ? values : values.slice(0, 1)) {
        asked = 0;
        const words = [...lineOf(command, option), `${option}=${value}`];
        const { code, stderr } = await run(...words);
        expect({ words, code, stderr, asked }).toMatchObject({ code: 1, asked: 0 });
        expect({ words, stderr }).toMatchObject({ stderr: expect.stringContaining(option) as string });
        expect(stderr).not.toContain("fault lies with Broadsheet");
        tried += 1;
      }
      seen.add(option);
    }
  expect(tried).toBeGreaterThan(80);
}, 60_000);
