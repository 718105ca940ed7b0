import type { Absent } from "./absent.ts";
import type { Role } from "./demand.ts";
import type { Following } from "./following.ts";
import type { LeafRows, Place } from "./leaf-rows.ts";
import type { SelectSource, Stage } from "./stage.ts";
import type { Node } from "./syntax-tree.ts";

/** An expression of a SELECT that is read in certain rows. */
export interface Reading {
  readonly following: Following;
  readonly stage: Stage;
  readonly source: SelectSource;
  readonly leafRows: LeafRows;
  /** Stages of subqueries that read nothing of the rows around them; undefined for others. */
  readonly subqueries: Map<Node, Promise<Stage | undefined>>;
  readonly role: Role;
  readonly place: Place;
  /** Names of result columns that are being read: `x + 1 AS x` reads the column of FROM. */
  readonly aliases: ReadonlySet<string>;
  /** Whether a name may mean a result column even if FROM has one. */
  readonly namesFirst?: boolean;
  /** Whether it is read below a NOT: a row that a subquery no longer gives may have decided. */
  readonly negated?: boolean;
  /**
   * Where the rows that an outer join did not find have a say: each would have given a value another one, and put a row
   * elsewhere whose condition, group or order is read.
   */
  readonly absent: Absent;
  /** Reads what decided that rows of FROM, or groups of them, are here: joins, WHERE, groups and HAVING. */
  readonly readConditions: (reading: Reading) => Promise<void>;
}
