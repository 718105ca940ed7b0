import { expect, test } from "vitest";
import type { PlacedBlock } from "../../../studio/src/write/places/placed-block.ts";
import { marginNotes } from "../../../studio/src/write/preview/margin-notes.ts";
import type { Finding } from "../../../studio/src/write/problems/problem.ts";

const block = (line: number, y: number, page = 1): PlacedBlock => ({
  type: "paragraph",
  file: "report.md",
  line,
  column: 1,
  endLine: line,
  page,
  x: 50,
  y,
  width: 400,
  height: 10,
});
const finding = (line: number, message: string, severity: Finding["severity"] = "warning"): Finding => ({
  code: "loose-line",
  message,
  severity,
  where: { file: "report.md", line },
});

test("a block has one note for its warnings, and notes do not cover each other", () => {
  const blocks = [block(1, 100), block(2, 110), block(3, 300), block(4, 50, 2)];
  const opened: string[] = [];
  const notes = marginNotes(
    blocks,
    [finding(1, "a"), finding(1, "b"), finding(2, "c"), finding(3, "d", "error"), finding(4, "e"), finding(9, "f")],
    ({ message }) => message,
    1,
    ({ message }) => opened.push(message),
  );
  expect(notes.map(({ y, text }) => [y, text])).toEqual([
    [100, "a\nb"],
    [132, "c"],
  ]);
  notes[0]!.onOpen();
  expect(opened).toEqual(["a"]);
});
