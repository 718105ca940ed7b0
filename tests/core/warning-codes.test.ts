import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { warningCodes } from "../../functions/core/warning-codes.ts";

const root = join(import.meta.dirname, "../..");
const codes = Object.entries(warningCodes);

/** Headings of `docs/warnings.md`, by the subject of the warnings. */
const sections = {
  report: [
    "About a report",
    "A template can ignore each of these or let it fail the report: `warnings: { missing-glyph: fail }` in `template.yaml`.",
  ],
  check: [
    "From `broadsheet check` only",
    "`check` also gives the warnings about reports, since it renders the template with its samples.",
  ],
  dataset: ["About a dataset when it is stored", "The API lists it in the dataset's `warnings`."],
  store: ["About a stored report", "These come after the template's policy has been applied."],
} as const;

test("docs/warnings.md lists every code (`vitest run --update=all tests/core/warning-codes.test.ts` writes it)", async () => {
  const tables = Object.entries(sections).map(([of, [title, text]]) => {
    const rows = codes
      .filter(([, warning]) => warning.of === of)
      .map(([code, { means, remedy }]) => `| \`${code}\` | ${means} | ${remedy} |\n`);
    return `\n## ${title}\n\n${text}\n\n| code | meaning | what to do |\n|---|---|---|\n${rows.join("")}`;
  });
  const lead =
    "Something that the reader of a finished report should know. Each warning has one of these codes; its message says what and where.\n";
  await expect(`# Warnings\n\n${lead}${tables.join("")}`).toMatchFileSnapshot(join(root, "docs/warnings.md"));
});

test("the template's schema takes a policy for each code that a report can have, and says what the code means", () => {
  const schema = JSON.parse(readFileSync(join(root, "templates/template.schema.json"), "utf8")) as {
    properties: { warnings: { properties: object; additionalProperties: boolean } };
  };
  const policies = codes
    .filter(([, { of }]) => of === "report")
    .map(([code, { means }]) => [code, { description: means, $ref: "#/$defs/warningPolicy" }]);
  expect(schema.properties.warnings.properties).toEqual(Object.fromEntries(policies));
  expect(schema.properties.warnings.additionalProperties).toBe(false);
});

test("every code is given somewhere", () => {
  const folder = join(root, "functions");
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && file !== "core/warning-codes.ts",
  );
  const text = sources.map((file) => readFileSync(join(folder, file), "utf8")).join("\n");
  expect(codes.map(([code]) => code).filter((code) => !text.includes(`code: "${code}"`))).toEqual([]);
});
