import type { Grain } from "../../draft.ts";
import type { MeasureRole, MemberRole } from "../../roles/roles.ts";

/** Units of what lies between two moments. */
export type SpanUnit = "day" | "hour" | "minute";

/** A column that says when something happened: on a day, at an instant, or at a time of a day that it does not name. */
export interface Moment {
  readonly column: string;
  readonly label: string;
  readonly kind: "day" | "instant" | "clock";
}

/** How long it took from one moment of a record to another. */
export interface DurationRole {
  readonly begin: Moment;
  readonly end: Moment;
  readonly unit: SpanUnit;
  /** The length of a period of the course; undefined if no day is known. */
  readonly grain: Grain | undefined;
  /** The columns by which it differs, the clearest first. */
  readonly groups: readonly MemberRole[];
  /** SQL of what a record is called, if each has a name or number of its own, and the column of it. */
  readonly name: { readonly column: string; readonly label: string; readonly value: string } | undefined;
  /** Whether it is what such a table is kept for. */
  readonly leads: boolean;
  /** The records whose two moments were planned and did not come about: bookings that were cancelled. */
  readonly unheld: Unheld | undefined;
  /** The states that say which of the records without an end are open; undefined if nothing tells. */
  readonly states: EndStates | undefined;
}

/** A column that says of records without an end which are open, and which were closed otherwise. */
export interface EndStates {
  readonly column: string;
  readonly label: string;
  /** The states in which something is still to come, as the table writes them. */
  readonly open: readonly string[];
  /** Those after which nothing more comes; the report names those in neither list, too. */
  readonly over: readonly string[];
}

/** Records that did not take place. */
export interface Unheld {
  readonly column: string;
  /** The states that say so, as the table writes them. */
  readonly texts: readonly string[];
  /** SQL of whether a record is one of them. */
  readonly isUnheld: string;
}

/** Whether what was due, promised or planned for a moment came in time. */
export interface LatenessRole {
  readonly due: Moment;
  readonly actual: Moment;
  readonly unit: SpanUnit;
  /** The other days of a record, of which the last one in the table is taken for its date. */
  readonly days: readonly Moment[];
  readonly groups: readonly MemberRole[];
  readonly name: DurationRole["name"];
  /** What is added up over records that are overdue. */
  readonly amount: MeasureRole | undefined;
  readonly states: EndStates | undefined;
}

/** What a table tells between two of its columns. */
export interface Spans {
  readonly lateness: LatenessRole | undefined;
  readonly duration: DurationRole | undefined;
}
