import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadVega } from "../../../../../functions/core/report/chart/load-vega.ts";
import { OperatorParameters } from "../../../../../functions/core/report/chart/dataflow/operator-parameters.ts";

type Parameters = Pick<OperatorParameters, "set" | "modified" | "clear"> & Record<string, unknown>;

const name = fc.constantFrom("a", "b", "c");
const value = fc.oneof(fc.constantFrom(null, 1, 2, "x"), fc.array(fc.constantFrom(1, 2), { maxLength: 3 }));

describe("OperatorParameters", () => {
  it("report the same changes as Vega's own", async () => {
    const { Parameters: Own } = (await loadVega()).vega as unknown as { readonly Parameters: new () => Parameters };
    const steps = fc.array(
      fc.oneof(
        fc.record({ set: name, index: fc.constantFrom(-1, null, undefined), value, force: fc.boolean() }),
        fc.record({
          member: name,
          index: fc.integer({ min: 0, max: 3 }),
          value: fc.constantFrom(1, 2),
          force: fc.boolean(),
        }),
        fc.constant("clear" as const),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(steps, (all) => {
        const pair = [new Own(), new OperatorParameters() as unknown as Parameters];
        for (const step of all) {
          for (const parameters of pair) {
            if (step === "clear") parameters.clear();
            else if ("set" in step)
              parameters.set(
                step.set,
                step.index,
                Array.isArray(step.value) ? [...step.value] : step.value,
                step.force,
              );
            else if (Array.isArray(parameters[step.member]))
              parameters.set(step.member, step.index, step.value, step.force);
          }
          const told = pair.map((parameters) => [
            { ...parameters },
            parameters.modified(),
            parameters.modified(["b", "c"]),
            parameters.modified([]),
            ...["a", "b", "c"].flatMap((one) => [
              parameters.modified(one),
              ...[0, 1, 2, 3].map((index) => parameters.modified(one, index)),
            ]),
          ]);
          expect(told[1]).toEqual(told[0]);
        }
      }),
      { seed: 20_260_101, numRuns: 2000 },
    );
  });
});
