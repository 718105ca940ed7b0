import type { KindsRole } from "./kinds/kinds-role.ts";
import type { LimitRole } from "./limit/limit-role.ts";
import type { IndicatorRole } from "./indicator/indicator-role.ts";
import type { OutcomeRole } from "./outcome/outcome.ts";
import type { PlanRole } from "./plan/plan-role.ts";
import type { RateRole } from "./rate/rate-role.ts";
import type { SidesRole } from "./sides/find-sides.ts";
import type { InventoryRole } from "./inventory/inventory-role.ts";
import type { StatementRole } from "./statement/statement-role.ts";
import type { MeterRole } from "../roles/meter/meter-role.ts";
import type { StockRole } from "../roles/stock/stock-role.ts";
import type { ScaleRole } from "./scale/scale-role.ts";
import type { RecommendRole } from "./recommend/recommend-role.ts";
import type { DurationRole, LatenessRole } from "./span/span-role.ts";
import type { RhythmRole } from "./rhythm/rhythm-role.ts";
import type { WholeRole } from "./whole/whole-role.ts";

/** What a table is about beside the values of its measures; the first that there is leads the report. */
export interface Subjects {
  readonly indicators: IndicatorRole | undefined;
  readonly limit: LimitRole | undefined;
  readonly statement: StatementRole | undefined;
  readonly plan: PlanRole | undefined;
  readonly inventory: InventoryRole | undefined;
  readonly recommend: RecommendRole | undefined;
  readonly lateness: LatenessRole | undefined;
  readonly duration: DurationRole | undefined;
  readonly outcome: OutcomeRole | undefined;
  readonly rhythm: RhythmRole | undefined;
  readonly rate: RateRole | undefined;
  readonly scale: ScaleRole | undefined;
  readonly kinds: KindsRole | undefined;
  readonly whole: WholeRole | undefined;
  /** Two columns that are set against each other in each row. */
  readonly sides: SidesRole | undefined;
  /** What there is, and what came and went. */
  readonly stock: StockRole | undefined;
  /** What meters show, of which people ask what was used. */
  readonly meters: MeterRole | undefined;
  /** Whether the table has the prices of several things over time, of which people ask how they changed. */
  readonly gains: boolean;
}
