import { expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { draftOf, openText } from "../draft-of-text.ts";
import { titleOf } from "../title-of-text.ts";

const chance = (at: number, most: number): number => (at * 7919 + at * at * 31 + 13) % most;
const rows = (count: number, row: (at: number) => readonly (string | number)[]): readonly string[] =>
  Array.from({ length: count }, (_, at) => row(at).join(","));
const day = (at: number): string => new Date(Date.UTC(2024, 0, 2 + at)).toISOString().slice(0, 10);

interface Asked {
  readonly name: string;
  readonly head: string;
  readonly rows: readonly string[];
  readonly title: RegExp;
  readonly language: DraftLanguage;
}

const stages = ["Won", "Lost", "Proposal", "Negotiation", "Prospect"];
const deals = (names: readonly string[]): readonly string[] =>
  rows(80, (at) => [`D-${at}`, names[at % 5]!, 500 * (3 + chance(at, 40)), day(at * 2)]);

/** Tables with what their reader asks first. */
const asked: readonly Asked[] = [
  {
    name: "deals",
    head: "Deal,Stage,Amount USD,Close date",
    rows: deals(stages),
    title: /16 of 32 decided are “Won” \(50%\)/,
    language: "en",
  },
  {
    name: "Angebote",
    head: "Angebot,Phase,Betrag EUR,Datum",
    rows: deals(["gewonnen", "verloren", "Angebot", "Verhandlung", "Anfrage"]),
    title: /16 von 32 entschiedenen „gewonnen“ \(50\s%\)/,
    language: "de",
  },
  {
    name: "商机",
    head: "商机,阶段,金额,日期",
    rows: deals(["赢单", "输单", "报价", "谈判", "线索"]),
    title: /已决的32条中有16条为“赢单”（50%）/,
    language: "zh",
  },
  {
    name: "tickets of which a third is not closed",
    head: "ticket,opened,closed,queue",
    rows: rows(90, (at) => [`T-${at}`, day(at), at % 3 === 0 ? "" : day(at + 2), ["web", "phone"][at % 2]!]),
    title: /30 of 90 are not closed \(33%\)/,
    language: "en",
  },
  {
    name: "arms of a trial",
    head: "variant,country,visitors,signups,revenue_usd",
    rows: rows(10, (at) => [
      ["control", "new"][at % 2]!,
      ["DE", "FR", "UK", "US", "IT"][Math.floor(at / 2)]!,
      4000 + at,
      at % 2 === 0 ? 160 : 200,
      3000 + 10 * at,
    ]),
    title: /^Conversion rate: 5\.0% for new, 4\.0% for control$/,
    language: "en",
  },
  {
    name: "crops of a year",
    head: "crop,area (ha),production (t)",
    rows: ["Wheat,100,800", "Potatoes,50,2000", "Rape,80,240", "Barley,60,360"],
    title: /^Yield: 40(\.0+)?\st\/ha for Potatoes, 3(\.0+)?\st\/ha for Rape; /,
    language: "en",
  },
  {
    name: "reviews, of which not all have a rating",
    head: "review_id,date,agent,minutes,csat",
    rows: rows(120, (at) => [
      `R-${at}`,
      day(at),
      ["Ann", "Ben"][at % 2]!,
      5 + chance(at, 50),
      at % 3 === 0 ? "" : 1 + chance(at, 5),
    ]),
    title: /^Csat: \d\.\d+, the mean of 80 /,
    language: "en",
  },
  {
    name: "members, of whom some have cancelled",
    head: "member_id,joined,plan,monthly_fee_eur,cancelled_on",
    rows: rows(90, (at) => [
      5000 + 3 * at,
      day(at),
      ["Basic", "Plus"][at % 2]!,
      20 + chance(at, 50),
      at % 3 === 0 ? day(at + 90) : "",
    ]),
    title: /30 of 90 are cancelled \(33%\)/,
    language: "en",
  },
  {
    name: "快递投诉",
    head: "投诉编号,日期,城市,处理天数",
    rows: rows(120, (at) => [`T${at}`, day(at), ["北京", "上海"][at % 2]!, 1 + chance(at, 15)]),
    title: /共120条$/,
    language: "zh",
  },
  {
    name: "samples at chimneys",
    head: "stack,sampled,nox_mg_m3",
    rows: rows(100, (at) => [`S${at % 5}`, day(3 * at), 80 + chance(at, 160)]),
    title: /^Nox: \d+\smg\/m³, the mean of 100 /,
    language: "en",
  },
  {
    name: "Bewerbungen, of which each month has as many",
    head: "Bewerbungsnummer,Eingang,Stelle,Dauer (Tage)",
    rows: rows(150, (at) => [2_025_001 + at, day(2 * at), ["Pflege", "Technik"][at % 2]!, 20 + chance(at, 50)]),
    title: /: 150 \(/,
    language: "de",
  },
];

test.each(asked)("a draft of $name says first what is asked first", { timeout: 60_000 }, async (made) => {
  expect(await titleOf(await openText(made.head, made.rows), { language: made.language })).toMatch(made.title);
});

test("German units stand in the dative behind a preposition that takes it", { timeout: 60_000 }, async () => {
  const table = await openText(
    "Projekt,Dauer (Tage)",
    rows(12, (at) => [`Projekt ${"ABCDEFGHIJKL"[at]!}`, 20 + 7 * at]),
  );
  const { files } = await draftOf(table, { language: "de" });
  expect(files.get("report.md")).toMatch(/mit \{\{ s\.first_value \| number: m\.decimals \}\}\{\{ m\.dative \}\}/);
  expect(files.get("queries/measure.sql")).toContain("'\u00a0Tagen'");
  const plain = await draftOf(
    await openText(
      "Projekt,Gewicht (kg)",
      rows(12, (at) => [`P ${at}x`, 20 + 7 * at]),
    ),
    { language: "de" },
  );
  expect(plain.files.get("report.md")).not.toContain("dative");
});

test("ratings are compared in points, and not in percent", { timeout: 60_000 }, async () => {
  const { files } = await draftOf(
    await openText(
      "review_id,date,hotel,rating",
      rows(200, (at) => [`R-${at}`, day(at), ["Alm", "Bern"][at % 2]!, 1 + chance(at, 5)]),
    ),
  );
  expect(files.get("queries/measures.sql")).toMatch(/'rating'.*'amount'/);
});
