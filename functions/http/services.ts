import type { AnsweredNumbers, AskedNumbers } from "../core/report/explain-numbers.ts";
import type { Findings } from "../core/report/compose/check/check-text.ts";
import type { RecipeChange } from "../core/report/dataset/change-recipe.ts";
import type { DatasetContent } from "../core/report/dataset/dataset-content.ts";
import type { JudgedProfile } from "../core/report/dataset/store-version.ts";
import type { BatchJob } from "../core/service/batch/batch-world.ts";
import type { Output } from "../core/report/request/batch-request.ts";
import type { LifecycleWorld } from "../core/service/lifecycle/lifecycle-world.ts";
import type { ReadyReport } from "../core/service/lifecycle/status/report-status.ts";
import type { PromotionJob } from "../core/service/promotion/sweep-promotions.ts";
import type { PublicationWorld } from "../core/service/publication/publication-world.ts";
import type { RenditionJob } from "../core/service/rendition/rendition-kind.ts";
import type { HttpPoster, ScratchSpace, SecretStore } from "../core/ports.ts";
import type { DatasetReference } from "../core/report/request/report-request.ts";
import type { Problem } from "../core/errors.ts";
import type { AnsweredDraft, AskedDraft } from "../core/report/draft/draft.ts";
import type { AnsweredChange, AskedChange } from "../core/report/edit/change.ts";
import type { AnsweredEdit, AskedEdit } from "../core/report/edit/edit.ts";
import type { AskedPreview, Preview } from "../core/report/preview/preview.ts";
import type { Pictures } from "../core/report/template/store/keep-pictures.ts";
import type { Template } from "../core/report/template/template.ts";
import type { Upload } from "../core/service/upload/upload.ts";
import type { UploadPart } from "../core/service/upload/upload-parts.ts";
import type { RefreshJob } from "../core/service/view/refresh-kind.ts";
import type { SourceServices } from "./datasets/source-services.ts";
import type { StudioFiles } from "./pages/studio-files.ts";

export interface SignedUpload {
  /** May be a path of this application. */
  readonly url: string;
  /** Headers that the signature covers. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly expires: number;
}

/** Takes the bytes of uploads where no store does. */
export interface UploadDesk {
  /** Where the key of the signed paths is. */
  readonly secrets: SecretStore;
  /** Called when the bytes are stored; also when they are sent again. */
  arrived(upload: Upload): void;
}

/** What webhooks, letters and copies need of their host. */
export interface DeliveryServices {
  readonly secrets: SecretStore;
  readonly http: HttpPoster;
  /** Whether webhooks may lead to http and to this machine. */
  readonly allowLocalWebhooks: boolean;
  /** Webhooks that may exist. @default 1000 */
  readonly mostWebhooks?: number | undefined;
  /** Whether letters can be sent, and where copies may go: for checking a `deliver` list. */
  readonly sendsMail: boolean;
  readonly copyTargets: readonly string[];
  /** Called with the keys of deliveries that are now due. */
  due(keys: readonly string[]): Promise<void> | void;
}

/** A file of a template's folder on disk. */
export interface FolderFile {
  /** Inside the folder, `/`-separated. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * The folders on disk from which templates are published. Every method throws BroadsheetError `not-found` for a
 * template without one.
 */
export interface TemplateFolders {
  /** Whether its files may be changed. */
  isEditable(template: string): boolean;
  list(template: string): Promise<readonly FolderFile[]>;
  /**
   * @throws BroadsheetError `not-found`, `invalid-request` for a path that no template may have, `conflict` for a link
   */
  read(template: string, path: string): Promise<{ readonly body: Uint8Array; readonly sha256: string }>;
  /**
   * Writes a file, if the present content is acceptable.
   *
   * @param accepts called with the SHA-256 of the present content, or undefined
   * @returns the content before and after
   * @throws BroadsheetError as `read`; `conflict` for a bundled template, `limit-exceeded` beyond a template's limits
   */
  write(
    template: string,
    path: string,
    body: Uint8Array,
    accepts: (present: string | undefined) => boolean,
  ): Promise<{ readonly changed: boolean; readonly before: string | undefined; readonly after?: string }>;
  /** Removes a file in the same way. */
  remove(
    template: string,
    path: string,
    accepts: (present: string | undefined) => boolean,
  ): Promise<{ readonly changed: boolean; readonly before: string }>;
  /**
   * Reports changes to the present files by any program, until the function that it returns is called. A file without
   * `sha256` was deleted.
   */
  watch(
    template: string,
    changed: (files: readonly { readonly path: string; readonly sha256?: string }[]) => void,
  ): Promise<() => void>;
}

/** What previews need of their host, see `PreviewDesk`. */
export interface PreviewServices {
  make(asked: AskedPreview): Promise<Preview>;
  page(id: string, number: number): Promise<Uint8Array>;
  file(id: string): Promise<Uint8Array>;
  rows(id: string, query: string): Promise<string>;
  /** Drafts a report of a stored dataset. */
  draft(asked: AskedDraft): Promise<AnsweredDraft>;
  /** Describes a block of a text, and finds the patches of an edit. */
  edit(asked: AskedEdit): Promise<AnsweredEdit>;
  /** Changes several files of a template at once. */
  change(asked: AskedChange): Promise<AnsweredChange>;
  check(id: string): Promise<{ readonly errors: readonly Problem[]; readonly warnings: readonly Problem[] }>;
  /** Runs its tests; `errors` says why they could not run. */
  test(id: string): Promise<{
    readonly tests: readonly { readonly file: string; readonly title: string; readonly problems: readonly Problem[] }[];
    readonly errors: readonly Problem[];
  }>;
  /** The folder from which a template is published; undefined if there is none. */
  folderOf(template: string): string | undefined;
  /** The folder of their shared themes, if not those beside them. */
  readonly themes?: string | undefined;
}

/** What the HTTP application needs from its host, a laptop or AWS. */
export interface Services extends LifecycleWorld {
  /** Whether a 404 lists the existing templates and datasets: only if every caller may know them all. */
  readonly suggestsNames: boolean;
  /** Opens a private folder on disk, for tools that read only files. */
  openScratch(): Promise<ScratchSpace>;
  /**
   * Does the work of accepting a request when it is its turn.
   *
   * @param patienceMs longest time until its turn
   * @throws BroadsheetError `unavailable` (`too-busy`) if its turn does not come in time
   */
  admit<T>(patienceMs: number, work: () => Promise<T>): Promise<T>;
  /** Called for every new claim, with its template's name. On AWS the store's own notification does the work. */
  claimed(id: string, generation: number, template: string): void;
  /** Called for every new batch where the store notifies nobody of its claim. */
  planBatch?(job: BatchJob): void;
  /** Outputs of batches that can be made. @default only files */
  readonly outputs?: readonly Output[] | undefined;
  /**
   * Checks a template in a ZIP file, in a process of its own.
   *
   * @throws BroadsheetError `unavailable` if that cannot be done now; `limit-exceeded` if it takes too long
   */
  checkTemplate(asked: { readonly name: string; readonly archive: Uint8Array }): Promise<Findings>;
  /**
   * Called for every new promotion. If present, a version is promoted only if it has tests and passes them; somebody
   * else runs them. On AWS the store's own notification does the work.
   */
  promoted?(job: PromotionJob): void;
  /**
   * Stores a dataset that came in a request, in a process of its own and within `requestLimits`, and computes the
   * choices that templates take from it; or, with `dryRun`, only says what it would be.
   *
   * @throws BroadsheetError as `storeDataset`; `limit-exceeded` if it takes too much time or memory; `unavailable` if
   *   it cannot be read now
   */
  storeDataset(
    sent: DatasetContent & { readonly name: string; readonly dryRun?: boolean; readonly hold?: boolean },
  ): Promise<JudgedProfile>;
  /**
   * Gives a dataset a recipe, tries one on it, tries a view or judges a stored version by the dataset's contract, in a
   * process of its own and within `requestLimits`.
   *
   * @returns the profile of the current version then, of the one that would be with its first rows as JSON, or of the
   *   judged one
   * @throws BroadsheetError as `changeRecipe` and `judgeStored`; as `storeDataset` for time and memory
   */
  answerRecipe(
    asked: { readonly name: string } & (
      | { readonly change: RecipeChange }
      | { readonly text: string }
      | { readonly view: { readonly text: string } }
      | { readonly judge: string }
    ),
  ): Promise<{ readonly profile: JudgedProfile; readonly first?: string }>;
  /** Called when a dataset's name was moved by hand, where somebody follows that at once. */
  dataMoved?(): void;
  /** Called for every refresh of a view that was claimed, where the store notifies nobody of it. */
  refreshes?(job: RefreshJob): void;
  /**
   * Runs a query in a process of its own.
   *
   * @returns the body of the answer
   * @throws BroadsheetError as the query; `unavailable` if it cannot be run now
   */
  runQuery(asked: {
    readonly sql: string;
    readonly datasets: Readonly<Record<string, Required<DatasetReference>>>;
    readonly parameters: Readonly<Record<string, unknown>>;
    readonly format: "json" | "csv";
    /** A condition within the SELECT, which is refused unless it is one expression over columns. */
    readonly condition?: string;
  }): Promise<string>;
  /**
   * Draws a page of a stored PDF as PNG. If absent, there are no pictures of pages.
   *
   * @param key of the PDF in the store
   * @param page from 1
   * @param scale pixels per point
   * @throws BroadsheetError `unavailable` if the PDF is not there; `limit-exceeded` for a huge picture
   */
  drawPage?(key: string, page: number, scale: number): Promise<Uint8Array>;
  /**
   * Says where numbers of a report come from, in a process of its own that reads templates and datasets only. If
   * absent, reports cannot be asked.
   *
   * @throws BroadsheetError as `explainNumbers`; `unavailable` if it cannot be done now
   */
  explain?(asked: AskedNumbers): Promise<AnsweredNumbers>;
  /**
   * Called when a client waits for a rendition, which must then be made. If absent, reports are PDFs only.
   */
  rendition?(job: RenditionJob): void;
  /**
   * Stores a template's sample datasets; `onlyAbsent` leaves earlier samples alone, which the published version may
   * need.
   */
  seedSamples(template: Template, options: { readonly onlyAbsent: boolean }): Promise<void>;
  /**
   * Makes the PDF of a report that is ready again, because it is lost or damaged. If absent, only an operator can.
   *
   * @returns the report as it then is: the same, or its next generation; undefined if that takes longer than a client
   *   waits
   * @throws BroadsheetError `damaged` if its inputs are damaged too
   */
  restore?(report: ReadyReport): Promise<ReadyReport | undefined>;
  /**
   * Returns once the report has an outcome, or after `ms` milliseconds. Meanwhile the queue renders on a laptop, and
   * this call on AWS.
   */
  settle(id: string, generation: number, ms: number): Promise<void>;
  /**
   * Signs a URL that serves a stored file under a name to anyone who has it, for fifteen minutes. If absent, the
   * application sends the bytes itself.
   */
  signFileUrl?(key: string, fileName: string, contentType: string): Promise<string>;
  /**
   * Signs a URL that accepts the bytes of one upload, or of one part of it, and no others, for fifteen minutes. If
   * absent, there are no uploads: datasets and templates arrive only in requests.
   */
  signUpload?(upload: Upload, part?: UploadPart): Promise<SignedUpload>;
  /** Uploads that may be open at a time, see `announceUpload`. @default 1000 */
  readonly mostUploads?: number | undefined;
  /** Bytes of the largest file of a dataset that an upload may bring. @default 256 MiB */
  readonly largestUpload?: number | undefined;
  /** Required if `signUpload` signs paths of this application, see `signContentPath`. */
  readonly uploadDesk?: UploadDesk;
  /** The files of the studio, by their paths below `/studio/`. If absent, there is no studio here. */
  readonly studio?: StudioFiles;
  /** Whether an answer may be a stream that lasts. @default false */
  readonly streams?: boolean;
  /**
   * The first page of a report of the template with default values, in one of its languages if one is given, as PNG.
   * If absent, templates have no pictures.
   *
   * @throws BroadsheetError `not-found` (`no-picture`) if no report can be made without further values; `unavailable`
   */
  readonly pictureOf?: Pictures;
  /**
   * A sheet of type, key figures, a chart, a table and colours as a version of a theme sets them, as PNG. If absent,
   * themes have no pictures.
   *
   * @throws BroadsheetError `not-found` (`no-picture`) if the sheet cannot be set with the theme; `unavailable`
   */
  readonly themePictureOf?: Pictures;
  /** What templates may be written with. If absent, the application does not say. */
  authoringWords?(): Promise<Readonly<Record<string, unknown>>>;
  /** If absent, templates have no folders on disk here. */
  readonly folders?: TemplateFolders;
  /** If absent, there are no previews of unsaved templates. */
  readonly previews?: PreviewServices;
  /** If absent, datasets are not fetched from sources here. */
  readonly sources?: SourceServices;
  /** If absent, there are no publications. */
  readonly publications?: PublicationWorld;
  /** If absent, events are not announced, and there are no webhooks. */
  readonly delivery?: DeliveryServices;
}
