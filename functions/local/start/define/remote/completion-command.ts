import { type Command, InvalidArgumentError } from "commander";
import { addExamples } from "./verb.ts";

const shells = ["bash", "zsh", "fish"] as const;

/** `broadsheet completion`, which reads all other commands. */
export function addCompletion(broadsheet: Command): void {
  addExamples(
    broadsheet
      .command("completion")
      .description("print a shell's script that completes commands and options")
      .argument("<shell>", shells.join(", "), (text) => {
        if (!(shells as readonly string[]).includes(text))
          throw new InvalidArgumentError(`It must be ${shells.join(", ")}.`);
        return text;
      }),
    [
      ["completion bash > ~/.local/share/bash-completion/completions/broadsheet", "bash"],
      ['completion zsh > "${fpath[1]}/_broadsheet"', "zsh"],
      ["completion fish > ~/.config/fish/completions/broadsheet.fish", "fish"],
    ],
  ).action(async (shell: (typeof shells)[number]) => {
    const { printCompletion } = await import("../../../commands/remote/print-completion.ts");
    printCompletion(broadsheet, shell);
  });
}
