/** A figure or picture of an office file. */
export interface DrawnPicture {
  /** A PNG file; none of a chart that the office program draws. */
  readonly png?: Uint8Array;
  /** Points. */
  readonly size: { readonly width: number; readonly height: number };
}

/**
 * The PNG file of a figure or picture.
 *
 * @param id its own
 * @throws TypeError if it was never drawn
 */
export function pngOf(picture: DrawnPicture | undefined, id: string): Uint8Array {
  if (picture?.png === undefined) throw new TypeError(`"${id}" was never drawn`);
  return picture.png;
}
