import { profileFile, readProfiles } from "../../../remote/profile/profile-file.ts";
import { formatTable } from "../../../terminal/format-table.ts";

/** `broadsheet profiles`: lists the servers of the configuration. They hold no secrets. */
export function printProfiles({ json }: { readonly json?: boolean }): void {
  const { default: usual, profiles } = readProfiles();
  if (json === true) {
    process.stdout.write(`${JSON.stringify({ file: profileFile(), default: usual, profiles }, null, 2)}\n`);
    return;
  }
  const rows = Object.entries(profiles);
  if (rows.length === 0)
    process.stderr.write(`There are no profiles in ${profileFile()}: broadsheet login adds one.\n`);
  else
    process.stdout.write(
      formatTable(
        rows,
        [
          { head: "profile", of: ([name]) => (name === usual ? `${name} *` : name) },
          { head: "server", of: ([, { server }]) => server, shrinks: true },
          {
            head: "caller",
            of: ([, { token, sigv4, oidc }]) =>
              token ? "token" : sigv4 ? "AWS credentials" : oidc ? `login at ${oidc.issuer}` : "BROADSHEET_TOKEN",
          },
        ],
        process.stdout,
      ),
    );
}
