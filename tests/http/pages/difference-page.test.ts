import { expect, test } from "vitest";
import { differencePage } from "../../../functions/http/pages/difference-page.ts";

test("what reports say cannot turn the order of what the page says", () => {
  const page = differencePage({
    before: "تقرير",
    after: "\u202Egpj.exe",
    cases: [
      {
        name: "حالة",
        pages: [],
        differences: [{ kind: "text", place: "\u202Dline", before: "a \u202Egpj.exe", after: "a b" }],
      },
    ] as never,
  });
  expect(page).not.toMatch(/[\u202a-\u202e]/);
  expect(page).toContain("<bdi>تقرير</bdi> → <bdi>\\u202Egpj.exe</bdi>");
  expect(page).toContain('<h2 dir="auto">حالة</h2>');
  expect(page).toContain('<td dir="auto">\\u202Dline</td>');
  expect(page).toContain("gpj.exe</del>");
});
