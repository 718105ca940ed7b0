/** One line of a rendition as it is read back: what it belongs to, and its words without surplus white space. */
export interface TextBlock {
  readonly kind: string;
  readonly text: string;
}
