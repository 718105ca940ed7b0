import type { Vega } from "./load-vega.ts";
import { withCanvas } from "./with-canvas.ts";

type Transform = new (parameters: unknown) => { transform(parameters: unknown, pulse: unknown): unknown };

/**
 * Vega's label transform keeps labels clear of marks by painting these into a canvas and reading
 * its pixels. There is none here: what needs it is refused by name, instead of Vega's failing over
 * `null`; labels that need only keep clear of each other are placed.
 */
export function registerLabel(vega: Vega): void {
  const transforms = vega.transforms as unknown as Record<string, Transform>;
  const Label = transforms["label"]!;
  transforms["label"] = class extends Label {
    static readonly Definition = (Label as unknown as { Definition: unknown }).Definition;

    override transform(parameters: unknown, pulse: unknown): unknown {
      return withCanvas(refuse, () => super.transform(parameters, pulse));
    }
  };
}

function refuse(): never {
  throw new Error(
    `the label transform can keep labels clear of each other, but not of marks, whose pixels there are none of: give it "avoidBaseMark": false and no "avoidMarks"`,
  );
}
