import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockDataDirectory } from "../../../functions/adapters/lock-data-directory.ts";
import { runCommand } from "../../../functions/local/start/run-command.ts";
import type { BroadsheetError } from "../../../functions/core/errors.ts";
import { parseDeliverWords } from "../../../functions/local/inputs/parse-deliver.ts";
import { captureOutput } from "../capture-output.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "publish-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const publish = (...words: string[]): ReturnType<typeof captureOutput> =>
  captureOutput(() => runCommand(["publish", ...words, "--data-dir", folder]));

test("a publication of a shipped template is stored in the data directory", async () => {
  const { code, stdout, stderr } = await publish(
    "weekly",
    "--template",
    "high-tech-industries",
    "--on",
    "0 7 * * 1",
    "--timezone",
    "Europe/Zurich",
    "--data",
    "high-tech-industries-indicators",
    "--settle",
    "10m",
    "--param",
    "year=2024",
    "--skip-unchanged",
    "--keep",
    "52",
    "--json",
  );
  expect([code, stderr]).toEqual([0, ""]);
  expect(JSON.parse(stdout)).toMatchObject({
    name: "weekly",
    state: "active",
    template: "high-tech-industries",
    parameters: { year: 2024 },
    on: [
      { schedule: "0 7 * * 1", timezone: "Europe/Zurich" },
      { data: ["high-tech-industries-indicators"], settle: "10m" },
    ],
    skip: "unchanged",
    keep: 52,
  });
  const again = await publish("weekly", "--template", "high-tech-industries", "--on", "0 7 * * 1");
  expect(again.stdout).toMatch(
    /^weekly is published; its next edition comes at \d{4}-\d\d-\d\d 07:00 UTC\n {2}latest {3}\/publications\/weekly\/editions\/latest\/report.pdf\n/,
  );
});

test("faults are told as the API tells them", async () => {
  const { code, stderr } = await publish(
    "weekly",
    "--template",
    "high-tech-industries",
    "--on",
    "0 7 * * 1",
    "--timezone",
    "Europe/Zurih",
  );
  expect(code).toBe(1);
  expect(stderr).toContain('error invalid-request: "Europe/Zurih" is not a time zone');
  expect(stderr).toContain('did you mean "Europe/Zurich"?');
});

test("a data directory that a server uses is left to that server", async () => {
  const lock = await lockDataDirectory(folder);
  const { code, stderr } = await publish("weekly", "--template", "high-tech-industries", "--on", "0 7 * * 1");
  await lock.release();
  expect(code).toBe(1);
  expect(stderr).toContain("Add --server http://localhost:8080 to ask that server");
});

test.each([
  [["--server", "localhost"], 1, "--server takes the address of a server"],
  [["--server", "http://127.0.0.1:9"], 2, "http://127.0.0.1:9 does not answer"],
  [["--run"], 1, "--run needs a server that renders"],
] as const)("%j is explained", async (words, expected, text) => {
  const { code, stderr } = await publish("weekly", "--template", "t", ...words);
  expect([code, stderr]).toEqual([expected, expect.stringContaining(text)]);
});

test("where editions go is parsed, and only a server knows whether it can", async () => {
  expect(
    parseDeliverWords([
      "webhook=crm",
      "mail=anna@example.org, ben@example.org",
      "attach=board@example.org",
      "copy=weekly",
      '{"copy": {"to": "x", "name": "{{ date }}.pdf"}}',
    ]),
  ).toEqual([
    { webhook: "crm" },
    { mail: { to: ["anna@example.org", "ben@example.org"] } },
    { mail: { to: ["board@example.org"], attach: true } },
    { copy: { to: "weekly" } },
    { copy: { to: "x", name: "{{ date }}.pdf" } },
  ]);
  const { code, stderr } = await publish(
    "weekly",
    "--template",
    "high-tech-industries",
    "--on",
    "0 7 * * 1",
    "--deliver",
    "mail=anna@example.org",
  );
  expect([code, stderr]).toEqual([1, expect.stringContaining("--server")]);
});

test.each([
  ["mial=anna@example.org", 'did you mean "mail"?'],
  ["mail", "webhook=NAME"],
  ["copy=", "copy=FOLDER"],
  ["{", "is not JSON"],
])("an entry of another form is explained: %s", (word, text) => {
  let told: BroadsheetError | undefined;
  try {
    parseDeliverWords([word]);
  } catch (error) {
    told = error as BroadsheetError;
  }
  const [problem] = told!.problems;
  expect(`${problem!.message} ${problem!.hint ?? ""}`).toContain(text);
});
