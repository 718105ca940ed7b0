/** A table in the shape that offices keep. Later rows are those of the next month. */
export interface OfficeTable {
  readonly name: string;
  readonly head: string;
  readonly rows: readonly string[];
}

type Next = () => number;

/** Numbers from 0 to 1 that are the same each time. */
function numbersFrom(seed: number): Next {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const many = (count: number, row: (at: number) => string | readonly string[]): readonly string[] =>
  Array.from({ length: count }, (_, at) => row(at)).flat();
const day = (at: number, start = "2024-01-01"): string =>
  new Date(Date.parse(start) + at * 86_400_000).toISOString().slice(0, 10);
const month = (at: number): string => `${2023 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
const hour = (at: number): string => new Date(Date.UTC(2025, 0, 1) + at * 3_600_000).toISOString().slice(0, 19);
const pick = <Value>(next: Next, all: readonly Value[]): Value => all[Math.floor(next() * all.length)]!;
const between = (next: Next, low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
const waves = (next: Next): number => next() + next() + next() - 1.5;

const shapes: Readonly<Record<string, readonly [string, (next: Next) => readonly string[]]>> = {
  leavers: [
    "Employee No,Name,Department,FTE,Start date,Leaving date,Salary (GBP)",
    (next) =>
      many(
        140,
        (at) =>
          `${10_230 + at},Person ${between(next, 1, 90)},${pick(next, ["Finance", "Care", "IT"])},${pick(next, [1, 1, 0.5])},${day(between(next, 0, 900))},${next() < 0.2 ? day(between(next, 900, 1200)) : ""},${between(next, 21_000, 64_000)}`,
      ),
  ],
  absence: [
    "staff_id,team,month,sick_days,leave_days",
    (next) =>
      many(14, (at) =>
        many(
          24,
          (person) => `${300 + person},Team ${person % 4},${month(at)},${between(next, 0, 4)},${between(next, 0, 5)}`,
        ),
      ),
  ],
  invoices: [
    "Invoice number,Customer,Invoice date,Net,VAT,Status",
    (next) =>
      many(
        220,
        (at) =>
          `${202_400_001 + at},Customer ${between(next, 1, 6)},${day(Math.floor(at * 1.6))},${(next() * 4000).toFixed(2)},${(next() * 800).toFixed(2)},${pick(next, ["paid", "open"])}`,
      ),
  ],
  web: [
    "date,channel,sessions,conversions,conversion_rate",
    (next) =>
      many(130, (at) =>
        ["Organic", "Paid", "Mail"].map((channel) => {
          const [sessions, sold] = [between(next, 90, 400), between(next, 0, 20)];
          return `${day(at)},${channel},${sessions},${sold},${(sold / sessions).toFixed(4)}`;
        }),
      ),
  ],
  survey: [
    "age_group,How satisfied are you with your job?,Would you recommend us to others?,Do you have the tools that you need?",
    (next) =>
      many(
        200,
        () =>
          `${pick(next, ["18-29", "30-59", "60+"])},${pick(next, ["Very", "Somewhat", "Not at all"])},${pick(next, ["Yes", "No"])},${pick(next, ["Agree", "Neither", "Disagree"])}`,
      ),
  ],
  stock: [
    "SKU,Product,Category,On hand,Unit cost EUR,Stock value EUR",
    (next) =>
      many(
        60,
        (at) =>
          `SKU-${1000 + at},${pick(next, ["Bolt", "Cable", "Valve"])} ${at},${pick(next, ["Hardware", "Electrical"])},${between(next, 0, 400)},${(next() * 80).toFixed(2)},${(next() * 9000).toFixed(2)}`,
      ),
  ],
  readings: [
    "ts,device_id,battery_v,temperature_c",
    (next) =>
      many(4, (device) =>
        many(
          24 * 9 + 7,
          (at) => `${hour(at)},${700 + device},${(4 - at / 1000).toFixed(3)},${(5 + 4 * waves(next)).toFixed(1)}`,
        ),
      ),
  ],
  cycles: [
    "cycle_ms,pressure_bar,scrap",
    (next) => many(300, () => `${between(next, 900, 1500)},${(6 + waves(next)).toFixed(2)},${next() < 0.05 ? 1 : 0}`),
  ],
  election: [
    "district,party,votes,share,seats",
    (next) =>
      many(16, (at) =>
        ["Red", "Blue", "Green"].map(
          (party) =>
            `District ${at + 1},${party},${between(next, 900, 9000)},${next().toFixed(3)},${between(next, 0, 5)}`,
        ),
      ),
  ],
  grades: [
    "pupil,class,subject,term,mark",
    (next) =>
      many(40, (pupil) =>
        ["Maths", "English"].flatMap((subject) =>
          [1, 2, 3].map((term) => `P${pupil},${["7A", "7B"][pupil % 2]},${subject},${term},${between(next, 20, 100)}`),
        ),
      ),
  ],
  budget: [
    "Budget line,2021,2022,2023,2024,2025",
    (next) =>
      ["Personnel", "Buildings", "IT", "Travel", "Grants"].map(
        (line) => `${line},${many(5, () => String(between(next, 200, 900))).join(",")}`,
      ),
  ],
  countries: [
    "country,year,unemployment_rate,employed_thousand",
    (next) =>
      ["France", "Germany", "Italy", "Spain", "Poland", "Austria"].flatMap((country) =>
        many(12, (at) => `${country},${2012 + at},${(6 + waves(next)).toFixed(1)},${between(next, 3000, 9000)}`),
      ),
  ],
  gaps: [
    "iso3,period,exports_usd_m,imports_usd_m",
    (next) =>
      ["FRA", "DEU", "ITA", "ESP", "POL"].flatMap((country) =>
        many(26, (at) =>
          next() < 0.15 ? [] : `${country},${month(at)},${(400 * next()).toFixed(1)},${(380 * next()).toFixed(1)}`,
        ),
      ),
  ],
  jobs: [
    "started,job,status,duration_s,rows_written",
    (next) =>
      many(
        400,
        (at) =>
          `${hour(2 * at)},${pick(next, ["import", "clean"])},${next() < 0.1 ? "failed" : "ok"},${(next() * 90).toFixed(1)},${between(next, 0, 5000)}`,
      ),
  ],
  filialen: [
    "Filiale,Monat,Umsatz (Tsd. €),Kunden",
    (next) =>
      many(24, (at) =>
        ["Köln", "Bonn", "Aachen"].map(
          (branch) =>
            `${branch},${month(at).split("-").toReversed().join(".")},${(90 + 60 * next()).toFixed(1)},${between(next, 900, 1400)}`,
        ),
      ),
  ],
  orders: [
    "日期,门店,订单数,退货率",
    (next) =>
      many(120, (at) =>
        ["朝阳店", "海淀店"].map((shop) => `${day(at)},${shop},${between(next, 60, 140)},${(next() / 20).toFixed(3)}`),
      ),
  ],
  tickets: [
    "Ticket,Category,Priority,State",
    (next) =>
      many(
        150,
        (at) =>
          `INC${70_000 + at},${pick(next, ["Network", "Access", "Software"])},${pick(next, ["low", "high"])},${pick(next, ["open", "closed", "closed"])}`,
      ),
  ],
  flats: [
    "rent_eur,size_m2,rooms,year_built",
    (next) =>
      many(
        120,
        () =>
          `${between(next, 300, 2100)},${between(next, 20, 140)},${between(next, 1, 5)},${between(next, 1900, 2022)}`,
      ),
  ],
};

/** Tables in the shapes of offices, the same for the same seed. */
export function officeTables(seed: number): readonly OfficeTable[] {
  return Object.entries(shapes).map(([name, [head, rows]], at) => ({ name, head, rows: rows(numbersFrom(seed + at)) }));
}
