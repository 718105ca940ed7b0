import { describe, expect, test } from "vitest";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { checkFiles } from "../../../../../functions/render/check-files.ts";
import { createWorld } from "../../../../../functions/render/create-world.ts";
import { draftOf, openText, type Row, rowsOf, templateOf } from "../draft-of-text.ts";

/** Numbers from 0 to 1 that are the same each time. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const records = (count: number, row: (next: () => number, at: number) => string, seed = 1): string[] => {
  const next = numbersFrom(seed);
  return Array.from({ length: count }, (_, at) => row(next, at));
};

/** The value below which so many parts of the sorted values lie, between its neighbours. */
function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = part * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return low + (high - low) * (place - Math.floor(place));
}

test.each([1, 2, 3, 4, 5, 6])("the numbers on how records spread are those of an oracle (seed %i)", async (seed) => {
  const rows = records(
    60 + 37 * seed,
    (next) => {
      const part = next();
      return `${next() < 0.1 ? "" : (part * 10 ** seed).toFixed(2)},${Math.floor((part + next()) * seed * 1.5)}`;
    },
    seed,
  );
  const values = rows.map((row) => row.split(",")[0]!).flatMap((cell) => (cell === "" ? [] : [Number(cell)]));
  const found = await rowsOf(await openText("weight,height", rows));
  expect(found("standing")[0]).toMatchObject({
    rows: rows.length,
    records: values.length,
    missing: rows.length - values.length,
    middle: expect.closeTo(quantile(values, 0.5), 6) as number,
    low: expect.closeTo(quantile(values, 0.25), 6) as number,
    high: expect.closeTo(quantile(values, 0.75), 6) as number,
  });
  for (const { share, value } of found("marks") as { share: number; value: number }[])
    expect(value).toBeCloseTo(quantile(values, share / 100), 6);
  const bins = found("bins") as { records: number }[];
  expect(bins.reduce((sum, bin) => sum + bin.records, 0)).toBe(values.length);
  const steps = found("steps") as { from_other: number; to_other: number; records: number }[];
  expect(steps.length).toBeLessThanOrEqual(5);
  expect(steps.reduce((sum, step) => sum + step.records, 0)).toBe(values.length);
  // Equal values stay together.
  for (const [at, step] of steps.entries())
    if (at > 0) expect(step.from_other).toBeGreaterThan(steps[at - 1]!.to_other);
});

const claims = (next: () => number, at: number): string => `${at % 10 === 0 ? (next() * 900).toFixed(2) : 0}`;

test("that most values are the same is said with their share, also of groups", async () => {
  const alone = await openText(
    "payout,exposure",
    records(200, (next, at) => `${claims(next, at)},${next().toFixed(3)}`),
  );
  expect((await rowsOf(alone, { measure: "payout" }))("standing")[0]).toMatchObject({ low: 0, high: 0, within: 90 });
  expect(await titleOf(alone, { measure: "payout" })).toContain("90% of 200 are 0");
  const grouped = await openText(
    "region,temperature",
    records(200, (next, at) => `${"NSW"[at % 3]!},${claims(next, at)}`),
  );
  expect(await titleOf(grouped)).toContain("90% of 200 are 0");
});

test.each(["en", "de", "zh"] as const)(
  "every choice renders, without findings (%s)",
  { timeout: 60_000 },
  async (language) => {
    const table = await openText(
      "weight_kg,height_cm,age",
      records(80, (next) => {
        const size = next();
        const more = (): number => 20 * (size + next());
        return `${(50 + more()).toFixed(1)},${(150 + more()).toFixed(1)},${Math.floor(20 + more())}`;
      }),
    );
    const draft = await draftOf(table, { language });
    const files = new Map([
      ...[...draft.files].map(([path, text]) => [path, Buffer.from(text)] as [string, Uint8Array]),
      ["data/records.csv", table.sample] as const,
    ]);
    expect(await checkFiles("draft", files, createWorld(new MemoryObjectStore()))).toEqual({
      errors: [],
      warnings: [],
    });
    const { world, template } = await templateOf(table, { language });
    for (const measure of ["weight_kg", "height_cm", "age"])
      for (const other of ["weight_kg", "height_cm", "age"]) {
        const accepted = await acceptReport({ template: template.name, parameters: { measure, other } }, world);
        const warnings: string[] = [];
        const { figures } = await layOutReport(accepted, world, ({ message }) => void warnings.push(message));
        expect(warnings).toEqual([]);
        // A measure is not set beside itself.
        expect([measure, other, figures.length]).toEqual([measure, other, measure === other ? 1 : 2]);
      }
  },
);

test("a measure is not set beside itself among members either", async () => {
  const table = await openText(
    "town,rate_a,rate_b,rate_c",
    records(20, (next, at) => {
      const part = next();
      const rate = (): string => ((part + next()) / 2).toFixed(3);
      return `Town ${String.fromCharCode(65 + at)},${rate()},${rate()},${rate()}`;
    }),
  );
  const { world, template } = await templateOf(table);
  const figuresWith = async (parameters: Row): Promise<number> => {
    const accepted = await acceptReport({ template: template.name, parameters }, world);
    return (await layOutReport(accepted, world, () => {})).figures.length;
  };
  const apart = await figuresWith({ measure: "rate_a", other: "rate_b" });
  expect(await figuresWith({ measure: "rate_b", other: "rate_b" })).toBe(apart - 1);
});

test("few records without names are refused, with their number", async () => {
  const failed = await draftOf(await openText("x,y", ["1,2.5", "2,3.5", "4,1.5"])).catch((error: unknown) => error);
  expect((failed as BroadsheetError).problems).toMatchObject([
    { code: "no-names", message: expect.stringContaining("3 are too few") as string },
  ]);
});

test("two measures that do not go together have no section", async () => {
  const rows = records(200, (next) => `${(next() * 90).toFixed(1)},${(next() * 8).toFixed(2)}`);
  const { files } = await draftOf(await openText("weight_kg,height_m", rows));
  expect(files.has("queries/relation.sql")).toBe(false);
});

describe("tables in which nothing is measured", () => {
  test("kinds of rows are counted", async () => {
    const table = await openText(
      "Ticket,Category,State",
      records(
        90,
        (_, at) => `INC${7000 + at},${["Network", "Access", "Software"][at % 3]!},${at % 10 === 0 ? "open" : "closed"}`,
      ),
    );
    expect((await draftOf(table)).story).toBe("cross");
    expect((await rowsOf(table, { by: "state" }))("ranking")).toMatchObject([
      { member: "closed", value: 81, share: 90 },
      { member: "open", value: 9, share: 10 },
    ]);
  });
});

describe("numbers of rows are not measured", () => {
  test("readings that are numbered for each sensor", async () => {
    const rows = ["S1", "S2", "S3"].flatMap((sensor, place) =>
      records(40, (next, at) => `${sensor},${at + 1},${(18 + place + next()).toFixed(2)}`),
    );
    const draft = await draftOf(await openText("sensor,reading,temperature", rows));
    expect(choicesOf(draft)).toEqual(["temperature"]);
  });

  test("whole numbers that follow each other, whatever their name and order", async () => {
    const rows = records(50, (next, at) => `${((at * 7) % 50) + 1},${(next() * 9).toFixed(2)}`);
    expect(choicesOf(await draftOf(await openText("position,depth", rows)))).toEqual(["depth"]);
  });

  test("prefixes of telephone numbers and numeric codes of countries", async () => {
    const names = ["France", "Germany", "Italy", "Spain", "Poland", "Austria"];
    const rows = names.map((name, at) => `${name},${33 + 3 * at},${250 + 11 * at},${50_000 + 31_000 * at}`);
    expect(choicesOf(await draftOf(await openText("name,callingCodes,ccn3,area", rows)))).toEqual(["area"]);
  });
});

const choicesOf = ({ questions }: Awaited<ReturnType<typeof draftOf>>): readonly unknown[] =>
  questions.find(({ name }) => name === "about")!.choices.map(({ value }) => value);

async function titleOf(table: Awaited<ReturnType<typeof openText>>, parameters: Row = {}): Promise<string> {
  const { world, template } = await templateOf(table);
  const accepted = await acceptReport({ template: template.name, parameters }, world);
  return (await layOutReport(accepted, world, () => {})).document.title;
}

test("samples whose values are texts are counted by what was measured", { timeout: 60_000 }, async () => {
  const rows = Array.from({ length: 160 }, (_, at) => {
    const day = new Date(Date.UTC(2024, Math.floor(at / 10), 3 + (at % 20))).toISOString().slice(0, 10);
    return `${day},${["Lead", "Iron", "Nitrate", "Uranium"][(at * 7) % 4]!},${["<0.5", "0.7", "1.2", "traces"][(at * 3) % 4]!},${["North", "South"][(at * 5) % 2]!}`;
  });
  const table = await openText("sampled,parameter,result,plant", rows);
  const of = await rowsOf(table);
  expect(of("headline")[0]).toMatchObject({ value: expect.any(Number) });
});
