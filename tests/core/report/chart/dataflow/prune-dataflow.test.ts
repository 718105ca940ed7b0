import { describe, expect, it } from "vitest";
import { loadVega } from "../../../../../functions/core/report/chart/load-vega.ts";
import { pruneDataflow, type Runtime } from "../../../../../functions/core/report/chart/dataflow/prune-dataflow.ts";
import { isSpec, type Spec } from "../../../../../functions/core/report/chart/spec.ts";
import { pageTexts } from "../../pdf/canvas-page.ts";
import { chartPage, testChart } from "../chart-fixtures.ts";

const rows = [
  { k: "a", v: 1 },
  { k: "b", v: 2 },
];

/** Labels that stand where other marks are, in a separate group for each row. */
const labelled: Spec = {
  width: 100,
  height: 40,
  data: [{ name: "t", values: rows }],
  scales: [{ name: "y", type: "band", domain: { data: "t", field: "k" }, range: "height" }],
  axes: [{ scale: "y", orient: "left" }],
  marks: [
    {
      name: "bars",
      type: "rect",
      from: { data: "t" },
      encode: {
        enter: {
          x: { value: 0 },
          width: { field: "v", mult: 30 },
          y: { scale: "y", field: "k" },
          height: { value: 10 },
        },
      },
    },
    {
      type: "text",
      from: { data: "bars" },
      encode: {
        enter: {
          x: { field: "width" },
          y: { field: "y", offset: 10 },
          text: { signal: "datum.datum.k + ' ' + datum.width" },
        },
      },
    },
    {
      type: "group",
      from: { facet: { name: "one", data: "t", groupby: "k" } },
      marks: [
        {
          type: "text",
          from: { data: "one" },
          encode: { enter: { y: { value: 30 }, text: { signal: "'of ' + length(data('one'))" } } },
        },
      ],
    },
  ],
};

async function parsed(spec: Spec): Promise<Runtime> {
  const { vega } = await loadVega();
  return vega.parse(structuredClone(spec) as never, undefined, { ast: true }) as unknown as Runtime;
}

/** Lists all operators, including those of groups. */
function operatorsOf({ operators }: Runtime): Runtime["operators"] {
  const below = operators.flatMap(({ params = {} }) =>
    Object.values(params).filter((value) => isSpec(value) && "$subflow" in value),
  );
  return [...operators, ...below.flatMap((value) => operatorsOf((value as { readonly $subflow: Runtime }).$subflow))];
}

/** Lists the names of the remaining data sets. */
async function namesIn(spec: Spec): Promise<readonly string[]> {
  return operatorsOf(pruneDataflow(await parsed(spec))).flatMap(({ data = {} }) => Object.keys(data));
}

function referencesIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isSpec(value) || "$subflow" in value) return [];
  return "$ref" in value ? [value["$ref"]] : Object.values(value).flatMap(referencesIn);
}

describe("pruneDataflow", () => {
  it("takes out a fifth of the operators, and those that render", async () => {
    const whole = await parsed(labelled);
    const pruned = operatorsOf(pruneDataflow(whole));
    expect(pruned.length).toBeLessThan(operatorsOf(whole).length * 0.8);
    expect(pruned.filter(({ type }) => type === "render")).toEqual([]);
  });

  it("leaves every reference a place to lead to", async () => {
    const pruned = operatorsOf(pruneDataflow(await parsed(labelled)));
    const ids = new Set(pruned.map(({ id }) => id));
    const references = pruned.flatMap(({ params, parent }) => referencesIn([params, parent]));
    expect(references.length).toBeGreaterThan(100);
    expect(references.filter((id) => !ids.has(id))).toEqual([]);
  });

  it("leaves the names of the data sets that expressions ask for, and the root's", async () => {
    expect(new Set(await namesIn(labelled))).toEqual(new Set(["root", "one"]));
    expect(await namesIn({ ...labelled, signals: [{ name: "s", update: "setdata('ba' + 'rs', [])" }] })).toEqual(
      expect.arrayContaining(["t", "bars"]),
    );
  });

  it("does not change its input", async () => {
    const whole = await parsed(labelled);
    const before = structuredClone(whole);
    pruneDataflow(whole);
    expect(whole).toEqual(before);
  });

  it("keeps what marks and expressions need", async () => {
    const texts = await pageTexts((await chartPage((await testChart(labelled, [], {}, "vega")).chart)).pdf);
    expect(texts.toSorted()).toEqual(["a", "a 30", "b", "b 60", "of 1", "of 1"]);
  });

  it("draws items with a zindex above the others of their mark", async () => {
    const spec = {
      width: 40,
      height: 40,
      data: [
        {
          name: "t",
          values: [
            { v: "above", z: 1 },
            { v: "below", z: 0 },
          ],
        },
      ],
      marks: [
        {
          type: "text",
          from: { data: "t" },
          encode: { enter: { y: { value: 20 }, text: { field: "v" }, zindex: { field: "z" } } },
        },
      ],
    };
    expect(await pageTexts((await chartPage((await testChart(spec, [], {}, "vega")).chart)).pdf)).toEqual([
      "below",
      "above",
    ]);
  });
});
