/** The server lays out no previews. */
export class NoPreviews extends Error {
  override readonly name = "NoPreviews";
}
