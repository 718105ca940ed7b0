import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { BroadsheetError, type Problem } from "../../../../functions/core/errors.ts";
import { watchTemplates } from "../../../../functions/local/server/live-templates/watch-templates.ts";

/** Time limit for events, however slow the machine. */
const waiting = { timeout: 25_000, interval: 20 };
let parent = "";
let folder = "";
let stop = (): void => {};

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "watch-"));
  folder = join(parent, "a");
  await mkdir(join(folder, "queries"), { recursive: true });
  await writeFile(join(folder, "template.yaml"), "title: A\n");
});

afterEach(async () => {
  stop();
  vi.useRealTimers();
  await rm(parent, { recursive: true });
});

async function addTemplate(name: string): Promise<void> {
  await mkdir(join(parent, name));
  await writeFile(join(parent, name, "template.yaml"), `title: ${name}\n`);
}

test("a burst of changes publishes once, also in a folder made later; backups do not count", async () => {
  const published: string[] = [];
  stop = watchTemplates({
    parents: [parent],
    known: new Map([["a", folder]]),
    publish: async () => {},
    published: (name) => published.push(name),
  });
  for (const text of ["SELECT 1", "SELECT 2", "SELECT 3"]) await writeFile(join(folder, "queries", "share.sql"), text);
  await vi.waitFor(() => expect(published).toEqual(["a"]), waiting);
  await writeFile(join(folder, "report.md~"), "");
  await writeFile(join(folder, ".report.md.swp"), "");
  // A change made after these files is published after them.
  await addTemplate("b");
  await vi.waitFor(() => expect(published).toContain("b"), waiting);
  expect(published).toEqual(["a", "b"]);
  await mkdir(join(folder, "charts"));
  await vi.waitFor(() => expect(published.length).toBe(3), waiting);
  await writeFile(join(folder, "charts", "share.vl.json"), "{}");
  await vi.waitFor(() => expect(published.length).toBe(4), waiting);
});

test("a fault is reported with its problems, and the next change is published", async () => {
  const told: (readonly Problem[])[] = [];
  const problem: Problem = {
    code: "unknown-field",
    message: "no field tittle",
    where: { file: "template.yaml", line: 1 },
  };
  const publish = vi
    .fn<(name: string) => Promise<void>>()
    .mockRejectedValueOnce(new BroadsheetError("invalid-template", problem))
    .mockResolvedValueOnce(undefined);
  stop = watchTemplates({
    parents: [parent],
    known: new Map([["a", folder]]),
    publish,
    published: (_name, problems) => told.push(problems),
  });
  await writeFile(join(folder, "template.yaml"), "tittle: A\n");
  await vi.waitFor(() => expect(told).toEqual([[problem]]), waiting);
  await writeFile(join(folder, "template.yaml"), "title: A\n");
  await vi.waitFor(() => expect(told).toEqual([[problem], []]), waiting);
});

test("a template created later is found; any other folder is left alone", async () => {
  const published: string[] = [];
  stop = watchTemplates({
    parents: [parent],
    known: new Map([["a", folder]]),
    publish: async (name, path) => void expect(path).toBe(join(parent, name)),
    published: (name, problems) => published.push(`${name} ${problems.length}`),
  });
  await mkdir(join(parent, "b"));
  await writeFile(join(parent, "b", "report.md"), "# B");
  await addTemplate("c");
  await vi.waitFor(() => expect(published).toEqual(["c 0"]), waiting);
  await writeFile(join(parent, "b", "template.yaml"), "title: B\n");
  await vi.waitFor(() => expect(published).toEqual(["c 0", "b 0"]), waiting);
});

test("a parent that is itself a template is that template", async () => {
  const published: string[] = [];
  stop = watchTemplates({
    parents: [folder],
    known: new Map([["a", folder]]),
    publish: async (_name, path) => void expect(path).toBe(folder),
    published: (name) => published.push(name),
  });
  await writeFile(join(folder, "queries", "share.sql"), "SELECT 1");
  await vi.waitFor(() => expect(published).toEqual(["a"]), waiting);
});

test("a missing template.yaml or folder is reported once, and its return is published", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const told: string[] = [];
  stop = watchTemplates({
    parents: [parent],
    known: new Map([["a", folder]]),
    publish: async () => {},
    published: (name, problems) =>
      told.push(`${name}: ${problems.map(({ code, message }) => `${code} ${message}`).join() || "published"}`),
  });
  await rm(join(folder, "template.yaml"));
  await vi.waitFor(() => expect(told).toEqual(["a: template-gone template.yaml is gone"]), waiting);
  await writeFile(join(folder, "template.yaml"), "title: A\n");
  await vi.waitFor(() => expect(told.slice(1)).toEqual(["a: published"]), waiting);
  await rename(folder, join(parent, ".away"));
  await vi.waitFor(() => expect(told.slice(2)).toEqual(["a: template-gone the template's folder is gone"]), waiting);
  // Later looks at the folders do not publish it either; they find the next template.
  vi.advanceTimersByTime(3_000);
  await addTemplate("b");
  await vi.waitFor(() => expect(told.slice(3)).toEqual(["b: published"]), waiting);
  await rename(join(parent, ".away"), folder);
  await vi.waitFor(() => expect(told.slice(4)).toEqual(["a: published"]), waiting);
});

test("of two templates of one name the earlier parent's takes the place of one that is gone", async () => {
  const later = join(parent, "later", "a");
  await mkdir(later, { recursive: true });
  await writeFile(join(later, "template.yaml"), "title: Later\n");
  const published: string[] = [];
  stop = watchTemplates({
    parents: [parent, join(parent, "later")],
    known: new Map([["a", later]]),
    publish: async (_name, path) => void published.push(path),
    published: () => {},
  });
  await rm(later, { recursive: true });
  await vi.waitFor(() => expect(published).toEqual([folder]), waiting);
});

test("a template without an event is found by checking the folders", async () => {
  const published: string[] = [];
  stop = watchTemplates({
    parents: [parent],
    // The watch does not know it, as if it had been copied without an event.
    known: new Map(),
    publish: async () => {},
    published: (name) => published.push(name),
  });
  await vi.waitFor(() => expect(published).toEqual(["a"]), waiting);
});
