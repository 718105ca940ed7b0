import { expect, test } from "vitest";
import { findPrincipal } from "../../../../functions/core/service/access/find-principal.ts";
import { parseTokens } from "../../../../functions/core/service/access/parse-tokens.ts";
import { sha256 } from "../../../../functions/core/json/canonical-json.ts";
import { BroadsheetError } from "../../../../functions/core/errors.ts";

const anna = { name: "anna", role: "author", sha256: sha256("secret-of-anna") };
const bert = { name: "bert@example.org", role: "reader", sha256: sha256("secret-of-bert") };
const parse = (value: unknown): ReturnType<typeof parseTokens> => parseTokens(JSON.stringify(value), "tokens.json");

test("a token is found by its hash, and nobody by the hash itself", () => {
  const entries = parse({ tokens: [anna, bert] });
  expect(findPrincipal("secret-of-anna", entries)).toEqual({ name: "anna", role: "author" });
  expect(findPrincipal("secret-of-bert", entries)).toEqual({ name: "bert@example.org", role: "reader" });
  expect(findPrincipal(anna.sha256, entries)).toBeUndefined();
  expect(findPrincipal("", entries)).toBeUndefined();
});

test("the server's own token may do everything and has no name", () => {
  expect(findPrincipal("own-token-of-server", [], "own-token-of-server")).toEqual({ role: "admin" });
  expect(findPrincipal("other", [], "own-token-of-server")).toBeUndefined();
});

test.each([
  [{}, "missing-field", "/tokens"],
  [{ tokens: [{ ...anna, role: "auther" }] }, "not-allowed", "/tokens/0/role"],
  [{ tokens: [{ ...anna, sha256: "secret" }] }, "invalid-value", "/tokens/0/sha256"],
  [{ tokens: [{ ...anna, name: "a b" }] }, "invalid-value", "/tokens/0/name"],
  [{ tokens: [{ ...anna, scopes: [] }] }, "unknown-field", "/tokens/0/scopes"],
  [{ tokens: [anna, { ...bert, name: "anna" }] }, "duplicate-token", "/tokens/1/name"],
  [{ tokens: [anna, { ...bert, sha256: anna.sha256 }] }, "duplicate-token", "/tokens/1/sha256"],
])("%j is refused", (value, code, pointer) => {
  const problems = problemsOf(() => parse(value));
  expect(problems).toEqual([expect.objectContaining({ code, where: { file: "tokens.json", pointer } })]);
});

test.each([
  [{}, 'tokens.json: "tokens" is missing'],
  [[], "tokens.json: it must be an object"],
  [{ tokens: [{ ...anna, role: 1 }] }, /^tokens\.json: "tokens\/0\/role" must be one of /],
])("%j is refused in words that name the file and the place", (value, message) => {
  expect(problemsOf(() => parse(value))).toEqual([
    expect.objectContaining({ message: typeof message === "string" ? message : expect.stringMatching(message) }),
  ]);
});

test("a file that is not JSON is refused with its line", () => {
  expect(problemsOf(() => parseTokens('{"tokens": [\n}', "tokens.json"))).toMatchObject([
    { code: "invalid-json", where: { file: "tokens.json", line: 2 } },
  ]);
});

function problemsOf(act: () => unknown): BroadsheetError["problems"] {
  try {
    act();
  } catch (error) {
    if (error instanceof BroadsheetError) return error.problems;
    throw error;
  }
  throw new Error("nothing was refused");
}
