import { describe, expect, test } from "vitest";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import { answerEdit } from "../../../../functions/core/report/edit/answer-edit.ts";
import type { Edit } from "../../../../functions/core/report/edit/edit.ts";

/** A file with an edit applied, or the code of its refusal. */
function edited(text: string, edit: Edit, { file = "report.md", line = 1 } = {}): string {
  try {
    const { patches } = answerEdit({ files: { [file]: text }, block: { file, line }, edit });
    return [...patches]
      .sort((a, b) => b.from - a.from)
      .reduce((whole, { from, to, text: put }) => whole.slice(0, from) + put + whole.slice(to), text);
  } catch (error) {
    if (error instanceof BroadsheetError) return error.problems[0]!.code!;
    throw error;
  }
}

const blocks = "# One\n\nTwo\n\n- a\n- b\n\n{% if x %}\nThree {{ x }}\n{% endif %}\n";
const added = { kind: "text", content: [{ text: "1. New" }] } as const;

describe("blocks", () => {
  test.each<[string, number, Edit, string]>([
    ["deleted", 3, { do: "delete" }, "# One\n\n- a\n- b"],
    ["of a list deleted", 6, { do: "delete" }, "Two\n\n- a\n\n{% if x %}"],
    ["of a condition deleted", 9, { do: "delete" }, "- b\n\n{% if x %}\n{% endif %}\n"],
    ["moved up", 3, { do: "move", direction: "up" }, "Two\n\n# One\n\n- a"],
    ["of a list moved down", 5, { do: "move", direction: "down" }, "Two\n\n- b\n- a\n\n{%"],
    ["kept in a condition", 9, { do: "move", direction: "up" }, "tag-between"],
    ["kept at the top", 1, { do: "move", direction: "up" }, "no-neighbour"],
    ["added below", 3, { do: "insert", where: "below", block: added }, "Two\n\n1\\. New\n\n- a"],
    ["added in a condition", 9, { do: "insert", where: "above", block: added }, "{% if x %}\n1\\. New\n\nThree"],
    [
      "added below a list",
      6,
      { do: "insert", where: "below", block: { kind: "page-break" } },
      "- b\n\n::page-break\n\n{%",
    ],
    [
      "of a query",
      1,
      { do: "insert", where: "below", block: { kind: "table", data: "q" } },
      '# One\n\n::table{data="q"}\n\nTwo',
    ],
    [
      "of a chart with its title",
      1,
      { do: "insert", where: "below", block: { kind: "chart", data: "q", spec: "c", title: ` Its "own" {{ x }} ` } },
      `# One\n\n::chart{spec="c" data="q" title=`,
    ],
    [
      "of a chart without a title",
      1,
      { do: "insert", where: "below", block: { kind: "chart", data: "q", spec: "c", title: " " } },
      '# One\n\n::chart{spec="c" data="q"}\n\nTwo',
    ],
    ["of no name", 1, { do: "insert", where: "below", block: { kind: "table", data: 'q" x="' } }, "invalid-content"],
  ])("are %s", (_, line, edit, expected) => expect(edited(blocks, edit, { line })).toContain(expected));
});

describe("blocks that set what others print", () => {
  const [up, down] = [{ do: "move", direction: "up" } as const, { do: "move", direction: "down" } as const];
  test.each<[string, string, number, Edit]>([
    ["deleted", "Total {% assign t = q.first %}{{ t.x }}\n\nB {{ t.y }}\n", 1, { do: "delete" }],
    ["moved down", "Total {% assign t = q.first %}{{ t.x }}\n\nB {{ t.y }}\n", 1, down],
    ["passed by another", "Total {% assign t = q.first %}{{ t.x }}\n\nB {{ t.y }}\n", 3, up],
    ["deleted with what they capture", "A {% capture t %}b{% endcapture %}\n\nB {{ t }}\n", 1, { do: "delete" }],
    ["deleted with what they count", "A {% increment t %}\n\nB {% increment t %}\n", 1, { do: "delete" }],
    ["deleted with their turn", "A {% cycle 'a', 'b' %}\n\nB {% cycle 'a', 'b' %}\n", 1, { do: "delete" }],
  ])("are not %s", (_, text, line, edit) => expect(edited(text, edit, { line })).toBe("shared-lines"));

  test("stay where others are deleted", () =>
    expect(edited("A {% assign t = 1 %}\n\nB {{ t }}\n\nC\n", { do: "delete" }, { line: 3 })).toBe(
      "A {% assign t = 1 %}\n\nC\n",
    ));
});

function column(name: string, rest: Omit<Extract<Edit, { do: "column" }>, "do" | "column">): Edit {
  return { do: "column", column: name, ...rest };
}

describe("columns", () => {
  const table = `::table{data="q" columns="name: Name, 'odd, one': 'A, b' | bar, pct: Share | percent: 1 | right, cost | currency: USD, 0, n"}\n`;
  test.each<[string, Edit, string]>([
    ["renamed", column("name", { label: "Country" }), "name: Country, 'odd"],
    ["named", column("n", { label: "Cases, all" }), "n: 'Cases, all'\"}"],
    ["renamed in quotation marks", column("odd, one", { label: "B" }), "'odd, one': B | bar"],
    ["formatted anew", column("pct", { format: "number: 2" }), "pct: Share | number: 2 | right"],
    ["formatted", column("name", { format: "number: 0" }), "name: Name | number: 0, 'odd"],
    ["left without a format", column("pct", { format: "" }), "pct: Share | right, cost"],
    ["left without a format at the end", column("cost", { format: "" }), "percent: 1 | right, cost, n"],
    ["left as they have none", column("name", { format: "" }), "columns=\"name: Name, 'odd, one'"],
    ["moved", column("cost", { move: "left" }), "cost | currency: USD, 0, pct: Share | percent: 1 | right, n"],
    ["hidden", column("name", { hidden: true }), "columns=\"'odd, one'"],
    ["hidden at the end", column("n", { hidden: true }), 'USD, 0"}'],
    ["shown", column("more", { hidden: false }), 'USD, 0, n, more"}'],
    ["shown in quotation marks", column("a: b", { hidden: false }), "USD, 0, n, 'a: b'\"}"],
    ["not shown twice", column("pct", { hidden: false }), "invalid-content"],
    ["not shown if none can list them", column('a "b"', { hidden: false }), "edit-refused"],
    ["kept at the edge", column("name", { move: "left" }), "no-neighbour"],
    ["unknown", column("nmae", { hidden: true }), "unknown-column"],
    ["given no format", column("name", { format: "numbr: 1" }), "invalid-content"],
    ["given two options", column("name", { format: "number: 1 | bar" }), "invalid-content"],
    ["not given Liquid", column("name", { label: "{{ x }}" }), "invalid-content"],
    ["changed in one thing", column("name", { label: "a", hidden: true }), "invalid-content"],
  ])("are %s", (_, edit, expected) => expect(edited(table, edit)).toContain(expected));

  test("are refused where one is listed twice, and the others are not", () => {
    const twice = '::table{data="q" columns="a: One, b, a: Two | percent: 1"}\n';
    for (const rest of [{ label: "x" }, { format: "percent: 2" }, { move: "right" }, { hidden: true }] as const)
      expect(edited(twice, column("a", rest))).toBe("column-twice");
    expect(edited(twice, column("b", { hidden: true }))).toContain('"a: One, a: Two | percent: 1"');
  });

  test("are refused where none are listed", () =>
    expect(edited('::table{data="q"}\n', column("a", { hidden: true }))).toBe("no-columns"));
});

describe("a spec", () => {
  const spec = `{
  "mark": "line",
  "strange": {"kept":  true },
  "encoding": {
    "x": { "field": "month", "type": "temporal" },
    "y": { "field": "sales" }
  }
}
`;
  test.each<[string, { readonly pointer: string; readonly value?: unknown }[], string]>([
    ["value set", [{ pointer: "/mark", value: "bar" }], spec.replace('"line"', '"bar"')],
    [
      "value added",
      [{ pointer: "/encoding/y/title", value: null }],
      spec.replace('"sales" }', '"sales", "title": null }'),
    ],
    [
      "object added",
      [{ pointer: "/encoding/x/axis/format", value: "%Y" }],
      spec.replace('"temporal" }', '"temporal", "axis": { "format": "%Y" } }'),
    ],
    [
      "value on a line of its own",
      [{ pointer: "/height", value: 90 }],
      spec.replace("  }\n}\n", '  },\n  "height": 90\n}\n'),
    ],
    ["value removed", [{ pointer: "/encoding/x/type" }], spec.replace(', "type": "temporal"', "")],
    ["first value removed", [{ pointer: "/mark" }], spec.replace('"mark": "line",\n  ', "")],
    ["nothing removed", [{ pointer: "/height" }], spec],
    [
      "two values set",
      [
        { pointer: "/mark", value: "bar" },
        { pointer: "/encoding/y/field", value: "a/b" },
      ],
      spec.replace('"line"', '"bar"').replace('"sales"', '"a/b"'),
    ],
    ["value in a text refused", [{ pointer: "/mark/type", value: 1 }], "unknown-pointer"],
    ["root refused", [{ pointer: "", value: 1 }], "unknown-pointer"],
  ])("has its %s", (_, changes, expected) =>
    expect(edited(spec, { do: "spec", changes }, { file: "charts/a.vl.json" })).toBe(expected),
  );

  test("that is no JSON is refused", () =>
    expect(edited("{", { do: "spec", changes: [{ pointer: "/a", value: 1 }] }, { file: "charts/a.vl.json" })).toBe(
      "unreadable-source",
    ));
});

function asked(name: string, value: string | null): Edit {
  return { do: "setting", name, value };
}

describe("settings of a directive", () => {
  const figures = '::key-figures{data="head" value=sales label="name"}\n\nNext {{ x }}\n';
  test.each<[string, string, Edit, string]>([
    ["added", figures, asked("target", "goal"), 'label="name" target="goal"}\n\nNext'],
    ["changed", figures, asked("value", "unit price"), 'data="head" value="unit price" label'],
    ["taken away", figures, asked("label", null), "value=sales}\n\nNext"],
    ["taken away where nothing is", figures, asked("target", null), figures],
    ["of a table without a query refused", "::table\n", asked("total", "last"), "edit-refused"],
    ["of another block refused", "# One\n", asked("total", "last"), "unknown-caption"],
    ["of another name refused", figures, asked("data", "q"), "unknown-caption"],
    ["of a list of figures refused", ":::key-figures\n- **3** shops\n:::\n", asked("value", "x"), "unknown-caption"],
    ["with a quotation mark refused", figures, asked("value", 'a" b="'), "invalid-content"],
    ["with Liquid refused", figures, asked("value", "{{ x }}"), "invalid-content"],
    ["set to nothing refused", figures, asked("value", " "), "invalid-content"],
  ])("are %s", (_, text, edit, expected) => expect(edited(text, edit)).toContain(expected));

  test("are described with those that are not written", () => {
    const { block } = answerEdit({ files: { "report.md": figures }, block: { file: "report.md", line: 1 } });
    expect(block.data).toBe("head");
    expect(block.settings?.filter(({ value }) => value !== undefined)).toEqual([
      { name: "label", value: "name" },
      { name: "value", value: "sales" },
    ]);
    expect(block.settings?.map(({ name }) => name)).toContain("target");
  });

  test("of a pivot have no total, no group and no order", () => {
    const text = "::table{data=q rows=shop columns=month values=sales}\n";
    const { block } = answerEdit({ files: { "report.md": text }, block: { file: "report.md", line: 1 } });
    expect(block.settings).toEqual([{ name: "density" }]);
    expect(edited(text, asked("total", "last"))).toBe("unknown-caption");
    expect(edited(text, asked("sort", "shop"))).toBe("unknown-caption");
  });

  test("sort a table by a column, which may fall", () => {
    const table = '::table{data="q" total="last"}\n';
    const sorted = '::table{data="q" total="last" sort="-unit price"}\n';
    expect(edited(table, asked("sort", "-unit price"))).toBe(sorted);
    expect(edited(sorted, asked("sort", "shop"))).toBe('::table{data="q" total="last" sort="shop"}\n');
    expect(edited(sorted, asked("sort", null))).toBe(table);
  });

  test("and key figures are added below a block", () => {
    const block = { kind: "key-figures", data: "head", label: "name", value: "sales" } as const;
    expect(edited("# One\n", { do: "insert", where: "below", block })).toBe(
      '# One\n\n::key-figures{data="head" label="name" value="sales"}\n',
    );
    const odd = { ...block, value: 'a"b' };
    expect(edited("# One\n", { do: "insert", where: "below", block: odd })).toBe("invalid-content");
  });

  test("and the format of a column is described", () => {
    const text = '::table{data=q columns="a: A | percent: 1 | bar, b | currency: USD, 0"}\n';
    const { block } = answerEdit({ files: { "report.md": text }, block: { file: "report.md", line: 1 } });
    expect(block.columns?.map(({ format }) => format)).toEqual(["percent: 1", "currency: USD, 0"]);
  });
});

test("a caption of several lines knows where its values and conditions are, and changes where it is changed", () => {
  const text = `Before.

::chart{spec="a" data="q"
  title="
  {%- if a.x == nil %}None
  {%- else %}
    {%- assign s = a.x %}{{ s | number: 1 }} in
    all 𝛼 of \\* {{ a.y }}
  {%- endif %}, the *most*"
  alt='{{ a.x }} and
    {{ a.y -}}  ,  {{ a.z }} "so"'}
`;
  const files = { "report.md": text };
  const place = { file: "report.md", line: 3 };
  const { captions } = answerEdit({ files, block: place }).block;
  const lines = text.split("\n");
  let chips = 0;
  for (const { name, content = [] } of captions)
    for (const item of content) {
      if (!("keep" in item)) continue;
      chips += 1;
      expect([name, item.source, lines[item.line! - 1]?.slice(item.column! - 1).startsWith(item.source)]).toEqual([
        name,
        item.source,
        true,
      ]);
    }
  expect(chips).toBe(9);
  const title = captions.find(({ name }) => name === "title")!.content!;
  const bare = title.map((item) => ("keep" in item ? { keep: item.keep } : item));
  const changed = bare.map((item) =>
    "text" in item ? { ...item, text: item.text.replace(", the", ", the very") } : item,
  );
  expect(edited(text, { do: "caption", name: "title", content: changed }, { line: 3 })).toBe(
    text.replace(", the", ", the very"),
  );
});
