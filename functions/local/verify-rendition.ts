import { MemoryObjectStore } from "../adapters/memory-object-store.ts";
import { BroadsheetError, type Problem } from "../core/errors.ts";
import { sha256 } from "../core/json/canonical-json.ts";
import type { TextBlock } from "../core/report/rendition/compare/text-block.ts";
import type { RenditionManifest } from "../core/report/rendition/rendition-manifest.ts";
import type { RenditionForm } from "../core/rendition-form.ts";
import { localeFor } from "../core/report/locale/locale-for.ts";
import { reportId } from "../core/report/request/report-id.ts";
import { cardBlocks } from "../proof/card/card-blocks.ts";
import { docxBlocks } from "../proof/docx/docx-blocks.ts";
import { pptxBlocks } from "../proof/pptx/pptx-blocks.ts";
import { figureBlocks } from "../proof/figures/figure-blocks.ts";
import { htmlBlocks } from "../proof/html/html-blocks.ts";
import { readRenditionManifest } from "../proof/read-rendition-manifest.ts";
import { xlsxBlocks } from "../proof/xlsx/xlsx-blocks.ts";
import { createWorld } from "../render/create-world.ts";
import { makeRendition } from "../render/make-rendition.ts";
import { gatherInputs, type Sources } from "./inputs/gather-inputs.ts";

/** A statement of a rendition that is not as it is made again. */
export interface RenditionChange {
  /** What it belongs to: `row`, `heading`. */
  readonly kind: string;
  /** Index of the line, from 0. */
  readonly line: number;
  /** In the file; absent: it is not there. */
  readonly file?: string;
  /** Made again; absent: it is too much. */
  readonly again?: string;
}

/** The result of making a rendition again. */
export interface RenditionVerification {
  /** Whether it was made by this engine and this code for renditions, and has the same bytes when it is made again. */
  readonly verified: boolean;
  readonly form: RenditionManifest["form"];
  readonly manifest: RenditionManifest;
  /** SHA-256 of the file at hand. */
  readonly sha256: string;
  /** SHA-256 of the file made again; absent if it could not be made. */
  readonly again?: string;
  /** This engine, if it is another than the file's. */
  readonly engine?: string;
  /** What makes renditions here, if the file names another. */
  readonly maker?: string;
  /** What the file says otherwise, the first changes if there are many. */
  readonly changes: readonly RenditionChange[];
  /** Why it could not be made again. */
  readonly problems: readonly Problem[];
}

const mostListed = 20;

/**
 * Makes a report again from a rendition's manifest, which must give the PDF that the manifest names; makes the
 * rendition again, and compares the bytes.
 *
 * @throws BroadsheetError `invalid-request` for a file without a manifest, `not-found` for inputs that are neither
 *   given nor stored
 */
export async function verifyRendition(
  file: Uint8Array,
  form: RenditionManifest["form"],
  sources: Sources,
): Promise<RenditionVerification> {
  const manifest = readRenditionManifest(file, form);
  const store = new MemoryObjectStore();
  const world = createWorld(store);
  const inputs = await gatherInputs(manifest, sources, store);
  const { parameters, date, language, engine, maker, pdf, pdfEngine = engine } = manifest;
  const request = { engine: manifest.acceptedBy, ...inputs, parameters, date, language };
  const accepted = { id: reportId(request), ...request };
  const about = {
    form,
    manifest,
    sha256: sha256(file),
    ...(engine !== world.engine && { engine: world.engine }),
    ...(maker !== undefined && world.maker !== undefined && maker !== world.maker && { maker: world.maker }),
  };
  const asked: RenditionForm = manifest.options.fonts === "embed" ? "html-fonts" : form;
  const order = { form: asked, accepted, printed: { engine: pdfEngine, sha256: pdf } };
  // Under the names that the file has.
  const again = await makeRendition(order, { ...world, engine, maker }).catch(problemsOf);
  if (!(again instanceof Uint8Array)) return { ...about, verified: false, changes: [], problems: again };
  const made = { ...about, verified: false, again: sha256(again), changes: [], problems: [] };
  if (Buffer.compare(again, file) === 0) return { ...made, verified: !("engine" in about) && !("maker" in about) };
  try {
    return { ...made, changes: changesOf(file, again, form, language) };
  } catch (error) {
    return { ...made, problems: problemsOf(error) };
  }
}

/** @throws whatever is not a fault of the file or of its inputs */
function problemsOf(error: unknown): readonly Problem[] {
  if (!(error instanceof BroadsheetError) || error.transient) throw error;
  return error.problems;
}

function changesOf(
  file: Uint8Array,
  again: Uint8Array,
  form: RenditionManifest["form"],
  language: string,
): RenditionChange[] {
  const [own, made] = [file, again].map((each) => blocksOf(each, form, language)) as [TextBlock[], TextBlock[]];
  const changes: RenditionChange[] = [];
  for (let line = 0; line < Math.max(own.length, made.length) && changes.length < mostListed; line++) {
    const [here, there] = [own[line], made[line]];
    if (here?.kind === there?.kind && here?.text === there?.text) continue;
    const kind = (there ?? here)!.kind;
    changes.push({ line, kind, ...(here && { file: here.text }), ...(there && { again: there.text }) });
  }
  return changes;
}

function blocksOf(file: Uint8Array, form: RenditionManifest["form"], language: string): TextBlock[] {
  if (form === "html") return htmlBlocks(new TextDecoder().decode(file));
  if (form === "docx") return docxBlocks(file, localeFor(language).number);
  if (form === "pptx") return pptxBlocks(file, localeFor(language).number);
  if (form === "png") return cardBlocks(file);
  return form === "zip" ? figureBlocks(file) : xlsxBlocks(file, localeFor(language).number);
}
