import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { generateReport, type World } from "../../functions/core/report/generate-report.ts";
import type { AcceptedRequest } from "../../functions/core/report/request/report-request.ts";
import { reportId } from "../../functions/core/report/request/report-id.ts";
import { gatherInputs } from "../../functions/local/inputs/gather-inputs.ts";
import { renderOnce } from "../../functions/local/render-once.ts";
import { runCommand } from "../../functions/local/start/run-command.ts";
import type { RenditionVerification } from "../../functions/local/verify-rendition.ts";
import { readRenditionManifest } from "../../functions/proof/read-rendition-manifest.ts";
import { createWorld } from "../../functions/render/create-world.ts";
import { makeRendition } from "../../functions/render/make-rendition.ts";
import { captureOutput } from "./capture-output.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-verify-rendition-"));
afterAll(() => rmSync(folder, { recursive: true }));
const template = join(folder, "briefing");

async function verify(file: string): Promise<{ code: number; stdout: string; result: RenditionVerification }> {
  const given = ["verify", file, "--template", template, "--data-dir", folder];
  const { code, stdout } = await captureOutput(() => runCommand([...given, "--json"]));
  return { code, stdout, result: JSON.parse(stdout) as RenditionVerification };
}

beforeAll(() => cpSync(join(import.meta.dirname, "../../functions/local/scaffold"), template, { recursive: true }));

describe.each(["html", "html-fonts", "xlsx", "docx", "pptx", "zip", "png"] as const)("a report as %s", (asked) => {
  const form = asked === "html-fonts" ? "html" : asked;
  const file = join(folder, `briefing-${asked}.${form}`);
  beforeAll(async () => {
    const once = { name: "briefing", folder: template, parameters: {}, datasets: {}, also: asked };
    writeFileSync(file, (await renderOnce(once)).rendition!);
  });

  /** Changes the text of the file, in all parts of a workbook. */
  function altered(name: string, change: (text: string) => string): string {
    const body = readFileSync(file);
    const path = join(folder, name);
    if (form === "html") writeFileSync(path, change(body.toString("utf8")));
    else if (form === "png") writeFileSync(path, changeTexts(body, change));
    else {
      const parts = Object.entries(unzipSync(body)).map(([part, each]): [string, Uint8Array] => [
        part,
        /\.(?:xml|svg|json)$/.test(part) ? strToU8(change(strFromU8(each))) : each,
      ]);
      writeFileSync(path, zipSync(Object.fromEntries(parts)));
    }
    return path;
  }

  test("is verified from its own manifest", async () => {
    const { code, result } = await verify(file);
    expect({ code, ...result }).toMatchObject({ code: 0, verified: true, form, changes: [], problems: [] });
    expect(result.again).toBe(result.sha256);
  });

  test("is not verified with a word changed, and the statement is named", async () => {
    // Of figures, their alternative texts; of a card, its title and its first line; of the others, every line that names a source.
    const path = altered(`forged.${form}`, (text) =>
      form === "zip"
        ? text.replace('aria-label="', 'aria-label="Sauce ')
        : form === "png"
          ? text.replace(/^[A-Z]/, "Sauce $&")
          : text.replaceAll("Source", "Sauce"),
    );
    const { code, result } = await verify(path);
    expect(code).toBe(1);
    expect(result.verified).toBe(false);
    expect(result.changes.length).toBeGreaterThan(0);
    expect(result.changes[0]!.file).toContain("Sauce");
    expect(result.changes[0]!.again).not.toContain("Sauce");
  });

  /** The world of this release, and what the file was made from. */
  async function ordered(): Promise<{ world: World; accepted: AcceptedRequest; pdf: string }> {
    const manifest = readRenditionManifest(readFileSync(file), form);
    const store = new MemoryObjectStore();
    const world = createWorld(store);
    const { parameters, date, language, acceptedBy } = manifest;
    const sources = { template, datasets: {}, dataDir: folder };
    const request = {
      engine: acceptedBy,
      ...(await gatherInputs(manifest, sources, store)),
      parameters,
      date,
      language,
    };
    return { world, accepted: { id: reportId(request), ...request }, pdf: manifest.pdf };
  }

  test("names the release whose code for renditions made it, and is read if that named none", async () => {
    const { world, accepted, pdf } = await ordered();
    const order = { form: asked, accepted, printed: { sha256: pdf, engine: world.engine } };
    const [path, old] = [join(folder, `other-code.${form}`), join(folder, `old.${form}`)];
    writeFileSync(path, await makeRendition(order, { ...world, maker: "f".repeat(64) }));
    const { code, result } = await verify(path);
    expect({ code, ...result }).toMatchObject({ code: 1, verified: false, maker: world.maker, changes: [] });
    expect(result).not.toHaveProperty("engine");
    expect(result.again).toBe(result.sha256);
    if (asked === "xlsx") {
      const given = ["verify", path, "--template", template, "--data-dir", folder];
      const { stderr } = await captureOutput(() => runCommand(given));
      const own = world.maker!.slice(0, 12);
      expect(stderr).toContain(`made by other code for renditions: ffffffffffff; this one is ${own}. Verify it with`);
    }
    writeFileSync(old, await makeRendition(order, { ...world, maker: undefined }));
    expect(readRenditionManifest(readFileSync(old), form)).not.toHaveProperty("maker");
    expect(await verify(old)).toMatchObject({ code: 0, result: { verified: true } });
  });

  test("is verified when another engine had made the PDF", async () => {
    const { world, accepted } = await ordered();
    const before = { ...world, engine: "e".repeat(64) };
    const { sha256, engine } = await generateReport(accepted, before);
    const made = join(folder, `upgraded.${form}`);
    writeFileSync(made, await makeRendition({ form: asked, accepted, printed: { sha256, engine } }, world));
    const { code, result } = await verify(made);
    expect({ code, ...result }).toMatchObject({ code: 0, verified: true, problems: [] });
    expect(result.manifest).toMatchObject({ engine: world.engine, pdfEngine: before.engine });
  });

  test("of a PDF that is not what the data give is not verified", async () => {
    const path = altered(`other.${form}`, (text) =>
      text.replace(/(pdf(?:&quot;|"):(?:&quot;|"))[0-9a-f]{64}/, `$1${"0".repeat(64)}`),
    );
    const { code, result } = await verify(path);
    expect(code).toBe(1);
    expect(result.problems[0]?.code).toBe("rendition-differs");
  });

  test("without a manifest, or with a faulty one, is refused in words", async () => {
    const without = altered(`without.${form}`, (text) =>
      text.replaceAll("broadsheet-manifest", "x").replaceAll("{", "["),
    );
    const faulty = altered(`faulty.${form}`, (text) =>
      text.replace(/(report(?:&quot;|"):(?:&quot;|"))[0-9a-f]/, "$1x"),
    );
    for (const [path, message] of [
      [without, "no manifest"],
      [faulty, "report"],
    ] as const) {
      const { code, stdout } = await verify(path);
      expect(code).toBe(1);
      expect(stdout).toContain(message);
    }
  });
});

/** Changes the texts of a PNG file, keywords apart from what they name, and counts its checksums again. */
function changeTexts(png: Buffer, change: (text: string) => string): Buffer {
  const chunks = [png.subarray(0, 8)];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const [type, data] = [png.toString("latin1", at + 4, at + 8), png.subarray(at + 8, at + 8 + png.readUInt32BE(at))];
    const parts = data.toString("utf8").split("\0");
    const [keyword = "", text = ""] = [parts[0], parts.at(-1)];
    const named = keyword.startsWith("broadsheet") ? change(keyword) : keyword;
    const body = type === "iTXt" ? Buffer.from([named, ...parts.slice(1, -1), change(text)].join("\0")) : data;
    const whole = Buffer.concat([Buffer.from(type, "latin1"), body]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(body.length);
    sum.writeUInt32BE(crc32(whole));
    chunks.push(length, whole, sum);
  }
  return Buffer.concat(chunks);
}
