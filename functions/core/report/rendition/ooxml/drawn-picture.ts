/** A drawing as a PNG file. */
export interface DrawnPicture {
  readonly png: Uint8Array;
  /** Points. */
  readonly size: { readonly width: number; readonly height: number };
}
