import { expect, test } from "vitest";
import { parseDeliverWords } from "../../../functions/local/inputs/parse-deliver.ts";

const entry = '{"mail": {"to": "eva@example.org", "renditions": ["html"]}}';

test("renditions go with every letter and copy in words; an entry as JSON has its own, a webhook none", () => {
  expect(
    parseDeliverWords(
      ["webhook=crm", "mail=anna@example.org, b@example.org", "attach=c@example.org", "copy=x", entry],
      "xlsx, zip",
    ),
  ).toEqual([
    { webhook: "crm" },
    { mail: { to: ["anna@example.org", "b@example.org"], renditions: ["xlsx", "zip"] } },
    { mail: { to: ["c@example.org"], attach: true, renditions: ["xlsx", "zip"] } },
    { copy: { to: "x", renditions: ["xlsx", "zip"] } },
    { mail: { to: "eva@example.org", renditions: ["html"] } },
  ]);
  expect(parseDeliverWords(["copy=x"])).toEqual([{ copy: { to: "x" } }]);
});

test.each([[[]], [["webhook=crm"]], [[entry]]])("renditions that go nowhere are refused: %j", (words) => {
  expect(() => parseDeliverWords(words, "xlsx")).toThrow("--renditions go with letters and copies");
});
