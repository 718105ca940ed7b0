import type { DraftTable } from "../../draft.ts";
import type { ColumnLook } from "../../look/look-at-columns.ts";
import { quoteName } from "../../quote.ts";
import { titleWords } from "../../names/titles/title-words.ts";
import { isCalledAfter } from "../../roles/measures/titled.ts";
import { isOfVisits, readMissed } from "./visit-states.ts";
import { areRefusals, isUndecided } from "../../names/cells/void-states.ts";
import type { Roles } from "../../roles/roles.ts";
import { findGroups, findSteps } from "./find-groups.ts";
import { atLastTime } from "./at-last-time.ts";
import { byDeals, byMissed, byResults, type Found, labelOf, list, type Told } from "./by-results.ts";
import type { OutcomeRole } from "./outcome.ts";
import {
  endingName,
  flagWeight,
  isPunctual,
  isResultOfTest,
  leavingName,
  plainState,
  qualityName,
  readPassed,
  readStates,
  readWonLost,
  readYesNo,
  settlingName,
  stateName,
} from "./state-words.ts";

/** Fewest rows of which a share tells anything, and most states that people tell apart. */
const fewestRows = 20;
const mostStates = 8;
/** Share of the rows that must say how they ended. */
const mostly = 0.5;
/** Share of the rows from which a date that some have is no slip, and up to which it is not what all have. */
const [someRows, nearlyAll] = [0.01, 0.99];

/** Weight of a column after which the table is called, and of the results of the tests that are its rows. */
const [surely, most] = [5, 6];

/** Share of the rows with a date from which hardly any is still open. */
const mostlySettled = 0.95;

/** Share of the rows with a date from which those without are too few to lead a report. */
const fewOpen = 0.9;

/**
 * What a table records the end of, if it does: one of its columns says by yes or no, by a state or by a date whether
 * somebody left, a run failed, an invoice is open. Of several it is the one whose name says so most surely, and of
 * these the last.
 */
export async function findOutcome(table: DraftTable, source: string, roles: Roles): Promise<OutcomeRole | undefined> {
  const { story, looks, selector, survey, long } = roles;
  const isOfRecords =
    story === "flow" || story === "cross" || story === "groups" || story === "series" || story === "panel";
  if (!isOfRecords || selector !== undefined || survey !== undefined || long?.turned === true) return undefined;
  if (table.rows < fewestRows) return undefined;
  const times = new Set(roles.time?.columns);
  // A date that not all have tells who has one, also where there is no other time.
  const isTold = ({ name, type }: ColumnLook): boolean => !times.has(name) || type === "date" || type === "timestamp";
  const words = titleWords(table.title);
  const isNamed = ({ name }: Pick<ColumnLook, "name">): boolean => isCalledAfter(words, name);
  const areVisits = isOfVisits([words, ...looks.map(({ name }) => name)]);
  const found = looks.filter(isTold).flatMap((look) => toldBy(look, table.rows, isNamed(look), areVisits) ?? []);
  if (found.length === 0 && roles.measures.every(({ column }) => column === "*")) found.push(...lookForAny(looks));
  const best = Math.max(...found.map(({ weight }) => weight));
  const last = found.findLast(({ weight }) => weight === best);
  if (last === undefined) return undefined;
  const { weight: _, ...told } = last;
  const latest = await atLastTime(table, source, roles, told.ended);
  const [among, of] = [latest?.table ?? table, latest?.source ?? source];
  const groups = await findGroups(among, of, roles, told);
  // Steps of the members of one time are too small to tell anything.
  const steps = groups.length > 0 || latest !== undefined ? undefined : await findSteps(table, source, roles, told);
  const amount = told.told === "state" ? await amountOf(among, of, roles, told) : undefined;
  const isQuality = told.told === "state" && told.isWon !== true && qualityName.test(told.column);
  const isResult =
    told.isResult === true || looks.some(({ name, texts }) => name === told.column && isResultOfTest(name, texts));
  const isKept = told.isMissed === true || isPunctual(told.column) || isResult;
  const isAsked = told.told !== "date" && (isNamed({ name: told.column }) || isKept);
  return {
    isResult: false,
    isWon: false,
    isRare: false,
    undecided: [],
    ...told,
    isAsked,
    isQuality,
    isOfOneTime: latest !== undefined,
    groups,
    steps,
    amount,
  };
}

/** What is added up by state: the first amount that most rows have which ended so; hours come when the work is done. */
async function amountOf(
  { ask }: DraftTable,
  source: string,
  { measures }: Roles,
  { column: own, ended }: Told,
): Promise<OutcomeRole["amount"]> {
  const tried = measures.filter(({ adds, column }) => adds && column !== "*" && column !== own);
  if (tried.length === 0) return undefined;
  const known = tried.map(({ value }, at) => `avg((${value} IS NOT NULL)::INTEGER) FILTER (${ended}) AS v${at}`);
  const [row = {}] = await ask(`SELECT ${known.join(", ")} FROM ${source}`);
  return tried.find((_, at) => Number(row[`v${at}`] ?? 0) >= mostly);
}

function toldBy(look: ColumnLook, rows: number, isNamed: boolean, areVisits: boolean): Found | undefined {
  const { type, values } = look;
  if (type === "date" || type === "timestamp") return byDate(look, rows);
  if (values < mostly * rows) return undefined;
  if (type !== "text") return byFlag(look, isNamed);
  const missed = areVisits ? readMissed(look.texts) : [];
  if (missed.length > 0) return byMissed(look, missed);
  const found = byAnswer(look, isNamed) ?? byState(look, rows);
  // A title that names another column in passing asks for the results of its tests no less.
  return found !== undefined && isResultOfTest(look.name, look.texts) ? { ...found, weight: most } : found;
}

/** A date that only those have that ended. */
function byDate(look: ColumnLook, rows: number): Found | undefined {
  const { name, values } = look;
  if (values < someRows * rows || values > nearlyAll * rows) return undefined;
  const spaced = plainState(name);
  const isWithout = settlingName.test(spaced);
  const isLeaving = leavingName.test(spaced);
  if (!isWithout && !isLeaving && !endingName.test(spaced)) return undefined;
  const column = quoteName(name);
  return {
    column: name,
    label: labelOf(look),
    told: isLeaving ? "leaving" : "date",
    ended: `${column} IS ${isWithout && !isLeaving ? "" : "NOT "}NULL`,
    state: `NULL::VARCHAR`,
    counted: [],
    isOpen: isWithout && !isLeaving,
    isWithout: isWithout && !isLeaving,
    isRare: isWithout && !isLeaving && values > fewOpen * rows,
    // What only a few still lack says less than a column of yes and no.
    weight: isWithout && !isLeaving && values > mostlySettled * rows ? 1.5 : 3,
  };
}

/** Numbers 0 and 1, and truth values. */
function byFlag(look: ColumnLook, isNamed: boolean): Found | undefined {
  const { name, type, whole, low, high, distinct } = look;
  const isBit = type === "boolean" || (type === "integer" && whole && low === 0 && high === 1);
  if (!isBit || distinct < 2) return undefined;
  const value = type === "boolean" ? quoteName(name) : `${quoteName(name)} = 1`;
  return flagged(look, value, { yes: [], no: [] }, isNamed);
}

/** Texts of yes and no. */
function byAnswer(look: ColumnLook, isNamed: boolean): Found | undefined {
  const answers = readYesNo(look.texts);
  if (answers === undefined) return undefined;
  const column = `trim(${quoteName(look.name)})`;
  const value = `CASE WHEN ${column} IN (${list(answers.yes)}) THEN true WHEN ${column} IN (${list(answers.no)}) THEN false END`;
  return flagged(look, value, answers, isNamed);
}

/** Where nothing is measured, the only yes and no is what a table tells: whether countries have a coast. */
function lookForAny(looks: readonly ColumnLook[]): readonly Found[] {
  const flags = looks.flatMap((look): readonly Found[] => {
    const { name, type, whole, low, high, distinct, texts } = look;
    const isBit = distinct === 2 && (type === "boolean" || (type === "integer" && whole && low === 0 && high === 1));
    const answers = type === "text" ? readYesNo(texts) : undefined;
    if (!isBit && answers === undefined) return [];
    const column = quoteName(name);
    const value =
      answers === undefined
        ? `${column}::INTEGER = 1`
        : `CASE WHEN trim(${column}) IN (${list(answers.yes)}) THEN true WHEN trim(${column}) IN (${list(answers.no)}) THEN false END`;
    return [
      {
        column: name,
        label: labelOf(look),
        told: "flag",
        ended: value,
        state: "NULL::VARCHAR",
        counted: [],
        isOpen: false,
        isWithout: false,
        weight: 0.5,
      },
    ];
  });
  return flags.length === 1 ? flags : [];
}

function flagged(
  look: ColumnLook,
  value: string,
  answers: { readonly yes: readonly string[]; readonly no: readonly string[] },
  isNamed: boolean,
): Found | undefined {
  const { weight: own, isUsual } = flagWeight(look.name);
  // What a table is called after is what it tells, before all states.
  const weight = isNamed ? surely : own;
  if (weight === 0) return undefined;
  return {
    column: look.name,
    label: labelOf(look),
    told: "flag",
    ended: isUsual ? `NOT (${value})` : value,
    state: "NULL::VARCHAR",
    counted: isUsual ? (answers.no.length > 0 ? answers.no.slice(0, 1) : ["no"]) : [],
    isOpen: false,
    isWithout: false,
    weight,
  };
}

/** Texts of a few states, some of which people ask for. */
function byState(look: ColumnLook, rows: number): Found | undefined {
  const { name, texts, distinct } = look;
  if (distinct < 2 || distinct > mostStates || distinct * 4 > rows) return undefined;
  const deals = readWonLost(texts);
  if (deals !== undefined) return byDeals(look, deals);
  const results = readPassed(texts);
  if (results !== undefined) return byResults(look, results);
  const states = readStates(texts);
  if (states === undefined) return undefined;
  const isNamed = stateName.test(plainState(name));
  const needed = isNamed ? Math.min(2, texts.length) : texts.length;
  if (states.known < needed) return undefined;
  const counted = states.failed.length > 0 ? states.failed : states.open;
  // If all are of one kind, none of them is what people ask for.
  if (counted.length === texts.length) return undefined;
  const state = `trim(${quoteName(name)})`;
  // Of what was asked for, those still waiting have neither been refused nor granted.
  const undecided = areRefusals(counted) ? texts.filter(isUndecided) : [];
  if (counted.length + undecided.length === texts.length) return undefined;
  const isCounted = `${state} IN (${list(counted)})`;
  return {
    column: name,
    label: labelOf(look),
    told: "state",
    ended: undecided.length === 0 ? isCounted : `CASE WHEN ${state} NOT IN (${list(undecided)}) THEN ${isCounted} END`,
    undecided: undecided.map((text) => text.trim()),
    state,
    counted: counted.map((text) => text.trim()),
    isOpen: states.failed.length === 0,
    isWithout: false,
    weight: isNamed ? 3.5 : 2.5,
  };
}
