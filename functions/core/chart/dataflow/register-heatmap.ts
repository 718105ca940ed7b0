import type { RasterImage } from "../../drawing.ts";
import type { Vega } from "../vega.ts";
import { withCanvas } from "../placement/with-canvas.ts";

type Transform = new (parameters: unknown) => { transform(parameters: unknown, pulse: unknown): unknown };

/**
 * Vega's heatmap transform paints its pixels into a canvas that it asks of the page. There is none
 * here, so one that holds pixels and nothing else stands in while the transform runs.
 */
export function registerHeatmap(vega: Vega): void {
  const transforms = vega.transforms as unknown as Record<string, Transform>;
  const Heatmap = transforms["heatmap"]!;
  transforms["heatmap"] = class extends Heatmap {
    static readonly Definition = (Heatmap as unknown as { Definition: unknown }).Definition;

    override transform(parameters: unknown, pulse: unknown): unknown {
      return withCanvas(() => new PixelCanvas(), () => super.transform(parameters, pulse));
    }
  };
}

/** A canvas of which only the pixels can be written; it is at once the image that it shows. */
class PixelCanvas implements RasterImage {
  readonly format = "rgba";
  readonly complete = true;
  width = 0;
  height = 0;
  bytes = new Uint8Array(0);

  getContext(): object {
    return {
      getImageData: () => ({ data: new Uint8ClampedArray(this.width * this.height * 4) }),
      putImageData: ({ data }: { readonly data: Uint8ClampedArray<ArrayBuffer> }) => {
        this.bytes = new Uint8Array(data.buffer);
      },
    };
  }
}
