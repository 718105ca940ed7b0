import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sha256 } from "../../../../functions/core/json/canonical-json.ts";
import { openFolders } from "../../../../functions/local/server/folders/open-folders.ts";
import { bodyOf, openTestApp, problemFrom, type TestApp } from "../../open-test-app.ts";

interface FileList {
  readonly editable: boolean;
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly etag: string }[];
}

let app: TestApp;
let place: string;
let mine: string;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "folders-"));
  mine = join(place, "mine");
  await mkdir(join(mine, "queries"), { recursive: true });
  await writeFile(join(mine, "template.yaml"), "title: Mine\n");
  await writeFile(join(mine, "queries", "share.sql"), "SELECT 1");
  await writeFile(join(mine, ".hidden"), "no");
  await writeFile(join(mine, "report.md~"), "no");
  await writeFile(join(place, "secret.txt"), "secret");
  await symlink(join(place, "secret.txt"), join(mine, "link.md"));
  await symlink(place, join(mine, "away"));
  await symlink(mine, join(place, "linked"));
  const folderOf = (name: string): string | undefined =>
    ({ mine, shipped: mine, linked: join(place, "linked"), lost: join(place, "lost") })[name];
  app = await openTestApp({ change: { folders: openFolders({ folderOf, isBundled: (name) => name === "shipped" }) } });
});

afterAll(() => rm(place, { recursive: true }));

const tag = (text: string): string => `"${sha256(text)}"`;

function call(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Response> {
  return app.call(path, { method, headers, ...(body === undefined ? {} : { body }) });
}

test("lists the files of the folder, without what does not belong to a template, and without links", async () => {
  const listed = await bodyOf<FileList>(call("GET", "/templates/mine/files"));
  expect(listed).toEqual({
    editable: true,
    files: [
      { path: "queries/share.sql", bytes: 8, etag: tag("SELECT 1") },
      { path: "template.yaml", bytes: 12, etag: tag("title: Mine\n") },
    ],
  });
  expect(await bodyOf<FileList>(call("GET", "/templates/shipped/files"))).toMatchObject({ editable: false });
});

test("reads a file by its path, encoded or not", async () => {
  for (const path of ["queries/share.sql", "queries%2Fshare.sql"]) {
    const response = await call("GET", `/templates/mine/files/${path}`);
    expect([
      response.status,
      await response.text(),
      response.headers.get("etag"),
      response.headers.get("content-type"),
    ]).toEqual([200, "SELECT 1", tag("SELECT 1"), "application/octet-stream"]);
  }
});

test("a change needs the content that it replaces, and is whole", async () => {
  const path = "/templates/mine/files/notes/deep/a.md";
  expect(await problemFrom(await call("PUT", path, {}, "one"))).toMatchObject({ status: 428 });
  expect(await problemFrom(await call("PUT", path, { "if-match": tag("one") }, "one"))).toMatchObject({
    status: 412,
    problems: [{ allowed: "If-None-Match: *" }],
  });
  const made = await call("PUT", path, { "if-none-match": "*" }, "one");
  expect([made.status, made.headers.get("etag"), await bodyOf(made)]).toEqual([
    201,
    tag("one"),
    { path: "notes/deep/a.md", bytes: 3, etag: tag("one") },
  ]);
  expect(await problemFrom(await call("PUT", path, { "if-none-match": "*" }, "two"))).toMatchObject({ status: 412 });
  const [first, second] = await Promise.all([
    call("PUT", path, { "if-match": tag("one") }, "two"),
    call("PUT", path, { "if-match": tag("one") }, "three"),
  ]);
  expect([first.status, second.status]).toEqual([200, 412]);
  expect(await readFile(join(mine, "notes/deep/a.md"), "utf8")).toBe("two");
  expect(await readdir(join(mine, "notes/deep"))).toEqual(["a.md"]);
  expect(await problemFrom(await call("DELETE", path))).toMatchObject({ status: 428 });
  expect(await problemFrom(await call("DELETE", path, { "if-match": tag("one") }))).toMatchObject({
    status: 412,
    problems: [{ allowed: `If-Match: ${tag("two")}` }],
  });
  expect((await call("DELETE", path, { "if-match": tag("two") })).status).toBe(204);
  expect(await readdir(mine)).not.toContain("notes");
});

test.each([
  ["GET", "mine", "link.md", 409, "link-refused"],
  ["PUT", "mine", "link.md", 409, "link-refused"],
  ["DELETE", "mine", "link.md", 409, "link-refused"],
  ["GET", "mine", "away%2Fsecret.txt", 409, "link-refused"],
  ["PUT", "mine", "away%2Fnew.txt", 409, "link-refused"],
  ["GET", "linked", "template.yaml", 409, "link-refused"],
  ["GET", "mine", "queries", 409, "not-a-file"],
  ["PUT", "mine", "template.yaml%2Fx", 409, "not-a-file"],
  ["GET", "mine", "..%2Fsecret.txt", 400, "invalid-path"],
  ["PUT", "mine", "queries%2F..%2F..%2Fsecret.txt", 400, "invalid-path"],
  ["PUT", "mine", "a%5C..%5Cb", 400, "invalid-path"],
  ["PUT", "mine", "%2Fetc%2Fpasswd", 400, "invalid-path"],
  ["PUT", "mine", ".hidden", 400, "invalid-path"],
  ["PUT", "mine", "node_modules%2Fx.js", 400, "invalid-path"],
  ["GET", "mine", "report.md", 404, "unknown-file"],
  ["DELETE", "mine", "report.md", 404, "unknown-file"],
  ["GET", "other", "report.md", 404, "no-folder"],
  ["GET", "lost", "report.md", 404, "folder-unreadable"],
  ["PUT", "shipped", "report.md", 409, "bundled-template"],
])("%s %s/%s is %i", async (method, name, path, status, code) => {
  const headers: Record<string, string> = { "if-none-match": "*" };
  expect(
    await problemFrom(
      await call(
        method,
        `/templates/${name}/files/${path}`,
        method === "GET" ? {} : headers,
        method === "PUT" ? "x" : undefined,
      ),
    ),
  ).toMatchObject({ status, problems: [{ code }] });
  expect(await readFile(join(place, "secret.txt"), "utf8")).toBe("secret");
});

test("a file may not be larger than a request, nor a template larger than a template", async () => {
  const large = await app.call("/templates/mine/files/data.csv", {
    method: "PUT",
    headers: { "if-none-match": "*", "content-length": String(17 * 1024 * 1024) },
    body: "x",
  });
  expect(await problemFrom(large)).toMatchObject({ status: 413 });
});

test("tells of changes, whoever made them", async () => {
  const response = await call("GET", "/templates/mine/events");
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const reader = response.body!.getReader();
  let told = "";
  const until = async (wanted: string): Promise<void> => {
    while (!told.includes(wanted)) told += new TextDecoder().decode((await reader.read()).value);
  };
  await until("event: ready");
  await writeFile(join(mine, "report.md"), "# Outside\n");
  await until(JSON.stringify({ files: [{ path: "report.md", etag: tag("# Outside\n") }] }));
  await rm(join(mine, "report.md"));
  await until(JSON.stringify({ files: [{ path: "report.md" }] }));
  await reader.cancel();
  expect(await problemFrom(await call("GET", "/templates/other/events"))).toMatchObject({ status: 404 });
});
