import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { components } from "../../../../client/create-client.ts";
import { BroadsheetError } from "../../../../core/errors.ts";
import { assertName } from "../../../../core/names/name.ts";
import { readArchive } from "../../../../core/report/template/archive/read-archive.ts";
import { writeArchive } from "../../../../core/report/template/archive/write-archive.ts";
import { templateFiles } from "../../../../core/report/template/store/template-files.ts";
import { themeRoots } from "../../../../core/report/template/theme/theme-roots.ts";
import { readThemeFolder } from "../../../../seed/read-template-folder.ts";
import { checkOutFolder } from "../../../check-out.ts";
import { formatProblems } from "../../../print-problems.ts";
import type { Remote } from "../../../remote/open-client.ts";
import { readProblem } from "../../../remote/read-problem.ts";
import { mostSent, sendArchive } from "../../../remote/send-archive.ts";
import { pickVersion, splitReference } from "../../../remote/remote-versions.ts";
import type { Column } from "../../../terminal/format-table.ts";
import { applyTheme } from "./apply-theme.ts";
import { gather, given } from "../gather.ts";
import { tell, write, writeFacts, writeJson, writeTable } from "../print-answer.ts";
import { themePicture } from "./theme-picture.ts";
import { currentOf, type ThemeUse, usesOf, versionsOf } from "./theme-calls.ts";
import { type VerbOptions, withApi } from "../with-api.ts";

type Summary = components["schemas"]["ThemeSummary"];
type Version = components["schemas"]["TemplateVersion"];

const columns: readonly Column<Summary>[] = [
  { head: "name", of: ({ name }) => name, shrinks: true },
  { head: "version", of: ({ version }) => version, enough: 12 },
  { head: "accent", of: ({ accent }) => accent },
];

const versionColumns: readonly Column<Version>[] = [
  { head: "version", of: ({ version }) => version, enough: 12 },
  { head: "state", of: ({ state }) => state },
  { head: "created", of: ({ created }) => created },
];

const useColumns: readonly Column<ThemeUse>[] = [
  { head: "template", of: ({ template }) => template, shrinks: true },
  { head: "version", of: ({ version }) => version, enough: 12 },
  { head: "theme", of: ({ theme }) => theme, enough: 12 },
  { head: "names", of: ({ names }) => names },
  { head: "", of: ({ isCurrent }) => (isCurrent ? "" : "another version is current") },
];

interface ListOptions extends VerbOptions {
  readonly limit: string;
  readonly search?: string;
  readonly unpublished?: boolean;
}

/** The verbs of `broadsheet themes`. Each throws a BroadsheetError with the problems that the API names. */
export const themeVerbs = {
  async push(folder: string, { name: wanted, ...options }: VerbOptions & { readonly name?: string }): Promise<void> {
    const name = assertName(wanted ?? basename(resolve(folder)), "theme");
    const archive = writeArchive(templateFiles(readThemeFolder(folder)));
    // A data directory takes large files only as a server does.
    await withApi({ ...options, works: archive.byteLength > mostSent }, async (api) => {
      const data = await sendArchive(name, archive, api, "theme");
      if (options.json === true) return await writeJson(data);
      const warnings = (data.warnings ?? []).map((entry) => readProblem(entry));
      if (warnings.length > 0) process.stderr.write(`${formatProblems("warning", warnings)}\n`);
      await write(`${name}@${data.version}\n`);
      tell(
        data.state === "current"
          ? "This version is current already."
          : `Stored. Publish it with: broadsheet themes promote ${name}@${data.version.slice(0, 12)}`,
      );
    });
  },

  async list({ limit, search, unpublished, json, ...target }: ListOptions) {
    await withApi(target, async (api) => {
      const themes = await gather(
        api,
        limit,
        (paging) =>
          api.client.GET("/themes", {
            params: {
              query: {
                ...given({ search, state: unpublished === true ? ("unpublished" as const) : undefined }),
                ...paging,
              },
            },
          }),
        (page) => page.themes,
      );
      if (json === true) await writeJson({ themes });
      else await writeTable(themes, columns, "There are no themes.");
    });
  },

  async show(reference: string, options: VerbOptions): Promise<void> {
    const { name, version } = splitReference(reference, "theme");
    await withApi(options, async (api) => {
      const { client, take } = api;
      const { data } = await take(
        version === undefined
          ? client.GET("/themes/{name}", { params: { path: { name } } })
          : client.GET("/themes/{name}/versions/{version}", {
              params: { path: { name, version: pickVersion(await versionsOf(api, name), name, version, "theme") } },
            }),
      );
      if (options.json === true) return await writeJson(data);
      await writeFacts([
        ["name", data.name],
        ["version", data.version],
        ["palette", data.palette.join(" ")],
        ["headline", data.headline],
        ["body", data.body],
        ["own fonts", Object.keys(data.fonts).join(", ") || "none"],
        ["logo", data.logo ? "yes" : "no"],
        ["partials", data.partials.join(", ") || "none"],
        ["images", data.images.join(", ") || "none"],
        ["shapes", data.shapes.join(", ") || "none"],
        ["messages", data.languages.join(", ") || "none"],
      ]);
    });
  },

  async versions(name: string, options: VerbOptions): Promise<void> {
    await withApi(options, async (api) => {
      const { versions } = await versionsOf(api, name);
      if (options.json === true) await writeJson({ versions });
      else await writeTable(versions as readonly Version[], versionColumns, "");
    });
  },

  async uses(name: string, options: VerbOptions): Promise<void> {
    await withApi(options, async (api) => {
      const uses = await usesOf(api, name);
      if (options.json === true) await writeJson({ uses });
      else await writeTable(uses, useColumns, "No published template takes this theme.");
    });
  },

  async pull(reference: string, { out, json, ...target }: VerbOptions & { readonly out?: string }): Promise<void> {
    const { name, version } = splitReference(reference, "theme");
    const folder = resolve(out ?? name);
    checkOutFolder(folder);
    demandEmpty(folder);
    await withApi(target, async (api) => {
      const known = await versionsOf(api, name);
      const wanted = version === undefined ? currentOf(known, name) : pickVersion(known, name, version, "theme");
      const { data } = await api.take(
        api.client.GET("/themes/{name}/versions/{version}/theme.zip", {
          params: { path: { name, version: wanted } },
          parseAs: "arrayBuffer",
        }),
      );
      for (const [path, body] of readArchive(new Uint8Array(data), themeRoots)) {
        const file = join(folder, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, body);
      }
      if (json === true) return await writeJson({ name, version: wanted, folder });
      await write(`${name}@${wanted}\n`);
      tell(`Wrote ${folder}`);
    });
  },

  async promote(reference: string, { why, json, ...target }: VerbOptions & { readonly why?: string }): Promise<void> {
    const { name, version } = splitReference(reference, "theme");
    await withApi(target, async (api) => {
      const known = await versionsOf(api, name);
      if (version === undefined)
        throw new BroadsheetError("invalid-request", {
          code: "missing-version",
          message: "say which version to promote",
          seen: reference,
          allowed: known.versions.slice(0, 20).map((one) => `${name}@${one.version.slice(0, 12)} (${one.state})`),
        });
      const wanted = pickVersion(known, name, version, "theme");
      await api.take(
        api.client.POST("/themes/{name}/promote", {
          params: { path: { name }, header: { "if-match": known.etag } },
          body: { version: wanted, ...given({ why }) },
        }),
      );
      const behind = await behindOf(api, name);
      if (json === true) return await writeJson({ name, version: wanted, behind });
      await write(`${name}@${wanted}\n`);
      tell("It is current now.");
      if (behind.length > 0)
        tell(
          `${behind.map(({ template }) => template).join(", ")} ${behind.length === 1 ? "holds" : "hold"} another version: broadsheet themes apply ${name} drafts the change.`,
        );
    });
  },

  apply: applyTheme,

  picture: themePicture,

  async remove(name: string, options: VerbOptions): Promise<void> {
    await withApi(options, async (api) => {
      const { etag } = await versionsOf(api, name);
      await api.done(api.client.DELETE("/themes/{name}", { params: { path: { name }, header: { "if-match": etag } } }));
      if (options.json === true) await writeJson({ deleted: name });
      else tell(`Unpublished the theme ${name}. Its versions stay.`);
    });
  },
};

/** The templates that hold another version than the current one. A fault here does not undo what is promoted. */
async function behindOf(api: Remote, name: string): Promise<readonly ThemeUse[]> {
  try {
    return (await usesOf(api, name)).filter(({ isCurrent }) => !isCurrent);
  } catch (error) {
    if (!(error instanceof BroadsheetError)) throw error;
    tell(`Which templates hold another version is not known: ${error.message}`);
    return [];
  }
}

/** @throws BroadsheetError `conflict` if the folder holds something */
function demandEmpty(folder: string): void {
  let entries: readonly string[] = [];
  try {
    entries = readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    entries = [folder];
  }
  if (entries.length === 0) return;
  throw new BroadsheetError("conflict", {
    code: "folder-exists",
    message: `${folder} exists and is not empty`,
    seen: folder,
    hint: "choose another with --out",
  });
}
