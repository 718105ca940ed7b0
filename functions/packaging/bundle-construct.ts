import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { build, type Plugin } from "esbuild";

const run = promisify(execFile);

/** Replaces the module that makes the functions' code from sources by the one that finds it built. */
const built: Plugin = {
  name: "built",
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]infra[/\\]code[/\\]code-parts\.ts$/ }, ({ path }) => ({
      contents: `export * from ${JSON.stringify(join(dirname(path), "../installed/code-parts.ts"))};`,
      loader: "ts",
    }));
  },
};

/**
 * Bundles the construct of `broadsheet/cdk` into `build/cdk/` of the package, with its types. The CDK stays outside: it
 * must be the app's own.
 *
 * @param root the project's folder
 * @param folder the package's folder
 * @throws Error if it cannot be built
 */
export async function bundleConstruct(root: string, folder: string): Promise<void> {
  const target = join(folder, "build/cdk");
  await build({
    entryPoints: [join(root, "infra/cdk.ts")],
    absWorkingDir: root,
    outfile: join(target, "cdk.js"),
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node22.18",
    external: ["aws-cdk-lib", "constructs"],
    // Some packages are CommonJS, and require what Node has.
    banner: {
      js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
    },
    plugins: [built],
    legalComments: "none",
    logLevel: "warning",
  });
  // The construct reads it beside its own code.
  copyFileSync(join(root, "infra/resources/studio-paths.js"), join(target, "studio-paths.js"));
  await writeTypes(root, target);
}

/** Writes the declarations that those of the construct need, below `infra/` and `functions/` as in the project. */
async function writeTypes(root: string, target: string): Promise<void> {
  const made = join(root, `build/construct-types-${process.pid}`);
  try {
    const options = ["--ignoreConfig", "--declaration", "--emitDeclarationOnly", "--strict", "--skipLibCheck"];
    const modules = [
      "--allowImportingTsExtensions",
      "--resolveJsonModule",
      "--module",
      "nodenext",
      "--target",
      "es2024",
      "--types",
      "node",
    ];
    const folders = ["--rootDir", root, "--outDir", made];
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    await run(process.execPath, [tsc, ...options, ...modules, ...folders, join(root, "infra/cdk.ts")], { cwd: root });
    const wanted = ["infra/cdk.d.ts"];
    for (const file of wanted) {
      const text = readFileSync(join(made, file), "utf8");
      const imported = [...text.matchAll(/(?:from|import\()\s*"(\.[^"]+)\.ts"/g)].map(([, path]) =>
        join(dirname(file), `${path}.d.ts`),
      );
      // What an array gets while it is walked is walked, too.
      wanted.push(...imported.filter((path) => !wanted.includes(path)));
      mkdirSync(dirname(join(target, file)), { recursive: true });
      // The sources name their neighbours as Node runs them.
      writeFileSync(join(target, file), text.replaceAll(/((?:from|import\()\s*"\.[^"]+)\.ts"/g, '$1.js"'));
    }
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}
