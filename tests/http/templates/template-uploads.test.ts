import { beforeAll, describe, expect, test } from "vitest";
import { findPrincipal } from "../../../functions/core/service/access/find-principal.ts";
import { endUpload } from "../../../functions/core/service/upload/ingest-upload.ts";
import { uploadKey } from "../../../functions/core/service/upload/upload.ts";
import { bodyOf, openTestApp, problemFrom, type TestApp } from "../open-test-app.ts";

const announced = { bytes: 5_000_000, sha256: "a".repeat(64) };
const signUpload = async ({ id }: { readonly id: string }) => ({
  url: `https://store.example/${id}`,
  headers: { "content-length": "5000000" },
  expires: 0,
});

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ change: { signUpload } });
});

describe.each([
  ["template", "templates"],
  ["theme", "themes"],
] as const)("a large %s", (of, path) => {
  const announce = (body: unknown, name = "mine"): Promise<Response> =>
    app.call(`/${path}/${name}/uploads`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });

  test("a template is announced, waits, and tells what became of it", async () => {
    const response = await announce(announced);
    expect(response.status).toBe(201);
    const body = await bodyOf(response);
    const { id, self } = body as { readonly id: string; readonly self: string };
    expect(body).toMatchObject({
      ...announced,
      [of]: "mine",
      status: "waiting",
      url: `https://store.example/${id}`,
      method: "PUT",
      headers: { "content-length": "5000000" },
      expires: "1970-01-01T00:00:00.000Z",
    });
    expect([response.headers.get("location"), self]).toEqual([
      `/${path}/mine/uploads/${id}`,
      `/${path}/mine/uploads/${id}`,
    ]);
    const { store } = app.services;
    await store.put(uploadKey(id, "data"), new Uint8Array(3), "application/octet-stream");
    const received = await app.call(self);
    expect([received.headers.get("retry-after"), await bodyOf(received)]).toMatchObject(["1", { status: "received" }]);
    await endUpload(id, { state: "stored", finished: 1000, version: "b".repeat(64) }, { store });
    expect(await bodyOf(app.call(self))).toMatchObject({
      status: "stored",
      finished: "1970-01-01T00:00:01.000Z",
      version: "b".repeat(64),
      stored: `/${path}/mine/versions/${"b".repeat(64)}`,
    });
  });

  test("a faulty template says why, with file and line", async () => {
    const { id, self } = await bodyOf<{ readonly id: string; readonly self: string }>(announce(announced));
    await endUpload(
      id,
      {
        state: "failed",
        finished: 0,
        kind: "invalid-template",
        problems: [
          { code: "unknown-directive", message: "there is no directive", where: { file: "report.md", line: 3 } },
        ],
      },
      app.services,
    );
    expect(await bodyOf(app.call(self))).toMatchObject({
      status: "failed",
      failure: { status: 422, problems: [{ code: "unknown-directive", file: "report.md", line: 3 }] },
    });
  });

  test("what cannot be a template is refused, each member by its pointer", async () => {
    expect(
      (await problemFrom(await announce({ bytes: 0, sha256: "A", format: "zip" }))).problems?.map(
        ({ pointer }) => pointer,
      ),
    ).toEqual(expect.arrayContaining(["/bytes", "/sha256", "/format"]));
    expect((await problemFrom(await announce({ ...announced, bytes: 64 * 1024 * 1024 + 1 }))).problems).toMatchObject([
      { pointer: "/bytes" },
    ]);
    expect((await problemFrom(await announce(announced, "No-Name"))).problems).toMatchObject([
      { code: "invalid-name" },
    ]);
  });

  test("an upload is known only under its own address", async () => {
    const { id } = await bodyOf<{ readonly id: string }>(announce(announced));
    for (const address of [`/uploads/${id}`, `/${path}/other/uploads/${id}`, `/${path}/mine/uploads/none`])
      expect((await problemFrom(await app.call(address))).problems, address).toMatchObject([
        { code: "unknown-upload" },
      ]);
    const dataset = await bodyOf<{ readonly id: string }>(
      app.call("/uploads", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ name: "mine", format: "csv", ...announced }),
      }),
    );
    expect((await app.call(`/${path}/mine/uploads/${dataset.id}`)).status).toBe(404);
  });

  test("it needs the scope of drafts", async () => {
    const token = "0123456789abcdef-reader";
    const guarded = await openTestApp({
      change: { signUpload },
      guards: { tokens: (given) => (given === token ? { role: "reader" } : findPrincipal(given, [], undefined)) },
    });
    const refused = await guarded.call(`/${path}/mine/uploads`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify(announced),
    });
    expect(await problemFrom(refused)).toMatchObject({ status: 403, problems: [{ code: "missing-scope" }] });
  });

  test("one of the other kind with the same name is another upload", async () => {
    const { id } = await bodyOf<{ readonly id: string }>(announce(announced));
    const other = of === "theme" ? "templates" : "themes";
    expect((await app.call(`/${other}/mine/uploads/${id}`)).status).toBe(404);
    expect((await app.call(`/${path}/mine/uploads/${id}`)).status).toBe(200);
  });
});
