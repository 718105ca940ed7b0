import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openFileSecretStore } from "../../functions/adapters/file-secret-store.ts";

let folder = "";
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "broadsheet-secrets-"))));
afterAll(async () => rm(folder, { recursive: true }));

test("secrets are kept across openings, in a file that only its owner reads", async () => {
  const file = join(folder, "a", "secrets.json");
  const store = openFileSecretStore(file);
  await expect(store.get("x")).resolves.toBeUndefined();
  await Promise.all([store.put("x", "1"), store.put("y", "2"), store.put("x", "3"), store.delete("nothing")]);
  await expect(openFileSecretStore(file).get("x")).resolves.toBe("3");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await store.delete("x");
  await expect(store.get("x")).resolves.toBeUndefined();
  await expect(store.get("toString")).resolves.toBeUndefined();
  expect(JSON.parse(await readFile(file, "utf8"))).toEqual({ y: "2" });
});

test("a file left open to others by an interrupted write does not stay so", async () => {
  const file = join(folder, "secrets.json");
  await writeFile(`${file}.new`, "{}", { mode: 0o644 });
  await openFileSecretStore(file).put("x", "1");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test("a broken file is named", async () => {
  const file = join(folder, "broken.json");
  await writeFile(file, "{");
  await expect(openFileSecretStore(file).get("x")).rejects.toMatchObject({
    kind: "unavailable",
    problems: [{ code: "secrets-unavailable", seen: file }],
  });
});
