import { mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
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

test.each([
  ["nothing", ""],
  ["half of it", '{"x": "whsec_hidden'],
  ["a bare secret", "whsec_hidden"],
  ["a secret in quotes", '"whsec_hidden"'],
  ["null", "null"],
  ["a list", '["whsec_hidden"]'],
  ["a number", '{"x": 5}'],
  ["a secret within", '{"x": {"y": "whsec_hidden"}}'],
])("a file with %s is named, whatever is asked of it, and nothing of it is told", async (_, content) => {
  const file = join(folder, "broken.json");
  await writeFile(file, content);
  const store = openFileSecretStore(file);
  const asked = [() => store.get("x"), () => store.ensure("x", "new"), () => store.put("x", "new")];
  for (const ask of [...asked, () => store.delete("x")]) {
    const error: unknown = await ask().then(
      () => undefined,
      (refused: unknown) => refused,
    );
    expect(error).toMatchObject({ kind: "unavailable", problems: [{ code: "secrets-unavailable", seen: file }] });
    expect(`${JSON.stringify(error)}${String(error)}`).not.toMatch(/whsec|hidden/);
  }
  expect(await readFile(file, "utf8")).toBe(content);
});

test("what another process puts into the file counts with the next question", async () => {
  const file = join(folder, "mounted", "secrets.json");
  await openFileSecretStore(file).put("x", "1");
  const store = openFileSecretStore(file, { shared: true });
  expect(await store.get("x")).toBe("1");
  // As Kubernetes exchanges what it mounts, and as an editor on Windows writes.
  await writeFile(`${file}.next`, `\ufeff${JSON.stringify({ x: "2", y: "3" })}`);
  await rename(`${file}.next`, file);
  expect([await store.get("x"), await store.ensure("y", "new")]).toEqual(["2", "3"]);
  await rm(file);
  expect(await store.get("x")).toBeUndefined();
});
