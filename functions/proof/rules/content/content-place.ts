import type { ReaderPage } from "../../reader/page-list.ts";
import type { PdfDictionary, PdfItem, PdfStream } from "../../reader/pdf-syntax.ts";
import type { Inspection } from "../inspection.ts";
import type { ColourRules } from "./colour-rules.ts";
import type { ContentMark } from "./content-mark.ts";

/** Where a content stream stands. */
export interface Place {
  readonly page: ReaderPage;
  readonly label: string;
  /** Object that owns the MCIDs: the page, or a form with StructParents. */
  readonly owner: number | undefined;
  /** Its key in the parent tree. */
  readonly key: number | undefined;
  readonly resources: PdfDictionary;
  /** Whether they are the content's own (ISO 19005-3, 6.2.2), not those of the page or of the pages above. */
  readonly explicit: boolean;
  readonly marks: readonly ContentMark[];
  readonly depth: number;
}

/** The whole content of a file, of which each content stream is a part. */
export interface ContentFile {
  readonly inspection: Inspection;
  readonly colours: ColourRules;
  /** Keys → entries of the parent tree. */
  readonly parents: ReadonlyMap<number, PdfItem>;
  /** Whether the catalog names a language. */
  readonly spoken: boolean;
  /** Counts one more use of a marked-content sequence. @returns its uses so far */
  countMark(mark: string): number;
  /**
   * Checks a form, once for each kind of place.
   *
   * @param reference by which it was found, whose object owns its MCIDs
   * @returns whether it draws anything transparent
   */
  drawForm(form: PdfStream, place: Place, reference: PdfItem | undefined): boolean;
  /**
   * Checks content drawn for something else, and read through that: a pattern cell, a glyph, a mask. @returns whether
   * it draws anything transparent
   *
   * @param explicit whether the resources of `place` are those of what it is a part of, such as a Type 3 font. @default
   *   false
   */
  drawPart(stream: PdfStream, place: Place, label: string, explicit?: boolean): boolean;
}
