import { beforeAll, expect, test } from "vitest";
import { bodyOf, openTestApp, problemFrom, type TestApp } from "../../open-test-app.ts";

interface EditsBody {
  readonly block: { readonly kind: string; readonly content?: readonly unknown[] };
  readonly patches: readonly {
    readonly file: string;
    readonly from: number;
    readonly to: number;
    readonly text: string;
  }[];
}

let app: TestApp;

beforeAll(async () => {
  app = await openTestApp();
});

const post = async (body: unknown): Promise<Response> =>
  await app.call("/edits", {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });

const files = { "report.md": "# Sales of {{ q.first.name }}\n\nThey *rose*.\n" };
const block = { file: "report.md", line: 3, column: 1 };

test("a block is described, and an edit is a patch", async () => {
  const described = await post({ files, block });
  expect(described.headers.get("cache-control")).toBe("no-store");
  expect(await bodyOf<EditsBody>(described)).toMatchObject({
    block: { kind: "paragraph", content: [{ text: "They " }, { text: "rose", italic: true }, { text: "." }] },
    patches: [],
  });
  const content = [{ text: "They " }, { text: "fell", italic: true }, { text: "." }];
  const edited = await bodyOf<EditsBody>(await post({ files, block, edit: { do: "text", content } }));
  expect(edited.patches).toEqual([{ file: "report.md", from: 37, to: 41, text: "fell" }]);
});

test("`$` is a formula where template.yaml says so", async () => {
  const yaml = "math: true\n";
  const formula = { "report.md": "It is $a$ now.\n", "template.yaml": yaml };
  const answer = await bodyOf<EditsBody>(await post({ files: formula, block: { file: "report.md", line: 1 } }));
  expect(answer.block.content).toEqual([
    { text: "It is " },
    { keep: 0, kind: "formula", source: "$a$", line: 1, column: 7 },
    { text: " now." },
  ]);
});

const chart = {
  files: {
    "charts/a.vl.json":
      '{"mark": "bar", "encoding": {"x": {"field": "m", "type": "temporal"}, "y": {"aggregate": "count"}}}\n',
  },
  block: { file: "charts/a.vl.json", line: 1 },
};

test("a chart is described and changed in words of the chart", async () => {
  const edit = { do: "chart", change: { kind: "line" } };
  const answer = await bodyOf<EditsBody>(await post({ ...chart, edit }));
  expect(answer.block).toMatchObject({
    kind: "spec",
    chart: { kind: "column", kinds: ["line", "area", "column", "point"] },
  });
  expect(answer.patches.map(({ text }) => text)).toEqual(["line"]);
});

test.each([
  [{ ...chart, edit: { do: "chart" } }, 400, undefined, "/edit/change"],
  [{ ...chart, edit: { do: "chart", change: {} } }, 400, undefined, "/edit/change"],
  [{ ...chart, edit: { do: "chart", change: { kind: "line", labels: true } } }, 400, undefined, "/edit/change"],
  [
    { ...chart, edit: { do: "chart", change: { note: { mark: "line", axis: "y", text: "" } } } },
    400,
    "missing-field",
    "/edit/change/note/at",
  ],
  [{ ...chart, edit: { do: "chart", change: { kind: "bar" } } }, 409, "kind-unsuited", "/edit/change"],
  [{ files, block: { file: "other.md", line: 1 } }, 404, "unknown-file", "/block/file"],
  [{ files, block: { file: "report.md", line: 2 } }, 404, "no-block-there", undefined],
  [{ files, block, edit: { do: "text", content: [] } }, 409, "empty-text", undefined],
  [{ files, block, edit: { do: "text", content: [{ keep: 4 }] } }, 400, "invalid-content", "/edit/content"],
  [{ files, block, edit: { do: "text" } }, 400, undefined, "/edit/content"],
  [{ files, block, edit: { do: "text", content: [{ text: "a", keep: 1 }] } }, 400, undefined, "/edit/content/0"],
  [{ files, block, edit: { do: "paint" } }, 400, undefined, "/edit/do"],
  [
    {
      files: { "a.vl.json": "{}" },
      block: { file: "a.vl.json", line: 1 },
      edit: { do: "spec", changes: [{ pointer: "mark", value: 1 }] },
    },
    400,
    undefined,
    "/edit/changes/0/pointer",
  ],
  [
    {
      files: { "a.vl.json": `{"deep": ${"[".repeat(300)}${"]".repeat(300)}}` },
      block: { file: "a.vl.json", line: 1 },
      edit: { do: "spec", changes: [{ pointer: "/mark", value: 1 }] },
    },
    422,
    "too-deep",
    undefined,
  ],
  [{ files: { "report.md": "{{ a\n" }, block: { file: "report.md", line: 1 } }, 422, "unreadable-source", undefined],
])("%j is refused", async (body, status, code, pointer) => {
  const problem = await problemFrom(await post(body));
  expect(problem).toMatchObject({
    status,
    problems: [{ ...(code !== undefined && { code }), ...(pointer !== undefined && { pointer }) }],
  });
});

test("a file that no template may have is refused, whatever its characters", async () => {
  const long = "é".repeat(500_001);
  const problem = await problemFrom(
    await post({ files: { "text/a.md": long }, block: { file: "text/a.md", line: 1 } }),
  );
  expect(problem).toMatchObject({
    status: 413,
    problems: [{ code: "file-too-large", pointer: "/files/text~1a.md", seen: 1_000_002 }],
  });
});
