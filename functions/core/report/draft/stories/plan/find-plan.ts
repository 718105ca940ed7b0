import type { DraftTable } from "../../draft.ts";
import type { MeasureRole, Roles } from "../../roles/roles.ts";
import { flows } from "../../blocks/parts.ts";
import { capacityName, isCapacityName, plainName as plain } from "../../names/capacity-names.ts";
import { betterSide } from "../../names/target-names.ts";
import { allMeasures } from "../all-measures.ts";
import { constantTargets } from "./constant-targets.ts";
import { differingDecimals } from "./differing-decimals.ts";
import { findEach } from "./find-each.ts";
import type { PlanRole } from "./plan-role.ts";

interface Kind {
  readonly kind: PlanRole["kind"];
  readonly planned: RegExp;
  readonly actual: RegExp;
  /** The least and the highest quotient of what was reached and what was planned, over all rows. */
  readonly near: readonly [number, number];
  /** Names of plans by which a pair is found that has no other name of its kind. */
  readonly alone?: RegExp;
}

/** Names of what was planned and of what came of it, without what both are of: `budget 2024`, `ist umsatz`. */
const kinds: readonly Kind[] = [
  {
    kind: "target",
    planned:
      /\b(budget(ed|s)?|plan(ned)?|targets?|goals?|quota|soll|forecasts?|prognosen?|estimate[ds]?|expected|(kosten)?schätzung|schätzwert|kostenberechnung|ziele?|etat|ansatz|planwert|committed|commitment|(book|system|recorded) (qty|quantity|stock|count))\b|^(plan|soll|ziel)(?=[a-zäöü]{4})|预算数?|计划|目标|预测|预期|预计|定额|账面|估算|概算|控制价/i,
    actual:
      /\b(actuals?|ist|results?|achieved|reali[sz]ed|outturn|current|to date|ytd|spent|spending|reached|sold|completed|delivered|counted|physical count|ergebnis|istwert|erreicht|award(s|ed)?|contract (sum|value|price)|tender (sum|price)|auftragssumme|vergabesumme|zuschlagssumme|angebotssumme)\b|^ist(?=[a-zäöü]{4})|实际|完成|执行数?|决算数?|实绩|实盘|中标|合同[价额金]/i,
    near: [0.4, 2.5],
    alone: /\b(budget|plan|targets?|goals?|quota|soll|ansatz|forecast)\b|预算|计划|目标/i,
  },
  {
    kind: "threshold",
    planned:
      /\b(re[- ]?order( (point|level|qty|quantity|at))?|min(imum)?\.? (stock|level|qty|quantity)|safety stock|par level|mindestbestand|meldebestand)\b|安全库存|最低库存|再订货点?/i,
    actual:
      /^(?!.*(value|cost|price|wert|kosten|preis)).*\b(on hand|in stock|stock|qty|quantity|inventory|available|bestand|lagerbestand|menge)\b|库存|数量/i,
    near: [0.2, 20],
  },
  {
    kind: "capacity",
    planned: capacityName,
    actual:
      /\b(used|occupied|utili[sz]ed|booked|sold|enrolled|enrolment|filled|taken|attendance|attendees|patients|passengers|rented|reserved|parked|admissions|admitted|residents|inmates|guests|visitors|belegte?|besetzt|belegung|aufnahmen|gäste|verkaufte?|vermietet|genutzt|gebucht|besucher|anmeldungen|angemeldete?|teilnehmer(innen|zahl)?|participants|registrations|sign ?ups|enrol?lments|bookings|learners)\b|使用|占用|入住|已用|已售|售出|出租|乘客|在院|收治|观众|入场|报名/i,
    near: [0.02, 1.5],
  },
];

/** What a plan will come to, as far as somebody knows: a forecast beside a budget. */
const outlook =
  /\b(forecasts?|outturn|projected|projection|estimated? (at completion|final|outturn)|eac|prognosen?|hochrechnung|voraussichtlich(es?)?)\b|预计|预测/i;
/** What has come of a plan until now. */
const untilNow =
  /\b(to|bis|per|until|at) (date|now|today|heute|\d)|\b(ytd|bisher(ig\w*)?|spent|spending|verbraucht|ausgegeben|current)\b|累计|至今|截至|已(用|支出|执行)/i;

/** All that came of a plan, as its name says. */
const fullResult =
  /\b(actuals?|ist|results?|achieved|reali[sz]ed|ergebnis|istwert)\b|^ist(?=[a-zäöü]{4})|实际|决算数?|实绩/i;

/** Budgets that are a cost of their own, and no plan for another measure: of a film, of a campaign. */
const ownCost =
  /\b(production|film|movie|shooting|marketing|advertising|ad|media|campaign|promotion(al)?) budget|(produktions|film|werbe|marketing|media|kampagnen) ?(budget|etat)|(制作|拍摄|影片|营销|广告|宣传|推广)预算/i;

/** The quotient and the correlation of a plan and of what came of it, where only the plan has a name that says so. */
const nearAlone = [0.6, 1.7] as const;
const goTogether = 0.5;

/** Names of what is computed from both. */
const difference =
  /varian|deviat|\bdiff|abweich|\bgap\b|(%|percent|pct) (of|vs|to)\b|\bof (target|plan|budget)\b|差异|差额|完成率|占比/i;

/** What is left of a name without the word of its kind, and without units. */
const rest = (name: string, kind: RegExp): string =>
  plain(name)
    .replace(kind, "")
    .replace(/\(.*?\)|（.*?）/g, "")
    .replace(/\b(total|k€|eur|usd|gbp|chf|units?)\b|数|额|量/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/**
 * What was planned and what came of it, if two measures are so called: those that are of the same, or the only ones.
 * Where only the plan has such a name, it is compared with the first measure that is about as large in all.
 */
export async function findPlan(table: DraftTable, source: string, roles: Roles): Promise<PlanRole | undefined> {
  if (roles.selector !== undefined || roles.survey !== undefined) return undefined;
  const constants = constantTargets(roles, table.rows, isCapacityName);
  const measures = [...allMeasures(roles, table.rows), ...constants].filter(
    ({ column }) => !difference.test(plain(column)),
  );
  for (const kind of kinds) {
    const found = await pairOf(kind, measures, table, source);
    if (found === undefined) continue;
    if (kind.kind === "capacity" && !(await isSupply(table, source, found))) continue;
    // Stocks of several days are no stock.
    if (kind.kind === "threshold" && roles.time !== undefined && roles.time.raw !== roles.time.grain) continue;
    const { actual, planned } = found;
    // What somebody has reached until now of each goal is in a unit of its own, unless its name says more.
    const isEach = /^current$/i.test(plain(actual.column));
    const mayAdd = [actual, planned].some((one) => one.adds || (one.whole === true && !one.surely && !isEach));
    const isOpposed = roles.looks.some(({ type, texts }) => type === "text" && areOpposed(texts));
    const adds = mayAdd && !isOpposed && actual.kind !== "points" && planned.kind !== "points";
    const decimals =
      kind.kind === "capacity"
        ? actual.decimals
        : await differingDecimals(table, source, roles, { actual, planned, adds });
    const each = kind.kind === "threshold" ? await findEach(table, source, roles, planned) : undefined;
    return {
      kind: kind.kind,
      actual: { ...actual, decimals },
      planned: { ...planned, scale: actual.scale, decimals, unit: actual.unit === "" ? planned.unit : actual.unit },
      adds,
      ...(each !== undefined && { each }),
      ...(kind.kind === "target" && betterSide(actual.column) === "low" && { isBetterLow: true }),
      ...(kind.kind === "capacity" && roles.time !== undefined && isStanding(actual) && { isStanding: true }),
      ...(kind.kind === "target" && adds && isOfFewYears(roles) && !isStock(actual) && { isOfAll: true }),
    };
  }
  return undefined;
}

/** Days up to which all periods together are asked for before the last of them. */
const fewYears = 800;

const isOfFewYears = ({ time }: Roles): boolean =>
  time !== undefined && (Date.parse(time.last) - Date.parse(time.first)) / 86_400_000 <= fewYears;

/** Whether it is what there is at a time, of which several times have no sum. */
const isStock = (actual: MeasureRole): boolean =>
  !flows({ ...actual, adds: true }) || actual.lasting === true || isInUse(actual);

/** What comes in and what goes out, which are not added up to one. */
const comesIn = /^(income|incomings?|revenues?|receipts?|credit|einnahmen?|erträge?|einzahlungen?|收入)$/i;
const goesOut =
  /^(expenses?|expenditures?|spending|costs?|outgoings?|payments?|debit|ausgaben?|aufwand|aufwendungen|kosten|auszahlungen?|支出|费用)$/i;

/** Whether the texts of a column tell income from expenses. */
const areOpposed = (texts: readonly string[]): boolean =>
  [comesIn, goesOut].every((side) => texts.some((text) => side.test(text.trim())));

/** Names of what is there at a time, and may be counted at several times of a day. */
const standingName = /occupied|in use|\bused\b|parked|belegt|besetzt|占用|在用|在住/i;

const isInUse = ({ column }: MeasureRole): boolean => standingName.test(plain(column));

const isStanding = (actual: MeasureRole): boolean => !flows(actual) || isInUse(actual);

/** Names of what there is to have, or else of what is still free of it. */
const availableName = /available|verfügbar|bookable|可售/i;
/** Share of the rows in which more may be used than there is. */
const seldom = 0.02;

/** Whether there was as much as its name says, and that is not what was left of it. */
async function isSupply(
  { ask }: DraftTable,
  source: string,
  { actual, planned }: { readonly actual: MeasureRole; readonly planned: MeasureRole },
): Promise<boolean> {
  if (!availableName.test(plain(planned.column))) return true;
  const [row = {}] = await ask(`SELECT avg((${actual.value} > ${planned.value})::INTEGER) AS more FROM ${source}`);
  return Number(row["more"] ?? 1) <= seldom;
}

/** Whether a measure is a plan by its name alone, and no outlook on one: `Budget`, `Plan`. */
const isStrong = ({ column }: MeasureRole, alone: RegExp | undefined): boolean =>
  alone?.test(plain(column)) === true && !outlook.test(plain(column));

/** Whether a measure is all that came of a plan. */
const isFull = ({ column }: MeasureRole): boolean =>
  fullResult.test(plain(column)) && !untilNow.test(plain(column)) && !outlook.test(plain(column));

/** What a plan will come to, if there is a plan and nothing that is all that came of it. */
function outlooksOf(measures: readonly MeasureRole[], alone: RegExp | undefined): readonly MeasureRole[] {
  if (!measures.some((measure) => isStrong(measure, alone)) || measures.some(isFull)) return [];
  return measures.filter(({ column }) => outlook.test(plain(column)));
}

async function pairOf(
  { kind, planned: isPlanned, actual: isActual, near, alone }: Kind,
  measures: readonly MeasureRole[],
  { ask }: DraftTable,
  source: string,
): Promise<{ readonly planned: MeasureRole; readonly actual: MeasureRole } | undefined> {
  const named = measures.filter(({ column }) => isPlanned.test(plain(column)));
  const outlooks = kind === "target" ? outlooksOf(measures, alone) : [];
  // A budget goes before what else was expected, and what is committed of it.
  const plans = named
    .filter((measure) => !outlooks.includes(measure))
    .toSorted((a, b) => Number(isStrong(b, alone)) - Number(isStrong(a, alone)));
  const others = measures.filter(
    (measure) => !plans.includes(measure) && (measure.kind === "points") === (plans[0]?.kind === "points"),
  );
  // Beds that are occupied are a share of all, before those who came to them.
  const reached = [...new Set([...outlooks, ...others.filter(({ column }) => isActual.test(plain(column)))])].toSorted(
    (a, b) => Number(isInUse(b)) - Number(isInUse(a)),
  );
  const alike = plans.flatMap((planned) =>
    others
      .filter(({ column }) => {
        const left = rest(planned.column, isPlanned);
        const isNamed = kind !== "capacity" && reached.some((one) => one.column === column);
        return left === rest(column, isActual) && (left !== "" || isNamed);
      })
      .map((actual) => ({ planned, actual })),
  );
  // Of years beside each other, the last one counts.
  const last = alike
    .toSorted((a, b) => plain(a.planned.column).localeCompare(plain(b.planned.column), "en"))
    .toSorted((a, b) => Number(isStrong(a.planned, alone)) - Number(isStrong(b.planned, alone)))
    .at(-1);
  if (last !== undefined) return last;
  const [planned] = plans;
  if (planned === undefined) return undefined;
  // A plan without a partner's name is compared with what is about as large, and moves with it, if it moves.
  const isAlone = alone?.test(plain(planned.column)) === true && !ownCost.test(plain(planned.column));
  const unnamed = isAlone ? others.filter(({ adds }) => adds === planned.adds || !planned.surely) : [];
  const tried = (reached.length > 0 ? reached : unnamed).slice(0, 6);
  if (tried.length === 0) return undefined;
  const quotients = tried.map(
    ({ value }, at) =>
      `(sum((${value})::DOUBLE) FILTER (${planned.value} IS NOT NULL) / nullif(sum((${planned.value})::DOUBLE) FILTER (${value} IS NOT NULL), 0)) AS q${at}, corr((${value})::DOUBLE, (${planned.value})::DOUBLE) AS r${at}`,
  );
  const [row = {}] = await ask(
    `SELECT ${quotients.join(", ")}, min(${planned.value}) = max(${planned.value}) AS steady FROM ${source}`,
  );
  const [least, most] = reached.length > 0 ? near : nearAlone;
  const isNear = (at: number): boolean => Number(row[`q${at}`] ?? 0) >= least && Number(row[`q${at}`] ?? 0) <= most;
  const isOnly = tried.length === 1 && row["steady"] === true;
  const isLike = (at: number): boolean => reached.length > 0 || isOnly || Number(row[`r${at}`] ?? 0) >= goTogether;
  const actual = tried.find((_, at) => isNear(at) && isLike(at));
  return actual && { planned, actual };
}
