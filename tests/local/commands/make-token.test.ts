import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findPrincipal } from "../../../functions/core/service/access/find-principal.ts";
import { parseTokens } from "../../../functions/core/service/access/parse-tokens.ts";
import { runCommand } from "../../../functions/local/start/run-command.ts";
import { captureOutput } from "../capture-output.ts";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "broadsheet-token-"))));
afterEach(() => rmSync(folder, { recursive: true }));

test("a token is printed once, and the file learns its hash", async () => {
  const file = join(folder, "tokens.json");
  const made = async (name: string, role: string): Promise<string> =>
    (await captureOutput(() => runCommand(["token", name, "--role", role, "--tokens", file]))).stdout.trim();
  const [anna, bert] = [await made("anna", "author"), await made("bert", "reader")];
  expect(anna).toMatch(/^[\w-]{32}$/);
  expect(anna).not.toBe(bert);
  const text = readFileSync(file, "utf8");
  expect(text).not.toContain(anna);
  expect(statSync(file).mode & 0o077).toBe(0);
  const entries = parseTokens(text, file);
  expect(findPrincipal(anna, entries)).toEqual({ name: "anna", role: "author" });
  expect(findPrincipal(bert, entries)).toEqual({ name: "bert", role: "reader" });
});

test.each([
  ["anna", "autor", /there is no role "autor".*did you mean "author"/s],
  ["a b", "author", /\/tokens\/0\/name/],
])("%s as %s is refused", async (name, role, reason) => {
  const { stderr, code } = await captureOutput(() =>
    runCommand(["token", name, "--role", role, "--tokens", join(folder, "tokens.json")]),
  );
  expect(code).toBe(1);
  expect(stderr).toMatch(reason);
});
