import { expect, test } from "vitest";
import { conditionsInWords } from "../../../../functions/core/report/document/conditions-in-words.ts";
import { shownLines } from "../../../../functions/core/report/document/shown-lines.ts";
import { compose } from "../compose/compose-fixture.ts";

const markdown = `## How *it* went

The **ten** grew by *five* points,[^a] says [the bureau](https://example.org/), H~2~O and ~~more~~.

3. first

   more of the first
4. second

- loose

> Quoted words

Term
: What it means

\`\`\`
code
\`\`\`

$$
a^2
$$

::key-figures{data="share" value="pct" label="name" note="year"}

::table{data="share" title="Shares" columns="name: Name, pct: Percent | number: 1"}

:::callout{title="Beware"}
Of this.
:::

::::columns
:::column
Left
:::
:::column
Right
:::
::::

---

::page-break

[^a]: A note with **weight**.
`;

test("everything that a report says, line by line, each with its place", () => {
  const lines = shownLines(compose(markdown)).map(({ place, kind, text }) =>
    place === kind ? `${kind}: ${text}` : `${place} (${kind}): ${text}`,
  );
  expect(lines).toMatchInlineSnapshot(`
    [
      "title: Running title",
      "running header, right: Running title",
      "heading: How it went",
      "text: The **ten** grew by *five* points,[1] says the bureau <https://example.org/>, H~2~O and <delete>more</delete>.",
      "list item (text): 3. first",
      "list item (text): more of the first",
      "list item (text): 4. second",
      "list item (text): loose",
      "text: Quoted words",
      "term: Term",
      "meaning: What it means",
      "code: code",
      "text: $$ a^2 $$",
      "key figure “before”: 25.1 · 2018",
      "key figure “after”: 30.1 · 2021",
      "Table 1, title (title): Shares",
      "Table 1, head (head): Name | Percent",
      "Table 1, row “before” (row “before”): before | 25.1",
      "Table 1, row “after” (row “after”): after | 30.1",
      "callout: Beware",
      "text: Of this.",
      "text: Left",
      "text: Right",
      "rule: rule",
      "page break: new page",
      "footnote 1 (footnote text): A note with **weight**.",
    ]
  `);
});

test("a title and running lines come first, empty ones not at all", () => {
  const { header, ...document } = compose("Text");
  expect(
    shownLines({
      ...document,
      header: { ...header, left: "Left", right: "" },
      footer: "Foot",
      folio: "1 of 2",
      watermark: "Draft",
    }).map(({ kind }) => kind),
  ).toEqual(["title", "running header, left", "running footer", "page number", "watermark", "text"]);
});

test("conditions in words", () => {
  expect(
    conditionsInWords([
      { column: "region", value: "Nord" },
      { column: "year", value: 2021 },
      { column: "part", value: null },
    ]),
  ).toBe('region = "Nord" and year = 2021 and part = no value');
  expect(conditionsInWords([])).toBe("");
});
