import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "fast-png";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeTemplate } from "../../../../servers/start-server.ts";
import { runCommand } from "../../../../../functions/local/start/run-command.ts";
import { captureOutput } from "../../../capture-output.ts";
import { type OpenRemote, openRemote, type Ran } from "../open-remote.ts";

let remote: OpenRemote;
const alone = (words: readonly string[]): Promise<Ran> => captureOutput(() => runCommand(words));
const path = (name: string): string => join(remote.folder, name);

function writeTheme(accent: string): void {
  mkdirSync(path("house/partials"), { recursive: true });
  writeFileSync(path("house/theme.yaml"), `accent: "${accent}"\n`);
  writeFileSync(path("house/partials/imprint.liquid"), "By the house.\n");
}

/** Sends a template that takes the theme and publishes it. @returns its version */
async function publish(name: string): Promise<string> {
  await writeTemplate(path(name));
  const yaml = readFileSync(path(`${name}/template.yaml`), "utf8");
  writeFileSync(path(`${name}/template.yaml`), `${yaml}\ntheme: { base: house@current }\n`);
  const pushed = await remote.run(["push", path(name)]);
  expect([pushed.code, pushed.stdout]).toEqual([0, expect.stringMatching(new RegExp(`^${name}@[0-9a-f]{64}\n$`))]);
  expect((await remote.run(["promote", pushed.stdout.trim()])).code).toBe(0);
  return pushed.stdout.trim().split("@")[1]!;
}

beforeAll(async () => {
  remote = await openRemote();
});
afterAll(() => remote.close());

/** Bytes that no archive makes smaller. */
function noise(length: number): Buffer {
  let state = 1;
  return Buffer.from(Array.from({ length }, () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 24));
}

test("a theme above 4 MiB is announced and uploaded, to a server and to a data directory, and pulled again", async () => {
  mkdirSync(path("large/images"), { recursive: true });
  writeFileSync(path("large/theme.yaml"), 'accent: "#004488"\n');
  writeFileSync(path("large/images/harbour.jpg"), noise(5 * 1024 * 1024));
  const pushed = await remote.run(["themes", "push", path("large")]);
  expect([pushed.code, pushed.stdout]).toEqual([0, expect.stringMatching(/^large@[0-9a-f]{64}\n$/)]);
  expect(pushed.stderr).toContain("themes promote large@");
  expect((await remote.run(["themes", "push", path("large")])).stdout).toBe(pushed.stdout);
  expect((await remote.run(["themes", "pull", pushed.stdout.trim(), "--out", path("pulled")])).code).toBe(0);
  const [sent, got] = ["large", "pulled"].map((folder) => readFileSync(path(`${folder}/images/harbour.jpg`)));
  expect(got!.equals(sent!)).toBe(true);
  writeFileSync(path("large/theme.yaml"), 'acent: "#004488"\n');
  const faulty = await remote.run(["themes", "push", path("large")]);
  expect([faulty.code, faulty.stderr]).toEqual([1, expect.stringMatching(/"acent"[\s\S]*theme\.yaml:1/)]);
  writeFileSync(path("large/theme.yaml"), 'accent: "#004488"\n');
  const own = await alone(["themes", "push", path("large"), "--data-dir", path("own")]);
  expect([own.code, own.stdout]).toEqual([0, pushed.stdout]);
});

test("a theme is pushed, promoted, shown, pulled; templates follow it by drafts; in use it is not deleted", async () => {
  writeTheme("#004488");
  const pushed = await remote.run(["themes", "push", path("house")]);
  expect([pushed.code, pushed.stdout]).toEqual([0, expect.stringMatching(/^house@[0-9a-f]{64}\n$/)]);
  const first = pushed.stdout.trim().split("@")[1]!;
  expect((await remote.run(["themes", "list"])).stdout).toBe("");
  const unsaid = await remote.run(["themes", "promote", "house"]);
  expect([unsaid.code, unsaid.stderr]).toEqual([1, expect.stringContaining(`house@${first.slice(0, 12)} (draft)`)]);
  const denied = await remote.run(["themes", "promote", `house@${first.slice(0, 6)}`], "reader");
  expect([denied.code, denied.stderr]).toEqual([5, expect.stringContaining("templates:publish")]);
  expect((await remote.run(["themes", "promote", `house@${first.slice(0, 6)}`, "--why", "first"])).code).toBe(0);
  expect((await remote.run(["themes", "list"])).stdout).toBe(`house\t${first}\t#004488\n`);
  expect((await remote.run(["themes", "show", "house"])).stdout).toMatch(/partials +partials\/imprint\.liquid/);

  const before = await publish("bars");
  await publish("columns");
  expect((await remote.run(["themes", "uses", "house"])).stdout).toMatch(/^bars\t[0-9a-f]{64}\t[0-9a-f]{64}\tcurrent/);

  writeTheme("#880044");
  const second = (await remote.run(["themes", "push", path("house")])).stdout.trim();
  const promoted = await remote.run(["themes", "promote", second]);
  expect(promoted.stderr).toContain("bars, columns hold another version: broadsheet themes apply house");
  const applied = await remote.run(["themes", "apply", "house", "--json"]);
  expect(applied.code).toBe(0);
  const { drafts, failed } = JSON.parse(applied.stdout) as {
    readonly drafts: readonly { readonly name: string; readonly version: string; readonly state: string }[];
    readonly failed: readonly unknown[];
  };
  expect([drafts.map(({ name, state }) => [name, state]), failed]).toEqual([
    [
      ["bars", "draft"],
      ["columns", "draft"],
    ],
    [],
  ]);
  expect(drafts[0]!.version).not.toBe(before);
  expect((await remote.run(["promote", `bars@${drafts[0]!.version}`])).code).toBe(0);
  const refused = await remote.run(["themes", "apply", "house", "columns", "nothing"]);
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('there is no template "nothing"')]);
  expect(refused.stdout).toMatch(/^columns@/);

  const pulled = await remote.run(["themes", "pull", `house@${first.slice(0, 8)}`, "--out", path("before")]);
  expect(pulled.code).toBe(0);
  expect(readdirSync(path("before")).toSorted()).toEqual(["partials", "theme.yaml"]);
  expect(readFileSync(path("before/theme.yaml"), "utf8")).toBe('accent: "#004488"\n');
  const again = await remote.run(["themes", "pull", "house", "--out", path("before")]);
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining("not empty")]);

  const kept = await remote.run(["themes", "delete", "house"]);
  expect([kept.code, kept.stderr]).toEqual([1, expect.stringMatching(/2 published templates take the theme "house"/)]);
});

test("a theme works in a data directory that no server uses, drafts included", async () => {
  writeTheme("#004488");
  const at = ["--data-dir", path("alone")];
  const version = (await alone(["themes", "push", path("house"), ...at])).stdout.trim();
  expect((await alone(["themes", "list", "--unpublished", ...at])).stdout).toMatch(/^house\t/);
  const drawn = await alone(["themes", "picture", version, "--out", path("draft.png"), ...at]);
  expect([drawn.code, drawn.stderr]).toEqual([0, expect.stringContaining("draft.png: house@")]);
  expect(decode(readFileSync(path("draft.png")))).toMatchObject({ width: 793, height: 1121 });
  expect((await alone(["themes", "promote", version, ...at])).code).toBe(0);
  const applied = await alone(["themes", "apply", "house", ...at]);
  expect([applied.code, applied.stderr]).toEqual([
    0,
    expect.stringContaining("Every published template that takes house"),
  ]);
  expect((await alone(["themes", "delete", "house", ...at])).code).toBe(0);
  expect((await alone(["themes", "list", ...at])).stdout).toBe("");
});

test("a folder's theme is previewed as PDF or PNG, in either language", async () => {
  writeTheme("#004488");
  const pdf = await alone(["themes", "preview", path("house"), "--out", path("house.pdf")]);
  expect([pdf.code, pdf.stderr]).toEqual([0, expect.stringContaining("house.pdf: 1 page")]);
  expect(readFileSync(path("house.pdf"), "latin1").slice(0, 5)).toBe("%PDF-");
  // One after the other: what a run prints is caught from the streams that all runs share.
  const drawn: Record<string, Buffer> = {};
  for (const language of ["en", "zh"]) {
    const file = path(`house-${language}.png`);
    const ran = await alone(["themes", "preview", path("house"), "--out", file, "--language", language]);
    expect([ran.code, ran.stderr]).toEqual([0, expect.stringContaining(`house-${language}.png: 1 page`)]);
    drawn[language] = readFileSync(file);
  }
  expect(decode(drawn.en!)).toMatchObject({ width: 1190, height: 1682 });
  expect(drawn.en!.equals(drawn.zh!)).toBe(false);
});

test("on a laptop a theme is a folder beside the templates, or where --themes says", async () => {
  writeTheme("#004488");
  await writeTemplate(path("desk/templates/lines"));
  const yaml = path("desk/templates/lines/template.yaml");
  writeFileSync(yaml, `${readFileSync(yaml, "utf8")}\ntheme: { base: house@current }\n`);
  const folder = path("desk/templates/lines");
  const without = await alone(["check", folder]);
  expect([without.code, without.stderr]).toEqual([
    1,
    expect.stringContaining('there is no shared theme "house@current"'),
  ]);
  expect((await alone(["check", folder, "--themes", remote.folder])).code).toBe(0);
  const nowhere = await alone(["check", folder, "--themes", path("nowhere")]);
  expect([nowhere.code, nowhere.stderr]).toEqual([1, expect.stringContaining("nowhere")]);
  mkdirSync(path("desk/themes/house"), { recursive: true });
  writeFileSync(path("desk/themes/house/brand.yml"), "color: { primary: navy }\ntypography: { link: red }\n");
  const checked = await alone(["check", folder]);
  expect([checked.code, checked.stderr]).toEqual([0, expect.stringContaining("typography.link")]);
  const rendered = await alone(["render", folder, "--out", path("lines.pdf"), "--json"]);
  expect(rendered.code).toBe(0);
  const preview = await alone(["themes", "preview", path("desk/themes/house"), "--out", path("house.pdf")]);
  expect([preview.code, preview.stderr]).toEqual([0, expect.stringContaining("house.pdf: 1 page")]);
  expect(readFileSync(path("house.pdf")).subarray(0, 5).toString()).toBe("%PDF-");
});
