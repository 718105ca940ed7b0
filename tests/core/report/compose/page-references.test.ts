import { expect, test } from "vitest";
import { compose, inlines, line, problemsOf, text } from "./compose-fixture.ts";

const table = "\n\n::table{data=share title=T}";
const first = (markdown: string, setup?: Parameters<typeof compose>[1]) => {
  const [block] = compose(markdown, setup).blocks;
  return text(block?.type === "paragraph" ? block.children : []);
};

test("a page is referred to in the words of the language, or by its number alone", () => {
  expect(first(`See :page[table-share].${table}`)).toBe("See <#table-share>(page {page}).");
  expect(first(`见:page[table-share]。${table}`, { parameters: { language: "zh" } })).toBe(
    "见<#table-share>(第{page}页)。",
  );
  expect(first(`See [the table on p. {page}, *{page}*](#table-share).${table}`)).toBe(
    "See <#table-share>(the table on p. <#table-share>({page}), {emphasis <#table-share>({page})}).",
  );
});

test("the id may come from the data", () => {
  const rows = [{ id: "table-share" }];
  expect(first(`:page[{{ share.first.id }}] :page[#table-share]${table}`, { tables: { share: rows } })).toBe(
    "<#table-share>(page {page}) <#table-share>(page {page})",
  );
});

test("{page} in a value or outside of a reference stays as it is", () => {
  expect(line("{page} [x {page}](https://a.example)")).toBe("{page} <https://a.example>(x {page})");
  expect(first(`[{{ share.first.name }}](#table-share)${table}`, { tables: { share: [{ name: "a {page}" }] } })).toBe(
    "<#table-share>(a {page})",
  );
  expect(inlines(":page and : page[x]")).toEqual([{ type: "text", text: ":page and : page[x]" }]);
});

test.each(["See :page[table-shaer].", "See [p. {page}](#table-shaer).", "[See **p. {page}**][t]\n\n[t]: #table-shaer"])(
  "%s is refused: a page that is nowhere has no number",
  (markdown) => {
    const [problem] = problemsOf(`# A\n\n${markdown}${table}`);
    expect(problem).toMatchObject({
      code: "unknown-target",
      message: 'report.md:3: nothing in the report has the id "table-shaer"',
      seen: "table-shaer",
      hint: 'did you mean "table-share"?',
      where: { file: "report.md", line: 3 },
    });
  },
);
