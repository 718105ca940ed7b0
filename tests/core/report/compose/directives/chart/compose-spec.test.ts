import { expect, test } from "vitest";
import { specDataNames } from "../../../../../../functions/core/report/compose/spec-data-names.ts";
import { compose, only, problemsOf, type Setup } from "../../compose-fixture.ts";

const spec = (value: unknown, file = "charts/c.vl.json"): Setup => ({
  files: { [file]: JSON.stringify(value), "messages/en.yaml": "a: Share {n}", "messages/zh.yaml": "a: 占比{n}" },
  tables: { share: [{ year: 2021, pct: 30.1, name: "x" }], other: [{ a: 1 }] },
});
const chart = (value: unknown, parameters: Record<string, unknown> = {}, directive = "::chart{spec=c data=share}") =>
  only(compose(directive, { ...spec(value), parameters }), "figure").chart;

test("strings go through Liquid in the report's language; a lone expression keeps its type", () => {
  const value = {
    mark: "bar",
    title: '{{ "a" | t: n: parameters.year }}',
    width: "{{ parameters.year }}",
    params: [
      { name: "on", value: "{{ share.last.pct }}" },
      { name: "none", value: "{{ parameters.name }}" },
      { name: "list", value: "{{ share | map: 'year' }}" },
    ],
    description: "{{ parameters.year }} and {{ share.last.pct | percent: 1 }}",
    "{{ key }}": "{% if parameters.year > 2000 %}late{% endif %}",
  };
  expect(chart(value).spec).toEqual({
    mark: "bar",
    title: "Share 2021",
    width: 2021,
    params: [
      { name: "on", value: 30.1 },
      { name: "none", value: null },
      { name: "list", value: [2021] },
    ],
    description: "2021 and 30.1%",
    "{{ key }}": "late",
    data: { name: "data" },
  });
  expect(chart(value, { language: "zh" }).spec["title"]).toBe("占比2021");
});

test("partials also print in strings, and syntax that Liquid would ignore in them is refused", () => {
  const value = { mark: "bar", title: "{% render 'partials/latest.md', row: share.last %}" };
  const within = (partial: string): Setup => ({
    ...spec(value),
    files: { ...spec(value).files, "partials/latest.md": partial },
  });
  expect(
    only(compose("::chart{spec=c data=share}", within("{{ row.name }}, {{ row.year }}")), "figure").chart.spec["title"],
  ).toBe("x, 2021");
  expect(problemsOf("::chart{spec=c data=share}", within("{{ row.name row.year }}"))).toMatchObject([
    { code: "liquid-error" },
  ]);
});

test("every report has its own strings; parts without strings belong to the template", () => {
  const value = {
    mark: { type: "bar" },
    data: { name: "share" },
    title: "In {{ parameters.year }}",
    params: [
      { name: "a", value: 1 },
      { name: "b", value: "{{ parameters.year }}" },
    ],
  };
  const [one, other] = [2020, 2022].map((year) => chart(value, { year }).spec) as [
    Record<string, unknown>,
    Record<string, unknown>,
  ];
  expect([one["title"], other["title"]]).toEqual(["In 2020", "In 2022"]);
  expect([one["params"], other["params"]]).toEqual(
    [2020, 2022].map((year) => [
      { name: "a", value: 1 },
      { name: "b", value: year },
    ]),
  );
  expect(other["mark"]).toBe(one["mark"]);
  expect(chart({ mark: "bar", data: { name: "share" }, title: "No value" }).spec).toEqual({
    mark: "bar",
    data: { name: "share" },
    title: "No value",
  });
});

test("a spec that says nothing of data draws what the directive gives it", () => {
  expect(chart({ mark: "bar" })).toMatchObject({ spec: { data: { name: "data" } }, data: { data: "share" } });
  expect(chart({ mark: "bar" }, {}, "::chart{spec=c}")).toMatchObject({ spec: { mark: "bar" }, data: {} });
});

test("data by name: a query, or the directive's data", () => {
  const value = {
    layer: [
      { data: { name: "other" }, mark: "bar" },
      { mark: "line", transform: [{ lookup: "a", from: { data: { name: "data" }, key: "a" } }] },
    ],
    data: { name: "share" },
  };
  expect(chart(value).data).toEqual({ other: "other", data: "share", share: "share" });
});

test("data of the spec's own is left alone", () => {
  const value = {
    datasets: { mine: [{ a: 1 }] },
    layer: [
      { data: { name: "mine" }, mark: "bar" },
      { data: { values: [{ name: "x" }], name: "inline" }, mark: "rule" },
    ],
  };
  expect(chart(value, {}, "::chart{spec=c}").data).toEqual({});
});

test("Vega: sources without values, url or source of their own", () => {
  const vega = {
    data: [{ name: "share" }, { name: "made", source: "share" }, { name: "given", values: [1] }, { name: "data" }],
    marks: [{ from: { data: "made" } }],
  };
  expect(specDataNames(vega, "vega")).toEqual(["share", "data"]);
  const figure = only(compose("::chart{spec=c data=other}", spec(vega, "charts/c.vg.json")), "figure");
  expect(figure.chart).toMatchObject({ dialect: "vega", data: { share: "share", data: "other" } });
});

test.each([
  [{ mark: "bar", data: { name: "shaer" } }, "unknown-query", 'did you mean "share"?'],
  [{ mark: "bar", title: "{{ shaer.last }}" }, "unknown-variable", 'did you mean "share"?'],
  [{ mark: "bar", title: "{{ share.last }}" }, "object-in-spec", undefined],
  [{ mark: "bar", values: "{{ share }}" }, "object-in-spec", undefined],
  [{ mark: "bar", title: "{{ 'b' | t }}" }, "liquid-error", undefined],
  [{ mark: "bar", title: "{% if %}" }, "liquid-error", undefined],
])("%j is refused", (value, code, hint) => {
  expect(problemsOf("::chart{spec=c data=share}", spec(value))).toMatchObject([
    { code, where: { file: "charts/c.vl.json" }, ...(hint === undefined ? {} : { hint }) },
  ]);
});

test("mistakes are reported with their line in the spec and in template.yaml", () => {
  const files = {
    "charts/c.vl.json": '{\n"mark": "bar",\n"title": "{{ share.last.pcct }}",\n"width": "{{ shaer | percent }}"\n}',
  };
  expect(problemsOf("::chart{spec=c data=share}", { files }).map(({ message }) => message)).toEqual([
    'charts/c.vl.json:3: there is no "share.last.pcct"',
    'charts/c.vl.json:4: there is no "shaer"',
  ]);
  const yaml = 'title: x\ndate: "2024-01-01"\nfooter: "{{ nope }}"\n';
  expect(problemsOf("a", { files: { "template.yaml": yaml } })).toMatchObject([
    { code: "unknown-variable", where: { file: "template.yaml", line: 3 } },
  ]);
});

test("a spec is not changed by being composed", () => {
  const setup = spec({ mark: "bar", title: "{{ parameters.year }}" });
  const first = compose("::chart{spec=c data=share}", setup);
  expect(compose("::chart{spec=c data=share}", { ...setup, parameters: { year: 1 } })).not.toEqual(first);
  expect(compose("::chart{spec=c data=share}", setup)).toEqual(first);
});
