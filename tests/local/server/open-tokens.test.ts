import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sha256 } from "../../../functions/core/json/canonical-json.ts";
import { openTokens } from "../../../functions/local/server/open-tokens.ts";

let folder: string;
let file: string;
let logged: string[];
const note = (message: string): void => void logged.push(message);
const logger = { info: note, warn: note, error: note };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "broadsheet-tokens-"));
  file = join(folder, "tokens.json");
  logged = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

let time = 1_700_000_000;
function write(text: string): void {
  writeFileSync(file, text);
  time += 1;
  utimesSync(file, time, time);
}
const holding = (...names: string[]): string =>
  JSON.stringify({ tokens: names.map((name) => ({ name, role: "author", sha256: sha256(`secret-${name}`) })) });

test("tokens are added and revoked while the server runs", () => {
  write(holding("anna"));
  const find = openTokens(file, "the-server's-own-token", logger);
  expect(find("secret-anna")).toEqual({ name: "anna", role: "author" });
  expect(find("secret-bert")).toBeUndefined();
  expect(find("the-server's-own-token")).toEqual({ role: "admin" });
  write(holding("bert"));
  expect(find("secret-anna")).toBeUndefined();
  expect(find("secret-bert")).toEqual({ name: "bert", role: "author" });
  expect(logged).toEqual([]);
});

test("a change that leaves the file faulty is logged once, and the tokens before it stay valid", () => {
  write(holding("anna"));
  const find = openTokens(file, undefined, logger);
  write("{");
  expect(find("secret-anna")).toBeDefined();
  expect(find("secret-anna")).toBeDefined();
  expect(logged).toEqual(["the tokens were not read again"]);
  write(holding());
  expect(find("secret-anna")).toBeUndefined();
});

test("a file that is missing or faulty at the start is refused", () => {
  expect(() => openTokens(file, undefined, logger)).toThrow(/cannot be read/);
  write('{"tokens": 1}');
  expect(() => openTokens(file, undefined, logger)).toThrow(/tokens.json: "tokens" must be an array/);
});
