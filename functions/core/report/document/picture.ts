import type { Where } from "../../errors.ts";
import type { Captioned } from "./captioned.ts";
import type { Inline } from "./inline.ts";

/** The source of a picture; it is read, checked and drawn before the pages are laid out. */
export type PictureContent =
  /**
   * A PNG, JPEG or SVG file. @property name its path in the template, or its place in the data, for messages @property
   * rasterOnly whether it comes from the data, and so may not be SVG
   */
  | { readonly kind: "image"; readonly name: string; readonly bytes: Uint8Array; readonly rasterOnly?: true }
  /**
   * @property symbology a name in `symbologies` @property level of error correction @property text whether its value is
   * printed below bars
   */
  | {
      readonly kind: "barcode";
      readonly name: string;
      readonly symbology: string;
      readonly value: string;
      readonly level?: string;
      readonly text: boolean;
    }
  /** @property tex TeX without its dollars @property display whether it is set between paragraphs */
  | { readonly kind: "formula"; readonly name: string; readonly tex: string; readonly display: boolean };

/** An image between the paragraphs. It is counted among the figures if it has a title (`number` is 0 otherwise). */
export interface Picture extends Captioned {
  readonly type: "picture";
  readonly content: PictureContent;
  /** Alternative text; absent: decoration, which is not read aloud. */
  readonly alt?: string;
  /** Printed under it. */
  readonly caption: readonly Inline[];
  /** A share of the available width (0 to 1), or points @default its own size, at most the available width */
  readonly width?: { readonly share: number } | { readonly points: number };
  /**
   * Only a part is shown: as wide as high by `ratio`, about the focus in shares of width and height from the top left
   * corner.
   */
  readonly crop?: { readonly ratio: number; readonly focus: { readonly x: number; readonly y: number } };
  /** @default "left" */
  readonly align?: "left" | "center" | "right";
  readonly where: Where;
}
