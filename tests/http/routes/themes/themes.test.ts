import { expect, test } from "vitest";
import { moveName } from "../../../../functions/core/names/name-log.ts";
import { storeFilesOf } from "../../../../functions/core/report/template/store/store-template.ts";
import { templateVersion } from "../../../../functions/core/report/template/store/template-version.ts";
import { readArchive } from "../../../../functions/core/report/template/archive/read-archive.ts";
import { writeArchive } from "../../../../functions/core/report/template/archive/write-archive.ts";
import { themeRoots } from "../../../../functions/core/report/template/theme/theme-roots.ts";
import { openTemplate } from "../../../../functions/core/report/template/open-template.ts";
import type { TemplateFiles } from "../../../../functions/core/report/template/template.ts";
import { bodyOf, dataOf, openTestApp, problemFrom, sentence, type TestApp } from "../../open-test-app.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const yaml = new TextDecoder().decode(sentence.get("template.yaml"));
const themed = (base: string): TemplateFiles =>
  new Map([...sentence, ["template.yaml", bytes(`${yaml}theme: { base: ${base} }\n`)]]);
const theme = (accent: string): TemplateFiles =>
  new Map([
    ["theme.yaml", bytes(`accent: "${accent}"\n`)],
    ["partials/imprint.liquid", bytes("By the house.\n")],
    ["messages/en.yaml", bytes("source: Source\n")],
  ]);

const textsOf = (files: TemplateFiles): unknown =>
  Object.fromEntries([...files].map(([path, body]) => [path, new TextDecoder().decode(body)]));

interface Stored {
  readonly version: string;
  readonly state: string;
}

async function put(app: TestApp, path: string, files: TemplateFiles): Promise<Response> {
  return await app.call(path, {
    method: "PUT",
    body: Buffer.from(writeArchive(files)),
    headers: { "content-type": "application/zip" },
  });
}

async function post(app: TestApp, path: string, body: unknown, match?: string): Promise<Response> {
  return await app.call(path, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", ...(match !== undefined && { "if-match": match }) },
  });
}

const tagOf = async (app: TestApp, path: string): Promise<string> =>
  (await app.call(`${path}/versions`)).headers.get("etag") ?? "";

async function publish(app: TestApp, path: string, files: TemplateFiles): Promise<string> {
  const { version } = await bodyOf<Stored>(put(app, path, files));
  const answer = await post(app, `${path}/promote`, { version, why: "for a test" }, await tagOf(app, path));
  expect(answer.status).toBe(200);
  return version;
}

const accentOf = async (app: TestApp, version?: string): Promise<string> =>
  (await openTemplate(app.services.store, { name: "sentence", ...(version !== undefined && { version }) })).theme
    .accent;

const uses = async (app: TestApp): Promise<readonly object[]> =>
  (await dataOf(app.client.GET("/themes/{name}/uses", { params: { path: { name: "house" } } }))).uses;

test("a theme is stored as a draft, promoted, listed, read and fetched again as it was", async () => {
  const app = await openTestApp();
  const response = await put(app, "/themes/house", theme("#004488"));
  expect([response.status, response.headers.get("location")]).toEqual([201, "/themes/house/versions"]);
  const { version, state } = await bodyOf<Stored>(response);
  expect(state).toBe("draft");
  expect((await put(app, "/themes/house", theme("#004488"))).status).toBe(200);
  expect((await app.call("/themes/house")).status).toBe(404);
  expect(await bodyOf(app.call("/themes"))).toEqual({ themes: [] });
  expect((await post(app, "/themes/house/promote", { version })).status).toBe(428);
  expect((await post(app, "/themes/house/promote", { version }, '"9"')).status).toBe(412);
  expect((await post(app, "/themes/house/promote", { version: "0".repeat(64) }, '"0"')).status).toBe(404);
  expect((await post(app, "/themes/house/promote", { version, why: "first" }, '"0"')).status).toBe(200);
  expect(await bodyOf(app.call("/themes?search=ous"))).toMatchObject({ themes: [{ name: "house", version }] });
  expect(await bodyOf(app.call("/themes/house"))).toMatchObject({
    version,
    accent: "#004488",
    colors: { accent: "#004488", ink: "#1a1a1a" },
    partials: ["partials/imprint.liquid"],
    languages: ["en"],
    logo: false,
    warnings: [],
  });
  expect(await bodyOf(app.call("/themes/house/versions"))).toMatchObject({ versions: [{ version, state: "current" }] });
  expect(await bodyOf(app.call("/themes/house/log"))).toMatchObject({
    moves: [{ seq: 1, kind: "promote", why: "first" }],
  });
  const archive = await app.call(`/themes/house/versions/${version}/theme.zip`);
  const files = readArchive(new Uint8Array(await archive.arrayBuffer()), themeRoots);
  expect(textsOf(files)).toEqual(textsOf(theme("#004488")));
});

test("a faulty theme is not stored; each fault has its file", async () => {
  const app = await openTestApp();
  const files = new Map([
    ["theme.yaml", bytes("accent: reddish\nlogo: mark.svg\n")],
    ["queries/a.sql", bytes("SELECT 1")],
  ]);
  const response = await put(app, "/themes/house", files);
  expect(response.status).toBe(422);
  expect((await problemFrom(response)).problems?.map(({ code, file }) => [code, file])).toEqual([
    ["unknown-file", "queries/a.sql"],
    ["invalid-value", "theme.yaml"],
  ]);
  const none = await put(app, "/themes/house", new Map([["readme.md", bytes("x")]]));
  expect((await problemFrom(none)).problems).toMatchObject([{ code: "missing-file", file: "theme.yaml" }]);
  expect((await app.call("/themes/house/versions")).status).toBe(404);
});

test("a template's version holds its theme: a new one changes no report until a draft follows and is promoted", async () => {
  const app = await openTestApp();
  const refused = await put(app, "/templates/sentence", themed("house@current"));
  expect([refused.status, (await problemFrom(refused)).problems]).toMatchObject([422, [{ code: "unknown-theme" }]]);
  const first = await publish(app, "/themes/house", theme("#004488"));
  const before = await publish(app, "/templates/sentence", themed("house@current"));
  const asked = await bodyOf<{ id: string }>(app.ask({ template: "sentence" }, { prefer: "wait=5" }));
  const second = await publish(app, "/themes/house", theme("#880044"));
  expect(await accentOf(app)).toBe("#004488");
  expect((await bodyOf<{ id: string }>(app.ask({ template: "sentence" }, { prefer: "wait=5" }))).id).toBe(asked.id);
  expect(await uses(app)).toEqual([
    { template: "sentence", version: before, theme: first, names: "current", isCurrent: false },
  ]);
  const applied = await post(app, "/themes/house/apply", { template: "sentence" });
  expect(applied.status).toBe(201);
  const { version, state } = await bodyOf<Stored>(applied);
  expect(state).toBe("draft");
  expect([await accentOf(app), await accentOf(app, version)]).toEqual(["#004488", "#880044"]);
  expect((await post(app, "/themes/house/apply", { template: "sentence" })).status).toBe(200);
  await post(app, "/templates/sentence/promote", { version }, await tagOf(app, "/templates/sentence"));
  expect(await accentOf(app)).toBe("#880044");
  expect(await uses(app)).toMatchObject([{ theme: second, isCurrent: true }]);
  // A rollback brings back the old look, whatever the theme is now.
  await post(app, "/templates/sentence/rollback", { to: before }, await tagOf(app, "/templates/sentence"));
  expect(await accentOf(app)).toBe("#004488");
  // The archive is what was pushed, with the theme beside it: pushed again, it is the current theme's.
  const archive = await app.call(`/templates/sentence/versions/${before}/template.zip`);
  const pulled = readArchive(new Uint8Array(await archive.arrayBuffer()));
  expect([...pulled.keys()].filter((path) => path.startsWith("themes/"))).toEqual([
    "themes/house/messages/en.yaml",
    "themes/house/partials/imprint.liquid",
    "themes/house/theme.yaml",
  ]);
  expect((await bodyOf<Stored>(put(app, "/templates/sentence", pulled))).version).toBe(version);
});

test("a template that names a version follows with the new one's digits, in its own line", async () => {
  const app = await openTestApp();
  const first = await publish(app, "/themes/house", theme("#004488"));
  await publish(app, "/templates/sentence", themed(`house@${first.slice(0, 6)}`));
  const second = await publish(app, "/themes/house", theme("#880044"));
  const { version } = await bodyOf<Stored>(post(app, "/themes/house/apply", { template: "sentence" }));
  const { files } = await openTemplate(app.services.store, { name: "sentence", version });
  expect(new TextDecoder().decode(files.get("template.yaml"))).toBe(
    `${yaml}theme: { base: house@${second.slice(0, 12)} }\n`,
  );
});

test("a theme in use cannot be unpublished; unpublished, it cannot be taken", async () => {
  const app = await openTestApp();
  await publish(app, "/themes/house", theme("#004488"));
  const remove = async (match?: string): Promise<Response> =>
    await app.call("/themes/house", { method: "DELETE", headers: match === undefined ? {} : { "if-match": match } });
  const plain = await publish(app, "/templates/sentence", sentence);
  const version = await publish(app, "/templates/sentence", themed("house@current"));
  const kept = await remove(await tagOf(app, "/themes/house"));
  expect([kept.status, (await problemFrom(kept)).problems]).toMatchObject([
    409,
    [{ code: "theme-in-use", seen: ["sentence"] }],
  ]);
  await post(app, "/templates/sentence/rollback", { to: plain }, await tagOf(app, "/templates/sentence"));
  expect((await remove()).status).toBe(428);
  expect((await remove(await tagOf(app, "/themes/house"))).status).toBe(204);
  expect((await app.call("/themes/house")).status).toBe(404);
  expect((await put(app, "/templates/sentence", themed("house@current"))).status).toBe(422);
  const unused = await post(app, "/themes/house/apply", { template: "sentence" });
  expect(unused.status).toBe(404);
  // What was made with it still is what it was.
  expect(await accentOf(app, version)).toBe("#004488");
});

test("only a template that takes the theme can follow it", async () => {
  const app = await openTestApp();
  await publish(app, "/themes/house", theme("#004488"));
  const response = await post(app, "/themes/house/apply", { template: "sentence" });
  expect([response.status, (await problemFrom(response)).problems]).toMatchObject([409, [{ code: "theme-not-used" }]]);
});

test("a preview takes the theme too; one that does not exist is a problem of the preview, not its end", async () => {
  const app = await openTestApp();
  await publish(app, "/themes/house", theme("#004488"));
  const preview = async (base: string, since?: string): Promise<Response> =>
    await post(app, "/previews", {
      session: "somebody",
      template: "sentence",
      ...(since === undefined ? { base: "stored" } : { since }),
      files: { "template.yaml": `${yaml}theme: { base: ${base} }\n` },
    });
  const first = await bodyOf<{ id: string; state: string; problems: unknown }>(preview("house@current"));
  expect([first.state, first.problems]).toEqual(["current", []]);
  const next = await bodyOf<{ id: string; state: string; problems: unknown }>(preview("hous@current", first.id));
  expect([next.state, next.problems]).toMatchObject(["stale", [{ code: "unknown-theme", file: "template.yaml" }]]);
});

/** Publishes a template that this release refuses, as an earlier one may have stored it. */
async function publishFaulty(app: TestApp, name: string, theme: string): Promise<string> {
  const { store } = app.services;
  const files = new Map([
    ["template.yaml", bytes(`title: T\ntheme: { base: house@current }\nfaulty: true\n`)],
    ["report.md", bytes("# T\n")],
    ["themes/house/theme.yaml", bytes(theme)],
  ]);
  const version = templateVersion(files);
  await storeFilesOf(store, "template", name, version, files);
  await moveName(store, `templates/${name}`, version, "put");
  await store.create(`theme-users/house/${name}`, new Uint8Array(), "application/octet-stream");
  return version;
}

test("a template that cannot be opened is named among those that take a theme, and keeps no list from answering", async () => {
  const app = await openTestApp();
  await publish(app, "/themes/house", theme("#004488"));
  await publish(app, "/templates/sentence", themed("house@current"));
  const version = await publishFaulty(app, "older", 'accent: "#004488"\n');
  expect((await app.call("/templates/older")).status).toBe(422);
  expect(await uses(app)).toMatchObject([
    { template: "older", version, names: "current", isCurrent: false },
    { template: "sentence", isCurrent: true },
  ]);
  const tag = await tagOf(app, "/themes/house");
  const kept = await app.call("/themes/house", { method: "DELETE", headers: { "if-match": tag } });
  expect((await problemFrom(kept)).problems).toMatchObject([{ code: "theme-in-use", seen: ["older", "sentence"] }]);
  expect(await bodyOf(app.call("/templates"))).toMatchObject({ templates: [{ name: "sentence" }] });
  expect(app.log.filter((line) => line.includes("cannot be opened"))).toEqual([expect.stringContaining("older")]);
});

test("a theme that cannot be opened is left out of the list, and named in the log", async () => {
  const app = await openTestApp();
  const { store } = app.services;
  await publish(app, "/themes/house", theme("#004488"));
  const files = new Map([["theme.yaml", bytes("faulty: true\n")]]);
  await storeFilesOf(store, "theme", "older", templateVersion(files), files);
  await moveName(store, "themes/older", templateVersion(files), "put");
  expect(await bodyOf(app.call("/themes"))).toMatchObject({ themes: [{ name: "house" }] });
  expect(app.log.filter((line) => line.includes("cannot be opened"))).toEqual([expect.stringContaining("older")]);
});
