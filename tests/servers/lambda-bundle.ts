import { existsSync } from "node:fs";
import { cp, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { runProgram } from "./run-program.ts";

const root = join(import.meta.dirname, "../..");

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** A function as the template describes it, with its code where no package of the project can be found by accident. */
export interface BundledFunction {
  /** Folder of the code: `/var/task`. */
  readonly task: string;
  /** Folders of packages from layers: below `/opt`. */
  readonly layers: readonly string[];
  readonly handler: string;
  readonly memory: number;
  /** Seconds. */
  readonly timeout: number;
  /** References to resources of the stack are put in by their names. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface Bundle {
  /** By the name of its construct: `Render`. */
  readonly functions: Readonly<Record<string, BundledFunction>>;
}

/**
 * Synthesises the stack for this machine's processor and copies what it bundled out of the repository.
 *
 * @param folder where everything goes
 * @param names logical id, without its hash, → what a reference to it stands for
 */
export async function bundleStack(folder: string, architecture: "arm64" | "x86_64", names: Readonly<Record<string, string>>): Promise<Bundle> {
  const out = join(folder, "cdk.out");
  await check("node", ["infra/prepare-lambda.ts", architecture]);
  await check("cdk", ["synth", "--quiet", "--output", out, "-c", `architecture=${architecture}`]);
  const template = JSON.parse(await readFile(join(out, "Broadsheet.template.json"), "utf8")) as { Resources: Record<string, Resource> };
  const copied = new Map<string, string>();
  const copy = async (code: unknown): Promise<string> => {
    const hash = ((code as { S3Key: string }).S3Key ?? "").replace(".zip", "");
    const target = join(folder, "code", hash.slice(0, 12));
    if (!copied.has(hash)) {
      copied.set(hash, target);
      await mkdir(target, { recursive: true });
      await cp(join(out, `asset.${hash}`), target, { recursive: true });
    }
    return target;
  };
  const functions: Record<string, BundledFunction> = {};
  for (const [id, { Type, Properties }] of Object.entries(template.Resources)) {
    if (Type !== "AWS::Lambda::Function") continue;
    const layers = ((Properties["Layers"] ?? []) as readonly { Ref: string }[]).map(async ({ Ref }) =>
      join(await copy(template.Resources[Ref]!.Properties["Content"]), "nodejs", "node_modules"),
    );
    const variables = (Properties["Environment"] as { Variables: Record<string, unknown> }).Variables;
    functions[nameOf(id).replace(/Function$/, "")] = {
      task: await copy(Properties["Code"]),
      layers: await Promise.all(layers),
      handler: String(Properties["Handler"]),
      memory: Number(Properties["MemorySize"]),
      timeout: Number(Properties["Timeout"]),
      environment: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, resolve(value, names)])),
    };
  }
  return { functions };
}

/** The programs that `npm ci` brought, whatever the machine's own. */
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
  const id = (value as { Ref?: string }).Ref;
  const name = id === undefined ? undefined : names[nameOf(id)];
  if (name === undefined) throw new Error(`nothing stands for ${JSON.stringify(value)}`);
  return name;
}
