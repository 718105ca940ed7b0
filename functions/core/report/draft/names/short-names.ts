/** Short names as people write them, where that is not with small letters. */
const names =
  "GDP GNI GNP GVA CPI VAT ROI EBIT EBITDA KPI NPS MRR ARR LTV PM10 PM25 NO2 CO2 SO2 FTE HR IQ BMI SBP DBP ID IDs ISO ISO2 ISO3 SKU SKUs EAN ISBN URL URLs API IP " +
  "CPU GPU RAM RSSI GPS SMS PDF CSV LSL USL LCL UCL USD EUR GBP CHF CNY JPY EU USA TWh GWh MWh kWh pH";
const written: ReadonlyMap<string, string> = new Map(names.split(" ").map((name) => [name.toLowerCase(), name]));
const short = new RegExp(`(?<![\\p{L}\\p{N}])(${[...written.keys()].join("|")})(?![\\p{L}\\p{N}])`, "giu");

/** Words that tables cut short, and that say nothing else where they stand alone. */
const whole: ReadonlyMap<string, string> = new Map([
  ["temp", "temperature"],
  ["qty", "quantity"],
  ["amt", "amount"],
  ["marital", "marital status"],
  ["pop", "population"],
  ["hwy", "highway fuel economy"],
  ["cty", "city fuel economy"],
]);

/** Abbreviations that stand for one word wherever they stand. */
const abbreviations: ReadonlyMap<string, string> = new Map([
  ["qty", "quantity"],
  ["amt", "amount"],
  ["avg", "average"],
  ["dept", "department"],
  ["cust", "customer"],
  ["acct", "account"],
  ["txn", "transaction"],
  ["dest", "destination"],
  ["precip", "precipitation"],
]);
const abbreviated = new RegExp(
  `(?<![\\p{L}\\p{N}])(${[...abbreviations.keys()].join("|")})\\.?(?![\\p{L}\\p{N}.])`,
  "giu",
);

/** A name without the abbreviations that everybody spells out: `qty sold` → `quantity sold`. */
export function spelledOut(words: string): string {
  return words
    .replace(abbreviated, (_, word: string) => abbreviations.get(word.toLowerCase())!)
    .replace(/\barr(?= (delay|time|date))/i, "arrival")
    .replace(/\bdep(?= (delay|time|date))/i, "departure");
}

/** Words with their short names as people write them: `gdp per head` → `GDP per head`, `qty` → `quantity`. */
export function withShortNames(words: string): string {
  return whole.get(words.toLowerCase()) ?? words.replace(short, (name) => written.get(name.toLowerCase())!);
}

/** The first letter in capitals, unless a short name begins with a small one. */
export function capitalised(words: string): string {
  return /^pH(?!\p{L})/u.test(words) ? words : words.charAt(0).toUpperCase() + words.slice(1);
}
