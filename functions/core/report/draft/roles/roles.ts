import type { Stretch } from "../names/titles/title-stretch.ts";
import type { Grain, Story, LinesAround } from "../draft.ts";
import type { ColumnLook } from "../look/look-at-columns.ts";
import type { MissingCode } from "../look/missing-codes.ts";
import type { KnownOrder } from "../names/cells/known-orders.ts";
import { quoteName } from "../quote.ts";
import type { StockRole } from "./stock/stock-role.ts";
import type { MeterRole } from "./meter/meter-role.ts";

/** The time of a table. */
export interface TimeRole {
  /** The columns that it is read from. */
  readonly columns: readonly string[];
  /** Whether the columns are the periods themselves, and it is read from their names. */
  readonly across?: boolean;
  /** SQL of the day that a row is of. */
  readonly day: string;
  /** The last year of its dates, after which a few stand apart that count for none, and SQL of the day with these. */
  readonly stray?: { readonly day: string; readonly year: number };
  /** Whether its years are financial ones, which end in the next year. */
  readonly financial?: boolean;
  /** The column of its own years beside finer dates, and SQL of 1 January of the year that each is called after. */
  readonly season?: { readonly column: string; readonly day: string };
  /** Whether each row is of another time, several of which are on one day: hours of a sensor. */
  readonly finer?: boolean;
  /** SQL of the instant that a row is of, if there may be several a day. */
  readonly instant?: string;
  /** Whether each time has as many rows as the others, as of readings and lists: their number tells nothing. */
  readonly even?: boolean;
  /** The first and the last weekday on which records lie, 1 for Monday, if they lie on most of these and not on all. */
  readonly weekdays?: { readonly from: number; readonly to: number };
  /** How far apart the rows' times are; of dated records that follow no grid, a day. */
  readonly raw: Grain;
  /** The length of a period in the report. */
  readonly grain: Grain;
  /** Whether the rows' times follow a grid. */
  readonly regular: boolean;
  /** First and last day, `YYYY-MM-DD`. */
  readonly first: string;
  readonly last: string;
  /** Different times. */
  readonly times: number;
  /** The first and the last day of what the table's title says that it is of. */
  readonly titled?: Stretch;
}

/**
 * How a measure changes: in percent; in percentage points, since it is a share; as an amount, since it may be zero or
 * negative.
 */
export type ChangeKind = "percent" | "points" | "amount";

/** Labels that no column has given; they are in the words of the report's language. */
export type CalledByUs =
  | "records"
  | "net"
  | "income"
  | "expenses"
  | "country"
  | "month"
  | "period"
  | "year"
  | "weekday"
  | "consumption"
  | "distance"
  | "increase"
  | "priceChange"
  | "change";

/** Something that is measured. */
export interface MeasureRole {
  /** Its name as a parameter: lower-case letters, digits and `_`. */
  readonly key: string;
  readonly column: string;
  /** SQL of its value. */
  readonly value: string;
  readonly label: string;
  readonly called?: CalledByUs;
  readonly unit: string;
  /** SQL of its value with that of rows that were cancelled, if `value` leaves them out. */
  readonly entire?: string;
  /** Whether the values of members may be added up. */
  readonly adds: boolean;
  /** Whether it is known of the word, and not only supposed. */
  readonly surely: boolean;
  /** Whether no word says so: then a total of the table's own does. */
  readonly supposed?: boolean;
  /** Whether several values are put together as their median: prices of single sales, of which few are very high. */
  readonly middle?: boolean;
  /** Whether nothing says that the values of several times make up that of a longer one: a `count` of each month. */
  readonly lasting?: boolean;
  /** Whether it is known to come or go, so that several times make up a longer one, whatever it is called. */
  readonly moves?: boolean;
  readonly kind: ChangeKind;
  /** A printed value is the column's divided by this. */
  readonly scale: number;
  /** Another column that `value` reads: whether something came in or went out, the unit of a price, an old price. */
  readonly direction?: string;
  /** Of a price by one of several units: that unit, the column that names it, and the price by any of them. */
  readonly sold?: { readonly unit: string; readonly column: string; readonly value: string; readonly label: string };
  readonly decimals: number;
  /** Whether all values are whole numbers. */
  readonly whole?: boolean;
  /** How its values lie to zero, as the table writes them. */
  readonly sizes?: ValueSizes;
  /** Keys of measures that are computed from this one, or it from them: a relation to them is built in. */
  readonly kin?: readonly string[];
  /** Key of the measure that goes together with it most, if any clearly does and is not computed from it. */
  readonly partner?: string;
}

/** How the values of a measure lie to zero. */
export interface ValueSizes {
  /** The smallest size of a value that is not zero, and the largest. */
  readonly least: number;
  readonly most: number;
  readonly sinks: boolean;
  readonly negative: boolean;
}

/** The measure that is set beside the first: the one that goes together with it most, or else with another. */
export function otherOf(measures: readonly MeasureRole[]): MeasureRole | undefined {
  const first = measures[0]?.key;
  const partner = measures.map((one) => one.partner).find((key) => key !== undefined && key !== first);
  return measures.find(({ key }) => key === partner);
}

/** A column whose values are compared. */
export interface MemberRole {
  readonly key: string;
  readonly column: string;
  /** SQL of the member's name; a text. */
  readonly value: string;
  readonly label: string;
  readonly called?: CalledByUs;
  /** The column of the names that its value has beside a code. */
  readonly named?: string;
  readonly count: number;
  /** Whether it alone names each row of a time, so that no rows are put together to one value of a member. */
  readonly alone?: boolean;
  /** Whether its values are put together to bands of ten. */
  readonly banded?: boolean;
  /** Whether most of its values are countries. */
  readonly countries: boolean;
  /** Whether its values have an order of their own: ages, sizes, answers. */
  readonly ordered: boolean;
  /** Whether its values are months of a year. */
  readonly months?: boolean;
  /** The order of its values, if that is one of words: days of the week, sizes, grades. */
  readonly order?: KnownOrder;
  /** Values that are totals of the others, or are no countries among countries. */
  readonly leftOut: readonly string[];
  /** Values that are no answer, whose rows name no member: “Don't know”. */
  readonly answerless?: readonly string[];
  /** Those of them that stand beside a total, and are none: what it is divided by, and the quotient. */
  readonly beside?: readonly string[];
}

/** SQL of what `leftOut` lists: the names beside codes, where there are any. */
export function leftOutBy({ value, named }: MemberRole): string {
  return named === undefined ? value : `trim(${quoteName(named)})`;
}

export interface SurveyRole {
  /** The columns that are questions, or else the questions themselves. */
  readonly questions: readonly string[];
  /** SQL of the question, the answer and how many gave it, if these are columns; otherwise each row is a person. */
  readonly counted?: { readonly question: string; readonly answer: string; readonly count: string };
  /** The columns that the queries read. */
  readonly columns: readonly string[];
  /** Whether at least two questions have answers on a scale of opinions. */
  readonly graded: boolean;
}

/** Texts in a column of numbers, which have none: `c` for what is confidential, `tr` for a trace, `<0.5`. */
export interface MissingWords {
  readonly column: string;
  readonly texts: readonly string[];
  /** Rows without a number, whether they have such a text or are empty. */
  readonly rows: number;
}

/** Cells that are not read as they stand. */
export interface Reading {
  /** Columns of numbers that are stored as texts. */
  readonly texts: readonly string[];
  /** Numbers that stand for missing values. */
  readonly missing: readonly MissingCode[];
  /** Texts that stand where a number is expected. */
  readonly words: readonly MissingWords[];
  /** The column of what a meter shows, of which the report has the differences. */
  readonly meter?: string;
  /** The weekdays whose zeros are those of closed days, 1 for Monday. */
  readonly closed?: readonly number[];
  /** What the file says around the table. */
  readonly around?: LinesAround;
}

/** A column of which a report shows the rows of one value at a time. */
export interface PartRole {
  readonly column: string;
  /** SQL of its value; a text. */
  readonly value: string;
  readonly label: string;
  /** The value that is shown unless another is chosen. */
  readonly first: string;
}

/** The table's own places of its rows by the measure that they follow. */
export interface PlaceRole {
  readonly column: string;
  /** SQL of a row's place. */
  readonly value: string;
  readonly measure: string;
}

/** The lines of a plan or statement. */
export interface AccountsRole {
  /** The column of their names. */
  readonly column: string;
  /** Names of all, as the table has them. */
  readonly order: readonly string[];
  /** Names of those that are made from others: totals of chapters, what is left after costs. */
  readonly made: readonly string[];
  /** The last of these, if it is what is left of others. */
  readonly result: string | undefined;
  /** Whether lines of both kinds have no sum: income, and costs without a minus. */
  readonly opposed: boolean;
}

/** Rows whose amounts did not come about. */
export interface VoidedRole {
  readonly column: string;
  /** The states that say so, as the table writes them. */
  readonly texts: readonly string[];
  /** SQL of whether a row is one of them. */
  readonly isVoid: string;
  /** Keys of the measures that are without them. */
  readonly measures: readonly string[];
}

/** What a table is about. */
export interface Roles {
  readonly story: Story;
  /** What the columns look like, as the rows are read. */
  readonly looks: readonly ColumnLook[];
  /** SQL of the rows, if not all of `records` are data; `turned`: periods of columns become rows. */
  readonly long:
    | {
        readonly sql: string;
        readonly turned: boolean;
        /** Names of the columns that periods across and their values become. */
        readonly across?: { readonly time: string; readonly value: string };
        /** Columns of the table that the rows are without. */
        readonly without?: readonly string[];
        /** A column that may be the sum of the turned ones. */
        readonly total?: { readonly whole: string; readonly parts: readonly string[] };
      }
    | undefined;
  /** Whether rows that are notes or totals of all periods are left out. */
  readonly withoutNotes: boolean;
  /** How cells were read that are not what they seem. */
  readonly reading: Reading;
  readonly time: TimeRole | undefined;
  /** The first is what the report is about. */
  readonly measures: readonly MeasureRole[];
  /** The first is what the report compares. */
  readonly members: readonly MemberRole[];
  /** Column that names what each row measures: `Indicator`. */
  readonly selector: string | undefined;
  /** Column that names what each row measures, of a table of one time in which each has one row: no row is a place. */
  readonly listed?: string;
  readonly survey: SurveyRole | undefined;
  /** Whether the records are what people reported, by what they are about: complaints, tickets, faults. */
  readonly reports?: true;
  /** Whether several rows of the table make one value of a member. */
  readonly summed: boolean;
  /** Whether the members of most periods are the same. */
  readonly dense: boolean;
  /** Whether no row is left without the totals of all columns: the parts of one lie beside the totals of another. */
  readonly apart: boolean;
  /** The places that the table gives its rows itself. */
  readonly place?: PlaceRole;
  /** The column that tells the rows of one member and time apart, where they may not be put together. */
  readonly part?: PartRole;
  /** The lines of a plan or statement, where some are made from others. */
  readonly accounts?: AccountsRole;
  /** The rows whose amounts are left out. */
  readonly voided?: VoidedRole;
  /** What there is at the end of each time, where columns have what came and went. */
  readonly stock?: StockRole;
  /** What meters show, where the first measure is what was used. */
  readonly meter?: MeterRole;
  /** Key of the points of a league table. */
  readonly league?: string;
  /** Columns whose values are spans of time: only the whole of all periods is divided by them. */
  readonly spans?: readonly MemberRole[];
  /** Columns that were left aside, since they say the same as another one. */
  readonly twins: readonly string[];
}
