import type { Rectangle } from "../slide-frame.ts";

/** The attributes of a place, as a layout has them. */
type Holder = Readonly<Record<string, string | number>>;

/** Kinds of places. */
export type HolderKind = "title" | "ctrTitle" | "subTitle" | "body" | "ftr" | "sldNum";

/** A layout and its places; absent: it has none for this. */
export interface LayoutPlaces {
  readonly path: string;
  /** The names that it gives the colours of the theme. @default those of its master */
  readonly colors?: Readonly<Record<string, string>> | undefined;
  /** Room for running words in its own place. @default that of the frame */
  readonly footer?: Rectangle | undefined;
  readonly holders: Readonly<Record<HolderKind, Holder | undefined>>;
  /** Where text stands in the places of a customer: where it was planned elsewhere, it says so itself. */
  readonly boxes?: Readonly<Partial<Record<HolderKind, Rectangle | undefined>>>;
}
