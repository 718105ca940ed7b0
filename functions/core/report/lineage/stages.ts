import type { Stage } from "./stage.ts";
import type { StageDatabase } from "./stage-database.ts";
import type { Node } from "./syntax-tree.ts";

/** The stages of a query and of all that it reads. */
export interface Stages {
  readonly database: StageDatabase;
  /** The stage of a bound table; undefined for another table. */
  of(table: Node): Stage | undefined;
  /** Makes the stages of a query whose tables are bound. @throws Error if DuckDB refuses it as it stands */
  make(query: Node, name: string, kind: Stage["kind"], names?: readonly string[]): Promise<Stage>;
  /** The stages that a bound query names, at any depth. */
  readBy(query: Node): Stage[];
  add(stage: Omit<Stage, "number">): Stage;
}
