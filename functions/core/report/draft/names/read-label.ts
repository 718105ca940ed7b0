import { isScaleName, withoutRateOf } from "./measure-words.ts";
import { isLabourHours } from "./sum-words.ts";
import { capitalised, spelledOut, withShortNames } from "./short-names.ts";

/** Units at the end of a name, in lower case → as they are printed. */
const tails: ReadonlyMap<string, string> = new Map([
  ...["usd", "eur", "gbp", "chf", "cny", "jpy"].map((code) => [code, code.toUpperCase()] as const),
  ...["kg", "km", "mm", "cm", "ha", "kt", "min"].map((unit) => [unit, unit] as const),
  ...["ms", "bar", "rpm", "ppm"].map((unit) => [unit, unit] as const),
  ["ml", "ml"],
  ["db", "dB"],
  ["mmhg", "mmHg"],
  ...["seconds", "secs", "sec"].map((unit) => [unit, "s"] as const),
  ...["minutes", "mins"].map((unit) => [unit, "min"] as const),
  ["hours", "h"],
  ...["miles", "ft", "lb"].map((unit) => [unit, unit] as const),
  ["lbs", "lb"],
  ...["mb", "gb", "tb"].map((unit) => [unit, unit.toUpperCase()] as const),
  ["kcal", "kcal"],
  ["kj", "kJ"],
  ["tonnes", "t"],
  ["thousand", "thousand"],
  ["thousands", "thousand"],
  ["millions", "million"],
  ["kwh", "kWh"],
  ["mwh", "MWh"],
  ["gwh", "GWh"],
  ["twh", "TWh"],
  ["mw", "MW"],
  ["gw", "GW"],
  ["kw", "kW"],
  ["m2", "m²"],
  ["km2", "km²"],
  ["m3", "m³"],
  ...["sqm", "qm"].map((unit) => [unit, "m²"] as const),
  ...["sqft", "ft2"].map((unit) => [unit, "ft²"] as const),
  ...["acres", "mph", "ppb", "bpm", "mbar", "lux"].map((unit) => [unit, unit] as const),
  ...["Wh", "hPa", "kPa", "MPa", "kHz", "MHz", "GHz", "kVA", "dBm"].map((unit) => [unit.toLowerCase(), unit] as const),
  ["million", "million"],
  ...["billions", "billion"].map((unit) => [unit, "billion"] as const),
  ["keur", "thousand EUR"],
  ["teur", "thousand EUR"],
  ["meur", "million EUR"],
]);
const tail = new RegExp(`^(.+?)[_ ](${[...tails.keys()].join("|")})$`, "i");
/** What a unit behind it divides by, or counts: `price_per_kg`, `Number of acres`. */
const dividing = /(?:^|[_ ])(?:per|pro|je|of)[_ ][^_\s]+$/i;
/** What lasts, so that `min` behind it stands for minutes. */
const lastingName =
  /time|duration|wait|delay|elapsed|runtime|latency|dauer|zeit|sleep|trip|ride|travel|watch|talk|commut|response|call|session|queue|stop|downtime|outage|length|late|visit|break|handling|resolution|set ?up/i;

/** Units of one or two letters behind the names of what they are units of. */
const symbols: readonly { readonly name: RegExp; readonly unit: string }[] = [
  { name: /^(.*(?:batter|voltage|spannung)\w*)[_ ]v$/i, unit: "V" },
  { name: /^(.*(?:fuel|volume|water|milk|diesel|petrol|kraftstoff|verbrauch))[_ ]l$/i, unit: "l" },
  { name: /^(.*(?:power|leistung))[_ ]w$/i, unit: "W" },
  { name: /^(.*(?:current|strom))[_ ]a$/i, unit: "A" },
  { name: /^(.*(?:distance|height|length|width|depth|altitude|elevation|höhe|länge|breite))[_ ]m$/i, unit: "m" },
  {
    name: /^(.*(?:weight|mass|gewicht|protein|fat|carbs?|carbohydrates?|sugars?|fib(?:re|er)|salt|eiweiß|fett|zucker))[_ ]g$/i,
    unit: "g",
  },
  { name: /^(.+)[_ ](?:ug|µg)[_ /]l$/i, unit: "µg/l" },
  { name: /^(.+)[_ ]mg[_ /]l$/i, unit: "mg/l" },
  { name: /^(.+)[_ ]km[_ /]h$/i, unit: "km/h" },
  { name: /^(.*(?:speed|wind|tempo))[_ ](?:kmh|kph)$/i, unit: "km/h" },
  { name: /^(.*(?:speed|wind|gust)\w*)[_ ](?:ms|m[_ /]s|mps)$/i, unit: "m/s" },
  {
    name: /^(.*(?:harvest|catch|production|output|yield|cargo|freight|waste|weight|tonnage|load|ernte|menge|abfall|ladung))[_ ]t$/i,
    unit: "t",
  },
  {
    name: /^(.*(?:sunshine|duration|time|runtime|uptime|downtime|daylight|sonne|sonnenschein|dauer|zeit|laufzeit))[_ ]h$/i,
    unit: "h",
  },
  { name: /^(.*(?:stay|duration|lead[_ ]time|delivery[_ ]time|delay|dauer|frist))[_ ]days$/i, unit: "days" },
  { name: /^(.+)[_ ]t[_ /](?:per[_ ])?ha$/i, unit: "t/ha" },
  { name: /^(.+)[_ ]kg[_ /](?:per[_ ])?ha$/i, unit: "kg/ha" },
  { name: /^(.+)[_ ](?:deg[_ ]?c|celsius)$/i, unit: "°C" },
  { name: /^(.+)[_ ](?:deg[_ ]?f|fahrenheit)$/i, unit: "°F" },
];

const price = /^(.+?)[_ ](usd|eur|gbp|chf|cny)[_ ](?:per[_ ])?(mwh|kwh|kg|t|m2|m3|ha)$/i;

/** Scaled currencies at the end of a name: `exports_usd_m`. */
const money = /^(.+?)[_ ](usd|eur|gbp|chf|cny|jpy)[_ ](k|m|mn|bn)$/i;

/** Scaled currencies: `£m`, `€k`, `$bn`. */
const scaled = /^([£$€¥]) ?(m|mn|bn|k)$|^(m|mn|bn|k) ?([£$€¥])$/i;
const scales: Readonly<Record<string, string>> = { m: "million", mn: "million", bn: "billion", k: "thousand" };

/** Values in thousands: `Umsatz (1.000)`. */
const thousand = /^[x×]? ?1[ .,’']?000$/;

/** Thousands of a currency as offices write them: `T€`, `$000`, `$'000`. */
const inThousands = /^(?:t([€$£¥])|([€$£¥]) ?['’]?000s?|['’]?000s? ?([€$£¥]))$/i;

function unitOf(unit: string): string {
  const bare = unit.trim().replace(/^in (?=\S)/i, "");
  if (thousand.test(bare)) return "thousand";
  const thousands = inThousands.exec(bare);
  if (thousands !== null)
    return thousands[1] === undefined ? `thousand ${(thousands[2] ?? thousands[3])!}` : `Tsd. ${thousands[1]}`;
  const found = scaled.exec(bare);
  if (found === null) return /^min\.$/i.test(bare) ? "min" : bare;
  return `${scales[(found[2] ?? found[3])!.toLowerCase()]!} ${(found[1] ?? found[4])!}`;
}

/** A unit behind “in” or a comma: `Umsatz in Tsd. €`, `Revenue, $m`, `Dauer in Min.`. */
const saidUnit =
  /^(.+?)(?:,? in |, ?)((?:(?:tsd|mio|mrd)\.? |thousand |million |billion )?(?:[€$£¥](?:m|mn|bn|k)?|eur|usd|gbp|chf|cny)|t€|k€|%|[kmgt]?wh|[kmg]w|[kmc]?m[²³]?|k?g|tonn?e[ns]|t|l|hl|ha|min\.?|s|h|°c)$/i;

/** What stands in brackets and is no unit: how a value is meant, or made of others. */
const isRemark =
  /\p{L} ?[-–−+×*÷=] \p{L}|excluding|including|axis|right|left|inkl|ohne|equiv|\b(gross|net|brutto|netto|est|estimated?|adjusted|nominal|real|provisional|preliminary|final|actual|planned|target|annual|annuali[sz]ed|full[- ]?time|part[- ]?time|pro[- ]?rata|see|note)\b/iu;

/** Tonnes of what is given off: `mt_co2`. */
const emitted = /^([kmg]?t)[_ ](co2e?q?|ghg|nox|so2|ch4)$/i;

/** Temperatures as stations call them, beside a unit that says so: alone, `Tmax` is a time of pharmacists. */
const temperature = /^(?:(t(?:mean|avg|max|min))|.*(?:temp\w*|dew[_ ]?point|feels[_ ]like|\bsst))$/i;
const stationNames: Readonly<Record<string, string>> = {
  tmean: "Mean temperature",
  tavg: "Average temperature",
  tmax: "Maximum temperature",
  tmin: "Minimum temperature",
};

/** A temperature with `c` or `f` behind it: `tmean_c`, `air_temp_f`. */
function readDegrees(name: string): ReturnType<typeof readLabel> | undefined {
  const [, own, scale] = /^(.+)[_ ]([cf])$/i.exec(name) ?? [];
  if (own === undefined || !temperature.test(own)) return undefined;
  return { label: stationNames[own.toLowerCase()] ?? words(own), unit: `°${scale!.toUpperCase()}` };
}

/** A percentage of something that the name tells: `health_spend_pct_gdp`. */
const partOf = /^(.+?)[_ ](?:pct|percent|perc)[_ ](?:of[_ ])?(gdp|gni|gnp|population|pop|revenue|sales|income|total)$/i;

/** What laboratories measure in a volume or a weight, and the weight for a height: `vitd_nmol_l`, `bmi_kg_m2`. */
const concentration =
  /^(.+?)[_ ](mg|µg|ug|ng|pg|kg|g|mol|mmol|µmol|umol|nmol|pmol|iu|miu|meq)[_ /](?:per[_ ])?(m3|m2|l|dl|ml|kg|mol)$/i;

const amountOf = (unit: string): string =>
  unit
    .toLowerCase()
    .replace(/^u(?=g|mol)/, "µ")
    .replace(/iu$/, "IU");

const volumeOf = (unit: string): string => unit.toLowerCase().replace("m3", "m³").replace("m2", "m²");

/** How a series was adjusted or compared, behind its name: `_sa` only behind what statistical offices adjust. */
const adjustments: readonly (readonly [RegExp, string])[] = [
  [
    /^(.*(?:rate|index|ratio|change|production|orders|starts|claims|employment|employed|unemployed|gdp|cpi))[_ ]sa$/,
    ", seasonally adjusted",
  ],
  [/^(.+)[_ ]nsa$/, ", not seasonally adjusted"],
  [/^(.+)[_ ]yoy$/, ", year on year"],
  [/^(.+)[_ ]qoq$/, ", quarter on quarter"],
  [/^(.+)[_ ]mom$/, ", month on month"],
];

/** Names with more behind them than a unit: a whole, an adjustment, or how values were put together. */
function readTail(name: string): ReturnType<typeof readLabel> | undefined {
  const [, part, whole] = partOf.exec(name) ?? [];
  if (part !== undefined && !/(?:share|part|anteil)$/i.test(part)) {
    const spelled = words(part)
      .replace(/\bspend$/i, "spending")
      .replace(/\bexp(end)?$/i, "expenditure");
    const of = words(whole!);
    return { label: `${spelled} as a share of ${/^[A-Z]{2}/.test(of) ? of : of.toLowerCase()}`, unit: "%" };
  }
  for (const [pattern, said] of adjustments) {
    const own = pattern.exec(name)?.[1];
    if (own !== undefined) return { ...readLabel(own), label: `${readLabel(own).label}${said}` };
  }
  const [, stem, unit, put] = /^(.+)[_ ](\w+)[_ ](total|mean|avg|median|sum)$/i.exec(name) ?? [];
  const read = put !== undefined && tails.has(unit!.toLowerCase()) ? readLabel(`${stem!}_${put}_${unit!}`) : undefined;
  return read?.unit === "" ? undefined : read;
}

/** What a column's name says: `Revenue (thousand €)`, `rd_pct_gdp`, `Cost Total $`, `销售额（万元）`. */
export function readLabel(name: string): { readonly label: string; readonly unit: string } {
  const clean = name.trim().replace(/\s+/g, " ");
  const [own, rate] = [withoutRateOf(clean), clean.slice(withoutRateOf(clean).length)];
  if (own !== clean) return { ...readLabel(own), label: `${words(own)}${rate.replaceAll("_", " ")}` };
  if (isUnnamed(clean)) return { label: quoted(clean), unit: "" };
  const more = readDegrees(clean) ?? readTail(clean);
  if (more !== undefined) return more;
  const told = saidUnit.exec(clean);
  if (told !== null) return { label: words(told[1]!), unit: unitOf(told[2]!) };
  const bracket = /^(.+?)[ _]*[([（]([^()[\]（）]{1,30})[)\]）]$/.exec(clean);
  if (isScaleName(clean)) return { label: words(clean), unit: "" };
  // Digits alone are the code of a fund or a year, but for a thousand.
  const isCode = bracket !== null && /^[\d\s./-]+$/.test(bracket[2]!) && !thousand.test(bracket[2]!);
  if (bracket !== null && !isCode && !isRemark.test(bracket[2]!))
    return { label: words(bracket[1]!), unit: unitOf(bracket[2]!) };
  const sign = /^(.+?) ([%$€£¥]|[$€£¥](?:m|mn|bn|k)|k€)$/.exec(clean);
  if (sign !== null) return { label: words(sign[1]!), unit: unitOf(sign[2]!) };
  const within = concentration.exec(clean);
  if (within !== null) return { label: words(within[1]!), unit: `${amountOf(within[2]!)}/${volumeOf(within[3]!)}` };
  const lasting = /^(.*(?:duration|time|latency|elapsed|wait|runtime|dauer|zeit))[_ ]s$/i.exec(clean);
  if (lasting !== null) return { label: words(lasting[1]!), unit: "s" };
  const large = money.exec(clean);
  if (large !== null)
    return { label: words(large[1]!), unit: `${scales[large[3]!.toLowerCase()]!} ${large[2]!.toUpperCase()}` };
  const each = price.exec(clean);
  if (each !== null)
    return {
      label: words(each[1]!),
      unit: `${each[2]!.toUpperCase()}/${tails.get(each[3]!.toLowerCase()) ?? each[3]!.toLowerCase()}`,
    };
  const symbol = symbols.find(({ name: written }) => written.test(clean));
  if (symbol !== undefined) return { label: words(symbol.name.exec(clean)![1]!), unit: symbol.unit };
  // What falls to a kilogram or a million is not measured in these.
  const ended = dividing.test(clean) ? null : tail.exec(clean);
  // The lowest of a day is no time in minutes.
  const isLeast = ended !== null && /^min$/i.test(ended[2]!) && !lastingName.test(ended[1]!);
  // Hours of people and machines are what is counted, and no unit of these.
  if (ended !== null && /^hours$/i.test(ended[2]!) && isLabourHours(clean)) return { label: words(clean), unit: "h" };
  if (ended !== null && !isLeast) return { label: words(ended[1]!), unit: tails.get(ended[2]!.toLowerCase())! };
  const chinese = /^(.+?)[_ ](万元|亿元|元|元每平米?|元\/㎡|平方米|公里|公斤|分钟|小时|天)$/u.exec(clean);
  if (chinese !== null) return { label: words(chinese[1]!), unit: chinese[2]!.replace(/^元每平米?$/u, "元/㎡") };
  const degrees = /^(.*\p{L}.*)_C$/u.exec(clean);
  if (degrees !== null) return { label: words(degrees[1]!), unit: "°C" };
  const gas = emitted.exec(clean);
  if (gas !== null) return { label: words(gas[2]!.toUpperCase().replace("EQ", "eq")), unit: tonnes(gas[1]!) };
  return { label: words(clean), unit: "" };
}

/** Tonnes, thousands, millions or billions of them: `kt` and `t` as they are, `Mt` and `Gt` with a capital. */
const tonnes = (unit: string): string =>
  /^[mg]/i.test(unit) ? unit.charAt(0).toUpperCase() + "t" : unit.toLowerCase();

/** Whether a column has no name that says anything: `a`, `V1`, `x2`, `column_3`. */
export function isUnnamed(name: string): boolean {
  return /^([a-mo-z]|[a-pr-z]\d{1,2}|v(ar)?[ _]?\d+|col(umn)?[ _]?\d+|field[ _]?\d+|unnamed.*)$/i.test(name.trim());
}

/** A name as the table writes it, in quotes, so that it is read as a name. */
export function quoted(name: string): string {
  return `“${name.trim()}”`;
}

/** Words of three letters and fewer that are no abbreviations. */
const shortWords =
  /^(net|out|tax|day|new|old|age|sex|end|top|low|max|min|sum|avg|fee|pay|bed|bus|car|gas|oil|all|and|for|per|the|tot|dep|arr|qty|amt|pop|in|of|to|by|on|no|up|is|or)$/i;

/** Names in capitals in small letters: whole words are shouted, and short ones may be abbreviations. */
function unshouted(name: string): string {
  const isShouted = !/\p{Ll}/u.test(name);
  return name.replace(/\b[A-Z]{2,}\b/g, (word) => {
    const isWord = word.length >= (isShouted && name.includes(" ") ? 4 : 5) && /[AEIOUY]/.test(word);
    if (isWord) return isShouted ? word.toLowerCase() : word.charAt(0) + word.slice(1).toLowerCase();
    return isShouted && name.includes(" ") && shortWords.test(word) ? word.toLowerCase() : word;
  });
}

/** `net_generation` → `Net generation`; `ShareWomen` → `Share women`; `name.common` → `Name common`; `gdp` → `GDP`. */
export function words(name: string): string {
  const spaced = name
    .replaceAll("_", " ")
    .replace(/(?<=\p{L})\.(?=\p{L})/gu, " ")
    .replace(/(?<=[a-z]{2})[A-Z](?=[a-z])/g, (capital) => ` ${capital.toLowerCase()}`)
    .replace(/\s+/g, " ")
    .trim();
  return capitalised(withShortNames(spelledOut(unshouted(spaced))));
}
