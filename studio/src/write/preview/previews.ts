import type { FileSource } from "../sources/file-source.ts";
import type { WorkFile } from "../workspace/work-file.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { askServer, fetchPage } from "./ask-server.ts";
import { DrawnPages } from "./drawn/drawn-pages.ts";
import { openDrawn } from "./drawn/open-drawn.ts";
import { type OpenPage, openPage } from "./open-page.ts";
import type { PreviewPage } from "./preview.ts";
import { PreviewSession, type PreviewState } from "./preview-session.ts";
import { defaultValues, type PreviewValues } from "./preview-values.ts";

/**
 * The previews of one open editor. The first is asked for before the files are here; then each change of the workspace
 * asks for the next at once, before it is drawn anywhere else.
 */
export class Previews {
  readonly #session: PreviewSession;
  readonly #drawn = new DrawnPages();
  #workspace: Workspace | undefined;
  #values = defaultValues;
  #inView: readonly number[] = [1];
  #waits = false;

  constructor(name: string, source: Pick<FileSource, "base">) {
    const known = (): ReadonlyMap<string, Uint8Array> =>
      savedFiles(this.#workspace?.files() ?? new Map<string, WorkFile>());
    const ask = askServer(name, crypto.randomUUID(), source, known, "drawings");
    this.#session = new PreviewSession(async (call) => {
      const answer = await ask(call);
      if ("preview" in answer) this.#drawn.receive(answer.preview, call.since);
      return answer;
    });
    this.#wish();
  }

  readonly state = (): PreviewState => this.#session.state();
  readonly subscribe = (listener: () => void): (() => void) => this.#session.subscribe(listener);

  /** Follows the files, once they are here. */
  follow(workspace: Workspace): void {
    this.#workspace = workspace;
    workspace.subscribe(() => {
      if (this.#waits) return;
      this.#waits = true;
      // What one action changes is one wish; it leaves before React draws anything.
      queueMicrotask(() => {
        this.#waits = false;
        this.#wish();
      });
    });
    this.#wish();
  }

  /** Takes other parameters, another language or other datasets. */
  take(values: PreviewValues): void {
    if (values === this.#values) return;
    this.#values = values;
    this.#wish();
  }

  /** Takes the pages in view, which come with the next answer. */
  readonly view = (pages: readonly number[]): void => {
    this.#inView = pages.length === 0 ? [1] : pages;
  };

  /** Opens a page of a preview, as a drawing if there is one; the caller closes it. */
  readonly openPage = async (id: string, page: PreviewPage): Promise<OpenPage> => {
    const drawn = this.#drawn.find(page.digest);
    return drawn === undefined ? await this.openPdf(id, page) : await openDrawn(drawn, page);
  };

  /** Opens the PDF of a page of a preview; the caller closes it. */
  readonly openPdf = async (id: string, page: PreviewPage): Promise<OpenPage> =>
    await openPage(await fetchPage(id, page.number));

  #wish(): void {
    const files = this.#workspace === undefined ? undefined : presentFiles(this.#workspace.files());
    this.#session.wish({ files, ...this.#values, pages: this.#inView });
  }
}

/** The files that the template has now, by path. */
export function presentFiles(files: ReadonlyMap<string, WorkFile>): Map<string, Uint8Array> {
  return new Map([...files.values()].filter(({ removed }) => !removed).map(({ path, bytes }) => [path, bytes]));
}

/** The files as the source holds them. */
function savedFiles(files: ReadonlyMap<string, WorkFile>): Map<string, Uint8Array> {
  return new Map(
    [...files.values()].flatMap(({ path, saved }) => (saved === undefined ? [] : [[path, saved.bytes] as const])),
  );
}
