#!/usr/bin/env node
// No static import: whatever the Node that meets this file, it gets as far as the message.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `failure: Broadsheet needs Node 22.18 or newer, and this is Node ${process.versions.node}\n  hint    install a current Node from https://nodejs.org, or by your version manager (nvm install 24)\n`,
  );
  process.exit(2);
}
const { start } = await import("../build/programs/installed.mjs");
await start();
