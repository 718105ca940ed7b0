import { execFileSync } from "node:child_process";

const packages = ["chromium", "weasyprint", "poppler-utils"];

/**
 * What node-canvas is compiled with. Node's headers come from Debian; their interface (Node-API) is the same in all
 * versions.
 */
const canvasPackages = [
  "g++",
  "make",
  "python3",
  "pkg-config",
  "libnode-dev",
  "libcairo2-dev",
  "libpango1.0-dev",
  "libjpeg-dev",
  "libgif-dev",
  "librsvg2-dev",
];

/**
 * Installs the peers: programs with Debian's apt-get, npm packages into the bench's own folder, which git ignores. The
 * optional node-canvas is compiled, and left out if that fails.
 */
export function installPeers(): void {
  const root = process.getuid?.() === 0 ? [] : ["sudo"];
  run([...root, "apt-get", "update", "-qq"]);
  run([...root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", ...packages, ...canvasPackages]);
  run(["npm", "install", "--no-audit", "--no-fund", "--no-package-lock"], import.meta.dirname);
}

function run([program = "", ...words]: readonly string[], cwd?: string): void {
  execFileSync(program, words, {
    stdio: ["ignore", 2, 2],
    env: { ...process.env, npm_config_nodedir: "/usr" },
    ...(cwd !== undefined && { cwd }),
  });
}
