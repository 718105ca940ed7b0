import { expect, test } from "vitest";
import { checkPath } from "../../../studio/src/write/workspace/check-path.ts";
import { isChanged, type StoredFile } from "../../../studio/src/write/workspace/work-file.ts";
import { Workspace } from "../../../studio/src/write/workspace/workspace.ts";

const file = (path: string, text: string, etag: string): StoredFile => ({
  path,
  bytes: new TextEncoder().encode(text),
  etag,
});
const open = (): Workspace =>
  new Workspace([
    file("queries/a.sql", "SELECT 1", "a1"),
    file("report.md", "one\r\ntwo\r\n", "r1"),
    file("template.yaml", "title: T", "t1"),
  ]);

test("lists the template's own files first, then folders", () => {
  expect([...open().files().keys()]).toEqual(["template.yaml", "report.md", "queries/a.sql"]);
});

test("an edited text keeps the line ends of its file, and is unchanged again when undone", () => {
  const work = open();
  work.edit("report.md", "one\nthree\n");
  expect(new TextDecoder().decode(work.get("report.md")!.bytes)).toBe("one\r\nthree\r\n");
  expect(work.changed().map(({ path }) => path)).toEqual(["report.md"]);
  work.edit("report.md", "one\ntwo\n");
  expect(work.changed()).toEqual([]);
});

test("files without changes follow the source; a file changed on both sides keeps its text beside theirs", () => {
  const work = open();
  work.edit("report.md", "mine\n");
  work.meet([
    file("report.md", "theirs\n", "r2"),
    file("template.yaml", "title: New", "t2"),
    file("queries/b.sql", "SELECT 2", "b1"),
  ]);
  expect([...work.files().keys()]).toEqual(["template.yaml", "report.md", "queries/b.sql"]);
  expect(work.get("template.yaml")!.text).toBe("title: New");
  expect(work.get("report.md")!.text).toBe("mine\n");
  expect(new TextDecoder().decode(work.get("report.md")!.theirs!.bytes)).toBe("theirs\n");
});

test("a conflict is settled either way, and both texts that agree are none", () => {
  const conflict = (): Workspace => {
    const work = open();
    work.edit("template.yaml", "title: Mine");
    work.meet([
      file("queries/a.sql", "SELECT 1", "a1"),
      file("report.md", "one\r\ntwo\r\n", "r1"),
      file("template.yaml", "title: Theirs", "t2"),
    ]);
    return work;
  };
  const kept = conflict();
  kept.settle("template.yaml", "mine");
  expect(kept.get("template.yaml")).toMatchObject({ text: "title: Mine", saved: { etag: "t2" }, theirs: undefined });
  expect(isChanged(kept.get("template.yaml")!)).toBe(true);
  const taken = conflict();
  taken.settle("template.yaml", "theirs");
  expect(taken.get("template.yaml")!.text).toBe("title: Theirs");
  expect(taken.changed()).toEqual([]);
  const agreed = conflict();
  agreed.edit("template.yaml", "title: Theirs");
  agreed.meet([
    file("queries/a.sql", "SELECT 1", "a1"),
    file("report.md", "one\r\ntwo\r\n", "r1"),
    file("template.yaml", "title: Theirs", "t2"),
  ]);
  expect(agreed.get("template.yaml")!.theirs).toBeUndefined();
});

test("a file deleted elsewhere goes, unless it was changed here", () => {
  const work = open();
  work.edit("report.md", "mine");
  work.meet([]);
  expect([...work.files().keys()]).toEqual(["report.md"]);
  expect(work.get("report.md")!.theirs).toEqual({ etag: undefined, bytes: undefined });
  work.settle("report.md", "mine");
  expect(work.get("report.md")).toMatchObject({ text: "mine", saved: undefined });
});

test("removing, renaming and reverting are changes until they are saved", () => {
  const work = open();
  work.rename("queries/a.sql", "queries/z.sql");
  expect(work.present().map(({ path }) => path)).toEqual(["template.yaml", "report.md", "queries/z.sql"]);
  expect(work.changed().map(({ path }) => path)).toEqual(["queries/a.sql", "queries/z.sql"]);
  work.revert("queries/a.sql");
  work.remove("queries/z.sql");
  expect(work.changed()).toEqual([]);
});

test("edits made while a save was under way stay changes", () => {
  const work = open();
  work.edit("template.yaml", "title: A");
  const sent = work.get("template.yaml")!.bytes;
  work.edit("template.yaml", "title: AB");
  work.saved({ path: "template.yaml", bytes: sent, etag: "t2" });
  expect(work.changed().map(({ text }) => text)).toEqual(["title: AB"]);
});

test.each([
  ["queries/new.sql", undefined],
  ["", "empty"],
  ["../x.sql", "segments"],
  ["queries//x.sql", "segments"],
  ["a\\b", "characters"],
  ["Report.md", "taken"],
  ["report.md/x", "taken"],
  ["queries", "taken"],
  ["a/b/c/d/e/f/g/h/i", "deep"],
] as const)("the path %j of a new file: %s", (path, fault) => {
  expect(checkPath(path, ["report.md", "queries/a.sql"])).toBe(fault);
});
