import type { LetterFacts } from "./letter.ts";

/** Facts of a letter that are all there, for checking texts before there are real ones. */
export const sampleFacts: LetterFacts = {
  name: "weekly",
  title: "Title",
  date: "2026-01-05",
  id: "id",
  parameters: {},
  pages: 1,
  rows: 1,
  ready: 1,
  failed: 0,
  item: "statement-1",
  row: 1,
  link: "https://example.org/",
  unsubscribe: "https://example.org/",
  changes: ["A: 1"],
  dataChanges: ["A, rows: 1 → 2"],
  renditions: [{ form: "xlsx", name: "weekly-2026-01-05.xlsx", link: "https://example.org/" }],
};
