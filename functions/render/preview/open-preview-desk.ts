import { canonicalJson, sha256 } from "../../core/json/canonical-json.ts";
import { BroadsheetError, type Problem } from "../../core/errors.ts";
import type { World } from "../../core/report/generate-report.ts";
import { loadLinearPatterns } from "../../core/json/linear-patterns.ts";
import { acceptPreview } from "../../core/service/preview/accept-preview.ts";
import { changeFiles } from "../../core/service/preview/change-files.ts";
import { editTemplate } from "../../core/report/edit/edit-template.ts";
import { makePreview, renderPreview, writePreviewPage } from "../../core/report/preview/make-preview.ts";
import type { AskedPreview, Preview } from "../../core/report/preview/preview.ts";
import { shareTemplate } from "../../core/report/preview/share-template.ts";
import { keepTemplate, openTemplate } from "../../core/report/template/open-template.ts";
import { loadTemplate } from "../../core/report/template/load-template.ts";
import { templateVersion } from "../../core/report/template/store/template-version.ts";
import type { TemplateFiles } from "../../core/report/template/template.ts";
import { storedFiles } from "../../core/report/template/stored-files.ts";
import { takeTheme, type ThemeShelf } from "../../core/report/template/shared/take-theme.ts";
import { openTheme } from "../../core/report/template/shared/open-theme.ts";
import { themeSheet } from "../../core/report/template/shared/theme-sheet.ts";
import { storedThemes } from "../../core/report/template/shared/theme-shelf.ts";
import { readTemplateFolder } from "../../seed/read-template-folder.ts";
import { eitherShelf, themesOfFolder } from "../../seed/theme-folders.ts";
import { checkFiles } from "../check-files.ts";
import { jsonOnly } from "../json-only.ts";
import { testFiles } from "../test-files.ts";
import { writeTable } from "../data/write-table.ts";
import { OverlayStore } from "./overlay-store.ts";
import type { PreviewDesk } from "./preview-messages.ts";
import { type KnownSamples, settleSamples } from "./settle-samples.ts";
import type { ObjectStore } from "../../core/ports.ts";
import { describePreview } from "./describe-preview.ts";
import { DrawingSender } from "./drawing-sender.ts";
import {
  gone,
  type KeptPreview,
  PreviewSessions,
  type Session,
  type Shown,
  type WorkingSession,
} from "./preview-sessions.ts";

/** Previews of a session whose files and pages can still be asked for. */
const mostPreviews = 3;
/** Rows shown of a query's result. */
const mostRows = 1000;
/** Edited samples kept in memory, after which they are made anew. */
const mostSamples = 8;

/** The files of a template that is being edited. */
type EditedTemplate = Parameters<PreviewDesk["check"]>[0];

/**
 * Opens the desk where previews are made: it keeps, for each session, the last previews and what the next one can use.
 * Nothing is stored.
 *
 * @param world its store is only read
 * @param pause called between two steps; throws if the preview is no longer wanted
 */
export function openPreviewDesk(world: World, pause: () => Promise<void> = async () => {}): PreviewDesk {
  const desk = new Desk(world, pause);
  return {
    make: (asked) => desk.make(asked),
    page: (id, number) => desk.page(id, number),
    file: (id) => desk.file(id),
    rows: (id, query) => desk.rows(id, query),
    files: (id) => desk.files(id),
    draft: (asked) => desk.draft(asked),
    edit: (asked) => desk.edit(asked),
    change: (asked) => desk.change(asked),
    explain: (asked) => desk.explain(asked),
    check: (asked) => desk.check(asked),
    test: (asked) => desk.test(asked),
  };
}

class Desk implements PreviewDesk {
  readonly #world: World;
  readonly #pause: () => Promise<void>;
  readonly #sessions: PreviewSessions;
  readonly #known: KnownSamples = new Map();

  constructor(world: World, pause: () => Promise<void>) {
    this.#world = world;
    this.#pause = pause;
    this.#sessions = new PreviewSessions(world.store);
  }

  async make(asked: AskedPreview): Promise<Preview> {
    const session = this.#sessions.of(asked.session, asked.name);
    const { work } = session;
    const since = asked.base.kind === "preview" ? session.previews.get(asked.base.id) : undefined;
    const before = since?.shown?.prepared.digests;
    // Contents that are the same become the same object, wherever they come from.
    const base = shared(await baseOf(asked, session, this.#world.store), session.files);
    const changed = changeFiles(base, asked.files);
    const { files, problems: unmet } = await settleTheme(changed, asked, this.#world.store);
    const version = templateVersion(files);
    const { session: editor, name, parameters, language, datasets, date } = asked;
    const id = sha256(canonicalJson({ editor, name, version, parameters, language, datasets, date }));
    const problems: Problem[] = [...unmet];
    let current = false;
    if (unmet.length === 0) {
      problems.push(
        ...(await problemsOf(async () => {
          work.shown = await this.#prepare(asked, files, version, session);
          session.good = { asked: { ...asked, files: {} }, files, version };
          current = true;
        })),
      );
    }
    const { good } = session;
    // Others were at work meanwhile. If the datasets were removed too, there is nothing to show.
    if (work.shown === undefined && good !== undefined)
      await problemsOf(async () => {
        work.shown = await this.#prepare(good.asked, good.files, good.version, session);
      });
    const { shown } = work;
    // What looks as in the preview that this one changes is on the screen, or can be asked for.
    const wanted = new Set(
      asked.pages.filter(
        (number) => before?.[number - 1] === undefined || shown?.prepared.digests[number - 1] !== before[number - 1],
      ),
    );
    const sender = asked.pagesAs === "drawings" ? new DrawingSender(since?.sent) : undefined;
    const pages = { numbers: wanted, sender, kept: work.kept };
    const described = await describePreview(id, shown?.prepared, current, jsonOnly(problems), pages);
    keepPreview(session, id, { name, files, shows: shown !== undefined, shown, sent: sender?.sent() });
    this.#sessions.brought(bytesOf(asked.base.kind === "preview" ? asked.files : Object.fromEntries(files)));
    return described;
  }

  async page(id: string, number: number): Promise<Uint8Array> {
    const { prepared } = this.#sessions.shownBy(id);
    const count = prepared.digests.length;
    if (number > count)
      throw new BroadsheetError("not-found", {
        code: "unknown-page",
        message: `the preview has no page ${number}`,
        seen: number,
        allowed: `1 to ${count}`,
      });
    return await writePreviewPage(prepared, number);
  }

  async file(id: string): Promise<Uint8Array> {
    const { session, prepared, template } = this.#sessions.shownBy(id);
    const { store, kept } = session.work;
    keepTemplate(store, template);
    return (await renderPreview(prepared.accepted, template, { ...this.#world, store }, kept)).pdf;
  }

  async rows(id: string, query: string): Promise<string> {
    const { tables } = this.#sessions.shownBy(id).prepared.laidOut;
    const table = tables.get(query);
    if (table !== undefined) return writeTable({ columns: table.columns, rows: table.rows.slice(0, mostRows) }, "json");
    throw new BroadsheetError("not-found", {
      code: "unknown-query",
      message: `the preview has no query "${query}"`,
      seen: query,
      allowed: [...tables.keys()],
    });
  }

  async files(id: string): Promise<EditedTemplate> {
    const { name, files } = this.#sessions.find(id).preview;
    return { name, files };
  }

  async draft(asked: Parameters<PreviewDesk["draft"]>[0]): ReturnType<PreviewDesk["draft"]> {
    const { draftStored } = await import("../../core/report/draft/door/draft-template.ts");
    return await draftStored(asked, { store: this.#world.store, openScratch: () => this.#world.openScratch() });
  }

  async edit(asked: Parameters<PreviewDesk["edit"]>[0]): ReturnType<PreviewDesk["edit"]> {
    return await editTemplate(asked);
  }

  async change(asked: Parameters<PreviewDesk["change"]>[0]): ReturnType<PreviewDesk["change"]> {
    const { changeTemplate } = await import("../../core/report/edit/change-template.ts");
    return await changeTemplate(asked);
  }

  async explain(asked: Parameters<PreviewDesk["explain"]>[0]): ReturnType<PreviewDesk["explain"]> {
    const { explainNumbers } = await import("../../core/report/explain-numbers.ts");
    return await explainNumbers(asked, this.#world);
  }

  async check({ name, files }: EditedTemplate): ReturnType<PreviewDesk["check"]> {
    return jsonOnly(await checkFiles(name, files, this.#world));
  }

  async test({ name, files }: EditedTemplate): ReturnType<PreviewDesk["test"]> {
    return jsonOnly(await testFiles(name, files, this.#world));
  }

  async #prepare(asked: AskedPreview, files: TemplateFiles, version: string, { work }: WorkingSession): Promise<Shown> {
    const { kept } = work;
    await loadLinearPatterns(files.get("template.yaml"));
    const template = shareTemplate(loadTemplate(asked.name, version, files, kept.template), kept.template);
    kept.template = template;
    await this.#pause();
    if (work.samples.size > mostSamples)
      Object.assign(work, { store: new OverlayStore(this.#world.store), samples: new Set() });
    const { store } = work;
    const samples = await settleSamples(template, new Set(Object.keys(asked.datasets)), {
      store,
      below: this.#world.store,
      known: this.#known,
      openScratch: () => this.#world.openScratch(),
    });
    for (const reference of Object.values(samples)) work.samples.add(`${reference.name}@${reference.version}`);
    keepTemplate(store, template);
    const accepted = await acceptPreview(
      asked,
      template,
      samples,
      { store, openScratch: () => this.#world.openScratch() },
      kept,
    );
    await this.#pause();
    return {
      prepared: await makePreview(accepted, template, { ...this.#world, store }, kept, this.#pause),
      template,
    };
  }
}

/**
 * Does some work, and returns why it could not be done if that lies in the files or the values.
 *
 * @throws whatever else it throws, also `superseded`
 */
async function problemsOf(work: () => Promise<void>): Promise<readonly Problem[]> {
  try {
    await work();
    return [];
  } catch (error) {
    if (!(error instanceof BroadsheetError) || error.transient) throw error;
    if (error.problems.some(({ code }) => code === "superseded")) throw error;
    return error.problems;
  }
}

/** Keeps a preview as the session's latest, in place of its oldest. */
function keepPreview(session: Session, id: string, preview: KeptPreview): void {
  const { previews } = session;
  session.files = preview.files;
  previews.delete(id);
  previews.set(id, preview);
  if (previews.size > mostPreviews) previews.delete(previews.keys().next().value!);
}

function bytesOf(files: Readonly<Record<string, Uint8Array | null>>): number {
  return Object.values(files).reduce((bytes, body) => bytes + (body?.byteLength ?? 0), 0);
}

/** The files that a preview changes. */
async function baseOf({ base, name }: AskedPreview, session: Session, store: ObjectStore): Promise<TemplateFiles> {
  switch (base.kind) {
    case "nothing":
      return new Map();
    case "stored": {
      const version = base.version === undefined ? {} : { version: base.version };
      return storedFiles(await openTemplate(store, { name, ...version }));
    }
    case "folder":
      return readTemplateFolder(base.folder);
    case "theme":
      return themeSheet(await openTheme(store, { name, version: base.version }));
    case "preview": {
      const before = session.previews.get(base.id);
      if (before === undefined) throw gone(base.id);
      return before.files;
    }
  }
}

/** The files with the shared theme that they name, or why it cannot be taken. */
async function settleTheme(
  files: TemplateFiles,
  asked: AskedPreview,
  store: ObjectStore,
): Promise<{ readonly files: TemplateFiles; readonly problems: readonly Problem[] }> {
  try {
    return { files: shared(await takeTheme(files, shelfOf(asked, store)), files), problems: [] };
  } catch (error) {
    if (error instanceof BroadsheetError && error.kind === "invalid-template")
      return { files, problems: error.problems };
    throw error;
  }
}

/** The shared themes that a preview may take: of a folder those beside it, then those of the store. */
function shelfOf({ base }: AskedPreview, store: ObjectStore): ThemeShelf {
  const stored = storedThemes(store);
  return base.kind === "folder" ? eitherShelf(themesOfFolder(base.folder, base.themes), stored) : stored;
}

/** The files, with the contents that are the same as before being the same objects. */
function shared(files: TemplateFiles, before: TemplateFiles): TemplateFiles {
  if (before.size === 0) return files;
  return new Map(
    [...files].map(([path, body]) => {
      const old = before.get(path);
      return [
        path,
        old !== undefined && old !== body && old.byteLength === body.byteLength && Buffer.compare(old, body) === 0
          ? old
          : body,
      ];
    }),
  );
}
