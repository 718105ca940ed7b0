/** A table in a shape that readers judged drafts of, and what a reader says about it. */
export interface JudgedShape {
  readonly name: string;
  readonly title?: string;
  readonly head: string;
  readonly rows: readonly string[];
  readonly says: {
    readonly story?: string;
    readonly time?: string;
    /** Columns that the report may be about first, and those that it may never be about. */
    readonly about?: readonly string[];
    readonly never?: readonly string[];
    readonly by?: readonly string[];
    readonly adds?: readonly string[];
    readonly apart?: readonly string[];
    /** Columns of which one may stand beside the first; `[]` if none may. */
    readonly other?: readonly string[];
    /** What the first measure is called, and its unit. */
    readonly label?: string;
    readonly unit?: string;
    readonly decimals?: number;
  };
}

const many = (count: number, row: (at: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, at) => row(at));
/** Numbers that look like chance, and are the same each time. */
const chance = (at: number, most: number): number => (at * 7919 + at * at * 31 + 13) % most;
const names = (count: number): readonly string[] =>
  Array.from(
    { length: count },
    (_, at) => `${["Alm", "Bern", "Chur", "Dorn", "Elm", "Furt"][at % 6]!}${"abcdefghij"[Math.floor(at / 6)]!}`,
  );
const months = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `${2021 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`);

/** Each row has the two columns' every combination. */
const crossed = (
  one: readonly string[],
  other: readonly string[],
  row: (one: string, other: string, at: number) => string,
): readonly string[] => one.flatMap((a, at) => other.map((b, more) => row(a, b, at * other.length + more)));

const codes: readonly (readonly [string, (at: number) => number, number])[] = [
  ["area_km2", (at) => 40 + chance(at, 900), -1],
  ["income", (at) => 900 + chance(at, 4000), -99],
  ["blood_pressure", (at) => 90 + chance(at, 60), 999],
  ["temperature", (at) => chance(at, 30) - 8, -999],
  ["pupils", (at) => 100 + chance(at, 700), 9999],
];

export const judgedShapes: readonly JudgedShape[] = [
  ...codes.map(([column, value, code]): JudgedShape => ({
    name: `missing values of ${column} are ${code}`,
    head: `town,${column}`,
    rows: names(30).map((town, at) => `${town},${at % 9 === 4 ? code : value(at)}`),
    says: { about: [column] },
  })),
  {
    name: "a league with its own places",
    head: "Pos,Team,Played,Won,Drawn,Lost,Points",
    rows: names(18).map((team, at) => {
      const [won, drawn] = [20 - at, 4 + (chance(at, 5) % 4)];
      return `${at + 1},${team},34,${won},${drawn},${34 - won - drawn},${3 * won + drawn}`;
    }),
    says: { story: "cross", by: ["Team"], about: ["Points"], never: ["Pos", "Played"], decimals: 0, other: [] },
  },
  {
    name: "counts of answers with their shares",
    head: "question,answer,value,percentage",
    rows: crossed(["Q1", "Q2", "Q3"], ["by bus", "by bicycle", "on foot"], (q, answer, at) => {
      const counts = [24, 176, 300, 2, 18, 80, 90, 60, 50];
      const whole = [500, 100, 200][Math.floor(at / 3)]!;
      return `${q},${answer},${counts[at]!},${((100 * counts[at]!) / whole).toFixed(1)}`;
    }),
    says: { adds: ["value"], about: ["value"], never: ["percentage"] },
  },
  {
    name: "votes and shares of parties by district",
    head: "district,party,votes,share,seats",
    rows: crossed(names(16), ["Red", "Blue", "Green", "Gold"], (district, party, at) => {
      return `${district},${party},${900 + chance(at, 8000)},${(0.1 + chance(at, 30) / 100).toFixed(3)},${chance(at, 6)}`;
    }),
    says: { about: ["votes"], adds: ["votes", "seats"], by: ["party"], never: ["share"] },
  },
  {
    name: "rates that each pair of columns names",
    head: "region,sector,vacancy_rate",
    rows: crossed(
      names(5),
      ["Care", "Trade", "Build"],
      (region, sector, at) => `${region},${sector},${(2 + chance(at, 70) / 10).toFixed(1)}`,
    ),
    says: { apart: ["vacancy_rate"], story: "groups" },
  },
  {
    name: "people by age and sex",
    head: "age,sex,population",
    rows: crossed(
      many(91, String),
      ["F", "M"],
      (age, sex, at) => `${age},${sex},${9000 - 40 * Number(age) + chance(at, 300)}`,
    ),
    says: { about: ["population"], adds: ["population"], never: ["age"], by: ["age"] },
  },
  {
    name: "budget, actual and variance",
    head: "Department,Budget k€,Actual k€,Variance k€",
    rows: names(24).map((name, at) => {
      const [budget, actual] = [200 + chance(at, 700), 210 + chance(at + 3, 690)];
      return `${name},${budget},${actual},${actual - budget}`;
    }),
    says: { about: ["Actual k€"], adds: ["Budget k€", "Actual k€"], other: [] },
  },
  {
    name: "stock on hand, its cost and its value",
    head: "Product,On hand,Reorder point,Unit cost,Stock value",
    rows: names(40).map((name, at) => {
      const [hand, cost] = [20 + chance(at, 300), 2 + chance(at + 5, 60) / 2];
      return `${name},${hand},${20 + Math.floor((hand * cost) / 100) + chance(at + 9, 60)},${cost},${hand * cost}`;
    }),
    says: { about: ["Stock value"], other: ["Reorder point"] },
  },
  {
    name: "a number beside itself in another unit",
    head: "river,length_km,length_mi,flow_growth",
    rows: names(30).map((name, at) => {
      const km = 100 + chance(at, 4000);
      return `${name},${km},${(km * 0.621).toFixed(1)},${(chance(at + 2, 60) / 10 - 2).toFixed(1)}`;
    }),
    says: { about: ["length_km"], other: [] },
  },
  {
    name: "the parts of a total",
    head: "ward,Electorate,Turnout %,Labour,Green,Liberal,Votes cast",
    rows: names(22).map((ward, at) => {
      const parts = [400 + chance(at, 900), 300 + chance(at + 3, 900), 200 + chance(at + 7, 700)];
      const sum = parts.reduce((all, one) => all + one, 0);
      return `${ward},${sum + 2000 + chance(at, 300)},${(30 + chance(at, 40)).toFixed(1)},${parts.join(",")},${sum}`;
    }),
    says: { about: ["Votes cast"], adds: ["Votes cast", "Labour", "Electorate"], apart: ["Turnout %"] },
  },
  {
    name: "battery, signal and what a sensor is for",
    head: "ts,device_id,battery_v,rssi,temp",
    rows: many(3, String).flatMap((device) =>
      many(
        24 * 9,
        (at) =>
          `${new Date(Date.UTC(2025, 0, 1) + at * 3_600_000).toISOString().slice(0, 19)},70${device},${(4 - at / 1000).toFixed(3)},${-60 - chance(at, 20)},${(5 + chance(at, 90) / 10).toFixed(1)}`,
      ),
    ),
    says: { time: "ts", about: ["temp"] },
  },
  {
    name: "the lowest and the highest of the day are no minutes",
    head: "month,temp_max,temp_min",
    rows: months(24).map((month, at) => `${month},${14 + chance(at, 12)}.5,${2 + chance(at, 9)}.5`),
    says: { apart: ["temp_max", "temp_min"], unit: "" },
  },
  {
    name: "sales that fell and rose are changes",
    head: "Industry,Sales,Disruption",
    rows: names(14).map((name, at) => `${name},${(chance(at, 60) - 50) / 2},${10 + chance(at, 40)}.5`),
    says: { apart: ["Sales"] },
  },
  {
    name: "one letter",
    title: "bar-chart",
    head: "a,b",
    rows: names(9).map((name, at) => `${name},${20 + chance(at, 80)}`),
    says: { about: ["b"], label: "“b”" },
  },
  {
    name: "a value in a file that is called after its chart",
    title: "acme-donut-chart",
    head: "category,value",
    rows: ["East,9", "West,6", "North,5"],
    says: { about: ["value"], label: "Value" },
  },
  {
    name: "the unit in the file's name",
    title: "budget-thousands",
    head: "line,2021,2022,2023",
    rows: names(6).map((name, at) => `${name},${200 + chance(at, 90)},${210 + chance(at, 80)},${190 + chance(at, 99)}`),
    says: { label: "Budget", unit: "thousand" },
  },
  {
    name: "whole points are printed whole",
    head: "school,Pupils,Score",
    rows: names(20).map((name, at) => `${name},${100 + chance(at, 700)},${31 + 2 * chance(at, 30)}`),
    says: { about: ["Score"], decimals: 0 },
  },
  {
    name: "edges of a graph measure nothing, what they carry does",
    head: "source,target,value",
    rows: many(60, (at) => `${chance(at, 12)},${chance(at + 5, 13)},${1 + chance(at, 40)}`),
    says: { about: ["value"], never: ["source", "target"] },
  },
  {
    name: "the share price says less than what a company is worth",
    head: "Symbol,Company,Price,Market capitalization,Volume",
    rows: names(40).map(
      (name, at) =>
        `${name.toUpperCase()},${name} Inc.,${3 + chance(at, 900)}.5,${1e9 * (1 + chance(at, 300))},${1e5 + chance(at, 9000) * 100}`,
    ),
    says: { about: ["Market capitalization"], adds: ["Market capitalization"] },
  },
  {
    name: "tons of each year in the last column of a wide set",
    head: "Plant,Height m,Staff,Output tonnes",
    rows: names(20).map((name, at) => `${name},${12 + chance(at, 9)},${20 + chance(at, 80)},${900 + chance(at, 9000)}`),
    says: { about: ["Output tonnes"], adds: ["Output tonnes", "Staff"], apart: ["Height m"] },
  },
  {
    name: "of two years the later one",
    head: "Metro,POP_1980,POP_2015,area_share",
    rows: names(30).map(
      (name, at) => `${name},${9000 + chance(at, 900)},${12_000 + chance(at + 4, 4000)},0.${10 + at}`,
    ),
    says: { about: ["POP_2015"], adds: ["POP_1980", "POP_2015"] },
  },
  {
    name: "medals of athletes, by country",
    head: "name,nationality,sex,height,gold",
    rows: crossed(names(40), ["FRA", "DEU", "ITA", "ESP", "POL", "AUT"], (name, country, at) => {
      return `${name} ${country},${country},${at % 2 === 0 ? "f" : "m"},1.${60 + chance(at, 40)},${chance(at, 9) === 0 ? 1 : 0}`;
    }).map((row, at) => (at === 7 ? row.replace(/.$/, "5") : row)),
    says: { apart: ["height"] },
  },
  {
    name: "the name behind many other texts",
    head: `${many(9, (at) => `kind_${"abcdefghi"[at]!}`).join(",")},name,mass`,
    rows: names(40).map(
      (name, at) => `${many(9, (more) => `k${(at + more) % 4}`).join(",")},${name},${2 + chance(at, 90)}`,
    ),
    says: { story: "cross", by: ["name"], about: ["mass"] },
  },
];
