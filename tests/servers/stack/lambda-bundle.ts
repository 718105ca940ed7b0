import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ProcessorName } from "../../../infra/code/native-package.ts";
import { runProgram } from "../run-program.ts";

const root = join(import.meta.dirname, "../../..");

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** A function as the template describes it. Its code lies where it cannot find a package of the project by accident. */
export interface BundledFunction {
  /** Folder of the code, in place of `/var/task`. */
  readonly task: string;
  /** Folders of packages from layers, in place of those below `/opt`. */
  readonly layers: readonly string[];
  readonly handler: string;
  readonly memory: number;
  /** Time limit, seconds. */
  readonly timeout: number;
  /** Variables; names of resources replace references to them. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface Bundle {
  /** Functions by the names of their constructs, such as `Render`. */
  readonly functions: Readonly<Record<string, BundledFunction>>;
}

/**
 * Synthesises the stack into a folder outside of the repository, as `npm run synth` does, and so builds its bundles.
 *
 * @param folder to be made
 */
export async function synthesizeBundle(folder: string, architecture: ProcessorName): Promise<void> {
  await check("npm", ["run", "synth", "--", "--output", folder, "-c", `architecture=${architecture}`]);
}

/** The processor of this machine, as Lambda names it. */
export const ownArchitecture: ProcessorName = process.arch === "arm64" ? "arm64" : "x86_64";

/**
 * Reads which functions a synthesised stack has.
 *
 * @param names logical id without its hash → value of a reference to it
 */
export async function readBundle(folder: string, names: Readonly<Record<string, string>>): Promise<Bundle> {
  const template = JSON.parse(await readFile(join(folder, "Broadsheet.template.json"), "utf8")) as {
    Resources: Record<string, Resource>;
  };
  const codeOf = (code: unknown): string =>
    join(folder, `asset.${(code as { S3Key: string }).S3Key.replace(".zip", "")}`);
  const functions: Record<string, BundledFunction> = {};
  for (const [id, { Type, Properties }] of Object.entries(template.Resources)) {
    if (Type !== "AWS::Lambda::Function") continue;
    const variables = (Properties["Environment"] as { Variables: Record<string, unknown> }).Variables;
    functions[nameOf(id).replace(/Function$/, "")] = {
      task: codeOf(Properties["Code"]),
      layers: ((Properties["Layers"] ?? []) as readonly { Ref: string }[]).map(({ Ref }) =>
        join(codeOf(template.Resources[Ref]!.Properties["Content"]), "nodejs", "node_modules"),
      ),
      handler: String(Properties["Handler"]),
      memory: Number(Properties["MemorySize"]),
      timeout: Number(Properties["Timeout"]),
      environment: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, resolve(value, names)])),
    };
  }
  return { functions };
}

/** Puts the programs that `npm ci` installed before the machine's own. */
async function check(program: string, words: readonly string[]): Promise<void> {
  const local = join(root, "node_modules", ".bin", program);
  const env = { PATH: `${join(root, "node_modules", ".bin")}:${process.env["PATH"]}` };
  const { code, stdout, stderr } = await runProgram(existsSync(local) ? local : program, words, { cwd: root, env });
  if (code !== 0) throw new Error(`${program} ${words.join(" ")} ended with ${code}:\n${stdout}\n${stderr}`);
}

/** `RenderFunction16C6F35F` → `RenderFunction`. */
function nameOf(id: string): string {
  return id.replace(/[0-9A-F]{8}$/, "");
}

function resolve(value: unknown, names: Readonly<Record<string, string>>): string {
  if (typeof value === "string") return value;
  const { "Fn::Join": join } = value as { "Fn::Join"?: readonly [between: string, parts: readonly unknown[]] };
  if (join !== undefined)
    return join[1]
      .map((part) => resolve(part, { "AWS::Region": "us-east-1", "AWS::URLSuffix": "amazonaws.com", ...names }))
      .join(join[0]);
  const { Ref: id = (value as { "Fn::GetAtt"?: readonly string[] })["Fn::GetAtt"]?.[0] } = value as { Ref?: string };
  const name = id === undefined ? undefined : names[nameOf(id)];
  if (name === undefined) throw new Error(`nothing stands for ${JSON.stringify(value)}`);
  return name;
}
