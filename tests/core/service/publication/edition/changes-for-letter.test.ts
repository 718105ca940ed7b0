import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { parseSubject } from "../../../../../functions/core/service/event/parse-subject.ts";
import { changesForLetter } from "../../../../../functions/core/service/publication/edition/changes-for-letter.ts";

const none = { count: 0, first: [] };
const changes = {
  before: "a-0",
  keyFigures: { count: 1, first: [{ label: "Share", before: "1", after: "2" }] },
  tables: [],
  charts: none,
  pages: { before: 1, after: 1, changed: none },
};

test("a letter is handed the changes of its edition, in its language", async () => {
  const store = new MemoryObjectStore();
  const subject = parseSubject("publications/weekly/editions/a-1/2")!;
  await store.put(
    "publications/weekly/editions/a-1/2/changes.json",
    new TextEncoder().encode(JSON.stringify(changes)),
    "application/json",
  );
  expect(await changesForLetter(subject, "en", store)).toEqual(["Share: 1 → 2"]);
  expect(await changesForLetter(subject, "zh", store)).toEqual(["Share：1 → 2"]);
  expect(await changesForLetter({ ...subject, generation: 3 }, "en", store)).toEqual([]);
  expect(await changesForLetter(parseSubject(`reports/${"0".repeat(64)}/1`)!, "en", store)).toEqual([]);
});
