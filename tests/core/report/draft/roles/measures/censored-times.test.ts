import { describe, expect, test } from "vitest";
import { numbersFrom, rolesOfText } from "../../roles-of-text.ts";

const columnsOf = async (
  head: string,
  cells: (next: () => number, at: number) => string,
): Promise<readonly string[]> => {
  const next = numbersFrom(head.length);
  const { measures } = await rolesOfText(
    head,
    Array.from({ length: 140 }, (_, at) => cells(next, at)),
  );
  return measures.map(({ column }) => column).toSorted();
};

describe("times that went on for some subjects have no median", () => {
  test.each([
    ["time", "status", ["0", "1", "2"]],
    ["futime", "death", ["0", "1"]],
    ["days", "censored", ["false", "true"]],
    ["survival_months", "vital.status", ["1", "2"]],
    ["OS.time", "outcome", ["alive", "dead"]],
    ["follow-up days", "event", ["0", "1"]],
    ["Überlebenszeit", "tod", ["0", "1"]],
    ["生存时间", "结局", ["存活", "死亡"]],
  ])("%s beside %s", async (time, event, states) => {
    const found = await columnsOf(`arm,${time},${event},albumin`, (next, at) => {
      const state = states[Math.floor(next() * states.length)]!;
      return `${["A", "B", "C"][at % 3]!},${Math.floor(20 + 3000 * next())},${state},${(2 + 3 * next()).toFixed(2)}`;
    });
    expect(found).toEqual(["albumin"]);
  });
});

test.each([
  ["time", "kind", ["x", "y"]],
  ["days", "status", ["open", "closed"]],
  ["wait_days", "status", ["0", "1"]],
])("but %s beside %s has one", async (time, other, states) => {
  const found = await columnsOf(`arm,${time},${other}`, (next, at) => {
    return `${["A", "B", "C"][at % 3]!},${Math.floor(20 + 3000 * next())},${states[at % 2]!}`;
  });
  expect(found).toEqual([time]);
});

test("remarks are no kinds of records", async () => {
  for (const name of ["remark", "Remarks", "Bemerkung", "备注"]) {
    const next = numbersFrom(name.length);
    const rows = Array.from({ length: 90 }, (_, at) => {
      return `${["A", "B", "C"][at % 3]!},${(40 * next()).toFixed(1)},${["by phone", "Phone", "face to face", "x"][at % 4]!}`;
    });
    expect((await rolesOfText(`house,share,${name}`, rows)).members.map(({ column }) => column)).toEqual(["house"]);
  }
});

test("of days with gaps between them none is closed", async () => {
  const next = numbersFrom(7);
  const rows = Array.from({ length: 200 }, (_, at) => {
    const day = new Date(Date.UTC(2015, 0, 1) + (at * 5 + Math.floor(next() * 3)) * 86_400_000);
    const isFriday = day.getUTCDay() === 5;
    return `${day.toISOString().slice(0, 10)},${(30 + 9 * next()).toFixed(1)},${isFriday ? 0 : (4 + next()).toFixed(1)}`;
  });
  expect((await rolesOfText("start,large,small", rows)).reading.closed).toBeUndefined();
});
