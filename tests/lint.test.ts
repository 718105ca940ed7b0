import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { longFunctions, onTheWay } from "./long-functions.ts";

type Rule = string | readonly [string, (number | { readonly max: number })?];

interface Config {
  readonly rules: Readonly<Record<string, Rule>>;
  readonly overrides: readonly { readonly files: readonly string[]; readonly rules: Readonly<Record<string, Rule>> }[];
}

const root = join(import.meta.dirname, "..");
const config = JSON.parse(readFileSync(join(root, ".oxlintrc.json"), "utf8")) as Config;
const limits = ["max-lines-per-function", "complexity"];

/** The limit that a rule sets; Infinity if it is switched off. */
function limitOf(rule: Rule | undefined): number {
  if (typeof rule === "string") return Infinity;
  const option = rule?.[1];
  return typeof option === "object" ? option.max : (option ?? Infinity);
}

/** The overrides by which some files may go beyond a limit. */
const raised = config.overrides.flatMap(({ files, rules }) =>
  limits.some((name) => rules[name] !== undefined && limitOf(rules[name]) > limitOf(config.rules[name])) ? files : [],
);

test("no function is longer than 60 lines or more complex than 25", () => {
  expect(config.rules["max-lines-per-function"]).toMatchObject(["error", { max: 60 }]);
  expect(limitOf(config.rules["complexity"])).toBeLessThanOrEqual(25);
});

test("the files whose functions may be longer are named with a reason, and are few", () => {
  const files = raised.filter((pattern) => pattern !== "tests/**" && !onTheWay.includes(pattern));
  expect(files.toSorted()).toEqual(Object.keys(longFunctions).toSorted());
  expect(files.length).toBeLessThanOrEqual(15);
  for (const [file, reason] of Object.entries(longFunctions)) {
    expect(existsSync(join(root, file)), file).toBe(true);
    expect(reason.length, file).toBeGreaterThan(20);
  }
});

test("what is on its way is still raised", () => {
  expect(raised).toEqual(expect.arrayContaining([...onTheWay]));
});
