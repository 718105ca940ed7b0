import { expect, test } from "vitest";
import { compose, problemsOf } from "../../compose-fixture.ts";

test("columns share the grid", () => {
  const markdown =
    '::::columns{widths="8 4"}\n:::column\n::chart{spec=c data=share}\n:::\n:::column\ntext\n:::\n::::\n\n::::columns\n:::column\na\n:::\n:::column\nb\n:::\n:::column\nc\n:::\n::::';
  const document = compose(markdown, { files: { "charts/c.vl.json": '{"mark":"bar","data":{"name":"data"}}' } });
  const [first, second] = document.blocks;
  expect(first).toMatchObject({
    type: "columns",
    spans: [8, 4],
    columns: [[{ type: "figure" }], [{ type: "paragraph" }]],
  });
  expect(second).toMatchObject({ type: "columns", spans: [4, 4, 4] });
});

test("columns with a count hold the text that fills them", () => {
  expect(compose(':::columns{count="3"}\na\n\n- b\n:::').blocks).toMatchObject([
    { type: "text-columns", count: 3, children: [{ type: "paragraph" }, { type: "list" }] },
  ]);
});

test.each([
  [
    '::::columns{widths="8 5"}\n:::column\na\n:::\n:::column\nb\n:::\n::::',
    "widths must be 2 whole numbers that add up to 12",
  ],
  ["::::columns\ntext\n::::", "columns must hold one or more :::column, and nothing else"],
  [':::columns{count="9"}\na\n:::', "count must be 2, 3 or 4 columns of text"],
])("%s is refused", (markdown, message) => {
  expect(problemsOf(markdown)[0]?.message).toContain(message);
});
