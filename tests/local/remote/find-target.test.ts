import fc from "fast-check";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BroadsheetError } from "../../../functions/core/errors.ts";
import { findTarget, type TargetOptions } from "../../../functions/local/remote/find-target.ts";
import { readProfiles } from "../../../functions/local/remote/profile/profile-file.ts";

const folder = mkdtempSync(join(tmpdir(), "profiles-"));
const before = process.env["XDG_CONFIG_HOME"];
const file = join(folder, "broadsheet", "config.yaml");

beforeAll(() => {
  process.env["XDG_CONFIG_HOME"] = folder;
  mkdirSync(join(folder, "broadsheet"));
});
afterAll(() => {
  if (before === undefined) delete process.env["XDG_CONFIG_HOME"];
  else process.env["XDG_CONFIG_HOME"] = before;
  rmSync(folder, { recursive: true });
});

const configure = (usual: string | undefined): void =>
  writeFileSync(
    file,
    `${usual === undefined ? "" : `default: ${usual}\n`}profiles:
  one: { server: "https://one.example/", token: { file: /one } }
  two: { server: "https://two.example" }
`,
  );

/** What is thrown, as its message and all that would be printed. */
const refusalOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof BroadsheetError) return JSON.stringify(error.problems);
    throw error;
  }
  return "";
};

const maybe = <T>(value: T): fc.Arbitrary<T | undefined> => fc.constantFrom(undefined, value);

test("options come before variables, and these before the default profile; a token goes only where it belongs", () => {
  fc.assert(
    fc.property(
      fc.record({
        server: maybe("https://option.example"),
        profile: maybe("one"),
        dataDir: maybe("data"),
        tokenFile: maybe("/file"),
      }),
      fc.record({
        BROADSHEET_SERVER: maybe("https://variable.example"),
        BROADSHEET_PROFILE: maybe("two"),
        BROADSHEET_TOKEN: maybe("secret"),
      }),
      maybe("two"),
      maybe("http://localhost:8080"),
      (options, environment, usual, otherwise) => {
        configure(usual);
        const places = [options.server, options.profile, options.dataDir].filter((one) => one !== undefined);
        if (places.length > 1) {
          expect(refusalOf(() => findTarget(options, otherwise, environment))).toContain("different places");
          return;
        }
        // An oracle in the words of the documentation: the first that is given.
        const wanted = [
          options.server && ["https://option.example", "variable"],
          options.profile && ["https://one.example", "/one"],
          options.dataDir && ["data"],
          environment.BROADSHEET_SERVER && ["https://variable.example", "variable"],
          environment.BROADSHEET_PROFILE && ["https://two.example", "variable"],
          usual && ["https://two.example", "variable"],
          otherwise && ["http://localhost:8080", "variable"],
          [".broadsheet"],
        ].find(Boolean) as [string, string?];
        if (wanted[1] === undefined && options.tokenFile !== undefined) {
          expect(refusalOf(() => findTarget(options, otherwise, environment))).toContain("--token-file is for");
          return;
        }
        const target = findTarget(options, otherwise, environment);
        if (!("server" in target)) {
          expect(target).toEqual({ dataDir: wanted[0] });
          return;
        }
        const source = target.profile.token;
        const token = source !== undefined && "file" in source ? source.file : target.token;
        const expected = wanted[1] === "variable" ? environment.BROADSHEET_TOKEN : wanted[1];
        expect([target.server, token]).toEqual([wanted[0], options.tokenFile ?? expected]);
      },
    ),
    { numRuns: 500, seed: 34 },
  );
});

test.each<readonly [string, TargetOptions, string[]]>([
  ["a token", { token: "hunter2hunter2" }, ["--token-file", "BROADSHEET_TOKEN"]],
  ["a password in an address", { server: "https://me:hunter2hunter2@one.example" }, ["password", "--token-file"]],
  ["no address", { server: "one.example" }, ['not \\"one.example\\"', "http://localhost:8080"]],
  ["an unknown profile", { profile: "won" }, ["one", "two", "broadsheet login won"]],
])("%s on the command line is refused in words that hold no secret", (_, options, words) => {
  configure(undefined);
  const said = refusalOf(() => findTarget(options));
  for (const word of words) expect(said).toContain(word);
  expect(said).not.toContain("hunter2");
});

test.each([
  [
    "a secret",
    'profiles:\n  a: { server: "https://a.example", token: hunter2hunter2 }',
    ["/profiles/a/token", "{file:"],
  ],
  ["two ways", 'profiles:\n  a: { server: "https://a.example", sigv4: {}, token: { file: x } }', ["several ways"]],
  ["an unknown member", 'profiles:\n  a: { server: "https://a.example", toke: { file: x } }', ["toke", "token"]],
  ["no server", "profiles:\n  a: { sigv4: {} }", ["server", "/profiles/a"]],
  ["no YAML", "profiles:\n  a: [", ["not YAML", '"line":']],
])("%s in the configuration is refused with its place", (_, text, words) => {
  writeFileSync(file, `${text}\n`);
  const said = refusalOf(() => readProfiles());
  for (const word of [...words, file]) expect(said).toContain(word);
  expect(said).not.toContain("hunter2");
});
