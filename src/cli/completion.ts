// cspell:ignore bashcompinit CWORD esac COMPREPLY compgen
import type { Command } from 'commander';
import type { Call } from './call.js';
import { DONE } from './exit.js';

/** `muhub completion`: what a shell completes the command line by, made of the commands as they are declared. */
export function completionCommand(program: Command, { answer, end }: Call): void {
  program
    .command('completion')
    .description('打印命令补全脚本（bash、zsh）：写入 ~/.bashrc 或 ~/.zshrc，或当场 source')
    .action(async () => {
      await answer(script(program));
      end(DONE);
    });
}

/** Completes from the words alone: a shell that waited for the hub at every key would not be used. */
function script(program: Command): string {
  const choices = levels(program, []);
  const groups = choices.filter(({ words }) => words !== '').map(({ words }) => `'${words}'`);
  return `# muhub 的命令补全
[ -n "$ZSH_VERSION" ] && autoload -U +X bashcompinit && bashcompinit
_muhub() {
  local current=\${COMP_WORDS[COMP_CWORD]} words='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${words:+$words }$word" in ${groups.join('|')}) words="\${words:+$words }$word" ;; esac
  done
  case "$words" in
${choices.map(({ words, next }) => `    '${words}') COMPREPLY=($(compgen -W '${next.join(' ')}' -- "$current")) ;;`).join('\n')}
  esac
}
complete -o default -F _muhub muhub`;
}

interface Level {
  /** The words of a command. */
  readonly words: string;
  /** What may come after them. */
  readonly next: readonly string[];
}

function levels(command: Command, words: readonly string[]): readonly Level[] {
  const options = command.options.flatMap(({ long, hidden }) => (long && !hidden ? [long] : []));
  const next = [...command.commands.map((each) => each.name()), ...options, '--help'];
  return [{ words: words.join(' '), next }, ...command.commands.flatMap((each) => levels(each, [...words, each.name()]))];
}
