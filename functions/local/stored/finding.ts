import type { RenderingWorld } from "../../core/service/lifecycle/lifecycle-world.ts";

/** What repairs need: the store, and what renders. */
export type RepairWorld = RenderingWorld;

/** A way to make an object again. */
export interface Repair {
  /** What it does, as a verb with its object: `render it again from its inputs`. */
  readonly words: string;
  /** @returns what was done, in words; undefined if it could not be done */
  run(world: RepairWorld): Promise<string | undefined>;
}

/** An object that is not as it was written. */
export interface Finding {
  readonly key: string;
  readonly kind: string;
  readonly state: "damaged" | "lost";
  /** What is wrong, as the end of a sentence. */
  readonly fault: string;
  /** Absent if nothing in the store tells what it was. */
  readonly repair?: Repair;
}
