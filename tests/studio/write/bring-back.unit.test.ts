import { expect, test } from "vitest";
import { takeBack } from "../../../studio/src/write/workspace/made-edit.ts";
import { bringBack } from "../../../studio/src/write/preview/bring-back.ts";
import { Workspace } from "../../../studio/src/write/workspace/workspace.ts";

const paths = ["template.yaml", "report.md", "queries/a.sql", "queries/b.sql", "pictures/a.png", "pictures/b.png"];

/** Numbers from 0 to below 1, the same for a seed. */
function draws(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** A text with LF or CR LF, or bytes that are no text. */
function content(draw: () => number): Uint8Array {
  const word = String(Math.floor(draw() * 1000));
  if (draw() < 0.3) return new Uint8Array([0, 255, ...new TextEncoder().encode(word)]);
  return new TextEncoder().encode(draw() < 0.3 ? `one\r\n${word}\r\n` : `one\n${word}\n`);
}

/** Writes, edits, renames and removes some files, as authors do. */
function change(work: Workspace, draw: () => number): void {
  for (let turn = 0; turn < 6; turn += 1) {
    const path = paths[Math.floor(draw() * paths.length)]!;
    const kind = draw();
    const file = work.get(path);
    if (kind < 0.3) work.write(path, content(draw));
    else if (kind < 0.6 && file?.removed === false && file.text !== undefined) work.edit(path, `${file.text}more\n`);
    else if (kind < 0.8) work.remove(path);
    else if (file?.removed === false) work.rename(path, paths[Math.floor(draw() * paths.length)]!);
  }
}

const contents = (work: Workspace): Record<string, string> =>
  Object.fromEntries(work.present().map(({ path, bytes }) => [path, Buffer.from(bytes).toString("hex")]));

test("after any changes the files are those of the last good pages again, and what was brought back can be undone", () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const draw = draws(seed * 7919);
    const stored = paths.filter(() => draw() < 0.7).map((path) => ({ path, bytes: content(draw), etag: path }));
    const work = new Workspace(stored);
    change(work, draw);
    const good = new Map(work.present().map(({ path, bytes }) => [path, bytes]));
    const before = contents(work);
    change(work, draw);
    const broken = contents(work);
    const edit = bringBack(work, good);
    expect(contents(work), `seed ${seed}`).toEqual(before);
    takeBack(work, edit);
    expect(contents(work), `seed ${seed}, undone`).toEqual(broken);
  }
});
