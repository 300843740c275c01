import type { Command } from 'commander';
import type { Directory } from '../enterprise/directory.js';
import type { EnterpriseRecord } from '../enterprise/record.js';

/** Which enterprises a list is of; without any of these, of all. */
export interface Filters {
  readonly zone?: readonly string[];
  readonly town?: readonly string[];
  readonly class?: readonly string[];
}

/** `--zone`, `--town` and, where classes are known, `--class`: each may be given several times or with several values. */
export function withFilters(command: Command, { classes = true }: { readonly classes?: boolean } = {}): Command {
  command.option('--zone <code...>', '只列这些园区的企业').option('--town <code...>', '只列这些镇街的企业');
  return classes ? command.option('--class <name...>', '只列这些类别的企业') : command;
}

/** Whether a list asks for everybody. */
export function isUnfiltered({ zone, town, class: classes }: Filters): boolean {
  return !zone && !town && !classes;
}

/** Whether an enterprise belongs to the list. @param classOf its class, where it has one */
export function chosenBy(
  { zone, town, class: classes }: Filters,
  directory: Directory,
  classOf?: (creditCode: string) => string | undefined,
) {
  const isOf = (wanted: readonly string[] | undefined, has: string | null | undefined) => !wanted || (has ? wanted.includes(has) : false);
  return (creditCode: string): boolean => {
    const row = directory.row(creditCode);
    const record: EnterpriseRecord | undefined = row === undefined ? undefined : directory.record(row);
    return isOf(zone, record?.zone) && isOf(town, record?.town) && isOf(classes, classes && classOf?.(creditCode));
  };
}
