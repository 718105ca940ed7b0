import { expect, test } from "vitest";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import { answerEdit } from "../../../../../functions/core/report/edit/answer-edit.ts";
import type {
  AnsweredEdit,
  DescribedCondition,
  DescribedOperand,
  DescribedRule,
  Edit,
} from "../../../../../functions/core/report/edit/edit.ts";
import { signs } from "../../../../../functions/core/report/document/comparison.ts";
import { seededNumbers } from "../../layout/seeded/seeded-numbers.ts";

function edited(text: string, edit?: Edit): AnsweredEdit {
  return answerEdit({ files: { "report.md": text }, block: { file: "report.md", line: 1 }, edit });
}

function after(text: string, edit: Edit): string {
  return edited(text, edit)
    .patches.toSorted((a, b) => b.from - a.from)
    .reduce((whole, { from, to, text: put }) => whole.slice(0, from) + put + whole.slice(to), text);
}

function refusal(text: string, edit: Edit): string {
  try {
    return `made ${after(text, edit)}`;
  } catch (error) {
    if (error instanceof BroadsheetError)
      return `${error.problems[0]!.code} ${error.problems[0]!.where?.pointer ?? ""}`;
    throw error;
  }
}

test("conditions and rules are described as they are written", () => {
  expect(
    edited("::table{data=s where=\"region = North and year in (2020, 'x, y'), goal is missing\"}\n").block,
  ).toMatchObject({
    where: [
      { column: "region", sign: "=", with: [{ word: "North" }] },
      { column: "year", sign: "in", with: [{ word: "2020" }, { text: "x, y" }] },
      { column: "goal", sign: "is missing", with: [] },
    ],
  });
  expect(
    edited("::key-figures{data=s status=\"good if value >= goal as 'on plan' | bad if < 90\"}\n").block,
  ).toMatchObject({
    where: [],
    status: [
      { tone: "good", conditions: [{ column: "value", sign: ">=", with: [{ word: "goal" }] }], words: "on plan" },
      { tone: "bad", conditions: [{ sign: "<", with: [{ word: "90" }] }] },
    ],
  });
  const table = edited(
    "::table{data=s columns=\"a: A | bad if state in ('late', 'lost') | number: 1, b, c | bad if > {{ x }}\"}\n",
  );
  expect(table.block.columns).toEqual([
    {
      column: "a",
      label: "A",
      format: "number: 1",
      rules: [
        { tone: "bad", conditions: [{ column: "state", sign: "in", with: [{ text: "late" }, { text: "lost" }] }] },
      ],
    },
    { column: "b", rules: [] },
    // Only the source can change it.
    { column: "c" },
  ]);
  for (const text of ['::table{data=s where="region={{ r.region }}"}\n', '::chart{spec=c where="region ~ North"}\n'])
    expect(edited(text).block.where, text).toBeUndefined();
  expect(edited("::table{data=s}\n").block.status).toBeUndefined();
  expect(edited("Words.\n").block.where).toBeUndefined();
});

const above: DescribedCondition = { column: "sales", sign: ">=", with: [{ word: "goal" }] };
const late: DescribedRule = { tone: "bad", conditions: [{ sign: "=", with: [{ text: "late" }] }], words: "too late" };

test.each<[string, Edit, string]>([
  ["::chart{spec=c data=s}\n", { do: "where", conditions: [above] }, '::chart{spec=c data=s where="sales >= goal"}\n'],
  ['::chart{spec=c where="x=1" data=s}\n', { do: "where", conditions: [] }, "::chart{spec=c data=s}\n"],
  [
    "::table{data=s where='a = 1'}\n",
    { do: "where", conditions: [above, { column: "profit and loss", sign: "is not missing", with: [] }] },
    "::table{data=s where=\"sales >= goal and 'profit and loss' is not missing\"}\n",
  ],
  [
    "::key-figures{data=s}\n",
    { do: "status", rules: [late] },
    "::key-figures{data=s status=\"bad if = 'late' as 'too late'\"}\n",
  ],
  ['::key-figures{data=s status="bad if < 0"}\n', { do: "status", rules: [] }, "::key-figures{data=s}\n"],
  [
    '::table{data=s columns="a, b: B | number: 1"}\n',
    { do: "column", column: "b", rules: [late] },
    "::table{data=s columns=\"a, b: B | number: 1 | bad if = 'late' as 'too late'\"}\n",
  ],
  [
    '::table{data=s columns="a | bad if < 0 | number: 1 | watch if < 5, b"}\n',
    { do: "column", column: "a", rules: [late] },
    "::table{data=s columns=\"a | bad if = 'late' as 'too late' | number: 1, b\"}\n",
  ],
  [
    '::table{data=s columns="a | bad if < 0 | number: 1, b"}\n',
    { do: "column", column: "a", rules: [] },
    '::table{data=s columns="a | number: 1, b"}\n',
  ],
  [
    "::table{data=s}\n",
    { do: "column", column: "b", rules: [late], columns: ["a", "b"] },
    "::table{data=s columns=\"a, b | bad if = 'late' as 'too late'\"}\n",
  ],
])("%s becomes what is asked", (text, edit, wanted) => {
  expect(after(text, edit)).toBe(wanted);
});

test.each<[string, Edit, string]>([
  ["Words.\n", { do: "where", conditions: [above] }, "invalid-content /edit/do"],
  ["::table{data=s}\n", { do: "status", rules: [late] }, "invalid-content /edit/do"],
  [
    "::table{data=s}\n",
    { do: "where", conditions: [{ sign: "=", with: [{ word: "1" }] }] },
    "invalid-content /edit/conditions",
  ],
  ["::table{data=s}\n", { do: "where", conditions: [{ ...above, with: [] }] }, "invalid-content /edit/conditions"],
  [
    "::table{data=s}\n",
    { do: "where", conditions: [{ ...above, with: [{ word: "1, b = 2" }] }] },
    "invalid-content /edit/conditions",
  ],
  [
    "::table{data=s}\n",
    { do: "where", conditions: [{ ...above, with: [{ text: 'a"b' }] }] },
    "invalid-content /edit/conditions",
  ],
  [
    "::table{data=s}\n",
    { do: "where", conditions: [{ ...above, with: [{ text: "{{ x }}" }] }] },
    "invalid-content /edit/conditions",
  ],
  [
    "::key-figures{data=s}\n",
    { do: "status", rules: [{ ...late, words: "it's" }] },
    "invalid-content /edit/rules/0/words",
  ],
  ["::key-figures{data=s}\n", { do: "status", rules: [{ ...late, conditions: [] }] }, "invalid-content /edit/rules"],
  ['::table{data=s columns="a | bar"}\n', { do: "column", column: "a", rules: [late] }, "edit-refused report.md"],
])("%s refuses what cannot be written", (text, edit, wanted) => {
  const [code, pointer] = wanted.split(" ");
  expect(refusal(text, edit)).toContain(pointer === "report.md" ? code : wanted);
});

test("400 random conditions and rules are read back as they were asked, or refused", () => {
  const next = seededNumbers(33);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const words = [
    "a",
    "Sales in (EUR)",
    "profit and loss",
    "x, y",
    "it's",
    "is missing",
    "a=b",
    "12",
    "-3.5",
    "true",
    "naïve 数据",
    "a|b",
  ];
  const operand = (): DescribedOperand => (next() < 0.5 ? { text: pick(words) } : { word: pick(words) });
  const condition = (isRule: boolean): DescribedCondition => {
    const sign = pick(signs);
    const count = sign === "in" || sign === "not in" ? 1 + Math.floor(next() * 3) : sign.startsWith("is") ? 0 : 1;
    return {
      ...(!(isRule && next() < 0.4) && { column: pick(words) }),
      sign,
      with: Array.from({ length: count }, operand),
    };
  };
  const some = <T>(make: () => T): T[] => Array.from({ length: 1 + Math.floor(next() * 3) }, make);
  const made = { where: 0, status: 0, column: 0 };
  for (let round = 0; round < 400; round++) {
    const what = pick(["where", "status", "column"] as const);
    const rules = some((): DescribedRule => ({
      tone: pick(["good", "watch", "bad"] as const),
      conditions: some(() => condition(true)),
      ...(next() < 0.5 && { words: pick(["on plan", "x, y", "a and b"]) }),
    }));
    const conditions = some(() => condition(false));
    const edit: Edit =
      what === "where"
        ? { do: what, conditions }
        : what === "status"
          ? { do: what, rules }
          : { do: what, column: "a", rules };
    const text = what === "status" ? "::key-figures{data=s}\n" : '::table{data=s columns="a | number: 1, b"}\n';
    const answer = refusal(text, edit);
    if (!answer.startsWith("made ")) continue;
    made[what] += 1;
    const { where, status, columns } = edited(answer.slice(5)).block;
    expect(what === "where" ? where : what === "status" ? status : columns?.[0]?.rules, answer).toEqual(
      what === "where" ? conditions : rules,
    );
    expect(columns?.[1], answer).toEqual(what === "status" ? undefined : { column: "b", rules: [] });
  }
  for (const count of Object.values(made)) expect(count).toBeGreaterThan(20);
});
