import { describe, expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { openText, type Row, templateOf } from "../draft-of-text.ts";

async function textOf(head: string, rows: readonly string[], parameters: Row = {}): Promise<string> {
  const { world, template } = await templateOf(await openText(head, rows), { language: "en" });
  const accepted = await acceptReport({ template: template.name, parameters }, world);
  const { document } = await layOutReport(accepted, world, () => {});
  return shownLines(document)
    .map(({ text }) => text)
    .join("\n");
}

const shops = ["Alm", "Bern", "Chur", "Dorn", "Elm", "Furt", "Gais", "Horn", "Ins", "Jona", "Köniz", "Laax"];

describe("values that are printed alike are no difference", () => {
  test("of rates", { timeout: 60_000 }, async () => {
    const text = await textOf(
      "shop,visits,conversions",
      shops.map((shop, at) => `${shop},${10_000 + at},${440 + (at % 2 === 0 ? 0 : 1)}`),
    );
    expect(text).toMatch(/All 12 have 4\.4%/);
    expect(text).not.toMatch(/highest with 4\.4%/);
  });

  test("of values of members", { timeout: 60_000 }, async () => {
    const text = await textOf(
      "shop,price",
      shops.map((shop, at) => `${shop},${at < 2 ? 240.1 + 0.3 * at : 100 + 7.3 * at}`),
    );
    expect(text).toMatch(/he 2 highest lie between 240\.1 and 240\.4/);
    expect(text).not.toMatch(/2 share/);
  });

  test("of means that no record has, whose decimals are few", { timeout: 60_000 }, async () => {
    const stations = [158, 159, 160, 161, 163];
    const text = await textOf(
      "opened,station,pumps",
      Array.from({ length: 500 }, (_, at) => {
        const day = new Date(Date.UTC(2025, 2, 3 + Math.floor(at / 10))).toISOString().slice(0, 10);
        const place = at % 5;
        return `${day},St ${place},${Math.floor(at / 5) < stations[place]! - 100 ? 2 : 1}`;
      }),
    );
    expect(text).not.toMatch(/5 share the highest value, 1\.6/);
    expect(text).toMatch(/all 5 lie between 1\.58 and 1\.63/);
  });

  test("of equal values, which share their place", { timeout: 60_000 }, async () => {
    const text = await textOf(
      "shop,price",
      shops.map((shop, at) => `${shop},${at < 2 ? 240.5 : 100 + 7.3 * at}`),
    );
    expect(text).toMatch(/2 share the (first place|highest value)/);
  });

  test("of plans and what came of them", { timeout: 60_000 }, async () => {
    const text = await textOf(
      "shop,budget k€,actual k€",
      shops.map((shop, at) => `${shop},${200 + at},${at === 3 ? 203.4 : at < 3 ? 180 + at + at / 10 : 190 + at}`),
    );
    expect(text).not.toMatch(/−0(?![.\d])|−0\.0(?!\d)/);
    expect(text).toContain("1 of 12 is above it and 11 below");
  });
});

test(
  "a mean of a week is called one, and a change that is printed as none is not called unchanged",
  { timeout: 60_000 },
  async () => {
    const rows = Array.from({ length: 84 }, (_, at) => {
      const day = new Date(Date.UTC(2022, 0, 3 + at * 7)).toISOString().slice(0, 10);
      return ["North", "South"].map(
        (clinic, place) => `${day},${clinic},${30 + (at % 4) * 2 + place + (at > 80 ? (at - 80) / 50 : 0)}`,
      );
    }).flat();
    const text = await textOf("Visit date,Clinic,Waiting time (min)", rows);
    expect(text).not.toMatch(/was unchanged.*\n.*\+0\.\d/);
  },
);

test("a change of little is told in amounts, and not as a percentage", { timeout: 60_000 }, async () => {
  const rows = Array.from({ length: 12 }, (_, month) =>
    Array.from({ length: month === 11 ? 65 : 6 }, (_, at) =>
      [
        `F-${month}-${at}`,
        `2023-${String(month + 1).padStart(2, "0")}-${String(1 + (at % 28)).padStart(2, "0")}`,
        at % 2 === 0 ? "pump" : "valve",
      ].join(","),
    ),
  ).flat();
  const text = await textOf("fault,date,part", [...rows, "F-99,2023-12-31,pump"], { period: "latest" });
  expect(text).toContain("+60");
  expect(text).toContain("November 2023: 6");
  expect(text).not.toMatch(/\+1,0\d\d(\.\d)?/);
});
