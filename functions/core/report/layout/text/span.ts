import type { LinkBox, Meaning } from "../page.ts";
import type { RunStyle } from "../styles.ts";

/** Text of one style and one meaning inside a paragraph. */
export interface Span {
  readonly text: string;
  readonly style: RunStyle;
  readonly means: Meaning;
  readonly link?: SpanLink;
  /** Footnote referred to. */
  readonly note?: number;
  /** Destination at this point. */
  readonly anchor?: string;
  /** Lines never break inside. */
  readonly solid?: boolean;
  /** Lines never break before it. */
  readonly attached?: boolean;
  /** Lines may break before it, whatever precedes it. */
  readonly breakable?: boolean;
  /** Destination whose page's number this is. */
  readonly pageOf?: string;
  /** Text to copy and read aloud instead; the span is then solid. */
  readonly actualText?: string;
  /** A formula in place of the text: its drawing and its size in points. */
  readonly formula?: {
    readonly id: string;
    readonly scale: number;
    readonly width: number;
    readonly height: number;
    readonly depth: number;
  };
}

export interface SpanLink extends Pick<LinkBox, "target" | "contents"> {
  /** Whether `contents` holds `{page}`. */
  readonly fills?: boolean;
}
