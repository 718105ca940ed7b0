import { describe, expect, test } from "vitest";
import { languages } from "../../../../../../functions/core/report/locale/languages.ts";
import { compose, only, problemsOf, text } from "../../compose-fixture.ts";

test("key figures from a query, with formats by row, by attribute or none", () => {
  const tables = {
    share: [
      { label: "Share", value: 30.1, format: "percent: 1", note: "of GDP" },
      { label: "Rise", value: 0.26, format: "+.2f", note: null },
      { label: "Year", value: 2021, format: null, note: null },
    ],
  };
  const shown = (markdown: string) =>
    only(compose(markdown, { tables }), "key-figures").items.map(({ label, value, note }) => [
      text(label),
      text(value),
      text(note),
    ]);
  expect(shown("::key-figures{data=share}")).toEqual([
    ["Share", "30.1%", "of GDP"],
    ["Rise", "+0.26", ""],
    ["Year", "2021", ""],
  ]);
  expect(
    shown('::key-figures{data=share label=note value=value format="number: 2"}').map(([, value]) => value),
  ).toEqual(["30.10", "0.26", "2,021.00"]);
});

test("a format may follow the columns of labels, values and notes", () => {
  const tables = {
    trade: [
      { land: "DEU", share: 12.25, until: "FR" },
      { land: "XKX", share: 3, until: null },
    ],
  };
  const markdown = '::key-figures{data=trade label="land | country" value="share | percent: 1" note="until | country"}';
  expect(
    only(compose(markdown, { tables }), "key-figures").items.map(({ label, value, note }) =>
      [label, value, note].map(text),
    ),
  ).toEqual([
    ["Germany", "12.3%", "France"],
    ["Kosovo", "3.0%", ""],
  ]);
  expect(problemsOf('::key-figures{data=trade label="share | country" value=share}', { tables })).not.toEqual([]);
  expect(problemsOf('::key-figures{data=trade label="lnd | country" value=share}', { tables })).toMatchObject([
    { code: "unknown-column", seen: "lnd", hint: 'did you mean "land"?' },
  ]);
});

test("key figures from a list", () => {
  const markdown =
    ":::key-figures\n- **{{ share.last.pct | percent: 1 }}** of the economy[^a]\n\n  more than before\n- **2** second\n:::\n\n[^a]: x";
  expect(
    only(compose(markdown), "key-figures").items.map(({ label, value, note }) => [
      text(value),
      text(label),
      text(note),
    ]),
  ).toEqual([
    ["30.1%", "of the economy[1]", "more than before"],
    ["2", "second", ""],
  ]);
});

test("key figures of a column that the query lacks are refused", () => {
  expect(problemsOf("::key-figures{data=share label=name value=pst}")[0]).toMatchObject({
    code: "unknown-column",
    seen: "pst",
  });
});

describe("how key figures stand", () => {
  const tables = {
    share: [
      { label: "Sales", value: 440, goal: 420, change: 8.61, course: "[400, null, 440]" },
      { label: "Cost", value: 12.5, goal: 12.5, change: -2.4, course: "[12, 12.5]" },
      { label: "Visits", value: 99, goal: 100, change: 0.01, course: null },
      { label: "New", value: 7, goal: null, change: null, course: "" },
    ],
  };
  const standing = (attributes: string) =>
    only(compose(`::key-figures{data=share ${attributes}}`, { tables }), "key-figures").items.map(
      ({ change, target, trend }) => ({
        ...(change && { change: [text(change.children), change.change?.arrow, change.change?.tone] }),
        ...(target && { target: [text(target.children), target.met] }),
        ...(trend && { trend: trend.points }),
      }),
    );

  test("more is good by default, and a target that is just reached is met", () => {
    expect(standing('target=goal change="change | percent: 1" trend=course format="number: 1"')).toEqual([
      { change: ["+8.6%, better", "up", "good"], target: ["Target 420.0: met", true], trend: [0, null, 1] },
      { change: ["−2.4%, worse", "down", "bad"], target: ["Target 12.5: met", true], trend: [0, 1] },
      // A change printed as zero is none.
      { change: ["0.0%", undefined, undefined], target: ["Target 100.0: missed", false] },
      {},
    ]);
  });

  test("less is good where the template says so, and a target may have a format of its own", () => {
    expect(standing('target="goal | number: 0" change=change good=down').slice(0, 2)).toEqual([
      { change: ["+8.61, worse", "up", "bad"], target: ["Target 420: missed", false] },
      { change: ["−2.4, better", "down", "good"], target: ["Target 13: met", true] },
    ]);
  });

  test("each figure may have a sense of its own", () => {
    const rows = tables.share.map((row, index) => ({ ...row, sense: index === 1 ? "down" : "up" }));
    const { items } = only(
      compose("::key-figures{data=share change=change good=sense}", { tables: { share: rows } }),
      "key-figures",
    );
    expect(items.slice(0, 2).map(({ change }) => change?.change?.tone)).toEqual(["good", "good"]);
  });

  const statuses = (attributes: string, name = "share") =>
    only(compose(`::key-figures{data=${name} ${attributes}}`, { tables }), "key-figures").items.map(
      ({ status }) => status && [status.tone, text(status.children)],
    );

  test("a status is that of the first rule that holds, with its mark and its words", () => {
    expect(
      statuses(
        `status="good if value >= goal as 'on plan' | watch if value >= 99 and value < 440 as 'close' | bad if > 5"`,
      ),
    ).toEqual([
      ["good", "●\u00a0on plan"],
      ["good", "●\u00a0on plan"],
      ["watch", "▲\u00a0close"],
      ["bad", "◆\u00a0value > 5"],
    ]);
    expect(statuses(`status="bad if value < 10 as 'few, and falling'"`)).toEqual([
      undefined,
      undefined,
      undefined,
      ["bad", "◆\u00a0few, and falling"],
    ]);
    expect(statuses(`value=goal status="bad if = 100 as 'round'"`)[2]).toEqual(["bad", "◆\u00a0round"]);
  });

  test("targets of zero, below zero and none, and values that are none", () => {
    const rows = [
      { label: "A", value: 0, goal: 0, course: "[null, 1, null]" },
      { label: "B", value: -3, goal: -2, course: "[1, null, null, 4]" },
      { label: "C", value: -1, goal: -2, course: "[]" },
      { label: "D", value: null, goal: 0, course: "[null, null]" },
      { label: "E", value: 1, goal: null, course: "[5, 5, 5]" },
    ];
    const shown = (good: string) =>
      only(
        compose(`::key-figures{data=rows target=goal trend=course good=${good}}`, { tables: { rows } }),
        "key-figures",
      ).items.map(({ target }) => target && text(target.children));
    expect(shown("up")).toEqual(["Target 0: met", "Target −2: missed", "Target −2: met", "Target 0", undefined]);
    expect(shown("down")).toEqual(["Target 0: met", "Target −2: met", "Target −2: missed", "Target 0", undefined]);
  });

  test("figures without these attributes stay as they were", () => {
    expect(standing("")).toEqual([{}, {}, {}, {}]);
  });

  test.each([
    ["target=gaol", "unknown-column", 'did you mean "goal"?'],
    ["good=sideways", "invalid-attribute", undefined],
    ["good=goal", "invalid-attribute", undefined],
    ["good=gaol", "invalid-attribute", 'did you mean "goal"?'],
    ["target=label", "invalid-format", undefined],
    ["change=label", "invalid-format", undefined],
    ["trend=value", "invalid-format", undefined],
    ['status="bad if valeu < 3"', "unknown-column", 'did you mean "value"?'],
    ['status="bad if value"', "invalid-attribute", undefined],
    ['status="number: 1"', "invalid-attribute", undefined],
    ['status="bad if value < 3 | bar"', "invalid-attribute", undefined],
    ['status="bad if label < 3"', "invalid-format", undefined],
  ])("%s is a fault", (attributes, code, hint) => {
    const found = problemsOf(`::key-figures{data=share ${attributes}}`, { tables });
    expect(found[0]).toMatchObject({ code, ...(hint !== undefined && { hint }) });
  });

  test("every language says whether a target is met, with the target's value, or only names the target", () => {
    for (const locale of Object.values(languages)) {
      const { plain, met, missed } = locale.words.target;
      expect(
        [plain, met, missed].every((words) => words.includes("{value}")),
        locale.tag,
      ).toBe(true);
      expect(new Set([plain, met, missed]).size, locale.tag).toBe(3);
      expect(
        [met, missed].every((words) => words.startsWith(plain) && words.length > plain.length),
        locale.tag,
      ).toBe(true);
      expect(plain, locale.tag).not.toMatch(/[:：]/);
    }
  });

  test("a target is not judged beside a status, and is where no rule holds", () => {
    const rows = [
      { label: "a", value: 48, goal: 50 },
      { label: "b", value: 55, goal: 50 },
      { label: "c", value: 10, goal: 50 },
    ];
    const { items } = only(
      compose(`::key-figures{data=rows target=goal status="good if value >= goal | watch if value >= 45 as 'close'"}`, {
        tables: { rows },
      }),
      "key-figures",
    );
    expect(
      items.map(({ status, target }) => [status && text(status.children), text(target!.children), target!.met]),
    ).toEqual([
      ["▲\u00a0close", "Target 50", undefined],
      ["●\u00a0value ≥ goal", "Target 50", undefined],
      [undefined, "Target 50: missed", false],
    ]);
  });
});

function floatShown(value: number): string {
  const tables = { share: [{ label: "x", value }] };
  return text(
    only(compose("::key-figures{data=share}", { tables, floating: ["value"] }), "key-figures").items[0]!.value,
  );
}

describe("key figures without a format", () => {
  const row = { label: 0.1 + 0.2 + 0.0123456, value: 64.0873015873016, goal: 50.123456789, up: 8.94967177243 };
  const tables = { share: [{ ...row, note: 1 / 3 }] };
  const words = (floating: readonly string[], attributes = "") => {
    const [item] = only(
      compose(`::key-figures{data=share target=goal change=up ${attributes}}`, { tables, floating }),
      "key-figures",
    ).items;
    return [item!.label, item!.value, item!.target!.children, item!.change!.children, item!.note].map(text);
  };

  test("have floating-point numbers with three digits and at least two decimals in every place, and exact ones whole", () => {
    expect(words(["label", "value", "goal", "up", "note"])).toEqual([
      "0.312",
      "64.09",
      "Target 50.12: met",
      "+8.95, better",
      "0.333",
    ]);
    expect(words([])[1]).toBe("64.0873015873016");
  });

  test("have small floating-point numbers with three digits, and large ones ungrouped", () => {
    expect([0.000123456, 0.0123456, 1.5, 2021, 123456.789].map(floatShown)).toEqual([
      "0.000123",
      "0.0123",
      "1.5",
      "2021",
      "123456.79",
    ]);
  });
});

describe("a column of formats behind the bar", () => {
  const rows = [
    { label: "Share", value: 30.1, goal: 30, step: 1.6, form: "points: 1", aim: "percent: 1" },
    { label: "Sales", value: 440, goal: 420, step: 8.61, form: "percent: 1", aim: "number: 0" },
    { label: "Plain", value: 7, goal: 6, step: 2, form: null, aim: "" },
  ];
  const tables = { share: rows };

  test("prints each change and each target by that of its row", () => {
    const { items } = only(
      compose('::key-figures{data=share target="goal | aim" change="step | form"}', { tables }),
      "key-figures",
    );
    expect(items.map(({ target, change }) => [text(target!.children), text(change!.children)])).toEqual([
      ["Target 30.0%: met", "+1.6 percentage points, better"],
      ["Target 420: met", "+8.6%, better"],
      ["Target 6: met", "+2, better"],
    ]);
  });

  test.each([
    ['change="step | fomr"', /there is no format "fomr"/],
    ['change="step | goal"', /"goal" must hold formats, such as percent: 1, and holds 30/],
    ['target="goal | label"', /there is no format "Share"/],
  ])("%s is a fault", (attributes, message) => {
    expect(problemsOf(`::key-figures{data=share ${attributes}}`, { tables })[0]).toMatchObject({
      code: "invalid-format",
      message: expect.stringMatching(message),
    });
  });
});

test.each(["", " status=\"bad if value < goal as 'missed' | watch if value is missing as 'not reported'\""])(
  "the target of a missing value is printed, neither met nor missed%s",
  (status) => {
    const rows = [
      { label: "Days", value: null, goal: 10 },
      { label: "Days", value: 12, goal: null },
    ];
    const { items } = only(
      compose(`::key-figures{data=rows target="goal | number: 0"${status}}`, { tables: { rows } }),
      "key-figures",
    );
    expect(items.map(({ target }) => target && { ...target, children: text(target.children) })).toEqual([
      { children: "Target 10" },
      undefined,
    ]);
  },
);
