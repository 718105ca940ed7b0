import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, expect, test } from "vitest";
import { runCommand } from "../../../functions/local/start/run-command.ts";
import { captureOutput } from "../capture-output.ts";

const root = join(import.meta.dirname, "../../..");
const published = readFileSync(join(root, "templates/template.schema.json"), "utf8");
const ofTests = {
  file: "tests/since-2000.yaml",
  schema: readFileSync(join(root, "templates/test.schema.json"), "utf8"),
};
const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

function folderIn(parent: string): string {
  const folder = realpathSync(mkdtempSync(join(parent, "new-")));
  made.push(folder);
  return folder;
}

/** Returns the schema that an editor finds through the first line of a file. */
function schemaOf(template: string, name = "template.yaml"): { reference: string; text: string } {
  const file = join(template, name);
  const reference = /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(file, "utf8"))?.[1] ?? "";
  return { reference, text: readFileSync(resolve(dirname(file), reference), "utf8") };
}

test("outside the project a new template has the schema beside it, which is not part of the template", async () => {
  const parent = folderIn(tmpdir());
  const { code, stderr } = await captureOutput(() => runCommand(["new", "monthly-sales", "--in", parent]));
  expect(code).toBe(0);
  expect(schemaOf(join(parent, "monthly-sales"))).toEqual({ reference: ".template.schema.json", text: published });
  expect(readFileSync(join(parent, "monthly-sales/template.yaml"), "utf8")).toContain("title: Monthly sales");
  expect(stderr).toContain("complete and check template.yaml with .template.schema.json");
  expect(stderr).not.toMatch(/(^|\s)\.\/\.\./m);
  const { stdout } = await captureOutput(() => runCommand(["check", join(parent, "monthly-sales"), "--json"]));
  expect(JSON.parse(stdout)).toMatchObject({ errors: [], warnings: [] });
  expect(schemaOf(join(parent, "monthly-sales"), ofTests.file)).toEqual({
    reference: "../.test.schema.json",
    text: ofTests.schema,
  });
  const tested = await captureOutput(() => runCommand(["test", join(parent, "monthly-sales")]));
  expect([tested.code, tested.stdout + tested.stderr]).toEqual([0, expect.stringContaining("From 2000")]);
});

test("inside the project it takes the project's own", async () => {
  mkdirSync(join(root, "build"), { recursive: true });
  const parent = folderIn(join(root, "build"));
  await captureOutput(() => runCommand(["new", "monthly-sales", "--in", parent]));
  expect(schemaOf(join(parent, "monthly-sales"))).toEqual({
    reference: "../../../templates/template.schema.json",
    text: published,
  });
  expect(schemaOf(join(parent, "monthly-sales"), ofTests.file)).toEqual({
    reference: "../../../../templates/test.schema.json",
    text: ofTests.schema,
  });
});

test("the scaffold itself takes the project's own", () => {
  expect(schemaOf(join(root, "functions/local/scaffold")).text).toBe(published);
  expect(schemaOf(join(root, "functions/local/scaffold"), ofTests.file).text).toBe(ofTests.schema);
});
