import { expect, test } from "vitest";
import { systemClock } from "../../../../functions/adapters/system-clock.ts";
import { sha256 } from "../../../../functions/core/json/canonical-json.ts";
import { findPrincipal } from "../../../../functions/core/service/access/find-principal.ts";
import { writeArchive } from "../../../../functions/core/report/template/archive/write-archive.ts";
import { storeTemplate } from "../../../../functions/core/report/template/store/store-template.ts";
import { bodyOf, openTestApp, problemFrom, sentence, type TestApp } from "../../open-test-app.ts";

interface Stored {
  readonly name: string;
  readonly version: string;
  readonly state: string;
  readonly origin: string;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const changed = (heading: string): ReadonlyMap<string, Uint8Array> =>
  new Map([...sentence, ["report.md", bytes(`# ${heading}\n`)]]);

const copy = (app: TestApp, body: unknown, from = "sentence"): Promise<Response> =>
  app.call(`/templates/${from}/copies`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });

const putNew = (app: TestApp, name: string, heading: string): Promise<Response> =>
  app.call(`/templates/${name}`, {
    method: "PUT",
    body: Buffer.from(writeArchive(changed(heading))),
    headers: { "content-type": "application/zip", "if-none-match": "*" },
  });

async function versionsOf(app: TestApp, name: string): Promise<readonly Stored[]> {
  const answer = await app.call(`/templates/${name}/versions`);
  return answer.ok ? (await bodyOf<{ readonly versions: readonly Stored[] }>(answer)).versions : [];
}

test("a copy is the same version under another name, a draft, and the original stays as it is", async () => {
  const app = await openTestApp();
  const before = await versionsOf(app, "sentence");
  const response = await copy(app, { name: "phrase" });
  expect(response.status).toBe(201);
  expect(response.headers.get("location")).toBe("/templates/phrase/versions");
  const stored = await bodyOf<Stored>(response);
  const current = (await bodyOf<Stored>(await app.call("/templates/sentence"))).version;
  expect(stored).toMatchObject({ name: "phrase", version: current, state: "draft", origin: "draft" });
  expect((await app.call("/templates/phrase")).status).toBe(404);
  const archives = await Promise.all(
    ["sentence", "phrase"].map(async (name) =>
      Buffer.from(await (await app.call(`/templates/${name}/versions/${current}/template.zip`)).arrayBuffer()).toString(
        "hex",
      ),
    ),
  );
  expect(archives[1]).toBe(archives[0]);
  expect(await versionsOf(app, "sentence")).toEqual(before);
});

test("a draft, an earlier version, and a template that is not published can be copied", async () => {
  const app = await openTestApp();
  const draft = await bodyOf<Stored>(await putNew(app, "fresh", "Fresh"));
  expect((await bodyOf<Stored>(await copy(app, { name: "fresher" }, "fresh"))).version).toBe(draft.version);
  const first = (await bodyOf<Stored>(await app.call("/templates/sentence"))).version;
  await storeTemplate(app.services.store, "sentence", changed("Second"));
  expect((await bodyOf<Stored>(await copy(app, { name: "older", version: first }))).version).toBe(first);
  expect((await bodyOf<Stored>(await copy(app, { name: "newer" }))).version).not.toBe(first);
});

test("names that are taken, unknown or impossible are refused, and nothing is stored", async () => {
  const app = await openTestApp();
  await storeTemplate(app.services.store, "old", changed("Old"));
  await copy(app, { name: "phrase" });
  await copy(app, { name: "phrase-2" });
  for (const name of ["sentence", "old", "phrase"])
    expect(await problemFrom(await copy(app, { name }))).toMatchObject({
      status: 409,
      problems: [{ code: "template-exists", seen: name }],
    });
  expect((await problemFrom(await copy(app, { name: "phrase" }))).problems?.[0]).toMatchObject({
    allowed: ["phrase-3"],
  });
  expect((await problemFrom(await copy(app, { name: "phrase-2" }))).problems?.[0]?.allowed).toEqual(["phrase-3"]);
  for (const name of ["", "A", "-a", "ä", "a/b", "a".repeat(64)])
    expect((await problemFrom(await copy(app, { name }))).problems?.[0]).toMatchObject({ pointer: "/name" });
  expect((await copy(app, {})).status).toBe(400);
  expect((await copy(app, { name: "x", of: "y" })).status).toBe(400);
  expect((await problemFrom(await copy(app, { name: "x" }, "sentense"))).problems?.[0]?.code).toBe("unknown-template");
  expect((await copy(app, { name: "x", version: "0".repeat(64) })).status).toBe(404);
  expect(await versionsOf(app, "x")).toEqual([]);
});

test("templates that are not published are listed by themselves, each with its latest version", async () => {
  const app = await openTestApp();
  const draft = await bodyOf<Stored>(await putNew(app, "fresh", "Fresh"));
  await copy(app, { name: "phrase" });
  await app.services.store.create("templates/begun/new.json", bytes('{"at":0}'), "application/json");
  const listed = async (query: string): Promise<readonly (readonly [string, string])[]> =>
    (await bodyOf<{ readonly templates: readonly Stored[] }>(await app.call(`/templates${query}`))).templates.map(
      ({ name, version }) => [name, version],
    );
  expect((await listed("?state=unpublished"))[0]).toEqual(["fresh", draft.version]);
  expect((await listed("?state=unpublished")).map(([name]) => name)).toEqual(["fresh", "phrase"]);
  expect((await listed("?state=unpublished&search=fre")).map(([name]) => name)).toEqual(["fresh"]);
  expect((await listed("?state=unpublished&limit=1")).map(([name]) => name)).toEqual(["fresh"]);
  for (const query of ["", "?state=published"])
    expect((await listed(query)).map(([name]) => name)).toEqual(["sentence"]);
  expect((await app.call("/templates?state=draft")).status).toBe(400);
});

test("an unpublished template keeps its name", async () => {
  const app = await openTestApp();
  const etag = (await app.call("/templates/sentence/versions")).headers.get("etag") ?? "";
  expect((await app.call("/templates/sentence", { method: "DELETE", headers: { "if-match": etag } })).status).toBe(204);
  expect((await putNew(app, "sentence", "Mine")).status).toBe(409);
  expect((await copy(app, { name: "again" })).status).toBe(201);
});

test("of those who want a name at the same moment, one gets it", async () => {
  const app = await openTestApp();
  const answers = await Promise.all([
    ...["One", "Two", "Three", "One"].map((heading) => putNew(app, "mine", heading)),
    copy(app, { name: "mine" }),
  ]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409]);
  expect(await versionsOf(app, "mine")).toHaveLength(1);
  // Without the condition a draft is added, as ever.
  const added = await app.call("/templates/mine", {
    method: "PUT",
    body: Buffer.from(writeArchive(changed("Added"))),
    headers: { "content-type": "application/zip" },
  });
  expect(added.status).toBe(201);
  expect(await versionsOf(app, "mine")).toHaveLength(2);
});

test("a name whose taking was interrupted is free again after a minute", async () => {
  let now = 1_000_000;
  const app = await openTestApp({ change: { clock: { ...systemClock, now: () => now } } });
  await app.services.store.create("templates/mine/new.json", bytes(JSON.stringify({ at: now })), "application/json");
  now += 59_000;
  expect((await putNew(app, "mine", "Mine")).status).toBe(409);
  now += 2_000;
  expect((await putNew(app, "mine", "Mine")).status).toBe(201);
});

test("copying needs the scope of drafts", async () => {
  const entries = (["reader", "author"] as const).map((role) => ({ sha256: sha256(role), name: role, role }));
  const app = await openTestApp({ guards: { tokens: (token) => findPrincipal(token, entries) } });
  const as = (role: string): Promise<Response> =>
    app.call("/templates/sentence/copies", {
      method: "POST",
      body: JSON.stringify({ name: "phrase" }),
      headers: { "content-type": "application/json", authorization: `Bearer ${role}` },
    });
  expect((await as("reader")).status).toBe(403);
  expect(await bodyOf(await as("author"))).toMatchObject({ name: "phrase", by: { kind: "token", name: "author" } });
});
