import { canonicalJson, sha256 } from "../../core/json/canonical-json.ts";
import { BroadsheetError, type Problem } from "../../core/errors.ts";
import type { World } from "../../core/report/generate-report.ts";
import { loadLinearPatterns } from "../../core/json/linear-patterns.ts";
import { acceptPreview } from "../../core/service/preview/accept-preview.ts";
import { changeFiles } from "../../core/service/preview/change-files.ts";
import { copyWork, type KeptWork, keepWork } from "../../core/report/preview/keep-work.ts";
import {
  makePreview,
  type PreparedPreview,
  renderPreview,
  writePreviewPage,
} from "../../core/report/preview/make-preview.ts";
import type { AskedPreview, Preview, PreviewPage } from "../../core/report/preview/preview.ts";
import { shareTemplate } from "../../core/report/preview/share-template.ts";
import { keepTemplate, openTemplate } from "../../core/report/template/open-template.ts";
import { loadTemplate } from "../../core/report/template/load-template.ts";
import { templateVersion } from "../../core/report/template/store/template-version.ts";
import type { Template, TemplateFiles } from "../../core/report/template/template.ts";
import { readTemplateFolder } from "../../seed/read-template-folder.ts";
import { checkFiles } from "../check-files.ts";
import { jsonOnly } from "../json-only.ts";
import { testFiles } from "../test-files.ts";
import { writeTable } from "../write-table.ts";
import { OverlayStore } from "./overlay-store.ts";
import type { PreviewDesk } from "./preview-messages.ts";
import { type KnownSamples, settleSamples } from "./settle-samples.ts";

/** Sessions kept; the one that was not used for longest goes first. */
const mostSessions = 4;
/** Previews of a session whose files and pages can still be asked for. */
const mostPreviews = 3;
/** Rows shown of a query's result. */
const mostRows = 1000;
/** Edited samples kept in memory, after which they are made anew. */
const mostSamples = 16;

interface KeptPreview {
  readonly name: string;
  readonly files: TemplateFiles;
  /** What is shown, and the template that it was made with; absent if no preview of the session succeeded yet. */
  readonly shown?: Shown | undefined;
  /** Whether it is made from these files. */
  readonly current: boolean;
}

interface Shown {
  readonly prepared: PreparedPreview;
  readonly template: Template;
}

interface Session {
  /** The template with which it began. */
  readonly template: string;
  readonly kept: KeptWork;
  readonly previews: Map<string, KeptPreview>;
  files: TemplateFiles;
  shown?: Shown | undefined;
  store: OverlayStore;
  samples: number;
}

/**
 * Opens the desk where previews are made: it keeps, for each session, the last previews and what the next one can use.
 * Nothing is stored.
 *
 * @param world its store is only read
 * @param pause called between two steps; throws if the preview is no longer wanted
 */
export function openPreviewDesk(world: World, pause: () => Promise<void> = async () => {}): PreviewDesk {
  // From the least to the most recently used.
  const sessions = new Map<string, Session>();
  const known: KnownSamples = new Map();

  /** Begins a session with what the last one of its template keeps: opening an editor again compiles no chart. */
  const begin = (template: string): Session => {
    const like = [...sessions.values()].findLast((session) => session.template === template);
    return {
      template,
      kept: like === undefined ? keepWork() : copyWork(like.kept),
      previews: new Map(),
      files: like?.files ?? new Map<string, Uint8Array>(),
      store: new OverlayStore(world.store),
      samples: 0,
    };
  };

  const sessionOf = (name: string, template: string): Session => {
    const session = sessions.get(name) ?? begin(template);
    sessions.delete(name);
    sessions.set(name, session);
    if (sessions.size > mostSessions) sessions.delete(sessions.keys().next().value!);
    return session;
  };

  const find = (id: string): { readonly session: Session; readonly preview: KeptPreview } => {
    for (const session of sessions.values()) {
      const preview = session.previews.get(id);
      if (preview !== undefined) return { session, preview };
    }
    throw gone(id);
  };

  const shownBy = (id: string): Shown & { readonly session: Session } => {
    const { session, preview } = find(id);
    if (preview.shown === undefined)
      throw new BroadsheetError("not-found", {
        code: "nothing-to-show",
        message: "no preview of the session had pages yet",
        seen: id,
      });
    return { session, ...preview.shown };
  };

  /** The files that a preview changes. */
  const baseOf = async ({ base, name }: AskedPreview, session: Session): Promise<TemplateFiles> => {
    switch (base.kind) {
      case "nothing":
        return new Map();
      case "stored":
        return (
          await openTemplate(world.store, { name, ...(base.version === undefined ? {} : { version: base.version }) })
        ).files;
      case "folder":
        return readTemplateFolder(base.folder);
      case "preview": {
        const before = session.previews.get(base.id);
        if (before === undefined) throw gone(base.id);
        return before.files;
      }
    }
  };

  const prepare = async (
    asked: AskedPreview,
    files: TemplateFiles,
    version: string,
    session: Session,
  ): Promise<Shown> => {
    await loadLinearPatterns(files.get("template.yaml"));
    const template = shareTemplate(
      loadTemplate(asked.name, version, files, session.kept.template),
      session.kept.template,
    );
    session.kept.template = template;
    await pause();
    if (session.samples > mostSamples) Object.assign(session, { store: new OverlayStore(world.store), samples: 0 });
    const { store } = session;
    const samples = await settleSamples(template, new Set(Object.keys(asked.datasets)), {
      store,
      below: world.store,
      known,
      openScratch: () => world.openScratch(),
    });
    keepTemplate(store, template);
    const accepted = await acceptPreview(
      asked,
      template,
      samples,
      { store, openScratch: () => world.openScratch() },
      session.kept,
    );
    await pause();
    return { prepared: await makePreview(accepted, template, { ...world, store }, session.kept, pause), template };
  };

  return {
    async make(asked) {
      const session = sessionOf(asked.session, asked.name);
      const before =
        asked.base.kind === "preview" ? session.previews.get(asked.base.id)?.shown?.prepared.digests : undefined;
      // Contents that are the same become the same object, wherever they come from.
      const files = changeFiles(shared(await baseOf(asked, session), session.files), asked.files);
      const version = templateVersion(files);
      const { session: editor, name, parameters, language, datasets, date } = asked;
      const id = sha256(canonicalJson({ editor, name, version, parameters, language, datasets, date }));
      const problems: Problem[] = [];
      let current = false;
      try {
        session.shown = await prepare(asked, files, version, session);
        current = true;
      } catch (error) {
        if (
          !(error instanceof BroadsheetError) ||
          error.transient ||
          error.problems.some(({ code }) => code === "superseded")
        )
          throw error;
        problems.push(...error.problems);
      }
      session.files = files;
      session.previews.delete(id);
      session.previews.set(id, { name, files, shown: session.shown, current });
      if (session.previews.size > mostPreviews) session.previews.delete(session.previews.keys().next().value!);
      // What looks as in the preview that this one changes is on the screen, or can be asked for.
      const wanted = new Set(
        asked.pages.filter(
          (number) =>
            before?.[number - 1] === undefined || session.shown?.prepared.digests[number - 1] !== before[number - 1],
        ),
      );
      return await describe(id, session.shown?.prepared, current, jsonOnly(problems), wanted);
    },
    async page(id, number) {
      const { prepared } = shownBy(id);
      const count = prepared.digests.length;
      if (number > count)
        throw new BroadsheetError("not-found", {
          code: "unknown-page",
          message: `the preview has no page ${number}`,
          seen: number,
          allowed: `1 to ${count}`,
        });
      return await writePreviewPage(prepared, number);
    },
    async file(id) {
      const { session, prepared, template } = shownBy(id);
      keepTemplate(session.store, template);
      return (await renderPreview(prepared.accepted, template, { ...world, store: session.store }, session.kept)).pdf;
    },
    async rows(id, query) {
      const { tables } = shownBy(id).prepared.laidOut;
      const table = tables.get(query);
      if (table !== undefined)
        return writeTable({ columns: table.columns, rows: table.rows.slice(0, mostRows) }, "json");
      throw new BroadsheetError("not-found", {
        code: "unknown-query",
        message: `the preview has no query "${query}"`,
        seen: query,
        allowed: [...tables.keys()],
      });
    },
    async files(id) {
      const { name, files } = find(id).preview;
      return { name, files };
    },
    async check({ name, files }) {
      return jsonOnly(await checkFiles(name, files, world));
    },
    async test({ name, files }) {
      return jsonOnly(await testFiles(name, files, world));
    },
  };
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

async function describe(
  id: string,
  prepared: PreparedPreview | undefined,
  current: boolean,
  problems: readonly Problem[],
  wanted: ReadonlySet<number>,
): Promise<Preview> {
  if (prepared === undefined)
    return {
      id,
      state: "none",
      problems,
      warnings: [],
      datasets: {},
      pages: [],
      blocks: [],
      queries: [],
      columns: {},
      made: { queries: 0, charts: 0, pages: 0 },
      timings: {},
    };
  const { accepted, laidOut, warnings, digests, blocks, columns, timings, ran, compiled } = prepared;
  const pages: PreviewPage[] = laidOut.layout.pages.map(({ width, height }, index) => ({
    number: index + 1,
    width,
    height,
    digest: digests[index]!,
  }));
  for (const number of wanted) {
    const page = pages[number - 1];
    if (page !== undefined) pages[number - 1] = { ...page, pdf: await writePreviewPage(prepared, number) };
  }
  const queries = [...laidOut.tables.values()].map(({ name, columns, rows }) => ({
    name,
    file: laidOut.template.queries.get(name)!.file,
    columns,
    rows: rows.length,
    ran: ran.has(name),
  }));
  const made = {
    queries: current ? ran.size : 0,
    charts: current ? compiled : 0,
    pages: pages.filter(({ pdf }) => pdf !== undefined).length,
  };
  const { language, date, datasets } = accepted;
  return {
    id,
    state: current ? "current" : "stale",
    problems,
    warnings: jsonOnly(warnings),
    title: laidOut.document.title,
    language,
    date,
    datasets,
    pages,
    blocks,
    queries,
    columns,
    made,
    timings,
  };
}

function gone(id: string): BroadsheetError {
  return new BroadsheetError("not-found", {
    code: "preview-gone",
    message: "the preview is no longer kept",
    where: { pointer: "/since" },
    seen: id,
    hint: "send all files again, without `since`",
  });
}
