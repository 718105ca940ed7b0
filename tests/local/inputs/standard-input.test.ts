import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { runCommand } from "../../../functions/local/start/run-command.ts";
import { captureOutput } from "../capture-output.ts";

/**
 * Every word of the command line that is a file: those whose help offers `-` read standard input, and the others are
 * listed here with the reason why they do not.
 */
const folder = mkdtempSync(join(tmpdir(), "broadsheet-stdin-"));
writeFileSync(join(folder, "recipe.yaml"), "steps: []\n");
writeFileSync(join(folder, "sales.csv"), "a,b\n1,2\n");
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

/** Words that name a file to be read, without `-`. */
const named: Readonly<Record<string, string>> = {
  "draft <file>": "the draft bears the file's name, and holds it by that name",
  "diff --html": "a file that is written, never a stream: it says where the pictures are",
  "serve --token-file": "a service has no standard input to be asked on",
  "serve --tokens": "a service has no standard input to be asked on",
  "serve --secrets": "a service has no standard input to be asked on",
  "serve --connections": "a service has no standard input to be asked on",
  "token --tokens": "the token is added to it",
  "login --token-file": "it is read at each call; `--with-token` reads standard input",
  "render --sign": "a key beside the passphrase",
  "render --sign-passphrase-file": "a secret beside the key",
  "chart --theme": "beside the spec, which may be standard input",
  "batch --rows": "rows are read twice",
};

interface FileWord {
  readonly path: readonly string[];
  /** `<file>`, `--input`. */
  readonly word: string;
  readonly help: string;
  /** The usage of the command: its arguments. */
  readonly usage: string;
  /** Whether it calls a server. */
  readonly isRemote: boolean;
}

/** What every command's help says of words that are files. */
async function fileWords(): Promise<readonly FileWord[]> {
  const paths = [[]] as string[][];
  const found: FileWord[] = [];
  for (const path of paths) {
    const help = (await captureOutput(() => runCommand([...path, "--help"]))).stdout.split("\nExamples:")[0]!;
    const [, listed = ""] = help.split("\nCommands:\n");
    const nouns = [...listed.matchAll(/^ {2}([a-z][\w-]*)(?:\|\w+)?(?: [[<]| {2})/gm)].map(([, word]) => word!);
    paths.push(...nouns.filter((word) => word !== "help").map((word) => [...path, word]));
    const usage = /^Usage: broadsheet (.*)$/m.exec(help)?.[1] ?? "";
    const entries = [...help.matchAll(/^ {2}(\S.*?)(?: {2,})(\S.*(?:\n {5,}\S.*)*)/gm)];
    for (const [, head = "", text = ""] of entries) {
      const option = /(--[\w-]+) <([^>]*)>/.exec(head);
      const value = option?.[2] ?? new RegExp(`[<[](${escape(head)})[>\\]]`).exec(usage)?.[1];
      if (value === undefined || !/^(?:file\b|spec$|sql$)|\.(?:pdf|yaml|json|p12)$/.test(value)) continue;
      const word = option?.[1] ?? `<${value}>`;
      found.push({ path, word, help: text.replaceAll(/\s+/g, " "), usage, isRemote: /--server </.test(help) });
    }
  }
  return found;
}

const escape = (text: string): string => text.replaceAll(/[^\w]/g, "\\$&");
const inputs = (await fileWords()).filter(({ word, help }) => word !== "--out" || !/standard output/.test(help));

const offered = inputs.filter(({ help }) => /(?:^|\W)- (?:is|for) standard input/.test(help));

/** Words without which a command does not come to its input. */
const further: Readonly<Record<string, readonly string[]>> = {
  "datasets put <file>": ["--format", "csv"],
  "datasets check <file>": ["--format", "csv", "--recipe", join(folder, "recipe.yaml")],
  "datasets check --recipe": [],
  "explain <report.pdf>": ["--number", "1"],
};

test("each word that is a file reads standard input, or a reason says why not", () => {
  const closed = inputs.filter((word) => !offered.includes(word));
  const reasons = closed.map(({ path, word }) => `${path.join(" ")} ${word}`);
  // The options of a server belong to every verb.
  expect([...new Set(reasons.filter((one) => !one.endsWith(" --token-file") || named[one]))].toSorted()).toEqual(
    Object.keys(named).toSorted(),
  );
});

/** Other arguments that must be sound for a command to come to its input. */
const stands: Readonly<Record<string, string>> = {
  "<file>": join(folder, "sales.csv"),
  "<method>": "POST",
  "<path>": "/reports",
};

/** What a program before the command writes. */
function pipeIn(bytes: Uint8Array): Readable {
  const pipe = Readable.from([bytes]);
  vi.spyOn(process, "stdin", "get").mockReturnValue(pipe as unknown as typeof process.stdin);
  return pipe;
}

test.each(offered.map((each) => [[...each.path, each.word].join(" "), each] as const))(
  "%s reads what comes from a pipe",
  async (name, { path, word, usage, isRemote }) => {
    const pipe = pipeIn(Buffer.from("no such thing\n"));
    const place = (argument: string): string => (argument === word ? "-" : (stands[argument] ?? "thing"));
    const words = [...usage.slice(path.join(" ").length).matchAll(/<[^>]+>/g)].map(([argument]) => place(argument));
    const line = [...path, ...words, ...(word.startsWith("--") ? [word, "-"] : []), ...(further[name] ?? [])];
    // No server is there: what is read is read before one is called.
    if (isRemote) line.push("--server", "http://127.0.0.1:1");
    const { code, stderr } = await captureOutput(() => runCommand(line));
    const said = `${line.join(" ")}: ${stderr}`;
    expect(pipe.readableEnded, said).toBe(true);
    expect(code, said).not.toBe(0);
    expect(said).not.toMatch(/cannot be read|[^-]- is no/);
    expect(readdirSync(".")).not.toContain("-");
  },
);

test("check-pdf finds in a PDF from a pipe what it finds in the file, by qpdf too", async () => {
  const spec = join(folder, "dot.vl.json");
  writeFileSync(spec, JSON.stringify({ data: { values: [{ a: 1 }] }, mark: "point" }));
  const file = join(folder, "dot.pdf");
  expect((await captureOutput(() => runCommand(["chart", spec, "--out", file, "--no-attach"]))).code).toBe(0);
  for (const end of [undefined, -400]) {
    const pdf = readFileSync(file).subarray(0, end);
    const part = join(folder, "part.pdf");
    writeFileSync(part, pdf);
    const checks: object[] = [];
    for (const name of [part, "-"]) {
      pipeIn(pdf);
      const { code, stdout } = await captureOutput(() => runCommand(["check-pdf", name, "--json"]));
      const found = JSON.parse(stdout.replaceAll(name === "-" ? "standard input" : name, "INPUT")) as object;
      checks.push({ code, ...found, file: "" });
    }
    const [whole, piped] = checks;
    expect(piped).toEqual(whole);
  }
});
