import type { LinkBox, Meaning } from "../page.ts";
import type { RunStyle } from "../styles.ts";

/** Text of one look and one meaning inside a paragraph. */
export interface Span {
  readonly text: string;
  readonly style: RunStyle;
  readonly means: Meaning;
  readonly link?: SpanLink;
  /** Footnote referred to. */
  readonly note?: number;
  /** Destination that stands here. */
  readonly anchor?: string;
  /** Lines never break inside. */
  readonly solid?: boolean;
  /** Lines never break in front. */
  readonly attached?: boolean;
  /** Lines may break in front, whatever stands there. */
  readonly breakable?: boolean;
  /** Destination whose page's number this is. */
  readonly pageOf?: string;
  /** What is copied and read aloud in its place; it is solid. */
  readonly actualText?: string;
}

export interface SpanLink extends Pick<LinkBox, "target" | "contents"> {
  /** Whether `contents` holds `{page}`. */
  readonly fills?: boolean;
}
