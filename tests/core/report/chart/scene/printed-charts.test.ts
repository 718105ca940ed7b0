import { afterEach, describe, expect, test, vi } from "vitest";
import { type SceneItem, type SceneMark, visitMarks } from "../../../../../functions/core/report/chart/scene/scene.ts";
import type { Spec } from "../../../../../functions/core/report/chart/spec.ts";
import { localeFor } from "../../../../../functions/core/report/locale/locale-for.ts";
import type { Row } from "../../../../../functions/core/report/query/table.ts";
import { testChart, testTypesetter, type TestChart } from "../chart-fixtures.ts";
import { drawChart, type DrawnText, recordDrawing } from "../draw-chart.ts";

const data = { name: "data" };

/** Pairs of texts that cover each other. */
function overlapping(texts: readonly DrawnText[]): readonly string[] {
  return texts.flatMap((one, i) =>
    texts
      .slice(i + 1)
      .filter(
        (other) =>
          one.x1 < other.x2 - 0.5 && other.x1 < one.x2 - 0.5 && one.y1 < other.y2 - 0.5 && other.y1 < one.y2 - 0.5,
      )
      .map((other) => `${one.text} | ${other.text}`),
  );
}

const codes = ({ warnings }: TestChart): readonly string[] =>
  warnings.map(({ code }) => code).filter((code) => code !== "missing-alt");
const german = [
  "Land- und Forstwirtschaft, Fischerei",
  "Verarbeitendes Gewerbe ohne Bau",
  "Verkehr und Lagerei, Gastgewerbe",
  "Information und Kommunikation",
  "Finanz- und andere Dienste",
];
const bars = (names: readonly string[]): readonly Row[] =>
  names.map((name, i) => ({ name, value: 10 + ((i * 7) % 23) }));
const columns = {
  data,
  mark: "bar",
  encoding: {
    x: { field: "name", type: "nominal", sort: null, axis: { title: null } },
    y: { field: "value", type: "quantitative", axis: { title: null } },
  },
};

describe("labels of categories", () => {
  test("are broken into lines before they are turned", async () => {
    const drawn = await drawChart(columns, bars(german));
    expect(drawn.texts.every(({ angle }) => angle === 0)).toBe(true);
    expect(overlapping(drawn.texts)).toEqual([]);
    const words = drawn.texts.map(({ text }) => text).join(" ");
    for (const name of german) for (const word of name.split(" ")) expect(words).toContain(word);
    expect(Math.max(...drawn.texts.map(({ y2 }) => y2))).toBeLessThanOrEqual(drawn.chart.height);
  });

  test("are turned where three lines do not hold them", async () => {
    const drawn = await drawChart(
      columns,
      bars(Array.from({ length: 24 }, (_, i) => `Bezirk Nummer ${i + 1} der Stadt`)),
    );
    const turned = drawn.texts.filter(({ text }) => text.startsWith("Bezirk"));
    expect(turned).toHaveLength(24);
    expect(turned.every(({ angle }) => angle !== 0)).toBe(true);
  });

  test("break between Chinese characters, without a comma at the start of a line", async () => {
    const names = [
      "新一代信息技术，含软件",
      "科技服务业与其他服务",
      "医药健康产业，含器械",
      "节能环保和新能源产业",
      "人工智能与智能装备制造",
      "集成电路设计制造与封测",
    ];
    const measurer = testTypesetter("zh-Hans");
    const drawn = await drawChart(columns, bars(names), {
      width: 330,
      language: "zh",
      locale: localeFor("zh"),
      measurer,
    });
    const lines = drawn.texts.filter(({ text }) => /[\u4e00-\u9fff]/.test(text));
    expect(lines.length).toBeGreaterThan(6);
    expect(lines.every(({ text, angle }) => angle === 0 && !text.startsWith("，"))).toBe(true);
    expect(overlapping(drawn.texts)).toEqual([]);
  });

  test("in Arabic are broken at spaces", async () => {
    const names = [
      "الزراعة وصيد الأسماك",
      "الصناعات التحويلية والتعدين",
      "النقل والتخزين والبريد",
      "المعلومات والاتصالات الحديثة",
      "الخدمات المالية والتأمين",
    ];
    const drawn = await drawChart(columns, bars(names), {
      width: 420,
      language: "ar",
      locale: localeFor("ar"),
      measurer: testTypesetter("ar"),
    });
    const lines = drawn.texts.filter(({ text }) => /[\u0600-\u06ff]/.test(text));
    expect(
      lines
        .map(({ text }) => text)
        .join(" ")
        .split(" ")
        .toSorted(),
    ).toEqual(names.join(" ").split(" ").toSorted());
    expect(lines.length).toBeGreaterThan(names.length);
    expect(overlapping(lines)).toEqual([]);
  });

  test("beside the plot take two lines when they would take half of the chart", async () => {
    const names = german.map((name) => `${name} sowie sonstige Dienstleistungen`);
    const spec = {
      data,
      mark: "bar",
      encoding: {
        y: { field: "name", type: "nominal", sort: null, axis: { title: null } },
        x: { field: "value", type: "quantitative", axis: { title: null } },
      },
    };
    const drawn = await drawChart(spec, bars(names), { width: 320 });
    const labels = drawn.texts.filter(({ text }) => /[a-z]{4}/.test(text));
    expect(labels).toHaveLength(3 * names.length);
    expect(Math.max(...labels.map(({ x2 }) => x2))).toBeLessThan(320 * 0.45);
    expect(overlapping(drawn.texts)).toEqual([]);
    expect(codes(drawn)).toEqual([]);
  });
});

const ends = (values: readonly number[]): readonly Row[] =>
  values.flatMap((value, i) => [
    { x: 0, y: 20 + 9 * i, name: `Line ${i}` },
    { x: 1, y: value, name: `Line ${i}` },
  ]);

describe("direct labels", () => {
  const labelled = {
    data,
    height: 160,
    encoding: {
      x: { field: "x", type: "quantitative", axis: null },
      y: { field: "y", type: "quantitative", axis: null, scale: { domain: [0, 100] } },
      detail: { field: "name" },
    },
    layer: [
      { mark: "line" },
      {
        transform: [{ filter: "datum.x === 1" }],
        mark: { type: "text", align: "left", dx: 5 },
        encoding: { text: { field: "name" } },
      },
    ],
  };

  test("at the ends of lines that meet move apart, in their order", async () => {
    const drawn = await drawChart(labelled, ends([50, 51, 49.5, 80]));
    expect(overlapping(drawn.texts)).toEqual([]);
    expect(drawn.texts.toSorted((a, b) => a.y1 - b.y1).map(({ text }) => text)).toEqual([
      "Line 3",
      "Line 1",
      "Line 0",
      "Line 2",
    ]);
    expect(codes(drawn)).toEqual([]);
    // Only as far as needed: 80 stays, and the three keep their common middle.
    const middle = (name: string): number => drawn.texts.find(({ text }) => text === name)!.y1;
    expect((middle("Line 1") + middle("Line 0") + middle("Line 2")) / 3 - middle("Line 3")).toBeCloseTo(
      160 * (0.8 - (50 + 51 + 49.5) / 300),
      0,
    );
  });

  test("at the ends of lines that nearly touch move apart", async () => {
    const { texts } = await drawChart(labelled, ends([50, 54.6]));
    const [one, other] = texts.filter(({ text }) => text.startsWith("Line")).map(({ y1, y2 }) => (y1 + y2) / 2);
    // At 8.5 points, 7.4 apart as drawn.
    expect(Math.abs(one! - other!)).toBeCloseTo(8.5 * 1.12, 1);
  });

  test("of close rows stay beside their bars", async () => {
    const names = Array.from({ length: 40 }, (_, i) => ({ name: `Row ${i}`, value: 10 + ((i * 7) % 23) }));
    const y = { field: "name", type: "nominal", sort: null };
    const spec = {
      data,
      height: { step: 9 },
      encoding: { y },
      layer: [
        { mark: "bar", encoding: { x: { field: "value", type: "quantitative" } } },
        { mark: { type: "text", align: "left" }, encoding: { x: { datum: 35 }, text: { field: "name" } } },
      ],
    };
    const { texts } = await drawChart(spec, names);
    for (const { name } of names) {
      const [axis, label] = texts.filter(({ text }) => text === name).map(({ y1, y2 }) => (y1 + y2) / 2);
      expect(Math.abs(axis! - label!), name).toBeLessThan(2);
    }
  });

  test("that cannot be moved apart give a warning", async () => {
    const drawn = await drawChart(labelled, ends(Array.from({ length: 9 }, () => 50)));
    expect(drawn.warnings.filter(({ code }) => code === "overlapping-labels")).toMatchObject([
      { message: expect.stringContaining("pairs of labels that overlap"), where: { name: "test" } },
    ]);
  });

  test("of points that overlap give a warning that names them", async () => {
    const spec = {
      data,
      mark: "text",
      height: 100,
      encoding: {
        x: { field: "x", type: "quantitative" },
        y: { field: "y", type: "quantitative" },
        text: { field: "name" },
      },
    };
    const drawn = await drawChart(spec, [
      { x: 1, y: 1, name: "Innsbruck" },
      { x: 1.02, y: 1, name: "Salzburg" },
      { x: 9, y: 9, name: "Graz" },
    ]);
    expect(drawn.warnings.find(({ code }) => code === "overlapping-labels")?.seen).toEqual([["Innsbruck", "Salzburg"]]);
  });
});

describe("legends", () => {
  const rows = Array.from({ length: 40 }, (_, i) => ({ x: i % 5, y: i, name: `Entry number ${i + 1}` }));

  test("taller than the plot beside them make room", async () => {
    const spec = {
      data,
      mark: "point",
      height: 90,
      encoding: {
        x: { field: "x", type: "quantitative" },
        y: { field: "y", type: "quantitative" },
        shape: { field: "name", type: "nominal", legend: { orient: "right", symbolLimit: 0 } },
      },
    };
    const drawn = await drawChart(spec, rows);
    const entries = drawn.texts.filter(({ text }) => text.startsWith("Entry"));
    expect(entries).toHaveLength(40);
    expect(overlapping(drawn.texts)).toEqual([]);
    expect(Math.max(...entries.map(({ y2 }) => y2))).toBeLessThanOrEqual(drawn.chart.height);
    // Two columns, which are half as tall.
    expect(new Set(entries.map(({ x1 }) => Math.round(x1))).size).toBe(2);
    expect(drawn.chart.width).toBe(480);
  });

  test("above the plot stay inside the chart", async () => {
    const spec = {
      data,
      mark: "point",
      height: 90,
      encoding: {
        x: { field: "x", type: "quantitative" },
        y: { field: "y", type: "quantitative" },
        shape: { field: "name", type: "nominal", legend: { symbolLimit: 0 } },
      },
    };
    const drawn = await drawChart(spec, rows);
    const entries = drawn.texts.filter(({ text }) => text.startsWith("Entry"));
    expect(entries).toHaveLength(40);
    expect(overlapping(drawn.texts)).toEqual([]);
    expect(Math.max(...entries.map(({ x2 }) => x2))).toBeLessThanOrEqual(480.5);
  });
});

const header = (i: number): string => `Header ${i + 1} that says in sixty characters what the panel shows`;

const panels = (extra: Spec = {}): Spec => ({
  data,
  columns: 4,
  facet: { field: "panel", type: "nominal", sort: null, title: null },
  ...extra,
  spec: {
    height: 60,
    mark: "line",
    encoding: {
      x: {
        field: "x",
        type: "quantitative",
        scale: { zero: false, nice: false },
        axis: { title: null, format: "d", tickCount: 4 },
      },
      y: { field: "y", type: "quantitative", axis: { title: null } },
    },
  },
});

describe("small multiples", () => {
  const rows = Array.from({ length: 12 }, (_, i) =>
    Array.from({ length: 5 }, (_each, x) => ({
      panel: header(i),
      x: 2000 + x + (i % 2 === 0 ? 0 : 0.4),
      y: (x * (i + 3)) % 11,
    })),
  ).flat();

  test("break headers of sixty characters, and keep the width of their panels", async () => {
    const drawn = await drawChart(panels(), rows);
    expect(drawn.chart.width).toBe(480);
    expect(codes(drawn)).toEqual([]);
    const headers = drawn.texts.filter(({ text }) => /[a-z]/.test(text));
    expect(headers.map(({ text }) => text).join(" ")).toContain(header(0));
    expect(headers.length).toBeGreaterThanOrEqual(24);
    expect(overlapping(drawn.texts)).toEqual([]);
    // Four panels of a chart of 480 points are more than 90 wide.
    const lefts = [...new Set(headers.map(({ x1 }) => Math.round(x1)))].toSorted((a, b) => a - b);
    expect(lefts).toHaveLength(4);
    for (const [i, left] of lefts.slice(1).entries()) expect(left - lefts[i]!).toBeGreaterThan(100);
  });

  test("give their first labels one alignment, and their last ones", async () => {
    const { scene } = await sceneOf(panels({ resolve: { scale: { x: "independent" } } }), rows);
    const firsts: unknown[] = [];
    visitMarks(scene, ({ role, items }) => {
      if (role !== "axis") return;
      for (const axis of items.filter(({ orient }) => orient === "bottom")) {
        const labels = (axis.items ?? [])
          .filter((part) => part.role === "axis-label")
          .flatMap((part) => part.items as readonly (SceneItem & { align?: string })[]);
        if (labels.length < 2) continue;
        firsts.push(labels[0]!.align);
        // At its tick: a label set flush stands beside it.
        expect((labels[0]!.bounds.x1 + labels[0]!.bounds.x2) / 2).toBeCloseTo(labels[0]!.x!, 0);
      }
    });
    expect(firsts).toHaveLength(12);
    expect(new Set(firsts).size).toBe(1);
  });
});

afterEach(() => vi.restoreAllMocks());

/** Compiles a chart and returns its scene, which Vega's renderer receives. */
async function sceneOf(spec: Spec, rows: readonly Row[]): Promise<{ readonly scene: SceneMark }> {
  const drawScene = await import("../../../../../functions/core/report/chart/load-vega.ts").then(({ loadVega }) =>
    loadVega(),
  );
  const { CanvasRenderer } = drawScene.vega as unknown as {
    readonly CanvasRenderer: { readonly prototype: { render(root: SceneMark): unknown } };
  };
  let scene: SceneMark | undefined;
  vi.spyOn(CanvasRenderer.prototype, "render").mockImplementation((root: SceneMark) => (scene = root));
  const { chart } = await testChart(spec, rows);
  chart.draw(recordDrawing().context);
  return { scene: scene! };
}

describe("scales", () => {
  test.each([35, 101, 0.37, 18_400])("whose largest value is %d end on a labelled value", async (largest) => {
    const rows = [
      { name: "a", value: largest },
      { name: "b", value: largest / 3 },
    ];
    const { texts, lines } = await drawChart(columns, rows);
    const ticks = texts
      .filter(({ text }) => /^[\d,.]+$/.test(text))
      .map(({ text }) => Number(text.replaceAll(",", "")));
    expect(Math.max(...ticks)).toBeGreaterThanOrEqual(largest);
    const level = lines.filter(({ y1, y2, x1, x2 }) => Math.abs(y1 - y2) < 0.01 && Math.abs(x2 - x1) > 200);
    expect(Math.min(...level.map(({ y1 }) => y1))).toBeLessThan(8);
  });

  test("with ends of their own keep them", async () => {
    const spec = {
      ...columns,
      encoding: { ...columns.encoding, y: { ...columns.encoding.y, scale: { domain: [0, 37] } } },
    };
    const { texts } = await drawChart(spec, [{ name: "a", value: 35 }]);
    expect(texts.map(({ text }) => text)).not.toContain("40");
  });
});

const coloured = (mark: string): Spec => ({
  data,
  mark,
  encoding: {
    x: { field: "x", type: "quantitative" },
    y: { field: "y", type: "quantitative" },
    color: { field: "name", type: "nominal" },
  },
});
const series = (count: number): readonly Row[] =>
  Array.from({ length: count }, (_, i) => [
    { x: 0, y: i, name: `n${i}` },
    { x: 1, y: i + 1, name: `n${i}` },
  ]).flat();

const colours = async (count: number): Promise<number> => {
  const seen = new Set<string>();
  const { chart } = await testChart(coloured("line"), series(count));
  const base = recordDrawing().context;
  chart.draw(
    new Proxy(base, {
      get: (target, name) => Reflect.get(target, name) as unknown,
      set: (target, name, value) => (
        name === "strokeStyle" && seen.add(String(value)),
        Reflect.set(target, name, value)
      ),
    }),
  );
  return [...seen].filter((colour) => !["#d4d4d0", "#5c5f62"].includes(colour)).length;
};

describe("colours", () => {
  test("are as many as the categories, up to nine", async () => {
    expect(await colours(6)).toBe(6);
    expect(await colours(9)).toBe(9);
    expect(codes(await testChart(coloured("line"), series(9)))).toEqual([]);
  });

  test.each([
    ["line", "small multiples"],
    ["bar", "sorted bars"],
    ["point", "beside its mark"],
  ])("that run out in a chart of %ss give a warning with the better chart", async (mark, better) => {
    const { warnings } = await testChart(coloured(mark), series(24));
    expect(warnings.find(({ code }) => code === "repeated-colours")).toMatchObject({
      seen: 24,
      allowed: "at most 9",
      hint: expect.stringContaining(better),
    });
  });
});

describe("a Gantt chart", () => {
  const spec = {
    data,
    mark: "bar",
    encoding: {
      y: { field: "name", type: "nominal", axis: { title: null } },
      x: { field: "begin", type: "temporal", axis: { title: null } },
      x2: { field: "end" },
    },
  };
  const rows = [
    { name: "Design", begin: "2025-10-06", end: "2026-01-20" },
    { name: "Build", begin: "2026-01-12", end: "2026-07-30" },
  ];

  test("has upright gridlines and the years", async () => {
    const { texts, lines } = await drawChart(spec, rows);
    const upright = lines.filter(({ x1, x2, y1, y2 }) => Math.abs(x1 - x2) < 0.01 && Math.abs(y2 - y1) > 30);
    expect(upright.length).toBeGreaterThanOrEqual(3);
    const words = texts.map(({ text }) => text);
    expect(words).toEqual(expect.arrayContaining(["2025", "2026"]));
    expect(words.filter((word) => word === "2026")).toHaveLength(1);
    expect(overlapping(texts)).toEqual([]);
  });

  test("keeps what its author says of the axis", async () => {
    const own = {
      ...spec,
      encoding: { ...spec.encoding, x: { ...spec.encoding.x, axis: { title: null, grid: false, labelExpr: "'t'" } } },
    };
    const { texts, lines } = await drawChart(own, rows);
    // Only the line of the axis beside it.
    expect(lines.filter(({ x1, x2, y1, y2 }) => Math.abs(x1 - x2) < 0.01 && Math.abs(y2 - y1) > 30)).toHaveLength(1);
    expect(texts.map(({ text }) => text)).not.toContain("2025");
  });
});

test("a Turkish axis has the percent sign before the number", async () => {
  const spec = {
    data,
    mark: "bar",
    encoding: {
      y: { field: "name", type: "nominal" },
      x: { field: "value", type: "quantitative", axis: { format: "%" } },
    },
  };
  const { texts } = await drawChart(
    spec,
    [
      { name: "a", value: -0.2 },
      { name: "b", value: 0.4 },
    ],
    { language: "tr", locale: localeFor("tr"), measurer: testTypesetter("tr") },
  );
  const words = texts.map(({ text }) => text);
  expect(words).toEqual(expect.arrayContaining(["\u2212%20", "%0", "%40"]));
  expect(words.filter((word) => /\d%/.test(word))).toEqual([]);
});
