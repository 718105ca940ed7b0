import type { ReaderPage } from "../reader/page-list.ts";
import type { PdfReader } from "../reader/pdf-reader.ts";
import type { PdfDictionary } from "../reader/pdf-syntax.ts";
import type { Findings } from "./findings.ts";
import type { Standard } from "./rule.ts";
import type { ReadStructure } from "./structure/read-structure.ts";

/** A font and what is shown in it. */
export interface FontUse {
  readonly dictionary: PdfDictionary;
  /** For people: BaseFont, or the object's number. */
  readonly label: string;
  /** Character codes shown, each with the first page that shows it. */
  readonly codes: Map<number, number>;
  /** Codes shown without an ActualText that gives their meaning. */
  readonly plain: Set<number>;
  /** Whether anything was shown in a visible rendering mode. */
  visible: boolean;
}

/** A file under inspection: the data for all rules. */
export interface Inspection {
  readonly reader: PdfReader;
  /** Those by which it is checked: findings against others are not reported. */
  readonly standards: ReadonlySet<Standard>;
  readonly pages: readonly ReaderPage[];
  readonly structure: ReadStructure;
  readonly fonts: Map<PdfDictionary, FontUse>;
  readonly findings: Findings;
  /** Components of the PDF/A output intent's profile: 1 grey, 3 RGB, 4 CMYK; `undefined` without one. */
  readonly outputComponents: number | undefined;
}
