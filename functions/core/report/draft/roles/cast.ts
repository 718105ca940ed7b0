import type { DraftTable } from "../draft.ts";
import type { ColumnLook } from "../look/look-at-columns.ts";
import type { KeyLook } from "../look/look-at-keys.ts";
import { starOrder } from "../names/cells/star-levels.ts";
import { isWorkerName } from "../names/worker-names.ts";
import { isArmName } from "../names/arm-name.ts";
import { isCategory } from "./measures/labelling.ts";
import { isAges, memberOf } from "./find-members.ts";
import type { MeasureRole, MemberRole, Roles, TimeRole } from "./roles.ts";

export const nothing: Roles = {
  story: "series",
  looks: [],
  long: undefined,
  withoutNotes: false,
  reading: { texts: [], missing: [], words: [] },
  time: undefined,
  measures: [],
  members: [],
  selector: undefined,
  survey: undefined,
  summed: false,
  dense: true,
  apart: false,
  twins: [],
};

export const isNumber = ({ type }: ColumnLook): boolean => type === "integer" || type === "number";

export interface Work {
  readonly table: DraftTable;
  readonly looks: readonly ColumnLook[];
  readonly source: string;
  readonly time: TimeRole | undefined;
  readonly rows: number;
  readonly long: Roles["long"];
}

/** What a table's columns can be, before a story is chosen. */
export interface Cast {
  readonly base: Roles;
  readonly kept: readonly ColumnLook[];
  readonly keys: KeyLook;
  /** Place of a column among those whose keys were counted. */
  readonly at: (look: ColumnLook) => number;
  readonly measures: readonly MeasureRole[];
}

/** Share of texts from which they are of a kind. */
const mostly = 0.95;

const isMostly = (texts: readonly string[], kind: RegExp): boolean =>
  texts.filter((text) => kind.test(text.trim())).length >= mostly * texts.length;

export const isCode = ({ name, texts }: ColumnLook): boolean =>
  /code|iso|(^|_)id$/i.test(name) || isMostly(texts, /^([A-Z0-9_./-]{1,8}|[A-Z][a-z]?)$/);

/** Roles of columns, with names of their own as parameters. */
export function rolesOf(first: readonly ColumnLook[], others: readonly ColumnLook[]): readonly MemberRole[] {
  const keys = new Set<string>();
  return [...first, ...others].slice(0, 6).map((look) => memberOf(look, keys));
}

/** What people compare before all else: who won, and not where; what was done, and not for whom. */
const askedName =
  /party|partei|candidate|kandidat|product|produkt|channel|category|kategorie|政党|产品|渠道|类别|\broute\b|strecke|窗口|档口|treatment|behandlung|(auftrags|leistungs|vorgangs)art|(service|job) type|\bcause\b|contravention|fachbereich/i;
/** By which way something was sold, which is asked after what it was. */
const wayName = /channel|渠道/i;

/** A time of day: when something began is asked after what it was. */
const clock = /^\d{1,2}[:.]\d{2}([:.]\d{2})?( ?(am|pm|uhr|h))?$/i;

const isClock = ({ type, texts }: ColumnLook): boolean =>
  type === "text" && texts.length > 0 && texts.every((text) => clock.test(text.trim()));

/** Countries first, then what has a readable number of values. */
export function prefer(looks: readonly ColumnLook[], rows: number): readonly ColumnLook[] {
  const score = (look: ColumnLook): number => {
    const { countries } = memberOf(look, new Set());
    const { distinct, type } = look;
    const fits = distinct >= 3 && distinct <= 30 ? 2 : distinct === rows ? 2 : distinct > 60 ? 0 : 1;
    const asked = isArmName(look.name)
      ? 6
      : isAges(look, rows) || (type === "text" && starOrder(look.texts) !== undefined)
        ? 3
        : askedName.test(look.name.replaceAll("_", " "))
          ? wayName.test(look.name)
            ? 0.4
            : 0.5
          : 0;
    const coded = type === "text" && isCode(look) && look.distinct === rows ? 0.5 : 0;
    const isBehind = isWorkerName(look.name) || isClock(look) ? 3 : 0;
    return (
      (countries ? 4 : 0) - isBehind + fits + (type === "text" ? 1 : 0) - (isCategory(look) ? 1 : 0) + asked - coded
    );
  };
  return looks
    .map((look, at) => ({ look, score: score(look) - at / 100 }))
    .sort((a, b) => b.score - a.score)
    .map(({ look }) => look);
}

/** How many records there are. */
export const recordsMeasure: MeasureRole = {
  key: "records",
  column: "*",
  value: "1",
  label: "Records",
  called: "records",
  unit: "",
  adds: true,
  surely: true,
  kind: "percent",
  scale: 1,
  decimals: 0,
};
