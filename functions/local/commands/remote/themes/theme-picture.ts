import { checkOut } from "../../../check-out.ts";
import { pickVersion, splitReference } from "../../../remote/remote-versions.ts";
import { writePdfFile } from "../../../write-pdf-file.ts";
import { given } from "../gather.ts";
import { tell, writeJson } from "../print-answer.ts";
import { currentOf, versionsOf } from "./theme-calls.ts";
import { type VerbOptions, withApi } from "../with-api.ts";

/** Languages of the sheet, and sizes of its picture. */
export interface ThemePictureOptions extends VerbOptions {
  readonly out?: string;
  readonly language?: "en" | "zh";
  readonly small?: boolean;
}

/**
 * `broadsheet themes picture`: writes the sheet of a stored theme as a PNG file.
 *
 * @throws BroadsheetError with the problems that the API names
 */
export async function themePicture(
  reference: string,
  { out, language, small, json, ...target }: ThemePictureOptions,
): Promise<void> {
  const { name, version } = splitReference(reference, "theme");
  const path = out ?? `${name}.png`;
  checkOut(path);
  // Pages are drawn where previews are, which only a server has.
  await withApi({ ...target, works: true }, async (api) => {
    const known = await versionsOf(api, name);
    const wanted = version === undefined ? currentOf(known, name) : pickVersion(known, name, version, "theme");
    const { data } = await api.take(
      api.client.GET("/themes/{name}/versions/{version}/picture", {
        params: {
          path: { name, version: wanted },
          query: given({ language, size: small === true ? ("small" as const) : undefined }),
        },
        parseAs: "arrayBuffer",
      }),
    );
    await writePdfFile(path, new Uint8Array(data));
    if (json === true) await writeJson({ name, version: wanted, file: path });
    else if (path !== "-") tell(`Wrote ${path}: ${name}@${wanted.slice(0, 12)}`);
  });
}
