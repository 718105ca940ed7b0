import { Liquid } from "liquidjs";
import { expect, test } from "vitest";
import { liquidProblems } from "../../../../../functions/core/report/compose/liquid/liquid-problems.ts";
import { compose, problemsOf } from "../compose-fixture.ts";

function failure(render: () => unknown): unknown {
  try {
    return render();
  } catch (error) {
    return error;
  }
}

test("a text that takes too long is reported as a limit, whether Liquid says where or not", () => {
  // One limit has passed before the first template, the other passes within a loop.
  const late = failure(() => new Liquid({ renderLimit: -1 }).parseAndRenderSync("a{{ b }}"));
  expect(late).toMatchObject({ name: "AssertionError" });
  expect(() => liquidProblems(late, "report.md")).toThrow(
    expect.objectContaining({
      kind: "limit-exceeded",
      problems: [expect.objectContaining({ code: "text-limit", where: { file: "report.md" } })],
    }),
  );
  const long = failure(() =>
    new Liquid({ memoryLimit: 10 }).parseAndRenderSync("{% for i in (1..1000) %}{{ i }}{% endfor %}"),
  );
  expect(() => liquidProblems(long, "report.md")).toThrow(
    expect.objectContaining({
      kind: "limit-exceeded",
      problems: [expect.objectContaining({ where: { file: "report.md", line: 1, column: 1 } })],
    }),
  );
  const other = new TypeError("unrelated");
  expect(() => liquidProblems(other, "report.md")).toThrow(other);
});

test("a name of the report in a partial that render shows: the hint says how the partial gets it", () => {
  const files = { "partials/box.liquid": "{{ report.date }}" };
  expect(problemsOf('{% render "partials/box.liquid" %}', { files })).toMatchObject([
    { code: "unknown-variable", seen: "report", hint: expect.stringContaining("report: report %}") as string },
  ]);
  expect(() => compose('{% include "partials/box.liquid" %}', { files })).not.toThrow();
});
