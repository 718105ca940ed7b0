import { randomBytes } from "node:crypto";
import type { Render } from "../../core/service/lifecycle/lifecycle-world.ts";
import type { Clock } from "../../core/ports.ts";
import type { Stage } from "../../core/report/publish/report.ts";

/** A subsegment of a trace in X-Ray's format; times are seconds since the epoch. */
export interface Subsegment {
  readonly name: string;
  /** 16 hexadecimal digits. */
  readonly id: string;
  readonly start_time: number;
  readonly end_time: number;
  readonly fault?: true;
  /** Searchable keys of a trace. */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly subsegments?: readonly Subsegment[];
}

/**
 * Traces every render: a subsegment `render`, annotated with the report and its template, with one subsegment per
 * stage. A stage begins when the render reports it.
 *
 * @param send receives the subsegment to add to the present invocation's trace
 */
export function traceRender(render: Render, clock: Clock, send: (part: Subsegment) => void): Render {
  return async (accepted, progress, engine, page) => {
    const begun = clock.now();
    const reached: { readonly stage: Stage; readonly at: number }[] = [];
    const tell = (failed: boolean): void => {
      const ended = clock.now();
      const parts = reached.map(({ stage, at }, index) => part(stage, at, reached[index + 1]?.at ?? ended));
      const annotations = { report: accepted.id, template: accepted.template.name };
      send({ ...part("render", begun, ended), ...(failed ? { fault: true } : {}), annotations, subsegments: parts });
    };
    try {
      const hear = (stage: Stage): void => {
        reached.push({ stage, at: clock.now() });
        progress(stage);
      };
      const report = await render(accepted, hear, engine, page);
      tell(false);
      return report;
    } catch (error) {
      tell(true);
      throw error;
    }
  };
}

function part(name: string, from: number, to: number): Subsegment {
  return { name, id: randomBytes(8).toString("hex"), start_time: from / 1000, end_time: to / 1000 };
}
