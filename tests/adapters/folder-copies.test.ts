import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { folderCopies } from "../../functions/adapters/folder-copies.ts";

let base = "";
beforeAll(async () => void (base = await mkdtemp(join(tmpdir(), "broadsheet-copies-"))));
afterAll(async () => rm(base, { recursive: true }));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("a file is written below the folder, and written again", async () => {
  const root = join(base, "a");
  const copies = folderCopies(root);
  await copies.write("weekly", "2026/x.pdf", bytes("1"), "application/pdf");
  await copies.write("weekly", "2026/x.pdf", bytes("2"), "application/pdf");
  expect(await readFile(join(root, "weekly/2026/x.pdf"), "utf8")).toBe("2");
  expect(await readdir(join(root, "weekly/2026"))).toEqual(["x.pdf"]);
});

test("neither a name nor a link on the disk leads out of it", async () => {
  const [root, outside] = [join(base, "b"), join(base, "outside")];
  await mkdir(root, { recursive: true });
  await mkdir(outside);
  await symlink(outside, join(root, "way-out"));
  const copies = folderCopies(root);
  for (const [to, name] of [
    ["..", "x.pdf"],
    ["a", "../../x.pdf"],
    ["/etc", "x.pdf"],
    ["way-out", "x.pdf"],
    ["way-out/deeper", "x.pdf"],
    ["a", "../way-out/x.pdf"],
  ] as const)
    await expect(copies.write(to, name, bytes("1"), "application/pdf"), `${to} ${name}`).rejects.toMatchObject({
      kind: "invalid-request",
      problems: [{ code: "outside-copies" }],
    });
  expect(await readdir(outside)).toEqual([]);
  // A link in place of the file itself is replaced, not followed.
  await writeFile(join(outside, "kept"), "kept");
  await symlink(join(outside, "kept"), join(root, "x.pdf"));
  await copies.write(".", "x.pdf", bytes("new"), "application/pdf");
  expect([await readFile(join(root, "x.pdf"), "utf8"), await readFile(join(outside, "kept"), "utf8")]).toEqual([
    "new",
    "kept",
  ]);
});

test("a place that cannot be written is named, and may be tried again", async () => {
  await writeFile(join(base, "file"), "");
  await expect(
    folderCopies(join(base, "file")).write("a", "x.pdf", bytes("1"), "application/pdf"),
  ).rejects.toMatchObject({ kind: "unavailable", problems: [{ code: "copy-failed" }] });
});
