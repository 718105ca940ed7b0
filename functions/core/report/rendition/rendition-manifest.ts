import { canonicalJson } from "../../json/canonical-json.ts";
import type { RenditionForm } from "../../rendition-form.ts";
import type { Provenance } from "../pdf/provenance.ts";

/** What a rendition was made from: what its report was, the report's PDF, and how it was asked for. */
export interface RenditionManifest extends Provenance {
  /** Version of this format. */
  readonly rendition: 1;
  readonly form: Exclude<RenditionForm, "html-fonts">;
  /** How it was asked for: only a page has options. */
  readonly options: { readonly fonts?: "embed" };
  /** SHA-256 of the report's PDF. */
  readonly pdf: string;
  /** Digest of the engine that made the PDF, whose name is in the PDF; absent: `engine`. */
  readonly pdfEngine?: string;
  /** Digest of the code that made the rendition, the engine's included; absent: a release before it was named. */
  readonly maker?: string;
}

/** Who makes a rendition of which PDF. */
export interface RenditionSource {
  /** SHA-256 of the report's PDF. */
  readonly pdf: string;
  /** Digest of the engine that made the PDF. @default that of the provenance */
  readonly pdfEngine?: string | undefined;
  /** Digest of the code that makes the rendition. @default it is not named */
  readonly maker?: string | undefined;
}

/** Builds the manifest of a rendition. */
export function renditionManifest(
  provenance: Provenance,
  asked: RenditionForm,
  { pdf, pdfEngine = provenance.engine, maker }: RenditionSource,
): RenditionManifest {
  const form = asked === "html-fonts" ? "html" : asked;
  const options = asked === "html-fonts" ? ({ fonts: "embed" } as const) : {};
  return {
    rendition: 1,
    form,
    options,
    pdf,
    ...(pdfEngine !== provenance.engine && { pdfEngine }),
    ...(maker !== undefined && { maker }),
    ...provenance,
  };
}

/** Characters that JSON may write as they are, and that pages and office files leave out. */
const unwritable = /[\u007f-\u009f\ufffe\uffff]/g;

/**
 * The manifest as text: canonical JSON, so that the same one has the same bytes, with what no page or office file can
 * hold by its number.
 */
export function manifestText(manifest: RenditionManifest): string {
  return canonicalJson(manifest).replaceAll(
    unwritable,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
