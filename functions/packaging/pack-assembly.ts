import { execFile } from "node:child_process";
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Lambda's processors, as the stack's setting `architecture` names them. */
const architectures = ["arm64", "x86_64"] as const;

/**
 * Packs the synthesised stack with the code of its functions, for each of Lambda's processors. `cdk deploy --app
 * FOLDER` deploys it without this project, its packages or a build.
 *
 * @param root the project's folder
 * @param work an empty folder
 * @param out folder of the archives
 * @returns path and size of each archive
 * @throws Error if it cannot be synthesised
 */
export async function packAssemblies(
  root: string,
  work: string,
  out: string,
  version: string,
): Promise<{ file: string; bytes: number }[]> {
  mkdirSync(out, { recursive: true });
  const archives = [];
  for (const architecture of architectures) {
    // One after the other: each takes the memory of a whole build.
    const name = `broadsheet-aws-${architecture}`;
    const node = [process.execPath, join(root, "infra/code/prepare-lambda.ts"), architecture] as const;
    await run(node[0], node.slice(1), { cwd: root });
    const synth = ["synth", "--quiet", "--output", join(work, name), "-c", `architecture=${architecture}`];
    await run(process.execPath, [join(root, "node_modules/aws-cdk/bin/cdk"), ...synth], { cwd: root });
    writeFileSync(
      join(work, name, "README.md"),
      `# Broadsheet ${version} for AWS, ${architecture}\n\nThe stack of Broadsheet with the default settings, built. Deploy it with the AWS CDK's command line:\n\n    npx cdk bootstrap && npx cdk deploy --app .\n`,
    );
    const file = join(out, `${name}-${version}.tgz`);
    const same = ["--sort=name", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner"];
    await run("tar", [...same, "-czf", file, name], { cwd: work });
    archives.push({ file, bytes: statSync(file).size });
  }
  return archives;
}
