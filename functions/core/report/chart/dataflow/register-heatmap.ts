import type { RasterImage } from "../../../drawing.ts";
import type { Vega } from "../vega.ts";
import { withCanvas } from "../placement/with-canvas.ts";

type Transform = new (parameters: unknown) => { transform(parameters: unknown, pulse: unknown): unknown };

/**
 * Vega's heatmap transform paints its pixels into a canvas from the page. There is no page here, so a canvas that only
 * holds pixels replaces it while the transform runs.
 */
export function registerHeatmap(vega: Vega): void {
  const transforms = vega.transforms as unknown as Record<string, Transform>;
  const Heatmap = transforms["heatmap"]!;
  transforms["heatmap"] = class extends Heatmap {
    static readonly Definition = (Heatmap as unknown as { Definition: unknown }).Definition;

    override transform(parameters: unknown, pulse: unknown): unknown {
      return withCanvas(
        () => new PixelCanvas(),
        () => super.transform(parameters, pulse),
      );
    }
  };
}

/** A canvas whose pixels can only be written; it is also the image that it shows. */
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
