import { execFileSync } from "node:child_process";

const packages = ["chromium", "weasyprint", "poppler-utils"];

/**
 * Installs the peers: programs by Debian's apt-get, npm packages into the bench's own folder, which git
 * ignores. node-canvas, an optional one, is compiled where no binary fits, and left out where that fails.
 */
export function installPeers(): void {
  const root = process.getuid?.() === 0 ? [] : ["sudo"];
  run([...root, "apt-get", "update", "-qq"]);
  run([...root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", ...packages]);
  run(["npm", "install", "--no-audit", "--no-fund", "--no-package-lock"], import.meta.dirname);
}

function run([program = "", ...words]: readonly string[], cwd?: string): void {
  execFileSync(program, words, { stdio: ["ignore", 2, 2], ...(cwd === undefined ? {} : { cwd }) });
}
