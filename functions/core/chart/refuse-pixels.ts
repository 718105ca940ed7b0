import type { Vega } from "./load-vega.ts";
import { withCanvas } from "./with-canvas.ts";

type Transform = new (parameters: unknown) => { transform(parameters: unknown, pulse: unknown): unknown };

/** Transforms that paint into a canvas and read its pixels → what to say of it. */
const reasons = {
  label:
    `the label transform can keep labels clear of each other, but not of marks, whose pixels there are none of: give it "avoidBaseMark": false and no "avoidMarks"`,
  wordcloud: "the wordcloud transform packs words by their pixels, which there are none of: place the words in the data, or show a table or bars",
};

/**
 * Refuses by name what needs a canvas to paint into, instead of Vega's failing over `null`. Labels
 * that need only keep clear of each other are placed.
 */
export function refusePixels(vega: Vega): void {
  const transforms = vega.transforms as unknown as Record<string, Transform>;
  for (const [name, reason] of Object.entries(reasons)) {
    const Original = transforms[name]!;
    const refuse = (): never => {
      throw new Error(reason);
    };
    transforms[name] = class extends Original {
      static readonly Definition = (Original as unknown as { Definition: unknown }).Definition;

      override transform(parameters: unknown, pulse: unknown): unknown {
        return withCanvas(refuse, () => super.transform(parameters, pulse));
      }
    };
  }
}
